package card

import "context"

// limiter lets few draw at once and few wait for it: a queue semaphore, then a
// worker semaphore. It is safe for concurrent use.
type limiter struct {
	places  chan struct{} // of those who draw or wait
	workers chan struct{} // of those who draw
}

func newLimiter(workers, queue int) *limiter {
	return &limiter{
		places:  make(chan struct{}, workers+queue),
		workers: make(chan struct{}, workers),
	}
}

// acquire waits for a worker. It fails at once with ErrBusy where the queue is
// full, and with the context's error where that ends first. The caller calls
// release when done.
func (l *limiter) acquire(ctx context.Context) (release func(), err error) {
	select {
	case l.places <- struct{}{}:
	default:
		return nil, ErrBusy
	}
	select {
	case l.workers <- struct{}{}:
		return func() { <-l.workers; <-l.places }, nil
	case <-ctx.Done():
		<-l.places
		return nil, ctx.Err()
	}
}

// full reports whether acquire would fail now.
func (l *limiter) full() bool { return len(l.places) == cap(l.places) }

// load returns how many draw and how many wait for a worker. The two are read
// one after the other, so they may be of slightly different moments.
func (l *limiter) load() (drawing, waiting int) {
	drawing = len(l.workers)
	return drawing, max(0, len(l.places)-drawing)
}
