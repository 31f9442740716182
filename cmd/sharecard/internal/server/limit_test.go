package server_test

import (
	"net/netip"
	"strings"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/server"
	"sharecard/cmd/sharecard/internal/throttle"
)

// limited lets each client make three requests, and then one in 1,000 s.
func limited(proxies ...string) option {
	return func(c *server.Config, _ *card.Config) {
		c.Rate = throttle.New(0.001, 3, 100)
		for _, p := range proxies {
			c.TrustedProxies = append(c.TrustedProxies, netip.MustParsePrefix(p))
		}
	}
}

func TestRateLimit(t *testing.T) {
	s := start(t, limited(), guarded(t))
	for range 3 {
		if got := s.do("GET", poster, ""); got.StatusCode != 200 {
			t.Fatalf("within the burst: %d", got.StatusCode)
		}
	}
	got := s.do("GET", poster, "")
	if p := got.problem(t); got.StatusCode != 429 || p.Code != "rate_limited" || got.Header.Get("Retry-After") != "1000" {
		t.Errorf("%d %s, Retry-After %q", got.StatusCode, p.Code, got.Header.Get("Retry-After"))
	}
	if got := s.do("POST", "/v1/cards", "", "Authorization: Bearer guess"); got.StatusCode != 429 {
		t.Errorf("guessing tokens is not limited: %d", got.StatusCode)
	}
	if got := s.do("GET", poster, "", asDesk); got.StatusCode != 200 {
		t.Errorf("with a token: %d", got.StatusCode)
	}
	for _, probe := range []string{"/healthz", "/readyz"} {
		if got := s.do("GET", probe, ""); got.StatusCode != 200 {
			t.Errorf("a busy client makes %s answer %d", probe, got.StatusCode)
		}
	}
}

// Without tokens the limit is for everybody.
func TestRateLimitOpen(t *testing.T) {
	s := start(t, limited())
	for range 3 {
		s.do("GET", poster, "")
	}
	if got := s.do("GET", poster, ""); got.StatusCode != 429 {
		t.Errorf("status %d", got.StatusCode)
	}
}

// Who the client is: the last address that no proxy of ours wrote. Whatever else
// stands in X-Forwarded-For, the client may have written himself.
func TestForwardedClient(t *testing.T) {
	tests := []struct {
		name    string
		proxies []string
		header  []string
		client  string // in the log
	}{
		{"no proxy", nil, nil, "127.0.0.0/24"},
		{"an untrusted header", nil, []string{"203.0.113.7"}, "127.0.0.0/24"},
		{"a proxy", []string{"127.0.0.0/8"}, []string{"203.0.113.7"}, "203.0.113.0/24"},
		{"a proxy that says nothing", []string{"127.0.0.0/8"}, nil, "127.0.0.0/24"},
		{"a client that lies", []string{"127.0.0.0/8"}, []string{"198.51.100.1, 203.0.113.7"}, "203.0.113.0/24"},
		{"a client that lies on a line of its own", []string{"127.0.0.0/8"}, []string{"198.51.100.1", "203.0.113.7"}, "203.0.113.0/24"},
		{"two proxies", []string{"127.0.0.0/8", "10.0.0.0/8"}, []string{"198.51.100.1, 203.0.113.7, 10.1.2.3"}, "203.0.113.0/24"},
		{"with a port", []string{"127.0.0.0/8"}, []string{"203.0.113.7:4711"}, "203.0.113.0/24"},
		{"IPv6", []string{"127.0.0.0/8"}, []string{"2001:db8:1:2:3:4:5:6"}, "2001:db8:1::/48"},
		{"IPv6 with a port", []string{"127.0.0.0/8"}, []string{"[2001:db8:1:2:3:4:5:6]:80"}, "2001:db8:1::/48"},
		{"IPv4 in IPv6", []string{"127.0.0.0/8"}, []string{"::ffff:203.0.113.7"}, "203.0.113.0/24"},
		{"nonsense", []string{"127.0.0.0/8"}, []string{"203.0.113.7, unknown"}, "127.0.0.0/24"},
		{"all of them proxies", []string{"127.0.0.0/8"}, []string{"127.0.0.9"}, "127.0.0.0/24"},
		{"too many to read", []string{"127.0.0.0/8", "10.0.0.0/8"}, []string{"203.0.113.7" + strings.Repeat(",10.0.0.1", 16)}, "10.0.0.0/24"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := start(t, limited(test.proxies...))
			headers := []string{"X-Request-Id: asked-by"}
			for _, h := range test.header {
				headers = append(headers, "X-Forwarded-For: "+h)
			}
			s.do("GET", poster, "", headers...)
			log := s.log.wait(t, "asked-by")
			if !strings.Contains(log, "client="+test.client+"\n") && !strings.Contains(log, "client="+test.client+" ") {
				t.Errorf("not %s: %s", test.client, log)
			}
		})
	}
}

// Two clients behind one proxy do not take each other's share; neighbours within
// one /64 do, since one subscriber has all of it.
func TestRateLimitByClient(t *testing.T) {
	s := start(t, limited("127.0.0.0/8"))
	ask := func(client string) int { return s.do("GET", poster, "", "X-Forwarded-For: "+client).StatusCode }
	for range 3 {
		ask("203.0.113.7")
		ask("2001:db8::1")
	}
	for client, want := range map[string]int{"203.0.113.7": 429, "203.0.113.8": 200, "2001:db8::2": 429, "2001:db8:0:1::2": 200} {
		if got := ask(client); got != want {
			t.Errorf("%s: %d, want %d", client, got, want)
		}
	}
}

// A body that nobody takes is not read to its end.
func TestBodyLimit(t *testing.T) {
	s := start(t)
	endless := strings.Repeat(" ", 20<<20)
	for _, path := range []string{"/v1/cards", "/v1/articles/import"} {
		got := s.do("POST", path, endless, "Content-Type: "+map[string]string{"/v1/cards": "application/json", "/v1/articles/import": "text/html"}[path])
		if got.StatusCode != 413 && got.StatusCode != 422 {
			t.Errorf("%s: %d", path, got.StatusCode)
		}
	}
}

// A client behind a proxy has so many requests under way and no more; others are
// served beside it.
func TestRequestsUnderWayBehindProxy(t *testing.T) {
	s := start(t, func(c *server.Config, _ *card.Config) {
		c.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
		c.Limits.PerClient = 2
	})
	asked := make(chan int)
	for range 2 {
		go func() {
			asked <- s.do("POST", "/v1/cards", `{"template":"poster","article":{"title":"慢"}}`, "Content-Type: application/json",
				"X-Forwarded-For: 203.0.113.7").StatusCode
		}()
	}
	s.waitDrawing(t)
	refused := 0
	for range 100 {
		if got := s.do("GET", "/v1/templates", "", "X-Forwarded-For: 203.0.113.7"); got.StatusCode == 429 {
			refused++
			break
		}
		time.Sleep(10 * time.Millisecond) // the second may be on its way
	}
	if refused == 0 {
		t.Error("a third request of the client is served beside two")
	}
	if got := s.do("GET", "/v1/templates", "", "X-Forwarded-For: 203.0.113.8"); got.StatusCode != 200 {
		t.Errorf("another client: %d", got.StatusCode)
	}
	close(s.hold)
	for range 2 {
		if status := <-asked; status != 200 {
			t.Errorf("the first requests: %d", status)
		}
	}
}
