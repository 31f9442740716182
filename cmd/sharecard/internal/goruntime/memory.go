package goruntime

import (
	"math"
	"runtime/debug"
	"sync"
)

// MemoryLimit has Go collect garbage once the process takes that many bytes,
// instead of when it takes twice what is in use: most of what a service holds are
// pictures, which cost the collector nothing to look through. A limit that
// GOMEMLIMIT sets stays. It is safe for concurrent use.
//
// The limit must leave room for garbage beside all that is in use: near it Go
// collects over and over and draws half as many cards.
type MemoryLimit struct {
	mu     sync.Mutex
	before int64
	ended  bool
}

// LimitMemory returns a limit of so many bytes. The caller calls End.
func LimitMemory(bytes int64) *MemoryLimit {
	l := &MemoryLimit{before: debug.SetMemoryLimit(-1)}
	l.ended = l.before != math.MaxInt64 // the environment's stays
	l.Set(bytes)
	return l
}

// Set changes the limit, for which every goroutine stops for a moment.
func (l *MemoryLimit) Set(bytes int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.ended {
		debug.SetMemoryLimit(bytes)
	}
}

// End ends the limit: what is set later changes nothing.
func (l *MemoryLimit) End() {
	l.Set(l.before)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.ended = true
}
