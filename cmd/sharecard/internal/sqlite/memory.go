package sqlite

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"github.com/maypok86/otter/v2"

	"sharecard/cmd/sharecard/internal/article"
)

const (
	// rememberFor is how long a read article is taken for what the store has: what
	// another process writes is seen that much later. Reading would be most of what
	// a card from memory takes.
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
	row     *row
	err     error
	changes uint64 // when the reading began
}

func newMemory() memory {
	return memory{found: otter.Must(&otter.Options[string, answer]{
		MaximumWeight: memoryBytes,
		Weigher: func(id string, a answer) uint32 {
			weight := len(id) + memoryOverhead
			if a.row != nil {
				weight += 2 * a.row.bytes
			}
			return uint32(weight)
		},
		ExpiryCalculator: otter.ExpiryWriting[string, answer](rememberFor),
	})}
}

// get returns what is remembered of id, or what read returns.
func (m *memory) get(ctx context.Context, id string, read func(context.Context, string) (*row, error)) (*article.Record, error) {
	changes := m.changes.Load()
	a, ok := m.found.GetIfPresent(id)
	if !ok || a.changes != changes {
		r, err := read(ctx, id)
		a = answer{r, err, changes}
		if err == nil || errors.Is(err, article.ErrNotFound) || errors.Is(err, article.ErrWithdrawn) {
			m.found.Set(id, a)
		}
	}
	if a.err != nil {
		return nil, a.err
	}
	return &a.row.Record, nil
}

// changed is called after each change, whether it is known to have succeeded or
// not.
func (m *memory) changed() { m.changes.Add(1) }

// close forgets everything: a closed store answers nothing.
func (m *memory) close() {
	m.changed()
	m.found.StopAllGoroutines()
}
