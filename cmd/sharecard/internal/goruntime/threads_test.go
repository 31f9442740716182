package goruntime

import (
	"context"
	"runtime"
	"slices"
	"testing"
	"time"
)

// Threads are added while something is under way, and gone when it is over.
func TestThreads(t *testing.T) {
	before := runtime.GOMAXPROCS(0)
	ctx, stop := context.WithCancel(t.Context())
	threads, ended := NewThreads(), make(chan struct{})
	go func() {
		defer close(ended)
		threads.Run(ctx)
	}()
	threads.Begin()
	for end := time.Now().Add(5 * time.Second); runtime.GOMAXPROCS(0) != before+spareThreads; time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("no threads are added")
		}
	}
	threads.End()
	for end := time.Now().Add(10 * time.Second); runtime.GOMAXPROCS(0) != before; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("the threads stay")
		}
	}
	stop()
	<-ended
	if got := runtime.GOMAXPROCS(0); got != before {
		t.Errorf("%d threads are left, %d there were", got, before)
	}
}

// BenchmarkThreads measures how long a short answer waits while every processor
// draws, without the spare threads and with them.
func BenchmarkThreads(b *testing.B) {
	b.Run("without", func(b *testing.B) { benchmarkAnswers(b, NewThreads()) })
	b.Run("with", func(b *testing.B) {
		threads := NewThreads()
		ctx, stop := context.WithCancel(b.Context())
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			threads.Run(ctx)
		}()
		defer func() { stop(); <-ended }()
		benchmarkAnswers(b, threads)
	})
}

// benchmarkAnswers keeps all processors busy and times how late a goroutine wakes up
// that has little to do.
func benchmarkAnswers(b *testing.B, threads *Threads) {
	done := make(chan struct{})
	defer close(done)
	for range runtime.NumCPU() {
		threads.Begin()
		defer threads.End()
		go func() {
			for n := 0; ; n++ {
				if n%1_000_000 == 0 {
					select {
					case <-done:
						return
					default:
					}
				}
			}
		}()
	}
	time.Sleep(50 * time.Millisecond) // until the threads are there
	took := make([]time.Duration, 0, b.N)
	for b.Loop() {
		due := time.Now().Add(time.Millisecond) // the request arrives
		time.Sleep(time.Until(due))
		took = append(took, time.Since(due))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs")
	b.ReportMetric(float64(took[len(took)*95/100].Microseconds()), "p95-µs")
}
