package server_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/server"
)

func TestHome(t *testing.T) {
	s := start(t)
	if _, err := s.store.Put(t.Context(), &article.Article{ID: "q", Title: `引 "号" <i>`}); err != nil {
		t.Fatal(err)
	}
	got := s.do("GET", "/?article=q&theme=ink", "", "Accept-Language: en-GB,en;q=0.9")
	if got.StatusCode != 200 || got.Header.Get("Content-Type") != "text/html; charset=utf-8" {
		t.Fatalf("%d %s", got.StatusCode, got.body)
	}
	const address = "http://127.0.0.1:8080/v1/articles/q/cards/poster.jpg?theme=ink"
	for what, want := range map[string]string{
		"language":         `<html lang="en">`,
		"the picture":      `<img src="/v1/articles/q/cards/poster.jpg?theme=ink"`,
		"the img line":     `&lt;picture&gt;&lt;source type=&#34;image/webp&#34; srcset=&#34;` + strings.Replace(address, ".jpg", ".webp", 1) + `&#34;&gt;&lt;img src=&#34;` + address + `&#34; width=&#34;1080&#34; height=&#34;1440&#34;`,
		"escaped twice":    `&amp;lt;i&amp;gt;`,
		"the button":       `data-sharecard=&#34;q&#34;&gt;Share&lt;/a&gt;`,
		"one to try":       `href="/v1/articles/q/cards/poster.jpg" data-sharecard="q">`,
		"all of them":      `href="/v1/articles/q/kit.zip?theme=ink"`,
		"a name":           `<h3>Poster</h3>`,
		"the demo":         `<a href="/demo">`,
		"the curl line":    `curl -o poster.jpg &#39;` + address + `&#39;`,
		"another template": `/v1/articles/q/cards/link.png?theme=ink`,
		"another article":  `<span lang="zh-CN">题</span>`,
	} {
		if !strings.Contains(got.body, want) {
			t.Errorf("%s: %s is not in the page", what, want)
		}
	}
	if csp := got.Header.Get("Content-Security-Policy"); !strings.HasPrefix(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") {
		t.Errorf("policy %q", csp)
	}
	if strings.Contains(got.body, "og:image") {
		t.Error("a poster is offered as og:image")
	}
	for header, want := range map[string]string{
		"": "zh-CN", "zh-TW": "zh-CN", "en": "en", "fr, en;q=0.5": "en", "fr": "en", "ja, zh;q=0.3": "zh-CN", "*": "en",
	} {
		if got := s.do("GET", "/", "", "Accept-Language: "+header); !strings.Contains(got.body, `<html lang="`+want+`">`) {
			t.Errorf("Accept-Language %q: not %s", header, want)
		}
	}
	if got := s.do("GET", "/?article=nobody", ""); got.StatusCode != 404 {
		t.Errorf("unknown article: %d", got.StatusCode)
	}
}

func TestHomeWithoutArticles(t *testing.T) {
	s := start(t)
	if err := s.store.Withdraw(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	if got := s.do("GET", "/?lang=en", ""); got.StatusCode != 200 || !strings.Contains(got.body, "There are no stored articles yet") {
		t.Errorf("%d %s", got.StatusCode, got.body)
	}
}

func TestAssets(t *testing.T) {
	s := start(t)
	for path, want := range map[string]string{"/assets/home.css": "text/css; charset=utf-8", "/assets/home.js": "text/javascript; charset=utf-8"} {
		got := s.do("GET", path, "")
		if got.StatusCode != 200 || got.Header.Get("Content-Type") != want {
			t.Errorf("%s: %d %s", path, got.StatusCode, got.Header.Get("Content-Type"))
		}
		if again := s.do("GET", path, "", "If-None-Match: "+got.Header.Get("ETag")); again.StatusCode != 304 {
			t.Errorf("%s again: %d", path, again.StatusCode)
		}
	}
	if got := s.do("GET", "/assets/words.json", ""); got.StatusCode != 404 {
		t.Errorf("a file that is not for readers: %d", got.StatusCode)
	}
}

func TestCatalogue(t *testing.T) {
	s := start(t)
	got := s.do("GET", "/v1/templates", "")
	const every = `["paper","clean","ink","red","cinema","extra","swiss","magazine","letter","sticker"]`
	want := `{"templates":[{"name":"link","title":"link","width":1080,"min_height":200,"max_height":600,` +
		`"ratios":[],"scale":1,"format":"png","max_bytes":500000,"fields":[],"themes":` + every + `},` +
		`{"name":"poster","title":"poster","width":1080,"height":1440,"ratios":["4:5","9:16"],` +
		`"scale":1,"format":"jpeg","max_bytes":500000,"fields":[],"themes":` + every + `}],` +
		`"themes":` + every + `,"brands":[]}` + "\n"
	if got.StatusCode != 200 || got.body != want {
		t.Errorf("%d %s", got.StatusCode, got.body)
	}
}

// In development a saved template is told to every page that is open, and the
// streams end with the server.
func TestEvents(t *testing.T) {
	files := fstest.MapFS{"poster.html": {}}
	library, err := card.NewLibrary(files, nil, loadFake)
	if err != nil {
		t.Fatal(err)
	}
	s := start(t, func(sc *server.Config, cc *card.Config) { sc.Dev, cc.Templates = true, library })
	if got := s.do("GET", poster, ""); got.Header.Get("Cache-Control") != "no-cache" {
		t.Errorf("in development a card has Cache-Control %q", got.Header.Get("Cache-Control"))
	}
	stream, next := s.listen(t)
	if stream.Header.Get("Content-Type") != "text/event-stream" {
		t.Fatalf("Content-Type %s", stream.Header.Get("Content-Type"))
	}
	first := next()
	if first.Hash != library.Hash() || len(first.Diagnostics) != 0 {
		t.Errorf("first: %+v", first)
	}
	files["base.css"] = &fstest.MapFile{Data: []byte("*{}")}
	if err := library.Reload(); err != nil {
		t.Fatal(err)
	}
	if second := next(); second.Hash == first.Hash || second.Hash != library.Hash() {
		t.Errorf("second: %+v", second)
	}
}

func TestEventsAreBounded(t *testing.T) {
	s := start(t, func(c *server.Config, _ *card.Config) { c.Dev = true })
	for range 16 {
		_, next := s.listen(t)
		next()
	}
	if got := s.do("GET", "/studio/events", ""); got.StatusCode != 503 || got.problem(t).Code != "too_many_streams" {
		t.Errorf("one stream too many: %d", got.StatusCode)
	}
	if got := s.do("GET", poster, ""); got.StatusCode != 200 {
		t.Errorf("a card meanwhile: %d", got.StatusCode)
	}
}

func TestNoEventsWithoutDev(t *testing.T) {
	if got := start(t).do("GET", "/studio/events", ""); got.StatusCode != 404 {
		t.Errorf("%d", got.StatusCode)
	}
}

type templatesEvent struct {
	Hash        string
	Diagnostics []struct{ Template, Message string }
}

// listen opens a stream of events; next waits for one.
func (s *service) listen(t *testing.T) (stream *http.Response, next func() templatesEvent) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), "GET", s.URL+"/studio/events", nil)
	if err != nil {
		t.Fatal(err)
	}
	stream, err = s.Client().Do(req)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stream.Body.Close() })
	lines := make(chan string, 64)
	go func() {
		defer close(lines)
		for scan := bufio.NewScanner(stream.Body); scan.Scan(); {
			lines <- scan.Text()
		}
	}()
	return stream, func() (e templatesEvent) {
		t.Helper()
		for {
			select {
			case line, open := <-lines:
				if !open {
					t.Fatal("the stream ended")
				}
				if data, ok := strings.CutPrefix(line, "data: "); ok {
					if err := json.Unmarshal([]byte(data), &e); err != nil {
						t.Fatal(fmt.Errorf("%w in %s", err, data))
					}
					return e
				}
			case <-time.After(2 * time.Second):
				t.Fatal("no event within two seconds")
			}
		}
	}
}
