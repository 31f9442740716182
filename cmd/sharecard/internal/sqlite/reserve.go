package sqlite

import (
	"errors"
	"io/fs"
	"os"
	"sync/atomic"
)

// reserveBytes is room kept beside the store: enough for some hundred
// tombstones and what SQLite writes around them.
const reserveBytes = 1 << 20

// reserve is a file that is in the way until the disk is full. It is removed
// then, so that articles can still be withdrawn, and made again once there is
// room.
type reserve struct {
	path  string
	spent atomic.Bool
}

// keep makes the file unless it is there. That it cannot is no fault: the disk
// is full, or nearly.
func (r *reserve) keep() {
	if info, err := os.Stat(r.path); err == nil && info.Size() == reserveBytes {
		r.spent.Store(false)
		return
	}
	// Written out, since a hole in a file keeps no room.
	if err := os.WriteFile(r.path, make([]byte, reserveBytes), 0o600); err != nil {
		_ = os.Remove(r.path)
		r.spent.Store(true)
		return
	}
	r.spent.Store(false)
}

// refill makes the file again after it was spent.
func (r *reserve) refill() {
	if r.spent.Load() {
		r.keep()
	}
}

// spend frees the room, and reports whether there was any.
func (r *reserve) spend() bool {
	err := os.Remove(r.path)
	r.spent.Store(true)
	return !errors.Is(err, fs.ErrNotExist)
}
