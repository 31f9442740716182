package licenses_test

import (
	"os/exec"
	"strings"
	"testing"

	"sharecard/cmd/sharecard/internal/licenses"
)

// Every module that the program is made of has a text, for the version that
// go.mod names.
func TestEveryModuleHasItsLicence(t *testing.T) {
	all, err := licenses.All()
	if err != nil {
		t.Fatal(err)
	}
	have := map[licenses.Component]bool{}
	size := 0
	for _, n := range all {
		size += len(n.Text)
		if len(strings.TrimSpace(n.Text)) < 60 || len(n.Components) == 0 {
			t.Errorf("%v: %q is no licence", n.Components, n.Text)
		}
		for _, c := range n.Components {
			have[c] = true
		}
	}
	if size > 500_000 {
		t.Errorf("%d bytes of licences", size)
	}
	for _, path := range []string{"sharecard", "Go", "word list"} {
		if !have[licenses.Component{Path: path}] {
			t.Errorf("no licence of %s", path)
		}
	}
	out, err := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}{{end}}{{end}}",
		"sharecard/cmd/sharecard").Output()
	if err != nil {
		t.Fatal(err)
	}
	modules := map[string]bool{}
	for line := range strings.Lines(string(out)) {
		path, version, ok := strings.Cut(strings.TrimSpace(line), " ")
		if !ok || modules[path] {
			continue
		}
		modules[path] = true
		if !have[licenses.Component{Path: path, Version: version}] {
			t.Errorf("no licence of %s %s: run go generate ./cmd/sharecard/internal/licenses", path, version)
		}
	}
	if len(modules) < 30 {
		t.Errorf("only %d modules were looked at", len(modules))
	}
}

// A text stands once, however many modules have it.
func TestTextsStandOnce(t *testing.T) {
	all, err := licenses.All()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	shared := 0
	for _, n := range all {
		words := strings.Join(strings.Fields(n.Text), " ")
		if seen[words] {
			t.Errorf("the text of %v stands twice", n.Components)
		}
		seen[words] = true
		if len(n.Components) > 3 {
			shared++
		}
	}
	if shared == 0 {
		t.Error("no text is shared")
	}
}
