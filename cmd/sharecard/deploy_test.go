package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"sharecard/cmd/sharecard/internal/storetest"
)

// compose returns the command of Docker Compose, and the file for it: its first version
// knows no name of a project.
func compose(t *testing.T) (command []string, file string) {
	t.Helper()
	file, err := filepath.Abs("deploy/compose.yml")
	if err != nil {
		t.Fatal(err)
	}
	if exec.Command("docker", "compose", "version").Run() == nil {
		return []string{"docker", "compose"}, file
	}
	if exec.Command("docker-compose", "version").Run() != nil {
		storetest.Missing(t, "there is no Docker Compose: apt-get install docker-compose")
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	file = filepath.Join(t.TempDir(), "compose.yml")
	if err := os.WriteFile(file, regexp.MustCompile(`(?m)^name:.*\n`).ReplaceAll(text, nil), 0o600); err != nil {
		t.Fatal(err)
	}
	return []string{"docker-compose"}, file
}

// Docker Compose takes the file as it is written, with the secrets of the example, and
// refuses it without.
func TestCompose(t *testing.T) {
	t.Parallel()
	command, file := compose(t)
	config := func(secrets string) (string, error) {
		out, err := exec.Command(command[0], append(command[1:], "--env-file", secrets, "-f", file, "config")...).CombinedOutput()
		return string(out), err
	}
	out, err := config("deploy/deploy.env.example")
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for _, want := range []string{"replicas: 3", "postgres://sharecard:change-me-to-something-long@database/sharecard", "service_healthy"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in it: %s", want, out)
		}
	}
	none := filepath.Join(t.TempDir(), "none.env")
	if err := os.WriteFile(none, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := config(none); err == nil || !strings.Contains(out, "DATABASE_PASSWORD") {
		t.Errorf("without secrets: %v %s", err, out)
	}
}

// What is set up in the deploy folder is what the program knows by that name.
func TestDeployedSettings(t *testing.T) {
	t.Parallel()
	help, err := exec.Command(sharecard(t), "serve", "--help").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"compose.yml", "deploy.env.example", "sharecard.service", "sharecard.socket", "Dockerfile"} {
		text, err := os.ReadFile(filepath.Join("deploy", name))
		if err != nil {
			t.Fatal(err)
		}
		for _, variable := range regexp.MustCompile(`\bSHARECARD_[A-Z_]+`).FindAllString(string(text), -1) {
			if !strings.Contains(string(help), "["+variable+"]") {
				t.Errorf("%s sets %s, which there is not", name, variable)
			}
		}
	}
}
