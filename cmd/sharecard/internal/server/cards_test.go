package server_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/server"
)

const poster = "/v1/articles/a/cards/poster.jpg"

func TestGetCard(t *testing.T) {
	s := start(t)
	tests := []struct {
		path, contentType, body string
	}{
		{poster, "image/jpeg", "poster 题   1"},
		{"/v1/articles/a/cards/poster.jpeg", "image/jpeg", "poster 题   1"},
		{"/v1/articles/a/cards/poster.png", "image/png", "poster 题   1"},
		{"/v1/articles/a/cards/link.png", "image/png", "link 题   1"},
		{poster + "?theme=ink&accent=C02020&scale=1.5&strict=1", "image/jpeg", "poster 题 ink #c02020 1.5"},
		{poster + "?ratio=4:5&credits=all", "image/jpeg", "poster 题   1 4:5 true"},
		{poster + "?accent=%23c02020", "image/jpeg", "poster 题  #c02020 1"},
	}
	for _, test := range tests {
		got := s.do("GET", test.path, "")
		if got.StatusCode != 200 || got.body != test.body {
			t.Errorf("%s: %d %q, want %q", test.path, got.StatusCode, got.body, test.body)
		}
		for name, want := range map[string]string{
			"Content-Type":                test.contentType,
			"Content-Length":              fmt.Sprint(len(test.body)),
			"Cache-Control":               "public, max-age=60, s-maxage=300, stale-while-revalidate=86400, stale-if-error=3600",
			"Surrogate-Key":               "a-a",
			"Access-Control-Allow-Origin": "*",
			"X-Content-Type-Options":      "nosniff",
			"Sharecard-Report":            "",
		} {
			if got := got.Header.Get(name); got != want {
				t.Errorf("%s: %s is %q, want %q", test.path, name, got, want)
			}
		}
	}
}

func TestHeadAndConditionalCard(t *testing.T) {
	s := start(t)
	get := s.do("GET", poster, "")
	etag := get.Header.Get("ETag")
	if len(etag) < 10 || etag[0] != '"' {
		t.Fatalf("ETag is %s", etag)
	}
	head := s.do("HEAD", poster, "")
	if head.StatusCode != 200 || head.body != "" || head.ContentLength != get.ContentLength || head.Header.Get("ETag") != etag {
		t.Errorf("HEAD: %d, %d bytes, %s", head.StatusCode, head.ContentLength, head.Header.Get("ETag"))
	}
	for _, same := range []string{etag, "W/" + etag, `"other", ` + etag, "*"} {
		got := s.do("GET", poster, "", "If-None-Match: "+same)
		if got.StatusCode != 304 || got.body != "" || got.Header.Get("ETag") != etag || got.Header.Get("Cache-Control") == "" {
			t.Errorf("If-None-Match %s: %d %q", same, got.StatusCode, got.body)
		}
	}
	if got := s.do("GET", poster, "", `If-None-Match: "other"`); got.StatusCode != 200 {
		t.Errorf("another tag: %d", got.StatusCode)
	}
	if got := s.do("GET", poster, "", "Range: bytes=999999-"); got.StatusCode != 416 || got.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("a range outside: %d, Cache-Control %q", got.StatusCode, got.Header.Get("Cache-Control"))
	}
	if got := s.do("GET", poster, "", "Range: bytes=0-5"); got.StatusCode != 206 || got.body != "poster" {
		t.Errorf("range: %d %q", got.StatusCode, got.body)
	}
	// A corrected article is another picture.
	s.put(t, "a", "改")
	if got := s.do("GET", poster, "", "If-None-Match: "+etag); got.StatusCode != 200 || !strings.Contains(got.body, "改") {
		t.Errorf("after a correction: %d %q", got.StatusCode, got.body)
	}
}

// Last-Modified follows the article and the picture, and is never in the future,
// whatever the clocks say.
func TestLastModified(t *testing.T) {
	now := &clock{at: time.Now()}
	s := start(t, func(sc *server.Config, _ *card.Config) { sc.Now = now.now })
	now.pass(time.Hour)
	first := s.do("GET", poster, "")
	modified := first.Header.Get("Last-Modified")
	at, err := http.ParseTime(modified)
	if err != nil || time.Since(at) > time.Minute || time.Since(at) < -time.Minute {
		t.Fatalf("Last-Modified is %q", modified)
	}
	for since, status := range map[string]int{
		modified: 304,
		at.Add(time.Hour).UTC().Format(http.TimeFormat):    304,
		at.Add(-time.Second).UTC().Format(http.TimeFormat): 200,
		"yesterday": 200,
	} {
		if got := s.do("GET", poster, "", "If-Modified-Since: "+since); got.StatusCode != status {
			t.Errorf("since %s: %d, want %d", since, got.StatusCode, status)
		}
	}
	// The entity tag counts before the date (RFC 9110, section 13.2.2).
	if got := s.do("GET", poster, "", "If-Modified-Since: "+modified, `If-None-Match: "other"`); got.StatusCode != 200 {
		t.Errorf("another tag: %d", got.StatusCode)
	}
	now.pass(-2 * time.Hour)
	got := s.do("GET", poster, "")
	if at, err := http.ParseTime(got.Header.Get("Last-Modified")); err != nil || at.After(now.now()) {
		t.Errorf("with the clock set back: %s at %s", got.Header.Get("Last-Modified"), now.now())
	}
}

func TestUnknownParametersRedirect(t *testing.T) {
	s := start(t)
	for path, want := range map[string]string{
		poster + "?t=1714527000":              poster,
		poster + "?utm_source=x&theme=ink":    poster + "?theme=ink",
		poster + "?_=1&scale=2&accent=c02020": poster + "?accent=c02020&scale=2",
	} {
		got := s.do("GET", path, "")
		if got.StatusCode != 308 || got.Header.Get("Location") != want {
			t.Errorf("%s: %d to %s, want %s", path, got.StatusCode, got.Header.Get("Location"), want)
		}
	}
}

func TestDegradedCardIsShortLived(t *testing.T) {
	s := start(t)
	s.put(t, "a", "缺字")
	got := s.do("GET", poster, "")
	if got.StatusCode != 200 || got.Header.Get("Cache-Control") != "max-age=5" ||
		got.Header.Get("Last-Modified") != "" || got.Header.Get("Sharecard-Report") != "degraded, missing=1" {
		t.Errorf("%d %s %s", got.StatusCode, got.Header.Get("Cache-Control"), got.Header.Get("Sharecard-Report"))
	}
}

func TestPostCard(t *testing.T) {
	s := start(t)
	for body, want := range map[string]string{
		`{"template":"poster","article":{"title":"来稿"}}`:                          "poster 来稿   1",
		`{"template":"poster","article_id":"a","ratio":"9:16"}`:                   "poster 题   1 9:16 false",
		`{"template":"poster","article_id":"a","theme":"red","scale":2}`:          "poster 题 red  2",
		`{"template":"link","article_id":"a","format":"jpeg","accent":"#AABBCC"}`: "link 题  #aabbcc 1",
	} {
		got := s.do("POST", "/v1/cards", body, "Content-Type: application/json; charset=utf-8")
		if got.StatusCode != 200 || got.body != want || got.Header.Get("Content-Type") != "image/jpeg" {
			t.Errorf("%s: %d %s %q", body, got.StatusCode, got.Header.Get("Content-Type"), got.body)
		}
		if got.Header.Get("ETag") == "" || got.Header.Get("Content-Length") != fmt.Sprint(len(want)) {
			t.Errorf("%s: headers %v", body, got.Header)
		}
	}
}

func TestPostCardManifest(t *testing.T) {
	s := start(t)
	got := s.do("POST", "/v1/cards", `{"template":"poster","article":{"title":"缺字"},"format":"png"}`,
		"Content-Type: application/json", "Accept: application/json")
	var entry map[string]any
	if err := json.Unmarshal([]byte(got.body), &entry); err != nil {
		t.Fatalf("%v in %s", err, got.body)
	}
	if sum, ok := entry["sha256"].(string); !ok || len(sum) != 64 {
		t.Errorf("sha256 is %v", entry["sha256"])
	}
	delete(entry, "sha256")
	want := map[string]any{
		"template": "poster", "width": 1080.0, "height": 1440.0, "bytes": float64(len("poster 缺字   1")),
		"mime": "image/png", "alt": "缺字", "report": map[string]any{"degraded": true, "missing": 1.0},
		"url": nil, "url_reason": "no_permanent_store",
	}
	if fmt.Sprint(entry) != fmt.Sprint(want) {
		t.Errorf("got %v\nwant %v", entry, want)
	}
	for accept, json := range map[string]bool{
		"image/*, application/json;q=0.5":  false,
		"application/json, */*":            true,
		"image/png;q=0.1,application/json": true,
		"*/*":                              false,
		"application/json;q=0":             false,
	} {
		got := s.do("POST", "/v1/cards", `{"template":"poster","article_id":"a"}`, "Content-Type: application/json", "Accept: "+accept)
		if isJSON := got.Header.Get("Content-Type") == "application/json"; isJSON != json {
			t.Errorf("Accept %s: got %s", accept, got.Header.Get("Content-Type"))
		}
	}
}

func TestQueueFullIs429AtOnce(t *testing.T) {
	s := start(t, func(_ *server.Config, c *card.Config) { c.Workers, c.Queue = 1, 1 })
	s.put(t, "slow", "慢")
	const all, fit = 10, 2 // one is drawn, one waits
	answers := make(chan answer, all)
	sent := time.Now()
	for i := range all {
		go func() { answers <- s.do("GET", fmt.Sprintf("/v1/articles/slow/cards/poster.jpg?scale=1.%d", i), "") }()
	}
	for range all - fit {
		got := <-answers
		if p := got.problem(t); got.StatusCode != 429 || p.Code != "busy" || got.Header.Get("Retry-After") == "" {
			t.Errorf("got %+v, Retry-After %q", p, got.Header.Get("Retry-After"))
		}
	}
	if took := time.Since(sent); took > 500*time.Millisecond {
		t.Logf("refused after %v", took)
	}
	close(s.hold)
	for range fit {
		if got := <-answers; got.StatusCode != http.StatusOK {
			t.Errorf("who was in time got %d", got.StatusCode)
		}
	}
}

// The short way to a whole picture gives what http.ServeContent gives.
func TestPlainAnswerIsServeContents(t *testing.T) {
	s := start(t)
	for _, method := range []string{"GET", "HEAD"} {
		plain := s.do(method, poster, "")
		other := s.do(method, poster, "", `If-None-Match: "another"`)
		for _, a := range []answer{plain, other} {
			a.Header.Del("Date")
			a.Header.Del("X-Request-Id")
		}
		if plain.StatusCode != 200 || other.StatusCode != 200 || plain.body != other.body ||
			plain.ContentLength != other.ContentLength || !reflect.DeepEqual(plain.Header, other.Header) {
			t.Errorf("%s: %d %v, with a condition %d %v", method, plain.StatusCode, plain.Header, other.StatusCode, other.Header)
		}
	}
}
