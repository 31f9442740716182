package card

import (
	"context"
	"net/url"
	"sync"
)

const (
	// fetchesAtOnce bounds the fetches under way, and so their memory.
	fetchesAtOnce = 32
	// fetchesPerHost bounds those from one host, so that a slow one leaves room
	// for the others.
	fetchesPerHost = 8
)

// hostLimiter bounds what is under way at one time, in all and for each host. Who
// waits for a host takes no place from others. It is safe for concurrent use.
type hostLimiter struct {
	all chan struct{}

	mu    sync.Mutex
	hosts map[string]*hostPlaces
}

// hostPlaces are those of one host.
type hostPlaces struct {
	places chan struct{}
	users  int // who wait or are under way; at 0 the entry goes
}

func newHostLimiter() *hostLimiter {
	return &hostLimiter{all: make(chan struct{}, fetchesAtOnce), hosts: map[string]*hostPlaces{}}
}

// acquire waits for a place for address; release gives it back. The error is
// ctx's. Pictures that need no host do not wait.
func (l *hostLimiter) acquire(ctx context.Context, address string) (release func(), err error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return func() {}, nil
	}
	host := l.enter(u.Host)
	select {
	case host.places <- struct{}{}:
	case <-ctx.Done():
		l.leave(u.Host)
		return nil, ctx.Err()
	}
	select {
	case l.all <- struct{}{}:
	case <-ctx.Done():
		<-host.places
		l.leave(u.Host)
		return nil, ctx.Err()
	}
	return func() {
		<-l.all
		<-host.places
		l.leave(u.Host)
	}, nil
}

func (l *hostLimiter) enter(host string) *hostPlaces {
	l.mu.Lock()
	defer l.mu.Unlock()
	found := l.hosts[host]
	if found == nil {
		found = &hostPlaces{places: make(chan struct{}, fetchesPerHost)}
		l.hosts[host] = found
	}
	found.users++
	return found
}

func (l *hostLimiter) leave(host string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.hosts[host].users--; l.hosts[host].users == 0 {
		delete(l.hosts, host)
	}
}
