package article

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// Errors of a [Store], wrapped with what was being done.
var (
	ErrNotFound = errors.New("article not found")
	// ErrWithdrawn means that the article was taken back: whatever was made of
	// it must not be shown any more.
	ErrWithdrawn = errors.New("article was withdrawn")
	// ErrBusy means that another process holds the store; trying again a little
	// later may succeed.
	ErrBusy = errors.New("article store is busy")
	// ErrFull means that the disk has no room for what was to be written.
	ErrFull = errors.New("no space left for the article store")
	// ErrCorrupt means that what is on disk is not a store any more.
	ErrCorrupt = errors.New("article store is damaged")
	// ErrCursor means that a cursor did not come from List.
	ErrCursor = errors.New("invalid cursor")
)

// Store keeps articles by ID. It is safe for concurrent use. Every method
// returns early with ctx's error where ctx ends.
type Store interface {
	// Get returns the article, ErrWithdrawn or ErrNotFound.
	Get(ctx context.Context, id string) (*Record, error)

	// Put validates and stores an article under its ID. Where nothing differs
	// from what is stored, revision and time stay as they are. An ID that was
	// withdrawn is ErrWithdrawn.
	Put(ctx context.Context, a *Article) (*Record, error)

	// Reinstate is Put, and ends a withdrawal of the article under any of its names.
	// Its revision goes on from where it was.
	Reinstate(ctx context.Context, a *Article) (*Record, error)

	// Withdraw removes the article and leaves a tombstone under its ID, until
	// Reinstate. The ID need never have been stored here: the article
	// may come from an upstream. Withdrawing again changes nothing.
	Withdraw(ctx context.Context, id string) error

	// SetCover stores the file of a picture, of at most MaxCoverBytes, and makes it
	// the cover of an article stored here; credit, caption and focus stay. The
	// picture goes when the article is withdrawn or gets another cover. Whether it
	// can be decoded is the caller's to know.
	SetCover(ctx context.Context, id string, data []byte) (*Record, error)

	// StoredCover returns the file of an uploaded cover by its address (see
	// IsStoredCover), or ErrNotFound.
	StoredCover(ctx context.Context, url string) ([]byte, error)

	// List returns up to limit articles (1 to MaxPage; 0 means 50), most recently
	// changed first, and a cursor for what follows. cursor is empty for the first
	// page. What was withdrawn is left out.
	List(ctx context.Context, cursor string, limit int) (*Page, error)
}

// MaxPage is the longest page of [Store.List].
const MaxPage = 200

// Record is an article as stored. It is shared and must not be changed.
type Record struct {
	Article   *Article
	Revision  int64     // from 1; grows with each change, never used twice for one ID
	UpdatedAt time.Time // of the last change, UTC, to the microsecond
	// Sum and HashID are what [Sum] and [HashID] return for the article; empty
	// where nobody has asked.
	Sum, HashID string
	// Aliases are further names of the article: those of other addresses that its page
	// was found at.
	Aliases []string
}

// NewRecord reads an article from the text that [Document] wrote, for a [Store]
// which held it to the rules when it came. It fills all but Revision and UpdatedAt.
func NewRecord(text []byte) (*Record, error) {
	a := new(Article)
	doc := document{Article: a}
	if err := json.Unmarshal(text, &doc); err != nil {
		return nil, fmt.Errorf("%w: %v", ErrCorrupt, err)
	}
	a.Dropped = doc.Dropped
	return &Record{Article: a, Sum: sumOf(text), HashID: HashID(a)}, nil
}

// Names are those under which the article can be withdrawn: its ID, and the ID it
// would have been imported under, which is a hash of its address or, without one,
// of source, title and time; and its aliases. So a page that was withdrawn by its
// address is gone under whatever ID, and in payloads without any.
func (r *Record) Names() []string {
	id, hash := r.Article.ID, r.HashID
	if hash == "" {
		hash = HashID(r.Article)
	}
	names := []string{hash}
	if id != "" && id != hash {
		names = []string{id, hash}
	}
	return append(names, r.Aliases...)
}

// Page is part of a list.
type Page struct {
	Records []*Record
	Next    string // cursor of the next page, empty on the last one
}
