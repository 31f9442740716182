// Package listen stands between a server and its connections. It does two things:
//
//	Listener     bounds how many connections are open at once, and ends them
//	JoinWrites   sends the header of an answer together with its body
//
// net/http writes an answer in two pieces where the body is longer than what its
// buffer has room for, and each piece is a system call that wakes the client.
// BenchmarkJoinWrites shows what one call saves; [JoinWrites] finds the connection in
// the context of a request, where [WithConn] put it.
package listen

import (
	"context"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

// Listener has at most so many connections open; more wait in the system's queue
// until one is closed.
//
// It is not x/net/netutil's: closing that one hangs up on connections that it
// has already accepted.
type Listener struct {
	net.Listener
	places chan struct{} // one for each open connection
	open   sync.Map      // of *conn
	heads  sync.Pool     // of *[maxHead]byte
	once   sync.Once
	closed chan struct{}
}

// Bound returns a Listener that accepts from ln.
func Bound(ln net.Listener, connections int) *Listener {
	return &Listener{Listener: ln, places: make(chan struct{}, connections), closed: make(chan struct{})}
}

// Accept waits for a place and then for a connection.
func (l *Listener) Accept() (net.Conn, error) {
	select {
	case l.places <- struct{}{}:
	case <-l.closed:
		return nil, net.ErrClosed
	}
	c, err := l.Listener.Accept()
	if err != nil {
		<-l.places
		return nil, err
	}
	accepted := &conn{Conn: c, of: l}
	l.open.Store(accepted, nil)
	return accepted, nil
}

// Hurry gives all open connections until that time to read and write.
func (l *Listener) Hurry(until time.Time) {
	for c := range l.open.Range {
		_ = c.(*conn).SetDeadline(until) // one that is closed needs none
	}
}

// Close ends Accept. Connections that were accepted stay.
func (l *Listener) Close() error {
	l.once.Do(func() { close(l.closed) })
	return l.Listener.Close()
}

// Track implements ConnState of [http.Server].
func (l *Listener) Track(c net.Conn, state http.ConnState) {
	if c, ok := c.(*conn); ok {
		c.state.Store(int32(state))
	}
}

// Drain waits until all requests under way are answered, or that time has come. A
// connection on which nothing was asked yet is waited for until fresh: its request
// may be on its way. [http.Server.Shutdown] breaks off what comes after it was called,
// and so it is called after this.
func (l *Listener) Drain(fresh, until time.Time) {
	waits := func(now time.Time) bool {
		for c := range l.open.Range {
			switch state := http.ConnState(c.(*conn).state.Load()); {
			case state == http.StateActive, state == http.StateNew && now.Before(fresh):
				return true
			}
		}
		return false
	}
	for now := time.Now(); now.Before(until) && waits(now); now = time.Now() {
		time.Sleep(drainPause)
	}
}

// drainPause is between two looks at the connections.
const drainPause = 5 * time.Millisecond

// conn gives its place back when it is closed.
type conn struct {
	net.Conn
	once  sync.Once
	of    *Listener
	state atomic.Int32 // an http.ConnState

	// Used by the goroutine that answers only.
	joining bool
	head    *[maxHead]byte // nil: nothing is held back
	held    int            // bytes of it
}

// maxHead is the longest first piece of an answer that net/http writes: its header,
// and of the body what fits into the rest of a buffer.
const maxHead = 4 << 10

// Close closes the connection.
func (c *conn) Close() error {
	err := c.Conn.Close()
	c.once.Do(func() {
		c.of.open.Delete(c)
		<-c.of.places
	})
	return err
}

// connKey is where the context of a request has its connection.
type connKey struct{}

// WithConn implements ConnContext of [http.Server].
func WithConn(ctx context.Context, c net.Conn) context.Context {
	return context.WithValue(ctx, connKey{}, c)
}

// JoinWrites calls write, which writes the answer to the request of that context.
// The first piece that reaches the connection goes out together with the next one.
func JoinWrites(ctx context.Context, write func()) {
	if c, ok := ctx.Value(connKey{}).(*conn); ok {
		c.join(write)
		return
	}
	write()
}

func (c *conn) join(write func()) {
	c.joining = true
	defer func() {
		c.joining = false
		if err := c.release(nil); err != nil {
			_ = c.Close() // net/http does not see the error, and would go on
		}
	}()
	write()
}

// Write implements [net.Conn].
func (c *conn) Write(p []byte) (int, error) {
	switch {
	case c.head != nil:
		if err := c.release(p); err != nil {
			return 0, err
		}
		return len(p), nil
	case c.joining && len(p) <= maxHead:
		c.head, _ = c.of.heads.Get().(*[maxHead]byte)
		if c.head == nil {
			c.head = new([maxHead]byte)
		}
		c.held = copy(c.head[:], p)
		return len(p), nil
	}
	return c.Conn.Write(p)
}

// release sends what was held back, and p after it.
func (c *conn) release(p []byte) error {
	if c.head == nil {
		return nil
	}
	pieces := net.Buffers{c.head[:c.held], p}
	_, err := pieces.WriteTo(c.Conn)
	c.of.heads.Put(c.head)
	c.head = nil
	return err
}
