package server

import (
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
	return &boundedConn{Conn: conn, leave: func() { <-l.places }}, nil
}

func (l *boundedListener) Close() error {
	l.once.Do(func() { close(l.closed) })
	return l.Listener.Close()
}

// boundedConn gives its place back when it is closed.
type boundedConn struct {
	net.Conn
	once  sync.Once
	leave func()
}

func (c *boundedConn) Close() error {
	err := c.Conn.Close()
	c.once.Do(c.leave)
	return err
}
