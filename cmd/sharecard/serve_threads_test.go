package main

import (
	"context"
	"crypto/sha256"
	"image"
	"runtime"
	"testing"
	"time"
)

type heldPictures chan struct{}

func (h heldPictures) Picture(context.Context, string) (image.Image, [sha256.Size]byte, error) {
	<-h
	return nil, [sha256.Size]byte{}, nil
}

// Threads are added while something is drawn or decoded, and gone when the server
// is.
func TestThreads(t *testing.T) {
	before := runtime.GOMAXPROCS(0)
	ctx, stop := context.WithCancel(t.Context())
	threads, ended := newThreads(), make(chan struct{})
	go func() {
		defer close(ended)
		threads.run(ctx)
	}()
	hold := make(heldPictures)
	go func() { _, _, _ = threadedPictures{hold, threads}.Picture(ctx, "") }()
	for end := time.Now().Add(5 * time.Second); runtime.GOMAXPROCS(0) != before+spareThreads; time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("no threads are added")
		}
	}
	close(hold)
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
