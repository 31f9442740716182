package server

import (
	"context"
	"net"
	"sync"
)

// boundedListener has at most so many connections open; more wait in the
// system's queue until one is closed.
//
// It is not x/net/netutil's: closing that one hangs up on connections that it
// has already accepted.
type boundedListener struct {
	net.Listener
	places chan struct{} // one for each open connection
	heads  sync.Pool     // of *[maxHead]byte
	once   sync.Once
	closed chan struct{}
}

func boundListener(ln net.Listener, connections int) *boundedListener {
	return &boundedListener{Listener: ln, places: make(chan struct{}, connections), closed: make(chan struct{})}
}

func (l *boundedListener) Accept() (net.Conn, error) {
	select {
	case l.places <- struct{}{}:
	case <-l.closed:
		return nil, net.ErrClosed
	}
	conn, err := l.Listener.Accept()
	if err != nil {
		<-l.places
		return nil, err
	}
	return &boundedConn{Conn: conn, of: l}, nil
}

func (l *boundedListener) Close() error {
	l.once.Do(func() { close(l.closed) })
	return l.Listener.Close()
}

// maxHead is what net/http sends of an answer at first: its header, and of its
// body what is left of a buffer.
const maxHead = 4 << 10

// boundedConn gives its place back when it is closed.
type boundedConn struct {
	net.Conn
	once sync.Once
	of   *boundedListener

	// Used by the goroutine that answers only.
	joining bool
	head    *[maxHead]byte // nil: nothing is held back
	held    int            // bytes of it
}

func (c *boundedConn) Close() error {
	err := c.Conn.Close()
	c.once.Do(func() { <-c.of.places })
	return err
}

// join calls write, whose first bytes go out together with what comes next. An
// answer of net/http is written in two pieces otherwise: each wakes the client, and
// the first, of 4 KB, takes 5 µs, a quarter of what bare gin takes for a picture
// from memory.
func (c *boundedConn) join(write func()) {
	c.joining = true
	defer func() {
		c.joining = false
		if err := c.release(nil); err != nil {
			_ = c.Close() // net/http does not see the error, and would go on
		}
	}()
	write()
}

// connKey is where the context of a request has its connection.
type connKey struct{}

// withConn implements ConnContext of [http.Server].
func withConn(ctx context.Context, conn net.Conn) context.Context {
	return context.WithValue(ctx, connKey{}, conn)
}

// joinWrites calls write, which writes an answer, so that its header goes out
// together with its body where that is possible.
func joinWrites(ctx context.Context, write func()) {
	if conn, ok := ctx.Value(connKey{}).(*boundedConn); ok {
		conn.join(write)
		return
	}
	write()
}

// Write implements [net.Conn].
func (c *boundedConn) Write(p []byte) (int, error) {
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
func (c *boundedConn) release(p []byte) error {
	if c.head == nil {
		return nil
	}
	pieces := net.Buffers{c.head[:c.held], p}
	_, err := pieces.WriteTo(c.Conn)
	c.of.heads.Put(c.head)
	c.head = nil
	return err
}
