package main

import (
	"context"
	"testing"
	"testing/synctest"
	"time"
)

// TestMemoryIsReleasedWhenIdle: not before there is something to release, not
// while the service works, and once for each time of work.
func TestMemoryIsReleasedWhenIdle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		ticks := make(chan time.Time)
		total, released := uint64(50<<20), 0 // allocated while it started
		go releaseWhenIdle(ctx, ticks, func() uint64 { return total }, func() { released++ })
		synctest.Wait()
		for i, step := range []struct {
			allocated uint64 // bytes since the tick before
			release   int
		}{
			{0, 0}, {worthBytes / 2, 0}, {0, 0},
			{worthBytes, 0}, {idleBytes + 1, 0}, {idleBytes, 1}, {idleBytes, 0},
			{2 * worthBytes, 0}, {0, 1}, {0, 0},
		} {
			before := released
			total += step.allocated
			ticks <- time.Time{}
			synctest.Wait()
			if got := released - before; got != step.release {
				t.Errorf("tick %d: released %d times, want %d", i, got, step.release)
			}
		}
	})
}
