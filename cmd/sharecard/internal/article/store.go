package article

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
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
	// ErrAway means that the store cannot be reached, or does not answer in time.
	ErrAway = errors.New("article store cannot be reached")
	// ErrFull means that the disk has no room for what was to be written.
	ErrFull = errors.New("no space left for the article store")
	// ErrLost means that the store's files were removed or replaced while it was open:
	// what is in it can be read, and nothing can be kept.
	ErrLost = errors.New("the article store was removed")
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
	// withdrawn, or of an article that was under another name, is ErrWithdrawn.
	Put(ctx context.Context, a *Article) (*Record, error)

	// Reinstate is Put, and ends a withdrawal of the article under any of its names.
	// Its revision goes on from where it was.
	Reinstate(ctx context.Context, a *Article) (*Record, error)

	// Withdraw removes the article, under whatever IDs it is stored, and leaves a
	// tombstone under all its names, until Reinstate. The ID need never have been
	// stored here: the article may come from an upstream. Withdrawing again changes
	// nothing.
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

// PageLimit is how many articles a page of [Store.List] has at most: 50 where limit is 0,
// else from 1 to [MaxPage].
func PageLimit(limit int) int {
	if limit == 0 {
		return 50
	}
	return max(1, min(limit, MaxPage))
}

// Record is an article as stored. It is shared and must not be changed.
type Record struct {
	Article   *Article
	Revision  int64     // from 1; grows with each change, never used twice for one ID
	UpdatedAt time.Time // of the last change, UTC, to the microsecond
	// Sum is what [Sum] returns for the article; empty where nobody has asked.
	Sum string

	names, items []string // once they are known
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
	return &Record{Article: a, Sum: sumOf(text), names: Names(a), items: ItemNames(a)}, nil
}

// Names are the [Names] of the article.
func (r *Record) Names() []string {
	if r.names == nil {
		return Names(r.Article)
	}
	return r.names
}

// FoundAt adds the names of another address at which the article's page was found, so
// that it is withdrawn by that too. It is for who makes the record.
func (r *Record) FoundAt(address string) {
	names := r.Names()
	names = names[:len(names):len(names)]
	for _, name := range Names(&Article{URL: address}) {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if r.names == nil {
		r.items = ItemNames(r.Article)
	}
	r.names = names
}

// AllNames are the names of the article and of those that it is a digest of: its
// cards are refused once any of them was withdrawn.
func (r *Record) AllNames() []string {
	own, items := r.Names(), r.items
	if r.names == nil {
		items = ItemNames(r.Article)
	}
	return append(own[:len(own):len(own)], items...)
}

// Page is part of a list.
type Page struct {
	Records []*Record
	Next    string // cursor of the next page, empty on the last one
}
