package card

import (
	"context"
	"errors"
	"testing"
	"time"
)

// A drawing whose callers have left is not left alone when the service closes.
func TestCloseWaitsForDrawings(t *testing.T) {
	var f flights
	begun, end := make(chan struct{}), make(chan struct{})
	ctx, leave := context.WithCancel(t.Context())
	go func() {
		<-begun
		leave()
	}()
	_, err := f.do(ctx, key{}, "a", func(_ context.Context, begin func() bool) (*Result, error) {
		begin()
		close(begun)
		<-end
		return &Result{}, nil
	}, func(*Result) {})
	if !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	closed := make(chan struct{})
	go func() {
		f.wait()
		close(closed)
	}()
	select {
	case <-closed:
		t.Error("closed while a card is drawn")
	case <-time.After(20 * time.Millisecond):
	}
	close(end)
	<-closed
}
