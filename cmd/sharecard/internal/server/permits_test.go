package server_test

import (
	"net/http"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/server"
	"sharecard/render"
)

var noon = time.Date(2026, 5, 1, 12, 0, 0, 0, time.FixedZone("", 8*3600))

// at stops the clock of a server.
func at(now *time.Time) option {
	return func(c *server.Config, _ *card.Config) { c.Now = func() time.Time { return *now } }
}

// withBrands gives a server the brands evening and morning; articles of 江城晚报 are
// evening's.
func withBrands(t *testing.T) option {
	t.Helper()
	library, err := card.NewLibrary(fstest.MapFS{
		"poster.html":              {Data: []byte(`<html lang="zh-CN"><head><meta name="card:size" content="80x60"><link rel="stylesheet" href="brand.css"></head><body></body></html>`)},
		"brand.css":                {},
		"brands/evening/brand.css": {Data: []byte(`:root { --card-sources: "江城晚报"; }`)},
		"brands/morning/brand.css": {Data: []byte(`:root { --card-theme: ink; }`)},
	}, nil, render.Load)
	if err != nil {
		t.Fatal(err)
	}
	return func(_ *server.Config, c *card.Config) { c.Templates = library }
}

// Whoever holds a token publishes under the brands it names, whether he says so
// or the article does or its source.
func TestBrands(t *testing.T) {
	s := start(t, guarded(t), withBrands(t))
	const json = "Content-Type: application/json"
	put := func(id, fields string) {
		t.Helper()
		if got := s.do("PUT", "/v1/articles/"+id, `{"title":"题"`+fields+`}`, asDesk, json); got.StatusCode != 201 {
			t.Fatalf("%s: %d %s", id, got.StatusCode, got.body)
		}
	}
	put("plain", ``)
	put("mornings", `,"brand":"morning"`)
	put("evenings", `,"source":{"name":"江城晚报"}`)
	post := func(fields string) string { return `{"template":"poster",` + fields + `}` }
	for _, test := range []struct {
		as, method, path, body string
		status                 int
	}{
		{asEvening, "POST", "/v1/cards", post(`"article":{"title":"题"}`), 200},
		{asEvening, "POST", "/v1/cards", post(`"article":{"title":"题"},"brand":"evening"`), 200},
		{asEvening, "POST", "/v1/cards", post(`"article":{"title":"题","source":{"name":"江城晚报"}}`), 200},
		{asEvening, "POST", "/v1/cards", post(`"article":{"title":"题"},"brand":"morning"`), 403},
		{asEvening, "POST", "/v1/cards", post(`"article":{"title":"题","brand":"morning"}`), 403},
		{asEvening, "POST", "/v1/cards", post(`"article_id":"mornings"`), 403},
		{asEvening, "PUT", "/v1/articles/new", `{"title":"题","brand":"evening"}`, 201},
		{asEvening, "PUT", "/v1/articles/new", `{"title":"题","brand":"morning"}`, 403},
		{asEvening, "PUT", "/v1/articles/new", `{"title":"题","brand":"not-yet-there"}`, 403},
		{asEvening, "PUT", "/v1/articles/mornings", `{"title":"改"}`, 403},
		{asEvening, "DELETE", "/v1/articles/mornings", ``, 403},

		{asMorning, "POST", "/v1/cards", post(`"article":{"title":"题","source":{"name":"江城晚报"}}`), 403},
		{asMorning, "PUT", "/v1/articles/new2", `{"title":"题","source":{"name":"江城晚报"}}`, 403},
		{asMorning, "PUT", "/v1/articles/evenings", `{"title":"改"}`, 403},
		{asMorning, "DELETE", "/v1/articles/evenings", ``, 403},
		{asMorning, "GET", "/v1/articles/evenings/cards/poster.png?brand=morning", ``, 200},
		{asMorning, "GET", "/v1/articles/mornings/cards/poster.png?brand=evening", ``, 403},
		{asDesk, "POST", "/v1/cards", post(`"article":{"title":"题"},"brand":"morning"`), 200},

		// The public sees an article under its own brand and no other.
		{"", "GET", "/v1/articles/mornings/cards/poster.png", ``, 200},
		{"", "GET", "/v1/articles/mornings/cards/poster.png?brand=morning", ``, 200},
		{"", "GET", "/v1/articles/mornings/cards/poster.png?brand=evening", ``, 403},
		{"", "GET", "/v1/articles/evenings/cards/poster.png", ``, 200},
		{"", "GET", "/v1/articles/evenings/cards/poster.png?brand=evening", ``, 200},
		{"", "GET", "/v1/articles/plain/cards/poster.png?brand=evening", ``, 403},
	} {
		got := s.do(test.method, test.path, test.body, test.as, json)
		if got.StatusCode != test.status {
			t.Errorf("%s %s %s as %q: %d, want %d: %s", test.method, test.path, test.body, test.as, got.StatusCode, test.status, got.body)
		} else if test.status == 403 && got.problem(t).Code != "brand_forbidden" {
			t.Errorf("%s %s: code %s", test.method, test.path, got.problem(t).Code)
		}
	}
}

// What a caller sees of an article under a brand of his that is not the article's
// stays between him and us, since the public gets a 403 at that address.
func TestOtherBrandsAreNotCached(t *testing.T) {
	s := start(t, guarded(t), withBrands(t))
	if got := s.do("PUT", "/v1/articles/evenings", `{"title":"题","source":{"name":"江城晚报"}}`, asDesk, "Content-Type: application/json"); got.StatusCode != 201 {
		t.Fatalf("%d %s", got.StatusCode, got.body)
	}
	for query, private := range map[string]bool{"": false, "?brand=evening": false, "?brand=morning": true} {
		got := s.do("GET", "/v1/articles/evenings/cards/poster.png"+query, "", asDesk)
		if cache := got.Header.Get("Cache-Control"); got.StatusCode != 200 || (cache == "private, no-store") != private {
			t.Errorf("%q: %d, Cache-Control %q", query, got.StatusCode, cache)
		}
	}
}

// Until its time, an article does not exist for the public; who has a token may
// look, and nothing between him and us keeps what he saw.
func TestEmbargo(t *testing.T) {
	now := noon.Add(-time.Second)
	s := start(t, guarded(t), at(&now), public("https://cards.example"))
	a := article.Article{ID: "later", Title: "题", PublishedAt: article.At(noon), URL: "https://news.example/later"}
	if _, err := s.store.Put(t.Context(), &a); err != nil {
		t.Fatal(err)
	}
	const path = "/v1/articles/later/cards/poster.jpg"
	for _, method := range []string{"GET", "HEAD"} {
		if got := s.do(method, path, ""); got.StatusCode != 404 {
			t.Errorf("%s before its time: %d", method, got.StatusCode)
		}
	}
	hidden, missing := s.do("GET", path, ""), s.do("GET", strings.Replace(path, "later", "never", 1), "")
	if strings.ReplaceAll(hidden.body, "later", "never") != missing.body {
		t.Errorf("an article to come can be told from one that is not there: %s, %s", hidden.body, missing.body)
	}
	for _, wrong := range []string{"nothing.jpg", "poster.jpg?scale=9", "poster.jpg?brand=nobody", "poster.jpg?theme=none"} {
		hidden, missing := s.do("GET", "/v1/articles/later/cards/"+wrong, ""), s.do("GET", "/v1/articles/never/cards/"+wrong, "")
		if hidden.StatusCode != 404 || hidden.body != missing.body {
			t.Errorf("%s tells an article to come from one that is not there: %s, %s", wrong, hidden.body, missing.body)
		}
	}
	if got := s.do("GET", "/s/later", ""); got.StatusCode != 404 {
		t.Errorf("its short address: %d", got.StatusCode)
	}
	if got := s.do("GET", path, "", asDesk); got.StatusCode != 200 || got.Header.Get("Cache-Control") != "private, no-store" {
		t.Errorf("with a token: %d, Cache-Control %q", got.StatusCode, got.Header.Get("Cache-Control"))
	}
	if got := s.do("GET", "/s/later", "", asDesk); got.StatusCode != 302 || got.Header.Get("Cache-Control") != "private, no-store" {
		t.Errorf("its short address with a token: %d, Cache-Control %q", got.StatusCode, got.Header.Get("Cache-Control"))
	}
	if got := s.do("GET", path, "", "If-None-Match: *"); got.StatusCode != 404 {
		t.Errorf("asked conditionally: %d", got.StatusCode)
	}
	now = noon
	if got := s.do("GET", path, ""); got.StatusCode != 200 || !strings.HasPrefix(got.Header.Get("Cache-Control"), "public") {
		t.Errorf("at its time: %d, Cache-Control %q", got.StatusCode, got.Header.Get("Cache-Control"))
	}
}

// A day begins in the server's time zone, or in the offset of the items.
func TestEmbargoOfADay(t *testing.T) {
	now := time.Date(2024, 4, 30, 15, 59, 59, 0, time.UTC)
	s := start(t, guarded(t), at(&now), func(sc *server.Config, _ *card.Config) { sc.Zone = time.FixedZone("", 8*3600) })
	day := article.DayOf(2024, time.May, 1)
	early := article.At(time.Date(2024, 4, 30, 9, 30, 0, 0, time.FixedZone("", 9*3600)))
	for _, a := range []*article.Article{
		{ID: "here", Title: "题", PublishedAt: day},
		{ID: "east", Title: "题", PublishedAt: day, Items: []article.Item{{Title: "条", PublishedAt: early}}},
	} {
		if _, err := s.store.Put(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	status := func(id string) int { return s.do("GET", "/v1/articles/"+id+"/cards/poster.jpg", "").StatusCode }
	if status("here") != 404 || status("east") != 200 {
		t.Errorf("before the day: %d, %d", status("here"), status("east"))
	}
	if now = now.Add(time.Second); status("here") != 200 {
		t.Errorf("on the day: %d", status("here"))
	}
}

// A page of another origin changes nothing here, on whatever route; one of the
// public address does.
func TestCrossOrigin(t *testing.T) {
	s := start(t, public("https://cards.example"), guarded(t))
	for _, route := range s.handler.Routes() {
		if route.Method == http.MethodGet || route.Method == http.MethodHead {
			continue
		}
		path := strings.NewReplacer(":id", "a", ":file", "poster.jpg", ":name", "x").Replace(route.Path)
		got := s.do(route.Method, path, "", asDesk, "Sec-Fetch-Site: cross-site", "Origin: https://evil.example")
		if got.StatusCode != 403 || got.problem(t).Code != "cross_origin" {
			t.Errorf("%s %s from another origin: %d", route.Method, route.Path, got.StatusCode)
		}
	}
	const body = `{"template":"poster","article_id":"a"}`
	got := s.do("POST", "/v1/cards", body, asDesk, "Content-Type: application/json", "Sec-Fetch-Site: cross-site", "Origin: https://cards.example")
	if got.StatusCode != 200 {
		t.Errorf("from the public address: %d %s", got.StatusCode, got.body)
	}
}
