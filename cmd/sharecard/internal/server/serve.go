package server

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"sharecard/cmd/sharecard/internal/server/gate"
	"sharecard/cmd/sharecard/internal/server/listen"
)

// Limits bound what a connection may take. Zero fields have the defaults named.
type Limits struct {
	// Header is how long a client may take to send a request's header: 5 s.
	Header time.Duration
	// Read is how long it may take to send all of a request: 30 s, which allows
	// for an import over a slow line.
	Read time.Duration
	// Write is how long the answer may take from the end of the header on: 60 s,
	// which allows for the wait for a cover and for a worker.
	Write time.Duration
	// Idle is how long a connection is kept for its next request: 2 min.
	Idle time.Duration
	// HeaderBytes is the longest header: 16 KiB.
	HeaderBytes int
	// Connections is how many are open at once: 4096. More wait for one to be closed or
	// idle, but a few of this machine, which ask how the server is.
	Connections int
	// PerClient is how many of them one client has, and how many requests it has under
	// way behind a trusted proxy: a quarter of Connections.
	PerClient int
	// Pause is how long a connection waits that asks for another card right after it was
	// refused one because the queue is full: 1 s, which is the Retry-After of that refusal.
	Pause time.Duration
	// Opened is told how many are open, when there are many more or fewer than before:
	// they take memory. It must not wait for a connection. Nil: nobody is told.
	Opened func(connections int)
	// Linger is how long a server that is told to stop still takes requests, each
	// the last of its connection, so that clients and balancers leave by
	// themselves: 200 ms.
	Linger time.Duration
	// Drain is how long requests under way may take after that, be it the client or
	// the server who takes it: 7 s. What is not done then is broken off.
	Drain time.Duration
}

// leastPerClient is what a browser opens, and a few more.
const leastPerClient = 8

func (l Limits) withDefaults() Limits {
	connections := cmp.Or(l.Connections, 4096)
	return Limits{
		Header:      cmp.Or(l.Header, 5*time.Second),
		Read:        cmp.Or(l.Read, 30*time.Second),
		Write:       cmp.Or(l.Write, time.Minute),
		Idle:        cmp.Or(l.Idle, 2*time.Minute),
		HeaderBytes: cmp.Or(l.HeaderBytes, 16<<10),
		Connections: connections,
		PerClient:   cmp.Or(l.PerClient, max(leastPerClient, connections/4)),
		Linger:      cmp.Or(l.Linger, 200*time.Millisecond),
		Drain:       cmp.Or(l.Drain, 7*time.Second),
		Pause:       cmp.Or(l.Pause, time.Second),
		Opened:      l.Opened,
	}
}

// Serve answers the requests that come to ln until ctx ends. Requests under way
// then finish, and so do those that come within the linger; it returns nil once
// they have, and an error if they take too long.
//
// While everybody may use everything, a listener that other machines reach is
// refused.
func (s *Server) Serve(ctx context.Context, ln net.Listener) error {
	if host, _, err := net.SplitHostPort(ln.Addr().String()); s.gate.Open() && (err != nil || !gate.Loopback(host)) {
		return fmt.Errorf("serving on %s: %w", ln.Addr(), gate.ErrOpen)
	}
	l := s.config.Limits.withDefaults()
	srv := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: l.Header,
		ReadTimeout:       l.Read,
		WriteTimeout:      l.Write,
		IdleTimeout:       l.Idle,
		MaxHeaderBytes:    l.HeaderBytes,
		ConnContext:       listen.WithConn,
		ConnState:         listen.WatchState,
		ErrorLog:          slog.NewLogLogger(s.config.Log.Handler(), slog.LevelDebug),
	}
	failed := make(chan error, 1)
	bound := listen.Bound(ln, listen.Bounds{All: l.Connections, Client: l.PerClient, Shared: s.gate.Trusts, Opened: l.Opened})
	go func() { failed <- srv.Serve(bound) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serving on %s: %w", ln.Addr(), err)
	case <-ctx.Done():
	}
	s.Close()
	select {
	case <-time.After(l.Linger):
	case err := <-failed:
		return fmt.Errorf("serving on %s: %w", ln.Addr(), err)
	}
	// Shutdown does not wait for a connection that is just being accepted.
	_ = bound.Close()
	<-failed
	// A client that holds back its body, or does not read, ends with an error of its own.
	end := time.Now().Add(l.Drain)
	bound.Hurry(end)
	bound.Drain(time.Now().Add(min(firstRequest, l.Drain)), end)
	drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), breakOff)
	defer cancel()
	if err := srv.Shutdown(drain); err != nil {
		return errors.Join(fmt.Errorf("stopping: %w", err), srv.Close())
	}
	return nil
}

// firstRequest is how long a connection may take to its first request that was accepted
// just before the end.
const firstRequest = time.Second

// breakOff is how long handlers have to see that their connection is at its end.
const breakOff = 2 * time.Second

// Close tells the server that it is about to stop: streams of events end, every
// answer is the last of its connection, and /readyz says no.
func (s *Server) Close() { s.stop.Do(func() { close(s.done) }) }

// stopping reports whether Close was called.
func (s *Server) stopping() bool {
	select {
	case <-s.done:
		return true
	default:
		return false
	}
}
