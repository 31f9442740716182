package card

import "sync"

// ledger bounds the bytes of the files that are held at one time. A file that several
// hold counts once. It is safe for concurrent use.
type ledger struct {
	mu    sync.Mutex
	most  int64
	bytes int64
	holds map[string]int // by the file's sum
}

func newLedger(most int64) *ledger { return &ledger{most: most, holds: map[string]int{}} }

// hold enters the files of pictures, for release to take out again, or none of them
// where they would be too many.
func (l *ledger) hold(pictures ...*picture) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	for i, p := range pictures {
		if l.enter(p); l.bytes > l.most {
			for _, entered := range pictures[:i+1] {
				l.leave(entered)
			}
			return false
		}
	}
	return true
}

func (l *ledger) release(pictures ...*picture) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, p := range pictures {
		l.leave(p)
	}
}

func (l *ledger) enter(p *picture) {
	if p.file == nil {
		return
	}
	if l.holds[p.sum]++; l.holds[p.sum] == 1 {
		l.bytes += p.size()
	}
}

func (l *ledger) leave(p *picture) {
	if p.file == nil {
		return
	}
	if l.holds[p.sum]--; l.holds[p.sum] == 0 {
		l.bytes -= p.size()
		delete(l.holds, p.sum)
	}
}
