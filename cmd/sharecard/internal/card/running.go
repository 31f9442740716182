package card

import "sync"

// running counts goroutines that nobody waits for, so that who closes the
// service can. Unlike a WaitGroup it may be added to while somebody waits. Its
// zero value is ready.
type running struct {
	mu   sync.Mutex
	n    int
	idle *sync.Cond // of mu; nil until somebody waits
}

func (r *running) begin() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.n++
}

func (r *running) end() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.n--
	if r.idle != nil {
		r.idle.Broadcast()
	}
}

// wait returns when none is left.
func (r *running) wait() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.idle = sync.NewCond(&r.mu)
	for r.n > 0 {
		r.idle.Wait()
	}
}
