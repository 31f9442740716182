package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/upstream"
)

var _ upstream.Copies = (*Articles)(nil)

// MaxCopies is how many copies of an upstream's articles a store keeps; beyond
// it the ones fetched longest ago go.
const MaxCopies = 100_000

// trimEvery is how many new copies may come between two looks at their number.
const trimEvery = 1000

// Copy implements [upstream.Copies].
func (s *Articles) Copy(ctx context.Context, id string) (*upstream.Copy, error) {
	c := new(upstream.Copy)
	row := s.db.read.QueryRowContext(ctx,
		`SELECT revision, updated_at, doc, etag, last_modified FROM copies WHERE id = ? AND doc IS NOT NULL`, id)
	r, err := scan(row, &c.ETag, &c.LastModified)
	if err != nil {
		return nil, fmt.Errorf("reading the copy of article %q: %w", id, articleFault(err))
	}
	c.Record = r.Record
	return c, nil
}

// KeepCopy implements [upstream.Copies].
func (s *Articles) KeepCopy(ctx context.Context, a *article.Article, etag, lastModified string) (*upstream.Copy, error) {
	c := &upstream.Copy{ETag: etag, LastModified: lastModified}
	doc, err := article.Document(a)
	if err != nil {
		return nil, err
	}
	err = s.db.transact(ctx, func(tx *Tx) error {
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
		r, err := scan(tx.QueryRowContext(ctx, upsert, a.ID, tx.at(), etag, lastModified, string(doc)))
		switch {
		case errors.Is(err, sql.ErrNoRows):
			return article.ErrWithdrawn
		case err != nil:
			return err
		}
		c.Record = r.Record
		if err := setNames(ctx, tx, ofCopy+a.ID, article.KnownNames(a)); err != nil {
			return err
		}
		if r.Revision > 1 || s.db.newCopies.Add(1)%trimEvery != 1 {
			return nil
		}
		_, err = tx.ExecContext(ctx, `DELETE FROM copies WHERE fetched_at <=
			(SELECT fetched_at FROM copies ORDER BY fetched_at DESC LIMIT 1 OFFSET ?)`, s.db.maxCopies)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("keeping a copy of article %q: %w", a.ID, articleFault(err))
	}
	return c, nil
}

// DropCopy implements [upstream.Copies].
func (s *Articles) DropCopy(ctx context.Context, id string) error {
	if _, err := s.db.write.ExecContext(ctx, `UPDATE copies SET doc = NULL WHERE id = ? AND doc IS NOT NULL`, id); err != nil {
		return fmt.Errorf("dropping the copy of article %q: %w", id, articleFault(err))
	}
	return nil
}
