package server_test

import (
	"strings"
	"testing"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/server"
)

func withFallback(f server.Fallback) option {
	return func(c *server.Config, _ *card.Config) { c.Fallback = f }
}

// Where a card is not to be had a page shows the fallback card, with the true status.
func TestFallbackCard(t *testing.T) {
	s := start(t, withFallback(server.Fallback{Template: "link"}))
	if err := s.store.Withdraw(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	s.put(t, "b", "不全")
	s.put(t, "c", "坏了")
	for path, want := range map[string]struct {
		status int
		code   string
	}{
		"/v1/articles/none/cards/poster.jpg":           {404, "article_not_found"},
		"/v1/articles/a/cards/poster.jpg":              {410, "withdrawn"},
		"/v1/articles/b/cards/poster.jpg":              {422, "text_not_whole"},
		"/v1/articles/b/cards/poster.jpg?theme=red%20": {400, "invalid_parameter"},
		"/v1/articles/b/cards/poster.jpg?scale=9":      {400, "invalid_parameter"},
		"/v1/articles/b/cards/none.jpg":                {404, "template_not_found"},
		"/v1/articles/b/cards/poster.gif":              {404, "not_found"},
		"/v1/articles/c/cards/poster.jpg":              {500, "internal"},
		"/i/k.x/e30/poster.jpg":                        {404, "not_found"},
		"/c/00000000000000000000000000000000/a.png":    {404, "not_found"},
	} {
		got := s.do("GET", path, "", "Accept: image/avif,image/*,*/*;q=0.8")
		mime := "image/jpeg"
		if strings.HasSuffix(path, "gif") || strings.HasSuffix(path, "png") {
			mime = "image/png" // the template's own, or as asked for
		}
		if got.StatusCode != want.status || got.body != "link 内容暂时无法显示   1" || got.Header.Get("Content-Type") != mime {
			t.Errorf("%s: %d %s %q", path, got.StatusCode, got.Header.Get("Content-Type"), got.body)
		}
		if h := got.Header; h.Get("Sharecard-Report") != "error="+want.code || h.Get("Cache-Control") != "no-store" || h.Get("ETag") != "" ||
			h.Get("Cross-Origin-Resource-Policy") != "cross-origin" {
			t.Errorf("%s: %v", path, h)
		}
		if p := s.do("GET", path, "", "Accept: application/json").problem(t); p.Code != want.code {
			t.Errorf("%s: %+v", path, p)
		}
		if got := s.do("HEAD", path, ""); got.StatusCode != want.status || got.body != "" {
			t.Errorf("HEAD %s: %d %q", path, got.StatusCode, got.body)
		}
	}
	if got := s.do("GET", "/v1/articles/none/cards/poster.jpg", "", "Accept-Language: en"); got.body != "link This is not available   1" {
		t.Errorf("in English: %q", got.body)
	}
	// What is no picture stays a problem.
	for _, path := range []string{"/v1/articles/none", "/v1/articles/none/kit.zip", "/nothing"} {
		s.do("GET", path, "").problem(t)
	}
}

func TestFallbackStatus(t *testing.T) {
	s := start(t, withFallback(server.Fallback{Template: "link", Status: 200}))
	if got := s.do("GET", "/v1/articles/none/cards/poster.jpg", ""); got.StatusCode != 200 || got.Header.Get("Sharecard-Report") != "error=article_not_found" {
		t.Errorf("%d %v", got.StatusCode, got.Header)
	}
}

// A fallback that cannot be drawn leaves the error as it is.
func TestFallbackThatFails(t *testing.T) {
	s := start(t, withFallback(server.Fallback{Template: "gone"}))
	if p := s.do("GET", "/v1/articles/none/cards/poster.jpg", "").problem(t); p.Code != "article_not_found" {
		t.Errorf("%+v", p)
	}
}
