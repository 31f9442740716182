// Package throttle limits how often each client may ask.
//
// Every client has a bucket of tokens (golang.org/x/time/rate): a request takes
// one, and they grow back at a steady rate up to the burst. The table of clients
// has a fixed size; where it is full, the client that has been silent longest is
// forgotten, and begins with a full bucket should it come again. So a flood from
// many addresses costs memory for MaxClients of them and no more.
package throttle

import (
	"container/list"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// MaxClients is how many clients a [Limiter] remembers: some 20 MB of them.
const MaxClients = 1 << 16

// Limiter limits the rate of each client. It is safe for concurrent use.
type Limiter struct {
	rate  rate.Limit
	burst int
	max   int

	mu      sync.Mutex
	clients map[netip.Prefix]*list.Element
	recent  list.List // of *client, the last heard of first
}

type client struct {
	network netip.Prefix
	bucket  *rate.Limiter
}

// New returns a Limiter that lets each client make perSecond requests a second
// (more than 0) after a burst (1 or more) at once. It remembers max clients.
func New(perSecond float64, burst, max int) *Limiter {
	return &Limiter{rate: rate.Limit(perSecond), burst: burst, max: max, clients: map[netip.Prefix]*list.Element{}}
}

// Take asks for one request of a client at a time. It returns 0 where the
// request may be made, else how long until the next one may.
func (l *Limiter) Take(network netip.Prefix, now time.Time) time.Duration {
	r := l.bucket(network).ReserveN(now, 1)
	wait := r.DelayFrom(now)
	if wait > 0 {
		r.CancelAt(now)
	}
	return wait
}

// Wait returns how long until the next request of a client may be made, without making
// it. It remembers nobody.
func (l *Limiter) Wait(network netip.Prefix, now time.Time) time.Duration {
	l.mu.Lock()
	e, known := l.clients[network]
	l.mu.Unlock()
	if !known {
		return 0
	}
	missing := 1 - e.Value.(*client).bucket.TokensAt(now)
	if missing <= 0 {
		return 0
	}
	return time.Duration(missing / float64(l.rate) * float64(time.Second))
}

// Clients returns how many clients are remembered.
func (l *Limiter) Clients() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.clients)
}

// bucket finds the client's bucket and marks it as heard of.
func (l *Limiter) bucket(network netip.Prefix) *rate.Limiter {
	l.mu.Lock()
	defer l.mu.Unlock()
	if e, known := l.clients[network]; known {
		l.recent.MoveToFront(e)
		return e.Value.(*client).bucket
	}
	if len(l.clients) >= l.max {
		silent := l.recent.Remove(l.recent.Back()).(*client)
		delete(l.clients, silent.network)
	}
	c := &client{network, rate.NewLimiter(l.rate, l.burst)}
	l.clients[network] = l.recent.PushFront(c)
	return c.bucket
}
