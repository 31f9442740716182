package article

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"github.com/maypok86/otter/v2"
)

const (
	// rememberFor is how long a read article is taken for what the store has: what
	// another process writes is seen that much later. A read takes 40 µs, most of
	// what a card from memory takes besides.
	rememberFor = time.Second
	// memoryBytes bounds the articles that are remembered.
	memoryBytes = 16 << 20
	// memoryOverhead is the weight of an article beside its document; that counts
	// twice, since its strings are apart.
	memoryOverhead = 1 << 10
)

// memory remembers what was just read, whether that was an article or that there
// is none. After each change of articles by this process it begins anew: what
// was read before the change ended, or while it did, carries an older count. It
// is safe for concurrent use.
type memory struct {
	changes atomic.Uint64
	found   *otter.Cache[string, answer]
}

// answer is what reading an article came to.
type answer struct {
	record  *Record
	err     error
	changes uint64 // when the reading began
}

func newMemory() memory {
	return memory{found: otter.Must(&otter.Options[string, answer]{
		MaximumWeight: memoryBytes,
		Weigher: func(id string, a answer) uint32 {
			weight := len(id) + memoryOverhead
			if a.record != nil {
				weight += 2 * a.record.bytes
			}
			return uint32(weight)
		},
		ExpiryCalculator: otter.ExpiryWriting[string, answer](rememberFor),
	})}
}

// get returns what is remembered of id, or what read returns.
func (m *memory) get(ctx context.Context, id string, read func(context.Context, string) (*Record, error)) (*Record, error) {
	changes := m.changes.Load()
	if a, ok := m.found.GetIfPresent(id); ok && a.changes == changes {
		return a.record, a.err
	}
	r, err := read(ctx, id)
	if err == nil || errors.Is(err, ErrNotFound) || errors.Is(err, ErrWithdrawn) {
		m.found.Set(id, answer{r, err, changes})
	}
	return r, err
}

// changed is called after each change, whether it is known to have succeeded or
// not.
func (m *memory) changed() { m.changes.Add(1) }

// close forgets everything: a closed store answers nothing.
func (m *memory) close() {
	m.changed()
	m.found.StopAllGoroutines()
}
