package goruntime

import (
	"math"
	"runtime/debug"
)

// LimitMemory has Go collect garbage once the process takes that many bytes,
// instead of when it takes twice what is in use: most of what a service holds are
// pictures, which cost the collector nothing to look through. It returns what ends
// the limit. A limit that GOMEMLIMIT sets stays.
func LimitMemory(bytes int64) (end func()) {
	before := debug.SetMemoryLimit(-1)
	if before != math.MaxInt64 {
		return func() {}
	}
	debug.SetMemoryLimit(bytes)
	return func() { debug.SetMemoryLimit(before) }
}
