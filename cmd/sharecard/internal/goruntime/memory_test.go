package goruntime

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"testing"
)

// A limit that is set already stays, and one that LimitMemory sets can be changed until
// it ends.
func TestLimitMemory(t *testing.T) {
	before := debug.SetMemoryLimit(-1)
	limit := LimitMemory(1 << 30)
	another := LimitMemory(2 << 30) // as if the environment had set the first
	another.Set(3 << 30)
	another.End()
	if got := debug.SetMemoryLimit(-1); got != 1<<30 {
		t.Errorf("the limit is %d, want %d", got, 1<<30)
	}
	limit.Set(5 << 29)
	if got := debug.SetMemoryLimit(-1); got != 5<<29 {
		t.Errorf("the limit was changed to %d, want %d", got, 5<<29)
	}
	limit.End()
	limit.Set(1 << 30)
	if got := debug.SetMemoryLimit(-1); got != before {
		t.Errorf("after the end the limit is %d, want %d", got, before)
	}
}

// BenchmarkLimitMemory holds 64 MB of pictures and makes new ones in their place;
// it reports how much the process takes at most, without a limit and with one of 96 MB.
func BenchmarkLimitMemory(b *testing.B) {
	const pieces, bytes = 1 << 10, 64 << 10
	peak := func(b *testing.B) {
		kept := make([][]byte, pieces)
		for i := range kept {
			kept[i] = make([]byte, bytes)
		}
		runtime.GC()
		heap := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
		var most uint64
		for b.Loop() {
			for i := range kept {
				kept[i] = make([]byte, bytes)
				for j := range kept[i] {
					kept[i][j] = byte(j)
				}
				metrics.Read(heap)
				most = max(most, heap[0].Value.Uint64())
			}
		}
		runtime.KeepAlive(kept)
		b.ReportMetric(float64(most>>20), "peak-MB")
	}
	b.Run("without", peak)
	b.Run("with", func(b *testing.B) {
		defer LimitMemory(96 << 20).End()
		peak(b)
	})
}
