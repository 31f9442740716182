package main

import (
	"context"
	"slices"
	"sync"
)

// stage holds what a server stands on and what runs beside it, until it has
// stopped.
type stage struct {
	ctx     context.Context // ends before anything is closed
	cancel  context.CancelFunc
	others  sync.WaitGroup
	closers []func()
}

func newStage(ctx context.Context) *stage {
	// Told to stop, the server still answers: what it needs outlasts ctx.
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	return &stage{ctx: ctx, cancel: cancel}
}

// closes has f called when all is over, after those that were named later.
func (s *stage) closes(f func()) { s.closers = append(s.closers, f) }

// beside runs f until the stage is cleared.
func (s *stage) beside(f func(context.Context)) {
	s.others.Go(func() { f(s.ctx) })
}

// clear ends what runs beside, waits for it, and closes the rest.
func (s *stage) clear() {
	s.cancel()
	s.others.Wait()
	for _, f := range slices.Backward(s.closers) {
		f()
	}
}
