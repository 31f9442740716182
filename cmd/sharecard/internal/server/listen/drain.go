package listen

import (
	"net/http"
	"time"
)

// drainPause is between two looks at the connections.
const drainPause = 5 * time.Millisecond

// Hurry gives all open connections until that time to read and write.
func (l *Listener) Hurry(until time.Time) {
	for c := range l.open.Range {
		_ = c.(*conn).SetDeadline(until) // one that is closed needs none
	}
}

// Drain waits until all requests under way are answered, or that time has come. A
// connection on which nothing was asked yet is waited for until fresh: its request
// may be on its way; then it is closed, as Shutdown would wait five seconds for it.
// [http.Server.Shutdown] breaks off what comes after it was called, and so it is called
// after this. WatchState tells what connections are at.
func (l *Listener) Drain(fresh, until time.Time) {
	for now := time.Now(); now.Before(until) && l.waits(now.Before(fresh)); now = time.Now() {
		time.Sleep(drainPause)
	}
	for c := range l.open.Range {
		if c := c.(*conn); http.ConnState(c.state.Load()) == http.StateNew {
			_ = c.Close()
		}
	}
}

// waits reports whether a request is under way, or, where new ones count, a connection
// had none yet.
func (l *Listener) waits(newCount bool) bool {
	for c := range l.open.Range {
		switch state := http.ConnState(c.(*conn).state.Load()); {
		case state == http.StateActive, state == http.StateNew && newCount:
			return true
		}
	}
	return false
}
