package card

import (
	"context"
	"slices"
	"sync"
	"time"
)

// quiet is how long nobody must have needed a worker before all are spare.
const quiet = time.Second

// turns decides when those draw for whom nobody waits: as many at once as there are
// workers that nobody else needs, or needed a moment ago, and a few in any case, so that
// they come to an end on a busy server too. They have workers of their own: who comes
// meanwhile and waits for his card does not wait for theirs. Whoever asked first has the
// first turn. It is safe for concurrent use.
type turns struct {
	few   int        // how many may draw in any case
	spare func() int // how many workers nobody else needs now

	mu      sync.Mutex
	drawing int
	waiting []chan struct{} // closed when the turn has come
	needed  time.Time       // when somebody else last needed a worker
	later   *time.Timer     // gives out turns when that is long ago
}

// need tells that somebody else needs a worker, or needed one until now.
func (t *turns) need() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.needed = time.Now()
	if t.later == nil {
		t.later = time.AfterFunc(quiet, t.next)
	}
	t.later.Reset(quiet)
}

// wait waits for a turn, which ends with end, or returns the context's error where that
// ends first.
func (t *turns) wait(ctx context.Context) (end func(), err error) {
	turn := make(chan struct{})
	t.mu.Lock()
	t.waiting = append(t.waiting, turn)
	t.mu.Unlock()
	t.next()
	select {
	case <-turn:
		return t.end, nil
	case <-ctx.Done():
		t.leave(turn)
		return nil, ctx.Err()
	}
}

// next gives out the turns that are free.
func (t *turns) next() {
	t.mu.Lock()
	defer t.mu.Unlock()
	most := t.few
	if time.Since(t.needed) >= quiet {
		most = max(most, t.spare())
	}
	for len(t.waiting) > 0 && t.drawing < most {
		t.drawing++
		close(t.waiting[0])
		t.waiting = t.waiting[1:]
	}
}

func (t *turns) end() {
	t.mu.Lock()
	t.drawing--
	t.mu.Unlock()
	t.next()
}

// leave gives up a place in the line, or the turn that came at the same moment.
func (t *turns) leave(turn chan struct{}) {
	t.mu.Lock()
	i := slices.Index(t.waiting, turn)
	if i >= 0 {
		t.waiting = slices.Delete(t.waiting, i, i+1)
	}
	t.mu.Unlock()
	if i < 0 {
		t.end()
	}
}

// load returns how many draw.
func (t *turns) load() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.drawing
}
