package server_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/server"
	"sharecard/cmd/sharecard/internal/wechat"
)

const wechatSecret = "s3cret-of-the-account"

// signing gives the server an account whose API answers with these texts.
func signing(t *testing.T, token, ticket string) option {
	t.Helper()
	api := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/cgi-bin/stable_token" {
			fmt.Fprint(w, token)
		} else {
			fmt.Fprint(w, ticket)
		}
	}))
	t.Cleanup(api.Close)
	signer, err := wechat.New(wechat.Config{
		AppID: "wx0123", AppSecret: wechatSecret, Pages: []string{"news.example.com"}, API: api.URL,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(signer.Close)
	return func(c *server.Config, _ *card.Config) { c.WeChat = signer }
}

const (
	goodToken  = `{"access_token":"token-1","expires_in":7200}`
	goodTicket = `{"errcode":0,"errmsg":"ok","ticket":"ticket-1","expires_in":7200}`
)

func signatureOf(page string) string { return "/v1/wechat/signature?url=" + url.QueryEscape(page) }

func TestWeChatSignature(t *testing.T) {
	s := start(t, signing(t, goodToken, goodTicket))
	const page = "https://news.example.com/a?id=1&from=timeline"
	got := s.do("GET", signatureOf(page+"#top"), "", "Origin: https://news.example.com")
	if got.StatusCode != 200 {
		t.Fatalf("%d %s", got.StatusCode, got.body)
	}
	var signature wechat.Signature
	if err := json.Unmarshal([]byte(got.body), &signature); err != nil {
		t.Fatal(err)
	}
	if signature.AppID != "wx0123" || signature.Signature != wechat.Sign("ticket-1", signature.NonceStr, signature.Timestamp, page) {
		t.Errorf("%s", got.body)
	}
	for _, name := range []string{"appId", "timestamp", "nonceStr", "signature"} { // as wx.config reads them
		if !strings.Contains(got.body, `"`+name+`":`) {
			t.Errorf("%s is missing in %s", name, got.body)
		}
	}
	if got.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("Cache-Control %q: a signature is of its time", got.Header.Get("Cache-Control"))
	}
}

// Only pages of the listed hosts may read a signature. What is wrong may be read by
// all, so that who sets up a site sees it.
func TestWeChatSignatureAcrossOrigins(t *testing.T) {
	s := start(t, signing(t, goodToken, goodTicket))
	for origin, want := range map[string]string{
		"https://news.example.com":      "https://news.example.com",
		"https://news.example.com:8443": "https://news.example.com:8443",
		"https://evil.example":          "",
		"null":                          "",
		"":                              "",
	} {
		for _, page := range []string{"https://news.example.com/", "https://evil.example/"} {
			got := s.do("GET", signatureOf(page), "", "Origin: "+origin)
			want := want
			if got.StatusCode != 200 && want == "" {
				want = "*"
			}
			if allowed := got.Header.Get("Access-Control-Allow-Origin"); allowed != want {
				t.Errorf("%q may read: %q", origin, allowed)
			}
			if !strings.Contains(got.Header.Get("Vary"), "Origin") {
				t.Errorf("%q: Vary %q", origin, got.Header.Get("Vary"))
			}
		}
	}
}

func TestWeChatSignatureRefused(t *testing.T) {
	s := start(t, signing(t, goodToken, goodTicket))
	for path, want := range map[string]struct {
		status int
		code   string
	}{
		"/v1/wechat/signature":                       {400, "invalid_page"},
		signatureOf("news"):                          {400, "invalid_page"},
		signatureOf("https://evil.example/"):         {403, "page_not_listed"},
		"/v1/wechat/signature?url=%zz":               {400, "malformed_query"},
		"/v1/wechat/signature?URL=https://a.example": {400, "invalid_page"},
	} {
		got := s.do("GET", path, "")
		if got.StatusCode != want.status || got.problem(t).Code != want.code {
			t.Errorf("%s: %d %s", path, got.StatusCode, got.body)
		}
	}
	got := start(t).do("GET", signatureOf("https://news.example.com/"), "", "Origin: https://news.example.com")
	if got.StatusCode != 404 || got.problem(t).Code != "wechat_not_configured" || got.Header.Get("Access-Control-Allow-Origin") != "*" {
		t.Errorf("without an account: %d %s", got.StatusCode, got.body)
	}
}

func TestWeChatUnavailable(t *testing.T) {
	s := start(t, signing(t, goodToken, `{"errcode":40164,"errmsg":"invalid ip 203.0.113.9, not in whitelist"}`))
	got := s.do("GET", signatureOf("https://news.example.com/"), "")
	if got.StatusCode != 503 || got.problem(t).Code != "wechat_unavailable" || got.Header.Get("Retry-After") == "" {
		t.Errorf("%d %s", got.StatusCode, got.body)
	}
	if strings.Contains(got.body, "203.0.113.9") {
		t.Errorf("the public learns our address: %s", got.body)
	}
	if !strings.Contains(s.log.String(), "40164") || !strings.Contains(s.log.String(), "203.0.113.9") {
		t.Errorf("the operator does not learn why: %s", s.log)
	}
	for _, hidden := range []string{wechatSecret, "token-1"} {
		if strings.Contains(s.log.String(), hidden) {
			t.Errorf("%s is in the log", hidden)
		}
	}
}

// The public asks, whoever else has tokens.
func TestWeChatSignatureIsPublic(t *testing.T) {
	s := start(t, signing(t, goodToken, goodTicket), func(c *server.Config, _ *card.Config) { c.PublicURL = "https://cards.example" })
	if got := s.do("GET", signatureOf("https://news.example.com/"), ""); got.StatusCode != 200 {
		t.Errorf("%d %s", got.StatusCode, got.body)
	}
}
