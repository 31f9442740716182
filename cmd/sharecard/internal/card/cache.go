package card

import (
	"time"

	"github.com/maypok86/otter/v2"
)

const (
	// keepDegraded is how long a card is kept that lacks something.
	keepDegraded = 5 * time.Second
	// keepWhole bounds the age of all others. The key holds everything that
	// changes a pixel, so age alone never makes a card wrong.
	keepWhole = 24 * time.Hour
	// resultOverhead is the weight of a Result beside its bytes.
	resultOverhead = 2 << 10
)

// newResultCache keeps finished cards up to maxBytes in all.
func newResultCache(maxBytes uint64) *otter.Cache[key, *Result] {
	return otter.Must(&otter.Options[key, *Result]{
		MaximumWeight: maxBytes,
		Weigher: func(_ key, r *Result) uint32 {
			return uint32(len(r.Bytes) + resultOverhead)
		},
		ExpiryCalculator: otter.ExpiryWritingFunc(func(e otter.Entry[key, *Result]) time.Duration {
			if e.Value.Degraded {
				return keepDegraded
			}
			return keepWhole
		}),
	})
}
