// Package listen stands between a server and its connections. It does three things:
//
//	Listener     bounds how many connections are open at once (listener.go, places.go), and ends them (drain.go)
//	Hammers      tells who asks again right after a refusal (listener.go)
//	JoinWrites   sends the header of an answer together with its body (join.go)
package listen

import (
	"context"
	"net"
	"net/http"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"
)

// Bounds are how many connections a [Listener] has open.
type Bounds struct {
	// All is how many there are in all. More wait until one is closed or idle.
	All int
	// Client is how many one client has, as [Network] tells them apart; 0: any number.
	// Where it has more, its idle ones are closed, and else the new ones.
	Client int
	// Shared tells of addresses that many clients come from, such as a proxy's: they
	// may have any number. Nil: there are none.
	Shared func(netip.Addr) bool
	// Opened is told how many are open, whenever there are manyConnections more or fewer
	// than it was told last. It must not wait for a connection. Nil: nobody is told.
	Opened func(connections int)
}

const (
	// manyConnections take so much memory that the process needs to know of them.
	manyConnections = 128
	// maxWaiting is how many connections wait for a place; more are closed.
	maxWaiting = 1024
	// maxReserved is how many connections of this machine are open beside all others,
	// so that a health check is answered while those hold all places.
	maxReserved = 8
)

// Listener has a bounded number of connections open. While some wait for a place,
// those that are idle are closed, the one that is idle longest first; WatchState tells
// it which are.
//
// It is not x/net/netutil's: closing that one hangs up on connections that it
// has already accepted.
type Listener struct {
	net.Listener
	heads  sync.Pool // of *[maxHead]byte
	open   sync.Map  // of *conn
	places places
	ready  chan *conn // has room for all that have a place
	failed chan error // of accepting

	start, stop sync.Once
	closing     chan struct{} // closed by Close
	ended       chan struct{} // closed when no more come into ready
}

// Bound returns a Listener that accepts from ln. The caller closes it.
func Bound(ln net.Listener, b Bounds) *Listener {
	return &Listener{
		Listener: ln, places: newPlaces(b),
		ready: make(chan *conn, b.All+maxReserved), failed: make(chan error), closing: make(chan struct{}), ended: make(chan struct{}),
	}
}

// Accept waits for a connection that has a place.
func (l *Listener) Accept() (net.Conn, error) {
	l.start.Do(func() { go l.accept() })
	select {
	case c := <-l.ready:
		return c, nil
	case err := <-l.failed:
		return nil, err
	case <-l.ended:
	}
	select {
	case c := <-l.ready: // it came before the end
		return c, nil
	default:
		return nil, net.ErrClosed
	}
}

// accept accepts until the listener is closed.
func (l *Listener) accept() {
	defer close(l.ended)
	for {
		c, err := l.Listener.Accept()
		if err == nil {
			accepted := &conn{Conn: c, of: l, client: clientOf(c)}
			l.open.Store(accepted, nil)
			l.places.enter(accepted)
			continue
		}
		select {
		case l.failed <- err: // the server says whether to go on, and asks again if so
		case <-l.closing:
			return
		}
	}
}

// Close ends Accept. Connections that have a place stay, those that wait for one are
// closed.
func (l *Listener) Close() (err error) {
	l.stop.Do(func() {
		close(l.closing)
		err = l.Listener.Close()
		l.start.Do(func() { close(l.ended) }) // nobody has accepted
		<-l.ended
		l.places.dismiss()
	})
	return err
}

// WatchState implements ConnState of [http.Server].
func WatchState(c net.Conn, state http.ConnState) {
	if c, ok := c.(*conn); ok {
		c.state.Store(int32(state))
		c.of.places.idle(c, state == http.StateIdle)
	}
}

// Reserved reports whether the request of that context came over a connection beyond
// the bound, which is there for health checks only.
func Reserved(ctx context.Context) bool {
	c, ok := ctx.Value(connKey{}).(*conn)
	return ok && c.reserved
}

// atOnce is how soon after a refusal nobody asks again who heeds Retry-After.
const atOnce = 100 * time.Millisecond

// Refused notes that a request is refused for now.
func Refused(ctx context.Context) {
	if c, ok := ctx.Value(connKey{}).(*conn); ok {
		c.refused = time.Now()
	}
}

// Hammers reports whether a request came over a connection on which one was refused just
// before.
func Hammers(ctx context.Context) bool {
	c, ok := ctx.Value(connKey{}).(*conn)
	return ok && time.Since(c.refused) < atOnce
}

// conn gives its place back when it is closed.
type conn struct {
	net.Conn
	once     sync.Once
	of       *Listener
	state    atomic.Int32 // an http.ConnState
	client   netip.Addr
	reserved bool
	seat     seat // of places

	// Used by the goroutine that answers only.
	refused time.Time // when it was last refused
	joining bool
	head    *[maxHead]byte // nil: nothing is held back
	held    int            // bytes of it
}

// Close closes the connection.
func (c *conn) Close() error {
	err := c.Conn.Close()
	c.once.Do(func() {
		c.of.open.Delete(c)
		c.of.places.leave(c)
	})
	return err
}

// connKey is where the context of a request has its connection.
type connKey struct{}

// WithConn implements ConnContext of [http.Server].
func WithConn(ctx context.Context, c net.Conn) context.Context {
	return context.WithValue(ctx, connKey{}, c)
}
