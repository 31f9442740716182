package goruntime

import (
	"context"
	"runtime"
	"sync/atomic"
	"time"
)

const (
	// spareThreads run beside those that draw.
	spareThreads = 2
	// keepThreads is how long the spare threads stay after the last drawing:
	// changing GOMAXPROCS stops every goroutine for a moment.
	keepThreads = time.Second
)

// Threads lets Go run more goroutines at once than there are processors, while
// cards are drawn and pictures decoded. Go interrupts a goroutine that computes
// only every 10 ms, so while all threads draw, a short answer waits for several
// such turns; the system's scheduler lets a thread of its own in at once. While
// nothing is drawn, spare threads would only hand work to each other, so they go.
//
// Begin and End are safe for concurrent use; Run belongs to one goroutine.
type Threads struct {
	busy  atomic.Int64  // drawings and decodings under way
	begun chan struct{} // has room for one
}

// NewThreads returns Threads that change nothing before Run is called.
func NewThreads() *Threads { return &Threads{begun: make(chan struct{}, 1)} }

// Begin tells that something long begins; the caller calls End after it.
func (t *Threads) Begin() {
	t.busy.Add(1)
	select {
	case t.begun <- struct{}{}:
	default: // Run has not yet seen that another began
	}
}

// End tells that what Begin announced is over.
func (t *Threads) End() { t.busy.Add(-1) }

// Run adds the spare threads when something begins, and takes them away when
// nothing was under way for a second. It returns when ctx ends.
func (t *Threads) Run(ctx context.Context) {
	for {
		select {
		case <-t.begun:
			t.stay(ctx)
		case <-ctx.Done():
			return
		}
	}
}

// stay adds the threads until nothing is under way or ctx ends.
func (t *Threads) stay(ctx context.Context) {
	before := runtime.GOMAXPROCS(0)
	runtime.GOMAXPROCS(before + spareThreads)
	defer runtime.GOMAXPROCS(before)
	quiet := time.NewTimer(keepThreads)
	defer quiet.Stop()
	for {
		select {
		case <-t.begun:
			quiet.Reset(keepThreads)
		case <-quiet.C:
			if t.busy.Load() == 0 {
				return
			}
			quiet.Reset(keepThreads)
		case <-ctx.Done():
			return
		}
	}
}
