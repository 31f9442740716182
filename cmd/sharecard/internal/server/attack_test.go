package server_test

import (
	"bufio"
	"fmt"
	"io"
	"net/http"
	"testing"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/server"
)

// What is wrong with the form of a body is the client's fault, and is said to him.
func TestAttackMalformedChunks(t *testing.T) {
	s := start(t)
	address, stop, ended := s.onSocket(server.Limits{Linger: 1})
	for _, c := range []struct{ method, path, mediaType, body string }{
		{"POST", "/v1/cards", "application/json", "zz\r\n{}\r\n0\r\n\r\n"},
		{"POST", "/v1/articles/import", "text/html", "5\r\n<p>xxxxxxxxxxxx\r\n0\r\n\r\n"},
		{"PUT", "/v1/articles/a", "application/json", "fffffffffffffffffff\r\n{}"},
		{"POST", "/v1/cards", "application/x-ndjson", "zz\r\n{}\r\n"},
	} {
		conn := dial(t, address)
		fmt.Fprintf(conn, "%s %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\nTransfer-Encoding: chunked\r\n\r\n%s",
			c.method, c.path, c.mediaType, c.body)
		resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil {
			t.Errorf("%s %s: %v", c.method, c.path, err)
			continue
		}
		text, _ := io.ReadAll(resp.Body)
		if resp.StatusCode != http.StatusBadRequest {
			t.Errorf("%s %s: %d %s", c.method, c.path, resp.StatusCode, text)
		}
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// A body that is in chunks and has a length besides is read as chunks, and nothing after
// it is taken for another request.
func TestAttackTwoLengths(t *testing.T) {
	s := start(t)
	address, stop, ended := s.onSocket(server.Limits{Linger: 1})
	conn := dial(t, address)
	const smuggled = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
	fmt.Fprintf(conn, "POST /v1/cards HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"+
		"Content-Length: %d\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n%s", 12+len(smuggled), smuggled)
	r := bufio.NewReader(conn)
	first, err := http.ReadResponse(r, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(io.Discard, first.Body); err != nil || first.StatusCode != http.StatusUnprocessableEntity || !first.Close {
		t.Errorf("the body in chunks: %d, closing %t, %v", first.StatusCode, first.Close, err)
	}
	if second, err := http.ReadResponse(r, nil); err == nil {
		t.Errorf("what follows it is answered %d", second.StatusCode)
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// An address with characters that turn the direction of a text leads where it says, in
// ASCII.
func TestLocationIsASCII(t *testing.T) {
	s := start(t, published("https://cards.example.com"))
	odd := &article.Article{ID: "odd", Title: "题", URL: "https://news.example/a\u202egpj.exe?q=新闻"}
	if _, err := s.store.Put(t.Context(), odd); err != nil {
		t.Fatal(err)
	}
	got := s.do("GET", "/s/odd", "")
	if want := "https://news.example/a%E2%80%AEgpj.exe?q=%E6%96%B0%E9%97%BB"; got.Header.Get("Location") != want {
		t.Errorf("Location %q, want %q", got.Header.Get("Location"), want)
	}
}

// Who guesses tokens is told to wait, also where nobody has set a limit, and then the
// right one does not help him either. The public goes on.
func TestAttackTokenGuesses(t *testing.T) {
	s := start(t, guarded(t))
	refused := 0
	for i := range 200 {
		if got := s.do("GET", "/v1/templates", "", fmt.Sprintf("Authorization: Bearer guess-%d", i)); got.StatusCode == 429 {
			refused++
		} else if got.StatusCode != 401 {
			t.Fatalf("a guess: %d", got.StatusCode)
		}
	}
	if refused < 50 {
		t.Errorf("%d of 200 guesses are refused", refused)
	}
	if got := s.do("GET", "/v1/templates", "", asDesk); got.StatusCode != 429 || got.Header.Get("Retry-After") == "" {
		t.Errorf("a right guess after 200 wrong ones: %d", got.StatusCode)
	}
	if got := s.do("GET", poster, ""); got.StatusCode != 200 {
		t.Errorf("the public: %d", got.StatusCode)
	}
}

// Behind a proxy that nobody has named, all clients have one address: those who guess
// do not lock out those who know.
func TestTokenGuessesBehindUnnamedProxy(t *testing.T) {
	s := start(t, guarded(t))
	for range 200 {
		s.do("GET", "/v1/templates", "", "Authorization: Bearer guess", "X-Forwarded-For: 203.0.113.7")
	}
	if got := s.do("GET", "/v1/templates", "", asDesk, "X-Forwarded-For: 203.0.113.8"); got.StatusCode != 200 {
		t.Errorf("who knows a token: %d", got.StatusCode)
	}
}
