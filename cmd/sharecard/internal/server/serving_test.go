package server_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/server"
	"sharecard/render"
	"sharecard/templates"
)

// onSocket serves s on a socket of its own until the test or the returned stop
// ends it; ended gives what Serve returned.
func (s *service) onSocket(limits server.Limits) (address string, stop context.CancelFunc, ended <-chan error) {
	s.t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		s.t.Fatal(err)
	}
	s.handler.SetLimits(limits)
	ctx, cancel := context.WithCancel(s.t.Context())
	done := make(chan error, 1)
	go func() { done <- s.handler.Serve(ctx, ln); ln.Close() }()
	return ln.Addr().String(), cancel, done
}

// dial opens a connection that is closed with the test, and gives up on it after
// 10 s.
func dial(t *testing.T, address string) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	if err := conn.SetDeadline(time.Now().Add(10 * time.Second)); err != nil {
		t.Fatal(err)
	}
	return conn
}

// hungUp reports whether the server has ended the connection, or whether the
// test has given up waiting for it.
func hungUp(conn net.Conn) (answer string, ok bool) {
	text, err := io.ReadAll(conn)
	return string(text), !errors.Is(err, context.DeadlineExceeded) && !isTimeout(err)
}

func isTimeout(err error) bool {
	var e net.Error
	return errors.As(err, &e) && e.Timeout()
}

// Clients that send or read a byte now and then lose their connection, and
// meanwhile others are served.
func TestSlowClients(t *testing.T) {
	s := start(t)
	address, stop, ended := s.onSocket(server.Limits{
		Header: 50 * time.Millisecond, Read: 100 * time.Millisecond, Write: 150 * time.Millisecond,
		Idle: 50 * time.Millisecond, HeaderBytes: 4 << 10, Linger: 1,
	})
	drip := func(conn net.Conn, text string) {
		for i := range len(text) {
			if _, err := io.WriteString(conn, text[i:i+1]); err != nil {
				return
			}
			time.Sleep(5 * time.Millisecond)
		}
	}
	const head = "GET " + poster + " HTTP/1.1\r\nHost: localhost\r\n"
	const post = "POST /v1/cards HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n"
	attacks := map[string]func(net.Conn){
		"says nothing":            func(net.Conn) {},
		"a slow header":           func(c net.Conn) { drip(c, head+strings.Repeat("X-A: b\r\n", 500)) },
		"an endless header":       func(c net.Conn) { _, _ = io.WriteString(c, head+"X-A: "+strings.Repeat("a", 64<<10)) },
		"a header without an end": func(c net.Conn) { _, _ = io.WriteString(c, head) },
		"a slow body":             func(c net.Conn) { _, _ = io.WriteString(c, post); drip(c, strings.Repeat(" ", 1000)) },
		"a body that stays away":  func(c net.Conn) { _, _ = io.WriteString(c, post) },
		"a kept connection":       func(c net.Conn) { _, _ = io.WriteString(c, head+"\r\n") },
	}
	var wg sync.WaitGroup
	for name, attack := range attacks {
		conn := dial(t, address)
		wg.Go(func() {
			go attack(conn)
			text, ok := hungUp(conn)
			if !ok {
				t.Errorf("%s: the connection is still open after 10 s", name)
			}
			if name == "a body that stays away" && text != "" && !strings.HasPrefix(text, "HTTP/1.1 408 ") {
				t.Errorf("%s: %q", name, text)
			}
		})
	}
	for range 20 {
		conn := dial(t, address)
		fmt.Fprintf(conn, "%sConnection: close\r\n\r\n", head)
		if text, ok := hungUp(conn); !ok || !strings.HasPrefix(text, "HTTP/1.1 200 ") {
			t.Errorf("a good client gets %q", text)
		}
	}
	wg.Wait()
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// A client that does not read its answer loses it.
func TestClientThatDoesNotRead(t *testing.T) {
	s := start(t)
	s.put(t, "long", strings.Repeat("长", 400))
	address, stop, ended := s.onSocket(server.Limits{Write: 100 * time.Millisecond, Linger: 1})
	conn := dial(t, address)
	if err := conn.(*net.TCPConn).SetReadBuffer(1 << 10); err != nil {
		t.Fatal(err)
	}
	go func() { // far more answers than the socket's buffers hold
		for range 20_000 {
			if _, err := io.WriteString(conn, "GET /v1/articles/long HTTP/1.1\r\nHost: localhost\r\n\r\n"); err != nil {
				return
			}
		}
	}()
	time.Sleep(300 * time.Millisecond)
	if _, ok := hungUp(conn); !ok {
		t.Error("the server still writes after 10 s")
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// askFor asks for a path over a connection and returns the status.
func askFor(conn net.Conn, path string, wait time.Duration) (status int, err error) {
	fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n", path)
	if err := conn.SetReadDeadline(time.Now().Add(wait)); err != nil {
		return 0, err
	}
	resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		return 0, err
	}
	_, err = io.Copy(io.Discard, resp.Body)
	return resp.StatusCode, errors.Join(err, resp.Body.Close())
}

// dialFrom opens a connection from another address of this machine.
func dialFrom(t *testing.T, from, address string) net.Conn {
	t.Helper()
	conn, err := (&net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(from)}}).Dial("tcp", address)
	if err != nil {
		t.Skip("this system has one address of its own: ", err)
	}
	t.Cleanup(func() { conn.Close() })
	return conn
}

// One client takes all that it can get: as many connections as it may have, each with a
// request that does not end. Another is served beside it.
func TestAttackConnectionsOfOneClient(t *testing.T) {
	s := start(t)
	address, stop, ended := s.onSocket(server.Limits{Connections: 64, PerClient: 16, Linger: 1, Header: time.Minute, Drain: 1})
	held := 0
	for range 100 {
		conn := dialFrom(t, "127.0.0.2", address)
		fmt.Fprint(conn, "GET / HTTP/1.1\r\n") // and no more
		held++
	}
	if status, err := askFor(dial(t, address), "/openapi.json", 10*time.Second); status != 200 {
		t.Errorf("beside one client with %d connections: %d %v", held, status, err)
	}
	stop()
	<-ended // the drain is cut short
}

// Many clients together hold all connections: the health check of this machine is
// answered on a place of its own, and nothing else is.
func TestAttackConnectionsOfMany(t *testing.T) {
	s := start(t)
	address, stop, ended := s.onSocket(server.Limits{Connections: 4, PerClient: 2, Linger: 1, Header: time.Minute, Drain: 1})
	for _, from := range []string{"127.0.0.2", "127.0.0.3"} {
		for range 2 {
			fmt.Fprint(dialFrom(t, from, address), "GET / HTTP/1.1\r\n")
		}
	}
	for range 20 { // each check gives its place back
		conn := dial(t, address)
		if status, err := askFor(conn, "/readyz", 10*time.Second); status != 200 {
			t.Fatalf("the health check: %d %v", status, err)
		}
		if rest, ok := hungUp(conn); !ok || rest != "" {
			t.Errorf("the connection of a health check stays open: %q", rest)
		}
	}
	if status, err := askFor(dial(t, address), "/openapi.json", 10*time.Second); status != 503 {
		t.Errorf("on the place of health checks: %d %v", status, err)
	}
	stop()
	<-ended
}

// Connections that are idle make room for those that wait.
func TestIdleConnectionsMakeRoom(t *testing.T) {
	s := start(t)
	address, stop, ended := s.onSocket(server.Limits{Connections: 2, Linger: 1})
	idle := []net.Conn{dial(t, address), dial(t, address)}
	for _, conn := range idle {
		if status, err := askFor(conn, "/healthz", 10*time.Second); status != 200 {
			t.Fatalf("%d %v", status, err)
		}
	}
	if status, err := askFor(dial(t, address), "/openapi.json", 10*time.Second); status != 200 {
		t.Errorf("beside idle connections: %d %v", status, err)
	}
	closed := 0
	for _, conn := range idle {
		if err := conn.SetReadDeadline(time.Now().Add(time.Second)); err != nil {
			t.Fatal(err)
		}
		if _, ok := hungUp(conn); ok {
			closed++
		}
	}
	if closed != 1 {
		t.Errorf("%d of the idle connections were closed, want 1", closed)
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// begun is a renderer that remembers what it was asked to draw.
type begun struct {
	renderer
	mu     sync.Mutex
	titles map[string]bool
}

func (b *begun) Render(ctx context.Context, job render.Job) (*render.Image, error) {
	b.mu.Lock()
	b.titles[job.Data.(*templates.Data).Title] = true
	b.mu.Unlock()
	return b.renderer.Render(ctx, job)
}

func (b *begun) with(title string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.titles[title]
}

// 30 times the server is told to stop while clients ask for cards as fast as
// they can: whoever was begun to be served has his whole answer. Before the stop
// nobody is turned away.
func TestNothingIsLostAtRestart(t *testing.T) {
	var served, late atomic.Int64
	for range 30 {
		drawn := &begun{titles: map[string]bool{}}
		s := start(t, func(_ *server.Config, cc *card.Config) { cc.Renderer = drawn })
		address, stop, ended := s.onSocket(server.Limits{Linger: 10 * time.Millisecond})
		transport := &http.Transport{}
		var told atomic.Bool
		var wg sync.WaitGroup
		for i := range 8 {
			wg.Go(func() {
				for n := 0; ; n++ {
					title := fmt.Sprintf("第 %d-%d 张", i, n)
					picture, err := post(transport, address, title)
					switch {
					case err == nil && strings.Contains(picture, title):
						served.Add(1)
						continue
					case err == nil:
						t.Errorf("answered with %q", picture)
					case drawn.with(title):
						t.Errorf("lost: %v", err)
					case !told.Load():
						t.Errorf("before it was told to stop: %v", err)
					}
					late.Add(1)
					return
				}
			})
		}
		for before := served.Load(); served.Load() < before+50 && !t.Failed(); {
			time.Sleep(time.Millisecond)
		}
		told.Store(true)
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		wg.Wait()
		transport.CloseIdleConnections()
		if t.Failed() {
			break
		}
	}
	t.Logf("%d requests served, %d too late", served.Load(), late.Load())
}

// post asks for a card of an article with that title.
func post(transport *http.Transport, address, title string) (picture string, err error) {
	body := strings.NewReader(`{"template":"poster","article":{"title":"` + title + `"}}`)
	req, err := http.NewRequest("POST", "http://"+address+"/v1/cards", body)
	if err != nil {
		return "", err
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := transport.RoundTrip(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode != 200 {
		err = fmt.Errorf("status %d: %s", resp.StatusCode, text)
	}
	return string(text), err
}

// misses counts the cards that are not in memory.
type misses struct{ atomic.Int64 }

func (m *misses) Miss(string)                 { m.Add(1) }
func (*misses) Hit(string)                    {}
func (*misses) Drawn(card.Drawing)            {}
func (*misses) Fetched(string, time.Duration) {}

// What is being drawn when the server is told to stop is drawn to its end.
func TestDrawingOutlastsStop(t *testing.T) {
	drawn := &begun{titles: map[string]bool{}}
	hold := make(chan struct{})
	var missed misses
	s := start(t, func(_ *server.Config, cc *card.Config) {
		drawn.renderer.hold = hold
		cc.Renderer, cc.Observer = drawn, &missed
	})
	address, stop, ended := s.onSocket(server.Limits{Linger: 1})
	const slow = "慢"
	answers := make(chan error, 4)
	for range cap(answers) {
		transport := &http.Transport{DisableKeepAlives: true}
		go func() {
			_, err := post(transport, address, slow)
			answers <- err
		}()
	}
	for end := time.Now().Add(10 * time.Second); missed.Load() < int64(cap(answers)); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("the requests do not arrive")
		}
	}
	stop()
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(time.Millisecond) {
		conn, err := net.Dial("tcp", address)
		if err != nil {
			break // the listener is closed, and cards are still being drawn
		}
		conn.Close()
		if time.Now().After(end) {
			t.Fatal("still listening")
		}
	}
	close(hold)
	for range cap(answers) {
		if err := <-answers; err != nil {
			t.Error(err)
		}
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// waitDrawing waits until a card is being drawn.
func (s *service) waitDrawing(t *testing.T) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(time.Millisecond) {
		if drawing, _ := s.cards.Queue(); drawing > 0 {
			return
		}
		if time.Now().After(end) {
			t.Fatal("nothing is drawn")
		}
	}
}

// A drawing that never ends does not keep the process for ever.
func TestDrainIsBounded(t *testing.T) {
	s := start(t)
	address, stop, ended := s.onSocket(server.Limits{Linger: 1, Drain: 50 * time.Millisecond})
	conn := dial(t, address)
	const body = `{"template":"poster","article":{"title":"慢"}}`
	fmt.Fprintf(conn, "POST /v1/cards HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", len(body), body)
	s.waitDrawing(t)
	stop()
	if err := <-ended; err != nil {
		t.Errorf("%v", err)
	}
	close(s.hold)
}

// A client that holds back half of its body, or does not read its answer, does not keep
// the process either.
func TestAttackDrainWithHeldConnections(t *testing.T) {
	s := start(t)
	address, stop, ended := s.onSocket(server.Limits{Linger: 1, Drain: 50 * time.Millisecond})
	for range 8 {
		fmt.Fprint(dial(t, address), "POST /v1/cards HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "+
			"50000\r\n\r\n{")
		fmt.Fprint(dial(t, address), "GET /v1/articles/a/cards/poster.jpg HTTP/1.1\r\nHost: loc")
		dial(t, address)
	}
	time.Sleep(20 * time.Millisecond) // for the server to have read them
	stop()
	select {
	case err := <-ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(5 * time.Second):
		t.Error("the server is held up")
	}
}

// An answer that was begun and cannot be finished is cut off, not ended as if it
// were whole.
func TestPanicAfterTheFirstByte(t *testing.T) {
	s := start(t, func(c *server.Config, _ *card.Config) { c.Metrics = torn{} })
	resp, err := http.Get(s.URL + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if body, err := io.ReadAll(resp.Body); err == nil {
		t.Errorf("the answer looks whole: %q", body)
	}
	s.log.wait(t, "torn in two")
}

// torn are metrics whose page breaks off.
type torn struct{}

func (torn) Request(string, string, int, time.Duration) {}

func (torn) Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write(bytes.Repeat([]byte("x"), 10_000))
		panic("torn in two")
	})
}

// Who may not do something learns it before he has sent what to do it with.
func TestRefusalDoesNotWaitForTheBody(t *testing.T) {
	s := start(t)
	address, _, _ := s.onSocket(server.Limits{Linger: 1})
	conn := dial(t, address)
	fmt.Fprint(conn, "POST /v1/cards HTTP/1.1\r\nHost: elsewhere.example\r\nContent-Type: application/json\r\nContent-Length: 50000\r\n\r\n{")
	answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	if answer.StatusCode != 421 {
		t.Errorf("the answer is %s", answer.Status)
	}
}
