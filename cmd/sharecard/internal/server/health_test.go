package server_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"sync/atomic"
	"testing"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/server"
)

func probing(name string, vital bool, check func() error) option {
	return func(c *server.Config, _ *card.Config) {
		c.Probes = append(c.Probes, server.Probe{Name: name, Vital: vital, Check: func(context.Context) error { return check() }})
	}
}

type readiness struct {
	Status string
	Checks map[string]string
}

func (a answer) readiness(t *testing.T) (r readiness) {
	t.Helper()
	if err := json.Unmarshal([]byte(a.body), &r); err != nil {
		t.Fatalf("%v in %s", err, a.body)
	}
	return r
}

func TestReady(t *testing.T) {
	s := start(t, probing("disk", false, func() error { return nil }))
	got := s.do("GET", "/readyz", "")
	r := got.readiness(t)
	if got.StatusCode != 200 || r.Status != "ready" || len(r.Checks) != 4 {
		t.Errorf("%d %+v", got.StatusCode, r)
	}
	for _, name := range []string{"store", "templates", "fonts", "disk"} {
		if r.Checks[name] != "ok" {
			t.Errorf("%s is %q", name, r.Checks[name])
		}
	}
}

// What cards can do without is told; why is for callers alone.
func TestDegraded(t *testing.T) {
	s := start(t, guarded(t), probing("disk", false, func() error { return errors.New("no room in /secret/place") }))
	got := s.do("GET", "/readyz", "")
	if r := got.readiness(t); got.StatusCode != 200 || r.Status != "degraded" || r.Checks["disk"] != "failed" || r.Checks["store"] != "ok" {
		t.Errorf("%d %s", got.StatusCode, got.body)
	}
	if got := s.do("GET", "/readyz", "", asDesk); got.readiness(t).Checks["disk"] != "no room in /secret/place" {
		t.Errorf("a caller does not learn why: %s", got.body)
	}
	if n := strings.Count(s.log.String(), "no room in"); n != 1 {
		t.Errorf("the log has the fault %d times, want once", n)
	}
}

func TestNotReady(t *testing.T) {
	s := start(t, func(c *server.Config, _ *card.Config) {
		c.Probes = []server.Probe{{
			Name: "vault", Vital: true, Still: "cards are served",
			Check: func(context.Context) error { return errors.New("locked at /secret/place") },
		}}
	})
	got := s.do("GET", "/readyz", "")
	if p := got.problem(t); got.StatusCode != 503 || p.Code != "not_ready" || p.Detail != "not ready: vault failed (cards are served)" {
		t.Errorf("%d %+v", got.StatusCode, p)
	}
}

// Asking often costs little: what a probe found is good for a while.
func TestProbesAreNotAskedAllTheTime(t *testing.T) {
	var asked atomic.Int32
	s := start(t, probing("disk", false, func() error { asked.Add(1); return nil }))
	for range 50 {
		s.do("GET", "/readyz", "")
	}
	if n := asked.Load(); n > 5 {
		t.Errorf("50 requests made %d probes", n)
	}
}

// A server that is told to stop says so before it stops.
func TestStopping(t *testing.T) {
	s := start(t)
	s.handler.Close()
	got := s.do("GET", "/readyz", "")
	if p := got.problem(t); got.StatusCode != 503 || !strings.Contains(p.Detail, "stopping") {
		t.Errorf("/readyz: %d %+v", got.StatusCode, p)
	}
	if got := s.do("GET", poster, ""); got.StatusCode != 200 || !got.Close {
		t.Errorf("a card: %d, and the connection is kept", got.StatusCode)
	}
}
