package server_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

const (
	asBrowser = "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
	asForm    = "Content-Type: application/x-www-form-urlencoded"
)

// Who opens an address in a browser gets a page about what is wrong, in his language;
// programs, scripts and pictures in pages get JSON.
func TestPagesOfErrors(t *testing.T) {
	s := start(t, guarded(t))
	if got := s.do("DELETE", "/v1/articles/a", "", asDesk); got.StatusCode != 204 {
		t.Fatal(got.StatusCode)
	}
	for path, want := range map[string]struct {
		status    int
		zh, en    string
		asksToken bool
	}{
		"/":                               {401, "需要访问令牌", "Access token needed", true},
		"/demo":                           {401, "需要访问令牌", "Access token needed", true},
		"/studio":                         {401, "需要访问令牌", "Access token needed", true},
		"/nothing-here":                   {404, "没有找到", "Not found", false},
		"/v1/articles/a/cards/poster.jpg": {410, "内容已撤下", "Withdrawn", false},
	} {
		for lang, text := range map[string]string{"zh-CN,zh;q=0.9": want.zh, "en-GB,en": want.en} {
			got := s.do("GET", path, "", asBrowser, "Accept-Language: "+lang)
			if got.StatusCode != want.status || got.Header.Get("Content-Type") != "text/html; charset=utf-8" ||
				!strings.Contains(got.body, "<h1>"+text) {
				t.Errorf("%s in %s: %d %s", path, lang, got.StatusCode, got.body)
			}
			if strings.Contains(got.body, `name="token"`) != want.asksToken {
				t.Errorf("%s: a field for a token", path)
			}
			if csp := got.Header.Get("Content-Security-Policy"); strings.Contains(csp, "unsafe") || !strings.HasPrefix(csp, "default-src 'none'") {
				t.Errorf("%s: policy %q", path, csp)
			}
			if got.Header.Get("Cache-Control") != "no-store" {
				t.Errorf("%s: Cache-Control %q", path, got.Header.Get("Cache-Control"))
			}
		}
		for _, accept := range []string{"", "*/*", "application/json", "image/avif,image/webp,image/*,*/*;q=0.8"} {
			if got := s.do("GET", path, "", "Accept: "+accept); got.problem(t).Status != want.status {
				t.Errorf("%s for %q: %s", path, accept, got.body)
			}
		}
	}
}

// A token in the form opens the pages, and the form leads to where one wanted to go,
// on this server only.
func TestSession(t *testing.T) {
	s := start(t, guarded(t))
	const address = "/?article=a&theme=ink"
	if got := s.do("GET", address, "", asBrowser); !strings.Contains(got.body, `name="next" type="hidden" value="/?article=a&amp;theme=ink"`) {
		t.Errorf("%d %s", got.StatusCode, got.body)
	}
	form := func(token, next string) string { return url.Values{"token": {token}, "next": {next}}.Encode() }
	wrong := s.do("POST", "/session", form("guess", address), asForm, asBrowser)
	if wrong.StatusCode != 401 || !strings.Contains(wrong.body, "令牌不正确") || !strings.Contains(wrong.body, "article=a&amp;theme=ink") ||
		wrong.Header.Get("Set-Cookie") != "" {
		t.Errorf("a wrong token: %d %v %s", wrong.StatusCode, wrong.Header, wrong.body)
	}
	if got := s.do("POST", "/session", form("guess", address), asForm); got.problem(t).Code != "token_wrong" {
		t.Errorf("%s", got.body)
	}
	for next, want := range map[string]string{
		address: address, "/studio#card=og": "/studio#card=og", "": "/", "studio": "/",
		"https://evil.example/": "/", "//evil.example/": "/", `/\evil.example/`: "/", "/\t/evil.example/": "/", "javascript:alert(1)": "/",
	} {
		got := s.do("POST", "/session", form(deskSecret, next), asForm, asBrowser)
		if got.StatusCode != http.StatusSeeOther || got.Header.Get("Location") != want {
			t.Errorf("next %q: %d, to %q", next, got.StatusCode, got.Header.Get("Location"))
		}
	}
	got := s.do("POST", "/session", form(deskSecret, address), asForm, asBrowser)
	cookie, err := http.ParseSetCookie(got.Header.Get("Set-Cookie"))
	if err != nil || !cookie.HttpOnly || cookie.SameSite != http.SameSiteStrictMode {
		t.Fatalf("cookie %v, %v", cookie, err)
	}
	if got := s.do("GET", address, "", asBrowser, "Cookie: "+cookie.Name+"="+cookie.Value); got.StatusCode != 200 ||
		!strings.Contains(got.body, `id="make"`) {
		t.Errorf("with the cookie: %d", got.StatusCode)
	}
	if got := s.do("POST", "/session", "token="+strings.Repeat("a", 9<<10), asForm); got.StatusCode != 413 {
		t.Errorf("a long form: %d", got.StatusCode)
	}
	if got := s.do("POST", "/session", form(deskSecret, "/"), asForm, "Origin: https://evil.example",
		"Sec-Fetch-Site: cross-site"); got.StatusCode != 403 {
		t.Errorf("from another origin: %d", got.StatusCode)
	}
}
