package card

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
)

// One host has some places and no more; another one, and pictures of our own,
// do not wait for it.
func TestHostLimiter(t *testing.T) {
	l := newHostLimiter()
	var releases []func()
	take := func(ctx context.Context, address string) error {
		release, err := l.acquire(ctx, address)
		if err == nil {
			releases = append(releases, release)
		}
		return err
	}
	for range fetchesPerHost {
		if err := take(t.Context(), "https://slow.example/a.jpg"); err != nil {
			t.Fatal(err)
		}
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if err := take(ended, "https://slow.example/b.jpg"); !errors.Is(err, context.Canceled) {
		t.Errorf("one more from the slow host: %v", err)
	}
	for i := range fetchesAtOnce - fetchesPerHost {
		if err := take(t.Context(), fmt.Sprintf("https://host%d.example/a.jpg", i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := take(ended, "https://more.example/a.jpg"); !errors.Is(err, context.Canceled) {
		t.Errorf("one more than all: %v", err)
	}
	for _, own := range []string{"sample:dawn", "stored:0123", "%"} {
		if err := take(ended, own); err != nil {
			t.Errorf("%s: %v", own, err)
		}
	}
	for _, release := range releases {
		release()
	}
	if len(l.hosts) != 0 || len(l.all) != 0 {
		t.Errorf("left behind: %d hosts, %d places", len(l.hosts), len(l.all))
	}
}

func TestHostLimiterAreNeverTooFull(t *testing.T) {
	l := newHostLimiter()
	var all sync.WaitGroup
	var under, most atomic.Int64
	for i := range 500 {
		all.Go(func() {
			release, err := l.acquire(t.Context(), fmt.Sprintf("https://host%d.example/", i%3))
			if err != nil {
				t.Error(err)
				return
			}
			for n := under.Add(1); ; {
				if old := most.Load(); n <= old || most.CompareAndSwap(old, n) {
					break
				}
			}
			under.Add(-1)
			release()
		})
	}
	all.Wait()
	if most.Load() > 3*fetchesPerHost || len(l.hosts) != 0 {
		t.Errorf("%d at once, %d hosts left", most.Load(), len(l.hosts))
	}
}
