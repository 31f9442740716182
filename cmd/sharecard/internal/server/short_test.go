package server_test

import (
	"net/http"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/auth"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/server"
)

func published(publicURL string) option {
	return func(sc *server.Config, cc *card.Config) {
		tokens, err := auth.ParseTokens("desk:0123456789abcdef")
		if err != nil {
			panic(err)
		}
		sc.PublicURL, sc.Tokens = publicURL, tokens
		cc.Shorten = server.Shortener(publicURL)
	}
}

func TestShort(t *testing.T) {
	s := start(t, published("https://cards.example.com"))
	const own = "https://news.example.com/2026/11/20/a?x=1&y=%E9%A2%98#top"
	for _, a := range []*article.Article{
		{ID: "a", Title: "题", URL: own},
		{ID: "silent", Title: "题"},
		{ID: "later", Title: "题", URL: own, PublishedAt: article.At(time.Now().Add(time.Hour))},
		{ID: "gone", Title: "题", URL: "https://news.example.com/gone"},
	} {
		if _, err := s.store.Put(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.store.Withdraw(t.Context(), "gone"); err != nil {
		t.Fatal(err)
	}
	for _, method := range []string{"GET", "HEAD"} {
		a := s.do(method, "/s/a", "")
		if a.StatusCode != http.StatusFound || a.Header.Get("Location") != own || a.Header.Get("Cache-Control") != "public, max-age=60" {
			t.Errorf("%s: %d %v", method, a.StatusCode, a.Header)
		}
	}
	// It leads to the stored address, whatever is asked.
	for _, path := range []string{"/s/a?url=https://evil.example/", "/s/a?to=//evil.example", "/s/a?"} {
		if a := s.do("GET", path, "", "X-Forwarded-Host: evil.example"); a.Header.Get("Location") != own {
			t.Errorf("%s leads to %q", path, a.Header.Get("Location"))
		}
	}
	for path, want := range map[string]struct {
		status int
		code   string
	}{
		"/s/none":                       {404, "article_not_found"},
		"/s/silent":                     {404, "article_not_found"},
		"/s/later":                      {404, "article_not_found"},
		"/s/gone":                       {410, "withdrawn"},
		"/s/":                           {404, "not_found"},
		"/s/https:%2F%2Fevil.example":   {404, "not_found"},
		"/s/%2F%2Fevil.example":         {404, "not_found"},
		"/s/a%0d%0aLocation:%20x":       {404, "article_not_found"},
		"/s//evil.example":              {404, "not_found"},
		"/s/a/https://evil.example":     {404, "not_found"},
		"/s/a%2f..%2f..%2fevil.example": {404, "not_found"},
	} {
		a := s.do("GET", path, "")
		if a.StatusCode != want.status || a.Header.Get("Location") != "" {
			t.Errorf("%s: %d, leads to %q", path, a.StatusCode, a.Header.Get("Location"))
		} else if p := a.problem(t); p.Code != want.code {
			t.Errorf("%s: %s", path, p.Code)
		}
	}
	if a := s.do("GET", "/s/later", "", "Authorization: Bearer 0123456789abcdef"); a.StatusCode != http.StatusFound {
		t.Errorf("a caller asks for an article of tomorrow: %d", a.StatusCode)
	}
}

// Without an https address there are no short ones.
func TestNoShort(t *testing.T) {
	for _, public := range []string{"", "http://cards.example.com"} {
		if server.Shortener(public) != nil {
			t.Errorf("%q shortens", public)
		}
		s := start(t, published(public))
		if a := s.do("GET", "/s/a", ""); a.StatusCode != 404 {
			t.Errorf("%q: %d", public, a.StatusCode)
		}
	}
}
