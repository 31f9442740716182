package card

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// flights makes one drawing for all who ask for the same key at the same time.
// It is like x/sync/singleflight, but knows how many wait: a drawing that has
// not begun when the last of them leaves never begins. And who looked for the card
// in the cache just before it landed, and asks just after, gets it as well: a full
// cache may have dropped it at once, for it lets nothing in that is asked for less
// than what would have to go. It is safe for concurrent use.
type flights struct {
	mu      sync.Mutex
	open    map[key]*flight
	landed  [latestFlights]*flight // a ring
	next    int                    // in landed
	running running
}

const (
	// latestFlights is how many are remembered after they landed with a card.
	latestFlights = 16
	// latecomers is for how long they are.
	latecomers = time.Second
)

// flight is one drawing, waiting for a worker or under way.
type flight struct {
	key       key
	articleID string
	waiting   int  // callers
	begun     bool // has a worker
	forget    bool // its card must not be kept

	leave  context.CancelFunc // ends the wait for a worker
	done   chan struct{}      // closed when result and err are set
	result *Result
	err    error
	at     time.Time // when it was done
}

// do returns the result of draw for k, which runs once for all who ask while it
// is not done. draw is given a context that does not end with any of theirs but
// when all of them have left, and a function to call once it has a worker. From
// then on it runs to its end, and begin returns false where nobody waits for
// that. keep is called with the card unless it was to be forgotten meanwhile.
// Where ctx ends first, do returns its error.
func (f *flights) do(ctx context.Context, k key, articleID string,
	draw func(ctx context.Context, begin func() bool) (*Result, error), keep func(*Result),
) (*Result, error) {
	f.mu.Lock()
	fl := f.find(k)
	if fl == nil {
		queueing, leave := context.WithCancel(context.WithoutCancel(ctx))
		fl = &flight{key: k, articleID: articleID, leave: leave, done: make(chan struct{})}
		if f.open == nil {
			f.open = map[key]*flight{}
		}
		f.open[k] = fl
		f.running.begin()
		go func() {
			defer f.running.end()
			defer leave()
			result, err := draw(queueing, func() bool { return f.begin(fl) })
			f.land(fl, result, err, keep)
		}()
	}
	fl.waiting++
	f.mu.Unlock()

	select {
	case <-fl.done:
		return fl.result, fl.err
	case <-ctx.Done():
		f.abandon(fl)
		return nil, fmt.Errorf("waiting for the card: %w", ctx.Err())
	}
}

// wait waits for all drawings to end, those included that nobody waits for any
// more.
func (f *flights) wait() { f.running.wait() }

// find returns the flight to k that is under way, or else one that just landed,
// or nil.
func (f *flights) find(k key) *flight {
	if fl := f.open[k]; fl != nil {
		return fl
	}
	for _, fl := range f.landed {
		if fl != nil && fl.key == k && !fl.forget && time.Since(fl.at) < latecomers {
			return fl
		}
	}
	return nil
}

// begin marks a flight as under way; false where all have left.
func (f *flights) begin(fl *flight) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	fl.begun = fl.waiting > 0
	return fl.begun
}

// abandon takes one caller off a flight.
func (f *flights) abandon(fl *flight) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if fl.waiting--; fl.waiting > 0 || fl.begun {
		return
	}
	if f.open[fl.key] == fl {
		delete(f.open, fl.key) // who comes now begins anew
	}
	fl.leave()
}

// land ends a flight.
func (f *flights) land(fl *flight, result *Result, err error, keep func(*Result)) {
	f.mu.Lock()
	defer f.mu.Unlock()
	// Under the lock, so that forget finds each card here or where it is kept.
	if err == nil && !fl.forget {
		keep(result)
		f.landed[f.next] = fl
		f.next = (f.next + 1) % latestFlights
	}
	if f.open[fl.key] == fl {
		delete(f.open, fl.key)
	}
	fl.result, fl.err, fl.at = result, err, time.Now()
	close(fl.done)
}

// forget sees to it that the cards of an article that are being drawn, or just
// were, are not kept.
func (f *flights) forget(articleID string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, fl := range f.open {
		if fl.articleID == articleID {
			fl.forget = true
		}
	}
	for i, fl := range f.landed {
		if fl != nil && fl.articleID == articleID {
			f.landed[i] = nil
		}
	}
}
