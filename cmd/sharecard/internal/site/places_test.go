package site

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"sync"
	"testing"
	"time"
)

func clientAt(n int) netip.Prefix {
	return netip.PrefixFrom(netip.AddrFrom4([4]byte{192, 0, 2, byte(n)}), 32)
}

// waits reports whether a place is not to be had at once.
func waits(t *testing.T, p *places, host string, client netip.Prefix) bool {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	p.mu.Lock()
	before := p.reads
	p.mu.Unlock()
	err := p.take(ctx, host, client)
	if err != nil && !errors.Is(err, ErrBusy) {
		t.Fatal(err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if err != nil && p.reads != before {
		t.Errorf("whoever left has a place: %d, then %d", before, p.reads)
	}
	return err != nil
}

// However many slow pages one client asks for, and however slow one host is, others have
// theirs read.
func TestPlacesAreShared(t *testing.T) {
	p := newPlaces(2)
	for n := range readsPerClient {
		if waits(t, p, "slow.example.com", clientAt(1)) {
			t.Fatalf("place %d of the first client", n+1)
		}
	}
	if !waits(t, p, "slow.example.com", clientAt(1)) || !waits(t, p, "fast.example.com", clientAt(1)) {
		t.Error("one client has more than its share")
	}
	for n := readsPerClient; n < readsPerHost; n++ {
		if waits(t, p, "slow.example.com", clientAt(n)) {
			t.Errorf("place %d of the host", n+1)
		}
	}
	if !waits(t, p, "slow.example.com", clientAt(100)) || !waits(t, p, "slow.example.com", netip.Prefix{}) {
		t.Error("one host has more than its share")
	}
	for n := readsPerHost; n < readsAtOnce; n++ {
		if waits(t, p, "fast.example.com", clientAt(n)) {
			t.Errorf("place %d", n+1)
		}
	}
	if !waits(t, p, "third.example.com", clientAt(101)) {
		t.Error("there are more places than readsAtOnce")
	}
}

// Whoever waits has his turn as places come back: in order, but past those whose host or
// client has its share.
func TestPlacesComeBack(t *testing.T) {
	p := newPlaces(2)
	for n := range readsPerHost {
		waits(t, p, "slow.example.com", clientAt(n))
	}
	for n := range readsAtOnce - readsPerHost {
		waits(t, p, "fast.example.com", clientAt(50+n))
	}
	var mu sync.Mutex
	var order []string
	var all sync.WaitGroup
	for i, host := range []string{"slow.example.com", "fast.example.com", "slow.example.com"} {
		all.Go(func() {
			if err := p.take(t.Context(), host, clientAt(200+i)); err != nil {
				t.Error(err)
			}
			mu.Lock()
			order = append(order, fmt.Sprint(i, host))
			mu.Unlock()
		})
		await(t, func() bool { return p.waits() == i+1 })
	}
	for i, host := range []string{"fast.example.com", "slow.example.com", "slow.example.com"} {
		p.giveBack(host, clientAt(0))
		await(t, func() bool { mu.Lock(); defer mu.Unlock(); return len(order) == i+1 })
	}
	all.Wait()
	if got := fmt.Sprint(order); got != "[1fast.example.com 0slow.example.com 2slow.example.com]" {
		t.Errorf("the order was %s", got)
	}
}

// The room to wait in is bounded, and no client fills it.
func TestRoomToWait(t *testing.T) {
	p := newPlaces(1)
	for n := range readsAtOnce {
		waits(t, p, "www.example.com", clientAt(n))
	}
	ctx, leave := context.WithCancel(t.Context())
	var all sync.WaitGroup
	wait := func(client netip.Prefix, n int) {
		for range n {
			all.Go(func() { _ = p.take(ctx, "www.example.com", client) })
		}
	}
	wait(clientAt(1), 2*waitingPerClient)
	await(t, func() bool { return p.waits() == waitingPerClient })
	for n := range 5 {
		wait(clientAt(100+n), waitingPerClient)
	}
	await(t, func() bool { return p.waits() == maxWaiting })
	if err := p.take(t.Context(), "www.example.com", clientAt(250)); !errors.Is(err, ErrBusy) {
		t.Errorf("one more than can wait: %v", err)
	}
	leave()
	all.Wait()
	if len(p.waiting) != 0 || p.reads != readsAtOnce {
		t.Errorf("%d wait, %d read", len(p.waiting), p.reads)
	}
}

func await(t *testing.T, is func() bool) {
	t.Helper()
	for end := time.Now().Add(5 * time.Second); !is(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("it did not come to that")
		}
	}
}

// waits is how many wait.
func (p *places) waits() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.waiting)
}
