package article

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// MaxCopies is how many copies of an upstream's articles a store keeps; beyond
// it the ones fetched longest ago go.
const MaxCopies = 100_000

// trimEvery is how many new copies may come between two looks at their number.
const trimEvery = 1000

// Copy is the last good answer of an upstream for one ID.
type Copy struct {
	Record
	ETag         string // the upstream's own, for the next conditional request
	LastModified string
}

// Copy returns the copy kept under id, or ErrNotFound.
func (s *SQLite) Copy(ctx context.Context, id string) (*Copy, error) {
	c := new(Copy)
	row := s.read.QueryRowContext(ctx, `SELECT revision, updated_at, doc, etag, last_modified FROM copies WHERE id = ? AND doc IS NOT NULL`, id)
	r, err := scan(row, &c.ETag, &c.LastModified)
	if err != nil {
		return nil, fmt.Errorf("reading the copy of article %q: %w", id, known(err))
	}
	c.Record = *r
	return c, nil
}

// KeepCopy keeps a valid article as what the upstream answered, and returns it
// with its revision, which grows with each change of the article. Of an article
// that was withdrawn meanwhile no copy is kept: that is ErrWithdrawn.
func (s *SQLite) KeepCopy(ctx context.Context, a *Article, etag, lastModified string) (*Copy, error) {
	c := &Copy{ETag: etag, LastModified: lastModified}
	doc, err := Encode(a)
	if err != nil {
		return nil, err
	}
	err = s.transact(ctx, func(tx *sql.Tx) error {
		const upsert = `INSERT INTO copies (id, revision, updated_at, fetched_at, etag, last_modified, doc)
				SELECT ?1, 1, ?2, ?2, ?3, ?4, ?5 WHERE NOT EXISTS (SELECT 1 FROM articles WHERE id = ?1 AND doc IS NULL)
			ON CONFLICT (id) DO UPDATE SET
				revision      = revision + (doc IS NOT ?5),
				updated_at    = iif(doc IS NOT ?5, ?2, updated_at),
				fetched_at    = ?2,
				etag          = ?3,
				last_modified = ?4,
				doc           = ?5
			RETURNING revision, updated_at, doc`
		r, err := scan(tx.QueryRowContext(ctx, upsert, a.ID, time.Now().UnixMicro(), etag, lastModified, string(doc)))
		switch {
		case errors.Is(err, sql.ErrNoRows):
			return ErrWithdrawn
		case err != nil:
			return err
		}
		c.Record = *r
		if r.Revision > 1 || s.newCopies.Add(1)%trimEvery != 1 {
			return nil
		}
		_, err = tx.ExecContext(ctx, `DELETE FROM copies WHERE fetched_at <=
			(SELECT fetched_at FROM copies ORDER BY fetched_at DESC LIMIT 1 OFFSET ?)`, s.maxCopies)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("keeping a copy of article %q: %w", a.ID, known(err))
	}
	return c, nil
}

// DropCopy forgets the copy kept under id: the upstream has no such article any
// more.
func (s *SQLite) DropCopy(ctx context.Context, id string) error {
	if _, err := s.write.ExecContext(ctx, `UPDATE copies SET doc = NULL WHERE id = ? AND doc IS NOT NULL`, id); err != nil {
		return fmt.Errorf("dropping the copy of article %q: %w", id, known(err))
	}
	return nil
}
