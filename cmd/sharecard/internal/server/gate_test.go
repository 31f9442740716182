package server_test

import (
	"net"
	"strings"
	"testing"

	"sharecard/cmd/sharecard/internal/auth"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/server"
	"sharecard/cmd/sharecard/internal/server/gate"
)

const (
	deskSecret    = "8fK2w0Q7mVx1Zr5T"
	eveningSecret = "Jt4nB9sLpY6cHd3G"
	asDesk        = "Authorization: Bearer " + deskSecret
	asEvening     = "Authorization: Bearer " + eveningSecret
	morningSecret = "Lw3xN8qUe5vB7kZa"
	asMorning     = "Authorization: Bearer " + morningSecret
)

// guarded gives a server three tokens: one for all brands, one for the brand
// "evening" alone, one for "morning".
func guarded(t *testing.T) option {
	t.Helper()
	tokens, err := auth.ParseTokens("desk:" + deskSecret + " evening:" + eveningSecret + ":evening morning:" + morningSecret + ":morning")
	if err != nil {
		t.Fatal(err)
	}
	return func(c *server.Config, _ *card.Config) { c.Tokens = tokens }
}

func public(address string) option {
	return func(c *server.Config, _ *card.Config) { c.PublicURL, c.Address = address, address }
}

func TestTokens(t *testing.T) {
	s := start(t, guarded(t))
	for authorization, want := range map[string]int{
		"":                                 401,
		"Bearer":                           401,
		"Bearer wrong":                     401,
		"Bearer desk:" + deskSecret:        401,
		"Basic " + deskSecret:              401,
		deskSecret:                         401,
		"Bearer " + deskSecret:             200,
		"bearer " + deskSecret:             200,
		"Bearer  " + deskSecret:            200,
		"Bearer " + eveningSecret:          200,
		"Bearer " + deskSecret + " and so": 401,
	} {
		got := s.do("POST", "/v1/cards", `{"template":"poster","article_id":"a"}`, "Content-Type: application/json", "Authorization: "+authorization)
		if got.StatusCode != want {
			t.Errorf("%q: %d, want %d", authorization, got.StatusCode, want)
		}
		challenge, code := "Bearer", "token_required"
		if strings.HasPrefix(authorization, "Bearer ") {
			challenge, code = `Bearer error="invalid_token"`, "token_wrong"
		}
		if want == 401 && (got.Header.Get("WWW-Authenticate") != challenge || got.problem(t).Code != code) {
			t.Errorf("%q: %v %s", authorization, got.Header, got.body)
		}
	}
}

// What is public is listed; all else needs a token, on loopback too, as soon as
// there are tokens or the server has a public address: a proxy on the same
// machine makes everyone loopback.
func TestWhatIsPublic(t *testing.T) {
	for name, o := range map[string]option{"with tokens": guarded(t), "with a public address": public("https://cards.example")} {
		t.Run(name, func(t *testing.T) {
			s := start(t, o)
			for _, route := range []struct {
				method, path string
				status       int
			}{
				{"GET", poster, 200},
				{"HEAD", poster, 200},
				{"GET", poster + "?theme=ink", 200},
				{"GET", "/healthz", 200},
				{"HEAD", "/readyz", 200},
				{"GET", "/", 401},
				{"GET", "/v1/templates", 401},
				{"GET", "/v1/articles", 401},
				{"HEAD", "/v1/articles", 401},
				{"GET", "/v1/articles/a", 401},
				{"PUT", "/v1/articles/a", 401},
				{"DELETE", "/v1/articles/a", 401},
				{"POST", "/v1/articles/import", 401},
				{"POST", "/v1/cards", 401},
				{"GET", "/metrics", 401},
				{"GET", "/openapi.json", 200},
				{"GET", "/demo", 401},
				{"GET", "/studio/world", 401},
				{"GET", "/v1/articles/a/kit.zip", 401},
				{"PUT", "/v1/articles/a/cover", 401},
				{"POST", "/v1/withdrawals", 401},
				{"GET", "/share.js", 200},
				{"GET", "/v1/wechat/signature", 404}, // it is off
				{"GET", "/c/" + strings.Repeat("0", 32) + "/poster.jpg", 404},
				{"GET", "/i/k.s/e30/poster.jpg", 404},
				{"GET", "/nothing", 404},
				{"PATCH", "/v1/articles/a", 405},
			} {
				if got := s.do(route.method, route.path, ""); got.StatusCode != route.status {
					t.Errorf("%s %s: %d, want %d", route.method, route.path, got.StatusCode, route.status)
				}
			}
		})
	}
}

// A token that means nothing makes its sender nobody: public pictures are there
// for nobody too.
func TestWrongTokenOnPublicRoute(t *testing.T) {
	s := start(t, guarded(t))
	if got := s.do("GET", poster, "", "Authorization: Bearer wrong"); got.StatusCode != 200 {
		t.Errorf("status %d", got.StatusCode)
	}
}

func TestHosts(t *testing.T) {
	s := start(t, func(c *server.Config, _ *card.Config) { c.Hosts = []string{"cards.example"} })
	for host, want := range map[string]int{
		"localhost": 200, "LOCALHOST:8080": 200, "localhost.": 200, "127.0.0.1:9": 200, "[::1]:8080": 200, "[::1]": 200,
		"cards.example": 200, "Cards.Example:443": 200,
		"evil.example": 421, "localhost.evil.example": 421, "10.0.0.1": 421, "127.0.0.1.evil.example": 421,
	} {
		if got := s.do("GET", "/healthz", "", "Host: "+host); got.StatusCode != want {
			t.Errorf("%s: %d, want %d", host, got.StatusCode, want)
		}
	}
	open := start(t, func(c *server.Config, _ *card.Config) { c.AnyIP = true })
	for host, want := range map[string]int{"10.0.0.1:8080": 200, "[2001:db8::1]": 200, "evil.example": 421} {
		if got := open.do("GET", "/healthz", "", "Host: "+host); got.StatusCode != want {
			t.Errorf("any IP, %s: %d, want %d", host, got.StatusCode, want)
		}
	}
	world := start(t, public("https://cards.example:8443"))
	for host, want := range map[string]int{"cards.example": 200, "cards.example:8443": 200, "127.0.0.1": 200, "example": 421} {
		if got := world.do("GET", "/healthz", "", "Host: "+host); got.StatusCode != want {
			t.Errorf("of a public address, %s: %d, want %d", host, got.StatusCode, want)
		}
	}
}

func TestCheckListen(t *testing.T) {
	tokens, err := auth.ParseTokens("desk:" + deskSecret)
	if err != nil {
		t.Fatal(err)
	}
	for address, free := range map[string]bool{
		"127.0.0.1:8080": true, "[::1]:8080": true, "localhost:0": true,
		":8080": false, "0.0.0.0:8080": false, "192.168.1.5:8080": false, "cards.example:80": false, "nonsense": false,
	} {
		if err := gate.CheckListen(address, nil); (err == nil) != free {
			t.Errorf("%s without tokens: %v", address, err)
		}
	}
	if err := gate.CheckListen("0.0.0.0:8080", tokens); err != nil {
		t.Error(err)
	}
}

// Whatever the settings said: a server that everybody may use does not serve
// other machines.
func TestServeRefusesOpenListener(t *testing.T) {
	ln, err := net.Listen("tcp", "0.0.0.0:0")
	if err != nil {
		t.Skip("this machine has no other address: ", err)
	}
	defer ln.Close()
	s := start(t)
	if err := s.handler.Serve(t.Context(), ln); err == nil || !strings.Contains(err.Error(), "SHARECARD_TOKENS") {
		t.Errorf("%v", err)
	}
}

func TestParsePublicURL(t *testing.T) {
	for text, want := range map[string]string{
		"https://cards.example":       "https://cards.example",
		"https://Cards.Example/":      "https://cards.example",
		"https://cards.example:443":   "https://cards.example",
		"http://127.0.0.1:8080":       "http://127.0.0.1:8080",
		"http://[2001:DB8::1]:8080/":  "http://[2001:db8::1]:8080",
		"https://xn--fiq228c.example": "https://xn--fiq228c.example",

		"cards.example":                   "",
		"//cards.example":                 "",
		"https://":                        "",
		"https://:443":                    "",
		"ftp://cards.example":             "",
		"https://cards.example/news":      "",
		"https://cards.example?x":         "",
		"https://cards.example?":          "",
		"https://cards.example#":          "",
		"https://me:secret@cards.example": "",
		"https://cards.example:0":         "",
		"https://cards.example:70000":     "",
		"https://中文.example":              "",
		"https://cards example":           "",
		"https://a..-":                    "",
	} {
		got, err := gate.ParsePublicURL(text)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%s: %q %v, want %q", text, got, err, want)
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("the error tells the password: %v", err)
		}
	}
}

// Every entry of the table of public routes is a route, and what readers and
// platforms load is in it.
func TestPublicTable(t *testing.T) {
	s := start(t, guarded(t), public("https://cards.example"))
	routes := map[string]bool{}
	for _, r := range s.handler.Routes() {
		routes[r.Method+" "+r.Path] = true
	}
	for route := range gate.PublicRoutes {
		if !routes[route] {
			t.Errorf("%s is public, but no route", route)
		}
	}
	for _, r := range s.handler.Routes() {
		public := gate.PublicRoutes[strings.Replace(r.Method, "HEAD", "GET", 1)+" "+r.Path]
		signIn := r.Path == "/session"
		if public && r.Method != "GET" && r.Method != "HEAD" && !signIn {
			t.Errorf("%s %s changes something and is public", r.Method, r.Path)
		}
	}
}
