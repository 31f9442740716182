package card

import "context"

// queuedBytes is how many bytes of files those who draw or wait may hold. One card has
// three of at most 10 MB each.
const queuedBytes = 32 << 20

// limiter lets few draw at once and few wait for it: a queue semaphore, which counts
// the cards and the bytes of their pictures' files, then a worker semaphore. Orders that
// nobody waits for draw beside, in turns. It is safe for concurrent use.
type limiter struct {
	places  chan struct{} // of those who draw or wait
	files   *ledger       // of theirs, and of those who draw in turns
	workers chan struct{} // of those who draw
	turns   turns
}

func newLimiter(workers, queue int) *limiter {
	l := &limiter{
		places:  make(chan struct{}, workers+queue),
		files:   newLedger(queuedBytes),
		workers: make(chan struct{}, workers),
	}
	l.turns.few = max(1, workers/2)
	l.turns.spare = func() int { return workers - len(l.places) }
	return l
}

// acquire waits for a worker, who decodes those pictures. It fails at once with
// ErrBusy where the queue is full, and with the context's error where that ends first.
// The caller calls release when done.
func (l *limiter) acquire(ctx context.Context, p *pictures) (release func(), err error) {
	select {
	case l.places <- struct{}{}:
	default:
		return nil, ErrBusy
	}
	l.turns.need()
	leave, err := l.hold(p)
	if err != nil {
		l.leave()
		return nil, err
	}
	select {
	case l.workers <- struct{}{}:
		return func() { <-l.workers; leave(); l.leave() }, nil
	case <-ctx.Done():
		leave()
		l.leave()
		return nil, ctx.Err()
	}
}

// leave gives a place back.
func (l *limiter) leave() {
	<-l.places
	l.turns.need()
}

// hold counts the files of pictures until release, or fails with ErrBusy where those that
// are held are too many bytes.
func (l *limiter) hold(p *pictures) (release func(), err error) {
	files := p.all()
	if !l.files.hold(files...) {
		return nil, ErrBusy
	}
	return func() { l.files.release(files...) }, nil
}

// full reports whether acquire would fail now, whatever the pictures.
func (l *limiter) full() bool { return len(l.places) == cap(l.places) }

// load returns how many draw and how many wait for a worker. They are read
// one after the other, so they may be of slightly different moments. Orders that wait for
// their turn are not counted.
func (l *limiter) load() (drawing, waiting int) {
	drawing = len(l.workers)
	waiting = max(0, len(l.places)-drawing)
	return drawing + l.turns.load(), waiting
}
