package listen

import (
	"container/list"
	"net"
	"net/netip"
	"sync"
)

// Network is what one client has: an IPv4 address, or the /64 of an IPv6 address. It is
// the zero Prefix where the address is none.
func Network(address netip.Addr) netip.Prefix {
	address = address.Unmap().WithZone("")
	bits := 64
	if address.Is4() {
		bits = 32
	}
	prefix, err := address.Prefix(bits)
	if err != nil {
		return netip.Prefix{}
	}
	return prefix
}

// clientOf is the address at the other end of a connection.
func clientOf(c net.Conn) netip.Addr {
	at, err := netip.ParseAddrPort(c.RemoteAddr().String())
	if err != nil {
		return netip.Addr{}
	}
	return at.Addr().Unmap()
}

// places are those of a listener's connections. They are safe for concurrent use.
type places struct {
	bounds Bounds

	mu       sync.Mutex
	open     int                  // connections that have a place
	told     int                  // to bounds.Opened, of them
	reserved int                  // those beyond the bound
	clients  map[netip.Prefix]int // open and waiting, of those that are counted
	resting  list.List            // of *conn: idle, the longest first
	waiting  list.List            // of *conn: the longest first
	closed   bool
}

// seat is what places know of a connection.
type seat struct {
	taken   bool          // one of the bound
	network netip.Prefix  // it is counted under; the zero Prefix: none
	resting *list.Element // nil: not idle
	waiting *list.Element // nil: not waiting
}

func newPlaces(b Bounds) places { return places{bounds: b, clients: map[netip.Prefix]int{}} }

// enter gives a new connection a place, has it wait for one, or closes it.
func (p *places) enter(c *conn) {
	if leaving := p.seat(c); leaving != nil {
		_ = leaving.Close()
	}
}

// seat is enter under the lock. It returns a connection to be closed, or nil.
func (p *places) seat(c *conn) (leaving *conn) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.bounds.Client > 0 && (p.bounds.Shared == nil || !p.bounds.Shared(c.client)) {
		c.seat.network = Network(c.client)
		if p.clients[c.seat.network]++; p.clients[c.seat.network] > p.bounds.Client {
			if leaving = p.restingOf(c.seat.network); leaving == nil {
				return p.reserve(c)
			}
		}
	}
	switch {
	case p.closed:
		return c
	case p.open < p.bounds.All:
		p.admit(c)
		return leaving
	}
	if first := p.resting.Front(); leaving == nil && first != nil {
		leaving = first.Value.(*conn)
	}
	if leaving == nil && p.reserve(c) == nil {
		return nil
	}
	if p.waiting.Len() >= maxWaiting {
		return c
	}
	c.seat.waiting = p.waiting.PushBack(c)
	if leaving != nil {
		p.rest(leaving, false) // it is chosen once
	}
	return leaving
}

// reserve gives a connection of this machine a place beyond the bound. It returns one
// that cannot have any.
func (p *places) reserve(c *conn) *conn {
	if !c.client.IsLoopback() || p.reserved >= maxReserved {
		return c
	}
	p.reserved++
	c.reserved = true
	c.of.ready <- c
	return nil
}

// admit gives a connection a place. There is room for it in ready.
func (p *places) admit(c *conn) {
	p.count(1)
	c.seat.taken = true
	c.of.ready <- c
}

// count adds to the number of open connections.
func (p *places) count(n int) {
	p.open += n
	if d := p.open - p.told; p.bounds.Opened != nil && (d >= manyConnections || d <= -manyConnections) {
		p.told = p.open
		p.bounds.Opened(p.open)
	}
}

// restingOf is the connection of a client that is idle longest, or nil.
func (p *places) restingOf(network netip.Prefix) *conn {
	for e := p.resting.Front(); e != nil; e = e.Next() {
		if c := e.Value.(*conn); c.seat.network == network {
			return c
		}
	}
	return nil
}

// leave takes the place of a connection that was closed and gives it to the one that
// waits longest.
func (p *places) leave(c *conn) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if c.seat.network.IsValid() {
		if p.clients[c.seat.network]--; p.clients[c.seat.network] == 0 {
			delete(p.clients, c.seat.network)
		}
	}
	p.rest(c, false)
	switch {
	case c.seat.waiting != nil:
		p.waiting.Remove(c.seat.waiting)
		return
	case c.reserved:
		p.reserved--
		return
	case !c.seat.taken: // it was never let in
		return
	}
	p.count(-1)
	if first := p.waiting.Front(); first != nil {
		next := p.waiting.Remove(first).(*conn)
		next.seat.waiting = nil
		p.admit(next)
	}
}

// idle notes whether a connection waits for its next request. Where others wait for a
// place it has to go.
func (p *places) idle(c *conn, idle bool) {
	p.mu.Lock()
	p.rest(c, idle)
	short := idle && p.waiting.Len() > 0
	p.mu.Unlock()
	if short {
		_ = c.Close()
	}
}

// rest enters a connection into the list of those that are idle, or takes it out.
func (p *places) rest(c *conn, idle bool) {
	switch at := c.seat.resting; {
	case idle && at == nil && !c.reserved:
		c.seat.resting = p.resting.PushBack(c)
	case !idle && at != nil:
		p.resting.Remove(at)
		c.seat.resting = nil
	}
}

// dismiss closes the connections that wait.
func (p *places) dismiss() {
	p.mu.Lock()
	p.closed = true
	var waiting []*conn
	for e := p.waiting.Front(); e != nil; e = e.Next() {
		waiting = append(waiting, e.Value.(*conn))
	}
	p.mu.Unlock()
	for _, c := range waiting {
		_ = c.Close()
	}
}
