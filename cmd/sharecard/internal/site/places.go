package site

import (
	"context"
	"fmt"
	"net/netip"
	"slices"
	"sync"
)

// places are the pages that are fetched and read at once. A host that is slow, and a
// client who asks for slow pages, take their share of them and leave the rest to others.
// It is safe for concurrent use.
type places struct {
	perHost int

	mu      sync.Mutex
	reads   int
	hosts   map[string]int
	clients map[netip.Prefix]int
	waiting []*turn // in the order they came
}

// turn is somebody's turn to read a page.
type turn struct {
	host   string
	client netip.Prefix  // the zero value has no share of his own
	begins chan struct{} // closed where it has come
}

// newPlaces shares places among a number of hosts.
func newPlaces(hosts int) *places {
	p := &places{perHost: readsPerHost, hosts: map[string]int{}, clients: map[netip.Prefix]int{}}
	if hosts == 1 { // there is no other
		p.perHost = readsAtOnce
	}
	return p
}

// take waits for a place. Its end has to be told to giveBack. The error wraps [ErrBusy].
func (p *places) take(ctx context.Context, host string, client netip.Prefix) error {
	p.mu.Lock()
	t := &turn{host, client, make(chan struct{})}
	if p.begin(t) {
		p.mu.Unlock()
		return nil
	}
	same := 0
	for _, other := range p.waiting {
		if client.IsValid() && other.client == client {
			same++
		}
	}
	if len(p.waiting) >= maxWaiting || same >= waitingPerClient {
		p.mu.Unlock()
		return ErrBusy
	}
	p.waiting = append(p.waiting, t)
	p.mu.Unlock()
	select {
	case <-t.begins:
		return nil
	case <-ctx.Done():
	}
	p.mu.Lock()
	i := slices.Index(p.waiting, t)
	if i >= 0 {
		p.waiting = slices.Delete(p.waiting, i, i+1)
	}
	p.mu.Unlock()
	if i < 0 { // it has come at the last moment
		p.giveBack(host, client)
	}
	return fmt.Errorf("%w: no place was free in time", ErrBusy)
}

// begin takes a place where there is one for that host and client. It is called with mu
// locked.
func (p *places) begin(t *turn) bool {
	if p.reads >= readsAtOnce || p.hosts[t.host] >= p.perHost || p.clients[t.client] >= readsPerClient {
		return false
	}
	p.reads++
	p.hosts[t.host]++
	if t.client.IsValid() {
		p.clients[t.client]++
	}
	close(t.begins)
	return true
}

// giveBack ends a read, and begins the first of those waiting that may.
func (p *places) giveBack(host string, client netip.Prefix) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.reads--
	p.hosts[host]--
	if client.IsValid() {
		if p.clients[client]--; p.clients[client] == 0 {
			delete(p.clients, client)
		}
	}
	if i := slices.IndexFunc(p.waiting, p.begin); i >= 0 {
		p.waiting = slices.Delete(p.waiting, i, i+1)
	}
}
