// Package recent remembers what was just read from a store, so that what is asked for
// often is not read each time, and known for a while where the store cannot be reached.
package recent

import (
	"context"
	"hash/maphash"
	"sync/atomic"
	"time"

	"github.com/maypok86/otter/v2"
)

// stripes is how many counts of changes there are: a change of one key, a failed one too,
// ends what is remembered of one in so many others. They take 128 kB.
const stripes = 1 << 14

// overhead is the weight of an answer beside that of its value, in bytes.
const overhead = 1 << 10

// Config is what a [Memory] is made of. All but Away are required.
type Config[V any] struct {
	// Bytes bounds what is remembered.
	Bytes uint64
	// Weigh returns the bytes of a value, which is the zero value beside an error.
	Weigh func(V) int
	// Fresh is how long an answer is given without asking again: what others change is
	// seen that much later.
	Fresh time.Duration
	// Keep is how long an answer is remembered for when the store is away; at least Fresh.
	Keep time.Duration
	// Answers reports whether an error is an answer, such as that there is nothing.
	Answers func(error) bool
	// Away reports whether an error means that the store cannot be reached. Nil: none
	// does.
	Away func(error) bool
}

// Memory remembers answers by key. What was read before a change ended, or while it
// did, is not given after it. It is safe for concurrent use.
type Memory[V any] struct {
	config  Config[V]
	seed    maphash.Seed
	all     atomic.Uint64
	changes [stripes]atomic.Uint64
	found   *otter.Cache[string, answer[V]]
}

// answer is what reading came to.
type answer[V any] struct {
	value V
	err   error
	count uint64    // of changes when the reading began
	at    time.Time // when it did
}

// New returns an empty memory, to be closed.
func New[V any](c Config[V]) *Memory[V] {
	if c.Away == nil {
		c.Away = func(error) bool { return false }
	}
	return &Memory[V]{config: c, seed: maphash.MakeSeed(), found: otter.Must(&otter.Options[string, answer[V]]{
		MaximumWeight:    c.Bytes,
		Weigher:          func(key string, a answer[V]) uint32 { return uint32(len(key) + overhead + c.Weigh(a.value)) },
		ExpiryCalculator: otter.ExpiryWriting[string, answer[V]](c.Keep),
	})}
}

// Get returns what is remembered of a key, or what read returns. Where that cannot reach
// the store, an older answer does.
func (m *Memory[V]) Get(ctx context.Context, key string, read func(context.Context, string) (V, error)) (V, error) {
	count, now := m.count(key), time.Now()
	known, ok := m.found.GetIfPresent(key)
	ok = ok && known.count == count
	if ok && now.Sub(known.at) < m.config.Fresh {
		return known.value, known.err
	}
	value, err := read(ctx, key)
	switch {
	case err == nil, m.config.Answers(err):
		m.found.Set(key, answer[V]{value, err, count, now})
	case ok && m.config.Away(err):
		return known.value, known.err
	}
	return value, err
}

// Changed is called after each change of what is stored under keys, whether it is known
// to have succeeded or not; without keys, after one of anything.
func (m *Memory[V]) Changed(keys ...string) {
	if len(keys) == 0 {
		m.all.Add(1)
	}
	for _, key := range keys {
		m.changes[m.stripe(key)].Add(1)
	}
}

func (m *Memory[V]) stripe(key string) uint64 { return maphash.String(m.seed, key) % stripes }

// count grows with each change of what is under a key: both counts only grow.
func (m *Memory[V]) count(key string) uint64 { return m.all.Load() + m.changes[m.stripe(key)].Load() }

// Bound sets another bound of bytes.
func (m *Memory[V]) Bound(bytes uint64) { m.found.SetMaximum(bytes) }

// Bytes is the weight of what is remembered.
func (m *Memory[V]) Bytes() uint64 {
	m.found.CleanUp()
	return m.found.WeightedSize()
}

// Close forgets everything: a closed store answers nothing.
func (m *Memory[V]) Close() {
	m.Changed()
	m.found.StopAllGoroutines()
}
