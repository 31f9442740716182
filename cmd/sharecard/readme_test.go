package main

import (
	"bytes"
	"context"
	_ "embed"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// Both READMEs keep within what people read.
const maxReadme = 20 << 10 // bytes

// readmePrelude has the commands of a README run word for word on a port of the test's
// own, with a CMS of the test's own. What it does not do is to build: go run, go build,
// go test and docker are taken for what they would give; .ci/run builds.
//
//go:embed testdata/readme.sh
var readmePrelude string

// Every command of the READMEs runs, in this order, in a tree that has nothing but the
// project's files.
func TestReadme(t *testing.T) {
	if testing.Short() {
		t.Skip("runs every command of the READMEs; run without -short")
	}
	for _, command := range []string{"bash", "curl", "tar", "git"} {
		if _, err := exec.LookPath(command); err != nil {
			t.Skipf("%s, which the commands of the README need, is not installed", command)
		}
	}
	t.Parallel()
	for _, name := range []string{"README.md", ".readme/README.zh.md"} {
		t.Run(filepath.Base(name), func(t *testing.T) {
			t.Parallel()
			dir := projectTree(t)
			text, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			if len(text) > maxReadme {
				t.Errorf("%d bytes, more than %d", len(text), maxReadme)
			}
			cms := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path != "/api/articles/4711" || r.Header.Get("Authorization") != "Bearer SECRET" {
					http.NotFound(w, r)
					return
				}
				fmt.Fprint(w, `{"data":{"headline":"夜班公交延长至凌晨一点","publish_time":"2026-11-20T06:10:00+08:00"}}`)
			}))
			defer cms.Close()
			blocks := 0
			for section := range strings.SplitSeq(string(text), "\n## ") {
				commands := commandsOf(section)
				if commands == "" {
					continue
				}
				blocks++
				title, _, _ := strings.Cut(section, "\n")
				runCommands(t, dir, title, commands, cms.URL)
			}
			if blocks < 6 {
				t.Errorf("only %d sections have commands", blocks)
			}
			checkTemplateSnippets(t, dir, string(text))
			checkLinks(t, dir, filepath.Dir(name), string(text))
		})
	}
}

// projectTree is a folder with the project's files: .readme is a copy, since commands
// write there.
func projectTree(t *testing.T) string {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, name := range []string{"README.md", "LICENSE", "go.mod", "fonts", "templates", "render", "cmd", ".github"} {
		if err := os.Symlink(filepath.Join(root, name), filepath.Join(dir, name)); err != nil {
			t.Skip("this system makes no links here: ", err)
		}
	}
	if err := os.CopyFS(filepath.Join(dir, ".readme"), os.DirFS(filepath.Join(root, ".readme"))); err != nil {
		t.Fatal(err)
	}
	// What a clone would not have is not there either.
	ignored := exec.Command("git", "ls-files", "--others", "--ignored", "--exclude-standard", ".readme")
	ignored.Dir = root
	out, err := ignored.Output()
	if err != nil {
		t.Log("this is no clone, so files that are not committed may be there: ", err)
	}
	for file := range strings.FieldsSeq(string(out)) {
		if err := os.Remove(filepath.Join(dir, file)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

var (
	shellBlock = regexp.MustCompile("(?s)```sh\n(.*?)```")
	inlineCurl = regexp.MustCompile("`(curl [^`]+)`")
	htmlBlock  = regexp.MustCompile("(?s)```html\n(.*?)```")
	ownAddress = regexp.MustCompile(`http://127\.0\.0\.1:8080[^\s"'<>()` + "`" + `，。；、）]*`)
)

// commandsOf returns the commands of a section, and for each address of the service that
// its snippets or its text name one that opens it.
func commandsOf(section string) string {
	var b strings.Builder
	for _, m := range shellBlock.FindAllStringSubmatch(section, -1) {
		b.WriteString(m[1] + "\n")
	}
	rest := shellBlock.ReplaceAllString(section, "")
	for _, m := range inlineCurl.FindAllStringSubmatch(rest, -1) {
		b.WriteString(m[1] + "\n")
	}
	rest = inlineCurl.ReplaceAllString(rest, "")
	for _, address := range ownAddress.FindAllString(rest, -1) {
		fmt.Fprintf(&b, "opens %s\n", strings.TrimRight(address, ".,;"))
	}
	return b.String()
}

func runCommands(t *testing.T, dir, title, commands, cms string) {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := ln.Addr().(*net.TCPAddr).Port
	if err := ln.Close(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	script := exec.CommandContext(ctx, "bash", "-c", readmePrelude+"\n"+commands+"\nfinish\n")
	script.Dir = dir
	script.Env = append(os.Environ(), fmt.Sprint("README_PORT=", port), "README_CMS="+cms, "README_SHARECARD="+sharecard(t))
	var out bytes.Buffer
	script.Stdout, script.Stderr = &out, &out
	if err := script.Run(); err != nil {
		t.Errorf("under %q: %v\n%s", title, err, out.String())
	}
}

// checkTemplateSnippets draws with the template that the text shows, and has the program
// say of a fault what the text says of it.
func checkTemplateSnippets(t *testing.T, dir, text string) {
	t.Helper()
	folder := filepath.Join(dir, "snippets")
	write := func(name, text string) {
		t.Helper()
		if err := os.MkdirAll(folder, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	drawn := 0
	for _, m := range htmlBlock.FindAllStringSubmatch(text, -1) {
		if !strings.HasPrefix(m[1], "<!doctype html>") {
			continue
		}
		write("mine.html", m[1])
		draw := exec.Command(sharecard(t), "render", "--templates", folder, "--template", "mine",
			filepath.Join(dir, ".readme/article.json"), "-o", filepath.Join(dir, "snippet.jpg"))
		if out, err := draw.CombinedOutput(); err != nil || len(out) > 0 {
			t.Errorf("the template: %v\n%s", err, out)
		}
		drawn++
	}
	if drawn == 0 {
		t.Error("no template is shown")
	}
	fault := regexp.MustCompile(`(?m)^mine\.html:12:3: .*$`).FindString(text)
	write("mine.html", "<title>Mine</title><meta name=\"card:size\" content=\"90x90\"><style>p {"+
		strings.Repeat("\n", 11)+"  z-idnex: 1 }</style><p>x</p>")
	out, _ := exec.Command(sharecard(t), "check", folder).Output() // it fails, as it should
	if fault == "" || !strings.Contains(string(out), fault+"\n") {
		t.Errorf("the text says %q, sharecard check says\n%s", fault, out)
	}
}

// checkLinks fails where the text leads to a file that is not there.
func checkLinks(t *testing.T, dir, from, text string) {
	t.Helper()
	links := regexp.MustCompile(`\]\(([^)#]+)\)|src="([^"]+)"`).FindAllStringSubmatch(text, -1)
	for _, m := range links {
		link := m[1] + m[2]
		if strings.Contains(link, "://") || strings.Contains(link, "{{") {
			continue
		}
		if _, err := os.Stat(filepath.Join(dir, from, link)); err != nil {
			t.Errorf("a link: %v", err)
		}
	}
}
