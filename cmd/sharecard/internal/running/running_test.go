package running

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
)

// Close waits for all that began, and nothing begins after it.
func TestClose(t *testing.T) {
	var g Group
	ctx, cancel := context.WithCancel(t.Context())
	var under atomic.Int64
	var all sync.WaitGroup
	began := make(chan struct{}, 100)
	for range 100 {
		all.Go(func() {
			if !g.Begin() {
				return
			}
			defer g.End()
			under.Add(1)
			began <- struct{}{}
			<-ctx.Done()
			under.Add(-1)
		})
	}
	<-began
	g.Close(cancel)
	if n := under.Load(); n != 0 {
		t.Errorf("%d are under way once it is closed", n)
	}
	if g.Begin() {
		t.Error("work begins after the end")
	}
	all.Wait()
	g.Close(cancel) // again
}
