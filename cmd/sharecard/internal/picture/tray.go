package picture

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"sync"

	"sharecard/cmd/sharecard/internal/article"
)

// MaxTrayBytes is how long all files of a [Tray] together may be.
const MaxTrayBytes = 32 << 20

// Tray keeps uploaded pictures in memory, for cards of articles that are not stored.
// The oldest go when there is no room for a new one. It is safe for concurrent use;
// the zero value is empty.
type Tray struct {
	mu    sync.Mutex
	files map[string][]byte // by the SHA-256 of the file, in hex
	order []string          // oldest first
	bytes int
}

// Add keeps a file of at most article.MaxCoverBytes and returns the address by which
// an article's cover names it. One that is there already becomes the newest.
func (t *Tray) Add(file []byte) (address string) {
	hash := sha256.Sum256(file)
	sum := hex.EncodeToString(hash[:])
	t.mu.Lock()
	defer t.mu.Unlock()
	t.remove(sum)
	for len(t.order) > 0 && t.bytes+len(file) > MaxTrayBytes {
		t.remove(t.order[0])
	}
	if t.files == nil {
		t.files = map[string][]byte{}
	}
	t.files[sum] = file
	t.order = append(t.order, sum)
	t.bytes += len(file)
	return article.StoredCoverURL(sum)
}

// remove takes a file out, if it is there.
func (t *Tray) remove(sum string) {
	file, there := t.files[sum]
	if !there {
		return
	}
	delete(t.files, sum)
	t.bytes -= len(file)
	t.order = slices.DeleteFunc(t.order, func(s string) bool { return s == sum })
}

// StoredCover implements [Covers].
func (t *Tray) StoredCover(_ context.Context, address string) ([]byte, error) {
	sum, _ := article.StoredCoverSum(address)
	t.mu.Lock()
	defer t.mu.Unlock()
	if file, there := t.files[sum]; there {
		return file, nil
	}
	return nil, article.ErrNotFound
}
