package sqlite

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/publish"
	"sharecard/cmd/sharecard/internal/wholefile"
)

// pendingBytes is the size of the file of pending withdrawals: enough for some
// thousand.
const pendingBytes = 1 << 20

// pending are withdrawals that the disk had no room for. They stand in a file beside
// the database that has its full size from the beginning and is written in place, which
// needs no room, until they are moved to the database. It is safe for concurrent use,
// but those who add or move hold the lock of [withdrawnNames].
//
// A line of the file is a checksum and a withdrawal in JSON; zeros follow the last one.
// A line that was being written when the machine lost its power was not acknowledged
// and is left out.
type pending struct {
	path    string
	size    int64
	foreign bool // another process writes the file

	mu     sync.RWMutex
	file   *os.File // nil: there was no room for it yet
	used   int64    // bytes of it
	waits  []publish.Withdrawal
	hashes map[string]struct{} // of the cards withdrawn by themselves
}

// open reads what the file has; it is made where it is missing. That it cannot be is no
// fault: the disk is full, and it is tried again.
func (p *pending) open() error {
	text, err := os.ReadFile(p.path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	p.hashes = map[string]struct{}{}
	torn := false
	for line := range bytes.Lines(text) {
		w, whole := parsePending(line)
		switch {
		case !whole:
			torn = true
		case torn: // a line in the middle, which was acknowledged
			return fmt.Errorf("%w: %s", article.ErrCorrupt, p.path)
		default:
			p.take(w)
			p.used += int64(len(line))
		}
	}
	p.allocate()
	return nil
}

// parsePending reads one line; false where it is none.
func parsePending(line []byte) (w publish.Withdrawal, whole bool) {
	sum, text, found := bytes.Cut(line, []byte(" "))
	text, ended := bytes.CutSuffix(text, []byte("\n"))
	if !found || !ended || string(sum) != checksum(text) || json.Unmarshal(text, &w) != nil {
		return w, false
	}
	return w, true
}

func checksum(text []byte) string { return fmt.Sprintf("%08x", crc32.ChecksumIEEE(text)) }

// allocate opens the file for writing and gives it its size.
func (p *pending) allocate() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.file != nil || p.foreign {
		return
	}
	file, err := os.OpenFile(p.path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return
	}
	// Written out, since a hole in a file keeps no room.
	info, err := file.Stat()
	if err == nil && info.Size() < p.size {
		_, err = file.WriteAt(make([]byte, p.size-info.Size()), info.Size())
		err = errors.Join(err, file.Sync(), wholefile.SyncFolder(filepath.Dir(p.path)))
	}
	if err != nil {
		_ = file.Close()
		if len(p.waits) == 0 {
			_ = os.Remove(p.path) // a part of it would keep what room there is
		}
		return
	}
	p.file = file
}

// add keeps a withdrawal, and returns once it is on the disk. It returns false where
// that cannot be.
func (p *pending) add(w publish.Withdrawal) bool {
	text, err := json.Marshal(w)
	if err != nil {
		panic(err) // strings
	}
	line := fmt.Appendf(nil, "%s %s\n", checksum(text), text)
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.file == nil || p.used+int64(len(line)) > p.size {
		return false
	}
	if _, err := p.file.WriteAt(line, p.used); err != nil {
		return false
	}
	if p.file.Sync() != nil {
		return false
	}
	p.used += int64(len(line))
	p.take(w)
	return true
}

// take remembers a withdrawal.
func (p *pending) take(w publish.Withdrawal) {
	p.waits = append(p.waits, w)
	for _, hash := range w.Hashes {
		p.hashes[hash] = struct{}{}
	}
}

// all returns what waits.
func (p *pending) all() []publish.Withdrawal {
	p.mu.RLock()
	defer p.mu.RUnlock()
	return p.waits
}

// has reports whether the card of that hash was withdrawn by itself.
func (p *pending) has(hash string) bool {
	p.mu.RLock()
	defer p.mu.RUnlock()
	_, found := p.hashes[hash]
	return found
}

// clear forgets what waited, which the database has now.
func (p *pending) clear() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.file != nil {
		if _, err := p.file.WriteAt(make([]byte, p.used), 0); err != nil {
			return err
		}
		if err := p.file.Sync(); err != nil {
			return err
		}
	} else if err := os.Remove(p.path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	p.used, p.waits, p.hashes = 0, nil, map[string]struct{}{}
	return nil
}

func (p *pending) close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.file == nil {
		return nil
	}
	err := p.file.Close()
	p.file = nil
	return err
}
