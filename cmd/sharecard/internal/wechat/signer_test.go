package wechat_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/wechat"
)

func wantError(t *testing.T, got, want error) {
	t.Helper()
	if !errors.Is(got, want) {
		t.Fatalf("the error is %v, want %v", got, want)
	}
}

// The example of WeChat's own documentation.
func TestSign(t *testing.T) {
	got := wechat.Sign("sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg",
		"Wm3WZYTPz0wzccnW", 1414587457, "http://mp.weixin.qq.com?params=value")
	if want := "0f9de62fce790f9a083d5c99e95740ceb90c27ed"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestSignature(t *testing.T) {
	w := start(t)
	s := w.signer(t)
	first, err := s.Sign(t.Context(), page+"#comments")
	if err != nil {
		t.Fatal(err)
	}
	second, err := s.Sign(t.Context(), page)
	if err != nil {
		t.Fatal(err)
	}
	if first.AppID != "wx0123" || first.Timestamp != epoch.Unix() {
		t.Errorf("%+v", first)
	}
	if len(first.NonceStr) < 16 || first.NonceStr == second.NonceStr {
		t.Errorf("nonces %q and %q", first.NonceStr, second.NonceStr)
	}
	if want := wechat.Sign("ticket-1", first.NonceStr, first.Timestamp, page); first.Signature != want {
		t.Error("the fragment is not left out, or something else is changed")
	}
}

func TestPagesThatAreNotSigned(t *testing.T) {
	w := start(t)
	s := w.signer(t)
	for address, want := range map[string]error{
		"":                                  wechat.ErrAddress,
		"#top":                              wechat.ErrAddress,
		"/a":                                wechat.ErrAddress,
		"news.example.com/a":                wechat.ErrAddress,
		"javascript://news.example.com/%0a": wechat.ErrAddress,
		"https://me@news.example.com/":      wechat.ErrAddress,
		"https://news.example.com/\n":       wechat.ErrAddress,
		"https://news.example.com/" + strings.Repeat("a", 2048): wechat.ErrAddress,
		"https://example.com/":                            wechat.ErrPage,
		"https://news.example.com.evil.example/":          wechat.ErrPage,
		"https://evil.example/?https://news.example.com/": wechat.ErrPage,
	} {
		_, err := s.Sign(t.Context(), address)
		if !errors.Is(err, want) {
			t.Errorf("%.60q: %v, want %v", address, err, want)
		}
	}
	if got := w.asks(); got != "0 tokens, 0 tickets" {
		t.Errorf("WeChat was asked for them: %s", got)
	}
	for _, address := range []string{"http://news.example.com", "https://NEWS.example.com:8443/x?y#z"} {
		if _, err := s.Sign(t.Context(), address); err != nil {
			t.Errorf("%s: %v", address, err)
		}
	}
}

func TestAllowsOrigin(t *testing.T) {
	s := start(t).signer(t)
	for origin, want := range map[string]bool{
		"https://news.example.com":      true,
		"http://news.example.com:8080":  true,
		"https://news.example.com.evil": false,
		"https://example.com":           false,
		"app://news.example.com":        false,
		"null":                          false,
		"":                              false,
	} {
		if got := s.AllowsOrigin(origin); got != want {
			t.Errorf("%q: %t", origin, got)
		}
	}
}

func TestTicketIsKeptUntilShortlyBeforeItsEnd(t *testing.T) {
	w := start(t)
	s := w.signer(t)
	wantSigned(t, s, "ticket-1")
	w.wait(6890 * time.Second)
	wantSigned(t, s, "ticket-1")
	w.wait(20 * time.Second) // less than five minutes are left
	wantSigned(t, s, "ticket-2")
	wantSigned(t, s, "ticket-2")
	if got := w.asks(); got != "2 tokens, 2 tickets" {
		t.Error(got)
	}
}

func TestOldTicketServesWhileWeChatIsDown(t *testing.T) {
	w := start(t)
	s := w.signer(t)
	wantSigned(t, s, "ticket-1")
	w.wait(7000 * time.Second)
	w.set(func() { w.refuse["token"] = -1 })
	wantSigned(t, s, "ticket-1")
	w.wait(199 * time.Second)
	wantSigned(t, s, "ticket-1")
	w.wait(time.Second)
	wantRefused(t, s, wechat.ErrUnavailable)
	w.set(func() { clear(w.refuse) })
	w.wait(wechat.RetryAfter)
	wantSigned(t, s, "ticket-2")
}

// Another program of the account has ended our token.
func TestTokenThatIsNoLongerTaken(t *testing.T) {
	for _, code := range []int{40001, 40014, 42001} {
		w := start(t)
		s := w.signer(t)
		w.set(func() { w.refuse["ticket"] = code })
		// A fresh token that is refused is no reason to fetch another.
		var refusal *wechat.Refusal
		if err := wantRefused(t, s, wechat.ErrUnavailable); !errors.As(err, &refusal) || refusal.Code != code {
			t.Errorf("%d: %v", code, err)
		}
		if got := w.asks(); got != "1 tokens, 0 tickets" {
			t.Errorf("%d: %s", code, got)
		}
	}

	w := start(t)
	s := w.signer(t)
	w.set(func() { w.refuse["ticket"] = -1 }) // busy: the token stays
	wantRefused(t, s, wechat.ErrUnavailable)
	w.set(func() { clear(w.refuse); w.tokens++ })
	w.wait(wechat.RetryAfter)
	wantSigned(t, s, "ticket-1")
	if got := w.asks(); got != "3 tokens, 1 tickets" {
		t.Error(got)
	}
}

func TestFailuresAreRememberedForAWhile(t *testing.T) {
	for code, pause := range map[int]time.Duration{
		-1:    wechat.RetryAfter,
		40164: wechat.RetryAfter, // our address is not on the account's list
		45009: wechat.QuotaRetryAfter,
	} {
		w := start(t)
		s := w.signer(t)
		w.set(func() { w.refuse["ticket"] = code })
		wantRefused(t, s, wechat.ErrUnavailable)
		w.set(func() { clear(w.refuse) })
		w.wait(pause - time.Second)
		wantRefused(t, s, wechat.ErrUnavailable)
		if got := w.asks(); got != "1 tokens, 0 tickets" {
			t.Errorf("%d: asked again: %s", code, got)
		}
		w.wait(time.Second)
		wantSigned(t, s, "ticket-1")
	}
}

func TestAnswersThatMakeNoSense(t *testing.T) {
	for name, answer := range map[string]http.HandlerFunc{
		"no JSON": func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "<html>"+secret) },
		"empty":   func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "{}") },
		"no life": func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprint(w, `{"access_token":"token-1","ticket":"ticket-1"}`)
		},
		"a bad day": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) },
		"endless": func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprint(w, `{"access_token":"`+strings.Repeat("a", 64<<10))
		},
		"elsewhere": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://203.0.113.1/", http.StatusTemporaryRedirect)
		},
		"cut off": func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
		"our secret?": func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprint(w, `{"errcode":40125,"errmsg":"invalid appsecret"}`)
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := start(t)
			w.set(func() { w.answer = answer })
			wantRefused(t, w.signer(t), wechat.ErrUnavailable)
		})
	}
	t.Run("nobody there", func(t *testing.T) {
		w := start(t)
		s := w.signer(t)
		// The token is had, the ticket's address fails with the token in it.
		w.set(func() {
			w.answer = func(rw http.ResponseWriter, r *http.Request) {
				if r.Method != http.MethodPost {
					panic(http.ErrAbortHandler)
				}
				w.token(rw, r)
			}
		})
		wantRefused(t, s, wechat.ErrUnavailable)
	})
	t.Run("absurd life", func(t *testing.T) {
		w := start(t)
		w.set(func() { w.life = 1 << 40 })
		wantSigned(t, w.signer(t), "ticket-1")
	})
}

// However many ask, WeChat is asked once; who asked first may leave.
func TestOneCallerAsksForAll(t *testing.T) {
	w := start(t)
	hold, asked := make(chan struct{}), make(chan struct{}, 1)
	w.set(func() { w.hold, w.asked = hold, asked })
	s := w.signer(t)

	first, leave := context.WithCancel(t.Context())
	var callers sync.WaitGroup
	callers.Go(func() { _, _ = s.Sign(first, page) })
	<-asked
	leave()
	for range 64 {
		callers.Go(func() {
			if _, err := s.Sign(t.Context(), page); err != nil {
				t.Error(err)
			}
		})
	}
	impatient, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := s.Sign(impatient, page)
	wantError(t, err, context.Canceled)
	close(hold)
	callers.Wait()
	if got := w.asks(); got != "1 tokens, 1 tickets" {
		t.Error(got)
	}
}

// While one caller renews a ticket that is still good, the others do not wait.
func TestOthersGoOnWithTheOldTicket(t *testing.T) {
	w := start(t)
	s := w.signer(t)
	wantSigned(t, s, "ticket-1")
	hold, asked := make(chan struct{}), make(chan struct{}, 1)
	w.set(func() { w.hold, w.asked = hold, asked })
	w.wait(7000 * time.Second)
	var renewing sync.WaitGroup
	renewing.Go(func() { _, _ = s.Sign(t.Context(), page) })
	<-asked
	wantSigned(t, s, "ticket-1")
	close(hold)
	renewing.Wait()
	wantSigned(t, s, "ticket-2")
}

func TestConfig(t *testing.T) {
	for _, test := range []struct {
		field  string
		change func(*wechat.Config)
	}{
		{"AppID", func(c *wechat.Config) { c.AppID = "" }},
		{"AppSecret", func(c *wechat.Config) { c.AppSecret = "" }},
		{"Pages", func(c *wechat.Config) { c.Pages = nil }},
		{"Pages", func(c *wechat.Config) { c.Pages = slices.Repeat([]string{"news.example.com"}, 101) }},
		{"Pages", func(c *wechat.Config) { c.Pages = []string{"https://news.example.com"} }},
		{"Pages", func(c *wechat.Config) { c.Pages = []string{"news.example.com:8080"} }},
		{"Pages", func(c *wechat.Config) { c.Pages = []string{"新闻.example"} }},
		{"API", func(c *wechat.Config) { c.API = "http://api.weixin.qq.com" }},
		{"API", func(c *wechat.Config) { c.API = "api.weixin.qq.com" }},
		{"API", func(c *wechat.Config) { c.API = "https://api.weixin.qq.com/?a=b" }},
	} {
		c := wechat.Config{AppID: "wx0123", AppSecret: secret, Pages: []string{"news.example.com"}}
		if _, err := wechat.New(c); err != nil {
			t.Fatal(err)
		}
		test.change(&c)
		_, err := wechat.New(c)
		var wrong *wechat.ConfigError
		if !errors.As(err, &wrong) || wrong.Field != test.field || strings.Contains(err.Error(), secret) {
			t.Errorf("%+v: %v", c, err)
		}
	}
}
