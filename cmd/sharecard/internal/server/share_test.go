package server_test

import (
	"compress/gzip"
	"crypto/sha512"
	"encoding/base64"
	"encoding/json"
	"io"
	"regexp"
	"strings"
	"testing"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/server"
)

func TestShareScript(t *testing.T) {
	s := start(t)
	plain := s.do("GET", "/share.js", "", "Accept-Encoding: identity")
	zipped := s.do("GET", "/share.js", "", "Accept-Encoding: br, gzip")
	if zipped.Header.Get("Content-Encoding") != "gzip" || plain.Header.Get("Content-Encoding") != "" {
		t.Fatalf("encodings %q and %q", zipped.Header.Get("Content-Encoding"), plain.Header.Get("Content-Encoding"))
	}
	if n := len(zipped.body); n > 6144 {
		t.Errorf("%d bytes gzipped: too heavy for every page of a publisher", n)
	}
	r, err := gzip.NewReader(strings.NewReader(zipped.body))
	if err != nil {
		t.Fatal(err)
	}
	if text, err := io.ReadAll(r); err != nil || string(text) != plain.body {
		t.Errorf("gzipped it is another script: %v", err)
	}
	if plain.Header.Get("ETag") == zipped.Header.Get("ETag") {
		t.Error("both forms have one ETag")
	}
	for _, got := range []answer{plain, zipped} {
		for name, want := range map[string]string{
			"Content-Type":                 "text/javascript; charset=utf-8",
			"Cache-Control":                "public, max-age=3600, stale-while-revalidate=86400",
			"Vary":                         "Accept-Encoding",
			"Access-Control-Allow-Origin":  "*",
			"Cross-Origin-Resource-Policy": "cross-origin",
		} {
			if got.Header.Get(name) != want {
				t.Errorf("%s: %q, want %q", name, got.Header.Get(name), want)
			}
		}
		if len(got.Cookies()) > 0 {
			t.Error("a cookie")
		}
	}
	if again := s.do("GET", "/share.js", "", "Accept-Encoding: gzip", "If-None-Match: "+zipped.Header.Get("ETag")); again.StatusCode != 304 {
		t.Errorf("again: %d", again.StatusCode)
	}
	// Who opens it reads how to use it.
	head, _, _ := strings.Cut(plain.body, "*/")
	for _, attribute := range []string{"data-sharecard", "data-title", "data-summary", "data-url", "data-theme", "data-wx"} {
		if !strings.Contains(head, attribute) {
			t.Errorf("the head does not tell of %s", attribute)
		}
	}
	for _, what := range []string{"cookie", "localStorage", "sessionStorage", "sendBeacon", "eval(", "innerHTML"} {
		if _, code, _ := strings.Cut(plain.body, "*/"); strings.Contains(code, what) {
			t.Errorf("the script uses %s", what)
		}
	}
}

// The sheet is a module of its own, whose address changes with what is in it.
func TestShareSheet(t *testing.T) {
	s := start(t)
	found := regexp.MustCompile(`"sheet":"(share/sheet\.js\?v=[0-9a-f]{12})"`).FindStringSubmatch(s.do("GET", "/share.js", "").body)
	if found == nil {
		t.Fatal("the button does not know where the sheet is")
	}
	got := s.do("GET", "/"+found[1], "", "Accept-Encoding: gzip")
	if got.StatusCode != 200 || len(got.body) > 6144 {
		t.Errorf("%d, %d bytes gzipped", got.StatusCode, len(got.body))
	}
	for name, want := range map[string]string{
		"Content-Type":                "text/javascript; charset=utf-8",
		"Cache-Control":               "public, max-age=31536000, immutable",
		"Access-Control-Allow-Origin": "*", // modules need it
	} {
		if got.Header.Get(name) != want {
			t.Errorf("%s: %q, want %q", name, got.Header.Get(name), want)
		}
	}
}

// The script is kept for good under the version that is told, with the integrity of its
// bytes; what buttons offer besides, the module and its types are there.
func TestShareVersion(t *testing.T) {
	s := start(t)
	var told struct{ URL, Integrity string }
	if err := json.Unmarshal([]byte(s.do("GET", "/share/version.json", "").body), &told); err != nil {
		t.Fatal(err)
	}
	path := strings.TrimPrefix(told.URL, "http://127.0.0.1:8080")
	got := s.do("GET", path, "", "Accept-Encoding: identity")
	sum := sha512.Sum384([]byte(got.body))
	if want := "sha384-" + base64.StdEncoding.EncodeToString(sum[:]); told.Integrity != want ||
		got.Header.Get("Cache-Control") != "public, max-age=31536000, immutable" {
		t.Errorf("%+v, of %s %s", told, want, got.Header.Get("Cache-Control"))
	}
	if other := s.do("GET", "/share.js?v=000000000000", ""); other.Header.Get("Cache-Control") != "public, max-age=3600, stale-while-revalidate=86400" {
		t.Errorf("another version is kept: %s", other.Header.Get("Cache-Control"))
	}
	for _, file := range []string{"more.js", "module.js", "module.d.ts"} {
		if got := s.do("GET", "/share/"+file, "", "Accept-Encoding: gzip"); got.StatusCode != 200 || len(got.body) > 3000 {
			t.Errorf("%s: %d, %d bytes gzipped", file, got.StatusCode, len(got.body))
		}
	}
}

// What a list's buttons ask about an article is given to whom its cards are given.
func TestShared(t *testing.T) {
	k := startKeeping(t, keepingConfig{})
	for id, body := range map[string]string{
		"plain": `{"title":"题","summary":"提要","url":"https://news.example/plain"}`,
		"bare":  `{"title":"题"}`,
		"later": `{"title":"题","published_at":"2199-01-01T08:00:00+08:00"}`,
		"gone":  `{"title":"题"}`,
	} {
		k.ask("PUT", "/v1/articles/"+id, body)
	}
	k.ask("DELETE", "/v1/articles/gone", "")
	for id, want := range map[string]struct {
		status        int
		body, caching string
	}{
		"plain":   {200, `{"title":"题","summary":"提要","url":"https://news.example/plain"}`, ""},
		"bare":    {200, `{"title":"题"}`, ""},
		"later":   {404, "", "no-store"},
		"nowhere": {404, "", "no-store"},
		"gone":    {410, "", "no-store"},
	} {
		got := k.do("GET", "/v1/articles/"+id+"/share.json", "")
		card := k.do("GET", "/v1/articles/"+id+"/cards/poster.jpg", "")
		if got.StatusCode != want.status || want.body != "" && strings.TrimSpace(got.body) != want.body {
			t.Errorf("%s: %d %s", id, got.StatusCode, got.body)
		}
		if got.StatusCode != card.StatusCode {
			t.Errorf("%s: the card answers %d", id, card.StatusCode)
		}
		for _, name := range []string{"Cache-Control", "Surrogate-Key", "Access-Control-Allow-Origin", "Cross-Origin-Resource-Policy"} {
			if got.Header.Get(name) != card.Header.Get(name) || name[0] == 'A' && got.Header.Get(name) != "*" {
				t.Errorf("%s: %s %q, of the card %q", id, name, got.Header.Get(name), card.Header.Get(name))
			}
		}
		if tag := got.Header.Get("ETag"); want.status == 200 {
			if again := k.do("GET", "/v1/articles/"+id+"/share.json", "", "If-None-Match: "+tag); again.StatusCode != 304 {
				t.Errorf("%s again: %d", id, again.StatusCode)
			}
		}
	}
	// A caller sees it before its time, and nobody keeps that.
	if got := k.ask("GET", "/v1/articles/later/share.json", ""); got.StatusCode != 200 ||
		got.Header.Get("Cache-Control") != "private, no-store" {
		t.Errorf("later, to a caller: %d, %s", got.StatusCode, got.Header.Get("Cache-Control"))
	}
}

func TestShareScriptEncoding(t *testing.T) {
	s := start(t)
	for header, want := range map[string]string{
		"gzip": "gzip", "GZIP;q=1.0": "gzip", "deflate, gzip; q=0.5": "gzip",
		"identity": "", "gzip;q=0": "", "gzip; q=0.000": "", "br": "", "x-gzip2": "",
	} {
		if got := s.do("GET", "/share.js", "", "Accept-Encoding: "+header).Header.Get("Content-Encoding"); got != want {
			t.Errorf("%q: %q", header, got)
		}
	}
}

// A designer of the button sees every change, a reader the last hour's.
func TestShareScriptInDevelopment(t *testing.T) {
	s := start(t, func(c *server.Config, _ *card.Config) { c.Dev = true })
	if got := s.do("GET", "/share.js", "").Header.Get("Cache-Control"); got != "no-cache" {
		t.Errorf("Cache-Control %q", got)
	}
}

func TestShareScriptIsPublic(t *testing.T) {
	s := start(t, func(c *server.Config, _ *card.Config) { c.PublicURL = "https://cards.example" })
	if got := s.do("GET", "/share.js", ""); got.StatusCode != 200 {
		t.Errorf("%d", got.StatusCode)
	}
	for _, path := range []string{"/demo", "/demo/demo.css", "/demo/cover.jpg?of=sample:dawn"} {
		if got := s.do("GET", path, ""); got.StatusCode != 401 {
			t.Errorf("%s: %d", path, got.StatusCode)
		}
	}
}
