// Package running counts work that outlives whoever asked for it, so that its owner can
// wait for the end of it.
package running

import "sync"

// Group is the work of one owner. Unlike those of a WaitGroup, its members may begin while
// it is being closed: they are refused. The zero value is ready. It is safe for concurrent
// use.
type Group struct {
	mu     sync.Mutex
	closed bool
	work   sync.WaitGroup
}

// Begin counts one more, whose end has to be told to End; false once Close was called.
func (g *Group) Begin() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.closed {
		return false
	}
	g.work.Add(1)
	return true
}

// End counts one less.
func (g *Group) End() { g.work.Done() }

// Close lets nothing more begin, has what is under way told by cancel, and waits for it.
func (g *Group) Close(cancel func()) {
	g.mu.Lock()
	g.closed = true
	g.mu.Unlock()
	cancel()
	g.work.Wait()
}
