package sqlite

import (
	"errors"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/recent"
)

const (
	// rememberFor is how long a read article is taken for what the store has: what
	// another process writes is seen that much later. Reading would be most of what
	// a card from memory takes.
	rememberFor = time.Second
	// memoryBytes bounds the articles that are remembered.
	memoryBytes = 16 << 20
)

// newMemory makes the memory of articles that were just read. A document counts twice,
// since its strings are apart.
func newMemory() *recent.Memory[*row] {
	return recent.New(recent.Config[*row]{
		Bytes: memoryBytes, Fresh: rememberFor, Keep: rememberFor,
		Weigh: func(r *row) int {
			if r == nil {
				return 0
			}
			return 2 * r.bytes
		},
		Answers: func(err error) bool {
			return errors.Is(err, article.ErrNotFound) || errors.Is(err, article.ErrWithdrawn)
		},
	})
}
