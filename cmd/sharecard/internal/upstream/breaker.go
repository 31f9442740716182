package upstream

import (
	"math/rand/v2"
	"sync"
	"time"
)

// Bounds of how long a dead upstream is left alone.
const (
	tolerated   = 5 // faults in a row
	firstRest   = time.Second
	longestRest = 30 * time.Second
)

// breaker leaves an upstream alone that has not answered several times in a row
// (a circuit breaker). After a rest one request tries, and the rest doubles as
// long as that fails. It is safe for concurrent use.
type breaker struct {
	now func() time.Time

	mu      sync.Mutex
	faults  int // in a row
	overdue int // questions that outlasted somebody's patience, in a row
	rest    time.Duration
	until   time.Time // end of the rest
	probing bool
}

// resting reports whether the upstream is to be left alone now; begin would
// refuse.
func (b *breaker) resting() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.faults >= tolerated && (b.probing || b.now().Before(b.until))
}

// failing reports whether the upstream has not answered, or not in time, for a
// while: nobody who has a copy should wait for it.
func (b *breaker) failing() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.faults >= tolerated || b.overdue >= tolerated
}

// late tells that somebody did not wait for an answer any longer.
func (b *breaker) late() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.overdue++
}

// begin reports whether the upstream may be asked. Whoever gets true tells the
// outcome to end.
func (b *breaker) begin() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.faults < tolerated {
		return true
	}
	if b.probing || b.now().Before(b.until) {
		return false
	}
	b.probing = true
	return true
}

// end tells whether the upstream answered.
func (b *breaker) end(answered bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.probing = false
	if answered {
		b.faults, b.overdue, b.rest = 0, 0, 0
		return
	}
	if b.faults++; b.faults < tolerated || b.now().Before(b.until) {
		return
	}
	b.rest = min(max(2*b.rest, firstRest), longestRest)
	b.until = b.now().Add(b.rest/2 + rand.N(b.rest/2))
}
