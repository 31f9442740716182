package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// A wrong setting ends the program at once with a message that names it, leaves
// nothing behind, and tells no secret.
func TestWrongSettings(t *testing.T) {
	const secret = "8fK2w0Q7mVx1Zr5T"
	for _, test := range []struct {
		args []string
		want string
	}{
		{[]string{"--listen", "nonsense"}, "--listen"},
		{[]string{"--listen", "0.0.0.0:0"}, "--listen"},
		{[]string{"--listen", "127.0.0.1:x"}, "--listen"},
		{[]string{"--public-url", "cards.example"}, "--public-url"},
		{[]string{"--public-url", "https://cards.example/cards"}, "--public-url"},
		{[]string{"--tokens", secret}, "--tokens"},
		{[]string{"--tokens", ""}, "--tokens"},
		{[]string{"--tokens", "desk:" + secret + ":Evening"}, "--tokens"},
		{[]string{"--tokens", "desk:" + secret + ":nobody"}, "--tokens: desk is for the brand nobody"},
		{[]string{"--tokens", "desk:" + secret, "--tokens", "desk:x" + secret}, "--tokens"},
		{[]string{"--host", "cards.example:443"}, "--host"},
		{[]string{"--host", "*"}, "--host"},
		{[]string{"--host", "新闻.example"}, "--host"},
		{[]string{"--signing-keys", "site:" + secret + ":nobody"}, "--signing-keys: site is for the brand nobody"},
		{[]string{"--keep-words", "/dev/zero"}, "--keep-words"},
		{[]string{"--allow-fetch", "0.0.0.0/0"}, "--allow-fetch"},
		{[]string{"--article-zone", "Mars/Olympus"}, "--article-zone"},
		{[]string{"--article-timeout", "1ms"}, "--article-timeout"},
		{[]string{"--article-fresh", "1ms"}, "--article-fresh"},
		{[]string{"--page-hosts", "https://www.example.com"}, "--page-hosts"},
		{[]string{"--page-hosts", "*.example.com"}, "--page-hosts"},
		{[]string{"--page-rate", "0"}, "--page-rate"},
		{[]string{"--page-rate", "NaN"}, "--page-rate"},
		{[]string{"--rate-limit", "-1"}, "--rate-limit"},
		{[]string{"--rate-limit", "NaN"}, "--rate-limit"},
		{[]string{"--rate-limit", "many"}, "--rate-limit"},
		{[]string{"--rate-burst", "0"}, "--rate-burst"},
		{[]string{"--trusted-proxies", "10.0.0.1"}, "--trusted-proxies"},
		{[]string{"--trusted-proxies", "0.0.0.0/0"}, "--trusted-proxies"},
		{[]string{"--max-connections", "0"}, "--max-connections"},
		{[]string{"--workers", "-1"}, "--workers"},
		{[]string{"--queue", "0"}, "--queue"},
		{[]string{"--card-memory", "0"}, "--card-memory"},
		{[]string{"--picture-memory", "much"}, "--picture-memory"},
		{[]string{"--linger", "-1s"}, "--linger"},
		{[]string{"--linger", "1h"}, "--linger"},
		{[]string{"--linger", "soon"}, "--linger"},
		{[]string{"--log-format", "xml"}, "--log-format"},
		{[]string{"--log-level", "loud"}, "--log-level"},
		{[]string{"--debug-addr", "0.0.0.0:6060"}, "--debug-addr"},
		{[]string{"--debug-addr", "6060"}, "--debug-addr"},
		{[]string{"--no-such-flag"}, "--no-such-flag"},
	} {
		status, out, errs := run(t, append([]string{"serve", "--listen", "127.0.0.1:0", "--data", filepath.Join(t.TempDir(), "data")}, test.args...)...)
		if status == 0 || !strings.Contains(errs, test.want) || out != "" {
			t.Errorf("%q: status %d, %s%s", test.args, status, out, errs)
		}
		if strings.Contains(errs, secret) {
			t.Errorf("%q: the message tells the secret: %s", test.args, errs)
		}
	}
}

// The environment sets what flags do, and is as strict.
func TestSettingsOfTheEnvironment(t *testing.T) {
	t.Setenv("SHARECARD_LOG_LEVEL", "loud")
	if status, _, errs := run(t, "serve", "--listen", "127.0.0.1:0"); status != exitUsage || !strings.Contains(errs, "--log-level") || !strings.Contains(errs, "SHARECARD_LOG_LEVEL") && !strings.Contains(errs, "loud") {
		t.Errorf("status %d, %s", status, errs)
	}
	t.Setenv("SHARECARD_LOG_LEVEL", "error")
	t.Setenv("SHARECARD_TOKENS", "desk:8fK2w0Q7mVx1Zr5T\nnight:Jt4nB9sLpY6cHd3G")
	address := serve(t, "--data", filepath.Join(t.TempDir(), "data"))
	for secret, want := range map[string]int{"": 401, "8fK2w0Q7mVx1Zr5T": 200, "Jt4nB9sLpY6cHd3G": 200} {
		req, err := http.NewRequest("GET", address+"/v1/articles", nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Authorization", "Bearer "+secret)
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != want {
			t.Errorf("with %q: %d, want %d", secret, resp.StatusCode, want)
		}
	}
}

// serve --help explains every setting: what it does, its default, its variable.
func TestHelpExplainsEverySetting(t *testing.T) {
	status, help, _ := run(t, "serve", "--help")
	if status != 0 {
		t.Fatalf("status %d", status)
	}
	text := strings.Join(strings.Fields(help), " ")
	var grammar serveCommand
	parser, err := kong.New(&grammar, kong.DefaultEnvars("SHARECARD"))
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, flag := range parser.Model.Flags {
		if flag.Name == "help" {
			continue
		}
		seen++
		if flag.Help == "" || flag.Group == nil {
			t.Errorf("--%s is not explained, or stands in no group", flag.Name)
		}
		if !strings.Contains(text, "--"+flag.Name) || !strings.Contains(text, "["+flag.Envs[0]+"]") {
			t.Errorf("--%s or %s is missing", flag.Name, flag.Envs[0])
		}
		if flag.HasDefault && !strings.Contains(text, "Default: "+flag.Default+".") {
			t.Errorf("the default of --%s is missing", flag.Name)
		}
		if kind := flag.Target.Kind(); !flag.HasDefault && kind != reflect.String && kind != reflect.Slice && kind != reflect.Map && kind != reflect.Bool {
			t.Errorf("--%s has a default that is not told", flag.Name)
		}
	}
	if seen < 20 {
		t.Errorf("only %d settings", seen)
	}
}

// The log says at once what is served, without secrets, and warns where nobody may
// use what is private.
func TestStartIsLogged(t *testing.T) {
	const secret = "8fK2w0Q7mVx1Zr5T"
	for _, test := range []struct {
		flags                     []string
		publicURL                 string
		tokens, keys              float64
		articles                  string
		nobodyMayUseWhatIsPrivate bool
	}{
		{nil, "", 0, 0, "stored", false},
		{[]string{"--public-url", "https://cards.example"}, "https://cards.example", 0, 0, "stored", true},
		{[]string{
			"--public-url", "https://cards.example", "--tokens", "desk:" + secret, "--signing-keys", "site:" + secret,
			"--article-url", "https://cms.example/" + secret + "/{id}",
		}, "https://cards.example", 1, 1, "stored, upstream", false},
	} {
		ctx, stop := context.WithCancel(t.Context())
		var errs bytes.Buffer
		status := Main{
			Args:   append([]string{"serve", "--listen", "127.0.0.1:0", "--linger", "0s", "--data", t.TempDir()}, test.flags...),
			Stdout: io.Discard, Stderr: &errs, Listening: func(string) { stop() },
		}.Run(ctx)
		stop()
		first, _, _ := strings.Cut(errs.String(), "\n")
		var line map[string]any
		if err := json.Unmarshal([]byte(first), &line); err != nil || status != 0 {
			t.Fatalf("%q: status %d, %v: %s", test.flags, status, err, errs.String())
		}
		if line["msg"] != "serving" || line["public_url"] != test.publicURL || line["tokens"] != test.tokens ||
			line["signing_keys"] != test.keys || line["articles"] != test.articles || line["templates"].(float64) < 10 ||
			!strings.Contains(line["version"].(string), "engine") || !strings.HasPrefix(line["listen"].(string), "127.0.0.1:") {
			t.Errorf("%q: %s", test.flags, first)
		}
		if got := strings.Contains(errs.String(), "without --tokens"); got != test.nobodyMayUseWhatIsPrivate {
			t.Errorf("%q: warned %v: %s", test.flags, got, errs.String())
		}
		if strings.Contains(errs.String(), secret) {
			t.Errorf("%q: a secret is told: %s", test.flags, errs.String())
		}
	}
}

// What is to be said of every command, argument and flag is a sentence.
func TestHelpIsSentences(t *testing.T) {
	parser, err := kong.New(&commands{}, kong.Vars{"version": "x"})
	if err != nil {
		t.Fatal(err)
	}
	sentence := func(of, help string) {
		if !strings.HasSuffix(help, ".") || strings.TrimSpace(help) != help {
			t.Errorf("%s: %q", of, help)
		}
	}
	err = kong.Visit(parser.Model, func(node kong.Visitable, next kong.Next) error {
		switch n := node.(type) {
		case *kong.Node:
			sentence(n.FullPath(), n.Help)
		case *kong.Value:
			sentence(n.Summary(), n.Help)
		case *kong.Flag:
			if n.Name != "help" {
				sentence("--"+n.Name, n.Help)
			}
		}
		return next(nil)
	})
	if err != nil {
		t.Error(err)
	}
}

// --debug-addr serves profiles on a port of its own, to this machine.
func TestDebugAddress(t *testing.T) {
	ln := freePort(t)
	serve(t, "--data", filepath.Join(t.TempDir(), "data"), "--debug-addr", ln)
	for host, want := range map[string]int{ln: 200, "localhost": 200, "evil.example": 421} {
		req, err := http.NewRequestWithContext(context.Background(), "GET", "http://"+ln+"/debug/pprof/goroutine?debug=1", nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Host = host
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		if resp.StatusCode != want || want == 200 && !strings.Contains(string(body), "goroutine profile") {
			t.Errorf("%s: %d %.100s", host, resp.StatusCode, body)
		}
	}
}
