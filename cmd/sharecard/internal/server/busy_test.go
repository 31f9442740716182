package server_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/server"
)

// pause is how long a connection waits that asks again at once.
const pause = 200 * time.Millisecond

// crowded is a service whose queue is full, and its address; each connection to it is one
// of its own.
func crowded(t *testing.T) (s *service, address string) {
	t.Helper()
	s = start(t, func(_ *server.Config, c *card.Config) { c.Workers, c.Queue = 1, 1 })
	s.put(t, "slow", "慢")
	if got := s.do("GET", poster, ""); got.StatusCode != 200 {
		t.Fatalf("the first card: %d", got.StatusCode)
	}
	address, stop, ended := s.onSocket(server.Limits{Linger: 1, Pause: pause})
	for scale := range 2 {
		fmt.Fprintf(dial(t, address), "GET /v1/articles/slow/cards/poster.jpg?scale=1.%d HTTP/1.1\r\nHost: localhost\r\n\r\n", scale)
	}
	for end := time.Now().Add(10 * time.Second); !s.cards.Full(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("the queue does not fill")
		}
	}
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return s, address
}

// ask sends a request over a connection and returns its answer, whose body is read.
func ask(t *testing.T, conn net.Conn, r *bufio.Reader, request string) *http.Response {
	t.Helper()
	if _, err := fmt.Fprint(conn, request); err != nil {
		t.Fatal(err)
	}
	resp, err := http.ReadResponse(r, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if _, err := io.Copy(io.Discard, resp.Body); err != nil {
		t.Fatal(err)
	}
	return resp
}

// While the queue is full, what would have to be drawn is refused by its address alone,
// where the share button can read why; what may be in memory is answered, and so is all
// that needs no drawing.
func TestBusyGoesByTheAddress(t *testing.T) {
	s, address := crowded(t)
	defer close(s.hold)
	for path, want := range map[string]int{
		poster:                              200,
		"/v1/articles/a":                    200,
		"/v1/templates":                     200,
		poster + "?scale=2":                 429,
		"/v1/articles/a/cards/link.png":     429,
		"/v1/articles/nothing/cards/x.jpg":  429, // nobody has looked
		"/v1/pages/cards/poster.jpg?url=x":  429,
		"/i/0123456789abcdef/payload/x.jpg": 429,
		"/i/":                               429,
		"/nothing":                          404,
	} {
		conn := dial(t, address)
		got := ask(t, conn, bufio.NewReader(conn), "GET "+path+" HTTP/1.1\r\nHost: localhost\r\n\r\n")
		if got.StatusCode != want {
			t.Errorf("%s: %d, want %d", path, got.StatusCode, want)
		}
		if want == 429 && (got.Header.Get("Access-Control-Allow-Origin") != "*" || got.Header.Get("Retry-After") == "") {
			t.Errorf("%s: %v", path, got.Header)
		}
	}
}

// A card that only callers see is not among the addresses that are known: who may not
// know of its article is told what he is told of one that does not exist.
func TestBusyTellsNothingOfHiddenCards(t *testing.T) {
	s := start(t, guarded(t), func(_ *server.Config, c *card.Config) { c.Workers, c.Queue = 1, 1 })
	const later = `{"title":"明日","published_at":"2099-01-01T00:00:00Z"}`
	if got := s.do("PUT", "/v1/articles/later", later, asDesk, "Content-Type: application/json"); got.StatusCode != 201 {
		t.Fatal(got.StatusCode, got.body)
	}
	if got := s.do("GET", "/v1/articles/later/cards/poster.jpg", "", asDesk); got.StatusCode != 200 {
		t.Fatal(got.StatusCode)
	}
	s.put(t, "slow", "慢")
	done := make(chan int, 2)
	for scale := range 2 {
		go func() {
			done <- s.do("GET", fmt.Sprintf("/v1/articles/slow/cards/poster.jpg?scale=1.%d", scale), "").StatusCode
		}()
	}
	for end := time.Now().Add(10 * time.Second); !s.cards.Full(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("the queue does not fill")
		}
	}
	for _, id := range []string{"later", "nothing"} {
		if got := s.do("GET", "/v1/articles/"+id+"/cards/poster.jpg", ""); got.StatusCode != 429 {
			t.Errorf("%s: %d", id, got.StatusCode)
		}
	}
	close(s.hold)
	for range 2 {
		<-done
	}
}

// A client that asks again at once after it was refused waits, and gets his card where
// there is room by then.
func TestHammeringWaits(t *testing.T) {
	s, address := crowded(t)
	const request = "GET " + poster + "?scale=2 HTTP/1.1\r\nHost: localhost\r\n\r\n"
	conn := dial(t, address)
	r := bufio.NewReader(conn)
	// On a busy machine a request may arrive so late that it is none of a hammering client.
	hammer := func(want int) {
		t.Helper()
		for range 50 {
			began := time.Now()
			got := ask(t, conn, r, request)
			if time.Since(began) < pause && got.StatusCode == 429 {
				continue
			}
			if got.StatusCode != want {
				t.Errorf("it waited %v and was answered %d, want %d", time.Since(began), got.StatusCode, want)
			}
			return
		}
		t.Error("no request had to wait")
	}
	hammer(429)
	time.AfterFunc(pause/10, func() { close(s.hold) })
	hammer(200)
}
