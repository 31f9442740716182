package card

import (
	"time"

	"sharecard/render"
)

// Observer is told what a [Service] does, for metrics. Its methods are called
// from many goroutines at once and must return quickly. Template names are
// those of the library, so they may be labels; faults are the tokens of
// [Codes].
type Observer interface {
	// Hit: a card was found in memory.
	Hit(template string)
	// Miss: a card was not; it is drawn now, or its request joins others that
	// wait for the same drawing.
	Miss(template string)
	// Drawn: a drawing ended, well or not. It is not called for one that was dropped
	// from the queue because nobody waited for it any more.
	Drawn(d Drawing)
	// Fetched: a picture of an article was fetched, or could not be. fault is
	// "" where it is there. It is called once more for one that cannot be decoded, and
	// not for pictures found in memory.
	Fetched(fault string, took time.Duration)
}

// Drawing is what an [Observer] learns of one drawing.
type Drawing struct {
	Template string
	Wait     time.Duration  // in the queue
	Took     time.Duration  // from template to encoded bytes
	Stages   []render.Stage // of Took; must not be changed
	Report   *render.Report // nil where Err is not; must not be changed
	Err      error          // ErrBusy: it found no place in the queue
}

// nobody is the Observer of a service that has none.
type nobody struct{}

func (nobody) Hit(string)                    {}
func (nobody) Miss(string)                   {}
func (nobody) Drawn(Drawing)                 {}
func (nobody) Fetched(string, time.Duration) {}
