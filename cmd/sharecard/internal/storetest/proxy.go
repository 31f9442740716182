package storetest

import (
	"bytes"
	"net"
	"sync"
	"testing"
)

// Proxy stands between a server and what it needs, and lets it be away.
type Proxy struct {
	to       string
	listener net.Listener
	running  sync.WaitGroup

	mu      sync.Mutex
	fault   Fault
	swallow []byte
	open    map[net.Conn]struct{}
}

// Fault is how a proxy fails.
type Fault int

// Faults of a proxy.
const (
	Well    Fault = iota
	Refuses       // connections end, and new ones at once
	Hangs         // connections stay, and nothing comes through
)

// StartProxy starts a proxy to an address of this machine, which ends with the test.
func StartProxy(t testing.TB, to string) *Proxy {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &Proxy{to: to, listener: ln, open: map[net.Conn]struct{}{}}
	p.running.Go(p.accept)
	t.Cleanup(func() {
		_ = ln.Close()
		p.Set(Refuses)
		p.running.Wait()
	})
	return p
}

// Address is where the proxy listens.
func (p *Proxy) Address() string { return p.listener.Addr().String() }

// Set changes how the proxy fails. Connections that were open end, unless it hangs.
func (p *Proxy) Set(f Fault) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.fault = f; f != Hangs {
		for c := range p.open {
			_ = c.Close()
		}
	}
}

// Swallow makes a client that sends a text wait in vain: its connection stays, and nothing
// comes through any more. An empty text ends that for new connections.
func (p *Proxy) Swallow(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.swallow = []byte(text)
}

func (p *Proxy) accept() {
	for {
		client, err := p.listener.Accept()
		if err != nil {
			return
		}
		server, err := net.Dial("tcp", p.to)
		if err != nil {
			_ = client.Close()
			continue
		}
		p.mu.Lock()
		if p.fault == Refuses {
			_ = client.Close()
			_ = server.Close()
		} else {
			p.open[client], p.open[server] = struct{}{}, struct{}{}
		}
		p.mu.Unlock()
		p.running.Go(func() { p.pass(server, client, true) })
		p.running.Go(func() { p.pass(client, server, false) })
	}
}

// pass copies what one side sends to the other until either ends.
func (p *Proxy) pass(to, from net.Conn, sent bool) {
	defer func() {
		_ = to.Close()
		_ = from.Close()
		p.mu.Lock()
		defer p.mu.Unlock()
		delete(p.open, from)
	}()
	part := make([]byte, 32<<10)
	for lost := false; ; {
		n, err := from.Read(part)
		if err != nil {
			return
		}
		lost = lost || p.hangs() || sent && p.swallows(part[:n])
		if lost {
			continue
		}
		if _, err := to.Write(part[:n]); err != nil {
			return
		}
	}
}

func (p *Proxy) swallows(part []byte) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.swallow) > 0 && bytes.Contains(part, p.swallow)
}

func (p *Proxy) hangs() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.fault == Hangs
}
