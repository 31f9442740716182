package throttle_test

import (
	"encoding/binary"
	"net/netip"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/throttle"
)

var (
	noon = time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
	one  = netip.MustParsePrefix("203.0.113.7/32")
	two  = netip.MustParsePrefix("203.0.113.8/32")
)

func TestBurstThenRate(t *testing.T) {
	l := throttle.New(2, 3, 10)
	for i := range 3 {
		if wait := l.Take(one, noon); wait != 0 {
			t.Fatalf("request %d of the burst waits %v", i+1, wait)
		}
	}
	if wait := l.Take(one, noon); wait != 500*time.Millisecond {
		t.Errorf("after the burst the next may come in %v, want 0.5 s", wait)
	}
	if wait := l.Take(two, noon); wait != 0 {
		t.Errorf("another client waits %v", wait)
	}
	// Asking in vain costs nothing.
	if wait := l.Take(one, noon.Add(500*time.Millisecond)); wait != 0 {
		t.Errorf("half a second later it still waits %v", wait)
	}
	if wait := l.Take(one, noon.Add(500*time.Millisecond)); wait != 500*time.Millisecond {
		t.Errorf("and then %v, want 0.5 s", wait)
	}
}

// A flood from many addresses pushes out whoever has been silent longest, and
// nothing grows.
func TestTableIsBounded(t *testing.T) {
	l := throttle.New(1, 1, 100)
	l.Take(one, noon)
	for i := range uint32(10_000) {
		var ip [4]byte
		binary.BigEndian.PutUint32(ip[:], 0x0A000000+i)
		l.Take(netip.PrefixFrom(netip.AddrFrom4(ip), 32), noon)
		if i < 5000 && l.Take(one, noon) == 0 { // heard of all the time, so remembered
			t.Fatalf("after %d others a client's bucket is full again", i+1)
		}
	}
	if n := l.Clients(); n != 100 {
		t.Errorf("%d clients are remembered, want 100", n)
	}
	if wait := l.Take(one, noon); wait != 0 {
		t.Errorf("a client that was forgotten waits %v", wait)
	}
}

func TestConcurrentUse(t *testing.T) {
	l := throttle.New(1, 50, 2)
	var taken atomic.Int32
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 100 {
				if l.Take(one, noon) == 0 {
					taken.Add(1)
				}
				l.Clients()
			}
		})
	}
	wg.Wait()
	if got := taken.Load(); got != 50 {
		t.Errorf("%d requests were let through, want 50", got)
	}
}
