package server_test

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/fetch"
	"sharecard/cmd/sharecard/internal/preflight"
	"sharecard/cmd/sharecard/internal/server"
)

// A page is looked at for callers, in the language they ask for, through the guard.
func TestPreflight(t *testing.T) {
	page := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte("<title>夜班公交延长</title>"))
	}))
	defer page.Close()
	web := fetch.New(fetch.Config{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}})
	defer web.Close()
	s := start(t, guarded(t), func(c *server.Config, _ *card.Config) { c.Preflight = &preflight.Checker{Web: web} })
	ask := func(body string, headers ...string) answer {
		return s.do("POST", "/v1/preflight", body, append(headers, "Content-Type: application/json", asDesk)...)
	}
	if a := s.do("POST", "/v1/preflight", `{}`, "Content-Type: application/json"); a.StatusCode != 401 {
		t.Errorf("the public: %d", a.StatusCode)
	}
	if a := ask(`{"url":"` + page.URL + `"}`); a.StatusCode != 200 || !strings.Contains(a.body, `"code":"picture_missing","level":"error"`) ||
		!strings.Contains(a.body, "platforms run no scripts") {
		t.Errorf("%d %s", a.StatusCode, a.body)
	}
	if a := ask(`{"url":"`+page.URL+`"}`, "Accept-Language: zh-CN"); !strings.Contains(a.body, "平台不运行脚本") {
		t.Errorf("in Chinese: %s", a.body)
	}
	if a := ask(`{"url":"http://10.1.2.3/"}`); a.StatusCode != 200 || !strings.Contains(a.body, "page_blocked") {
		t.Errorf("%d %s", a.StatusCode, a.body)
	}
	if a := ask(`{"url":"ftp://a"}`); a.StatusCode != 422 || !strings.Contains(a.body, `"field":"url"`) {
		t.Errorf("%d %s", a.StatusCode, a.body)
	}
	if a := ask(`{}`); a.StatusCode != 200 || !strings.Contains(a.body, "server_private") {
		t.Errorf("the server itself: %d %s", a.StatusCode, a.body)
	}
}
