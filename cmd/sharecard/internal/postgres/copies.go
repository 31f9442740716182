package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/upstream"
)

var _ upstream.Copies = (*Articles)(nil)

// MaxCopies is how many copies of an upstream's articles a store keeps; beyond
// it the ones fetched longest ago go.
const MaxCopies = 100_000

// trimEvery is how many new copies may come between two looks at their number.
const trimEvery = 1000

// trimAtOnce bounds how many go then: more than come between two looks.
const trimAtOnce = 5 * trimEvery

// Copy implements [upstream.Copies].
func (s *Articles) Copy(ctx context.Context, id string) (*upstream.Copy, error) {
	c := new(upstream.Copy)
	err := s.db.read(ctx, func(ctx context.Context, q querier) error {
		found := q.QueryRow(ctx, `SELECT revision, updated_at, doc, etag, last_modified FROM copies WHERE id = $1 AND doc IS NOT NULL`, id)
		r, err := scan(found, &c.ETag, &c.LastModified)
		if err == nil {
			c.Record = r.Record
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading the copy of article %q: %w", id, articleFault(err))
	}
	return c, nil
}

// KeepCopy implements [upstream.Copies].
func (s *Articles) KeepCopy(ctx context.Context, a *article.Article, etag, lastModified string) (*upstream.Copy, error) {
	c := &upstream.Copy{ETag: etag, LastModified: lastModified}
	doc, err := article.Document(a)
	if err != nil {
		return nil, err
	}
	_, err = s.db.transact(ctx, shared, func(tx *Tx) error {
		const upsert = `INSERT INTO copies AS c (id, revision, updated_at, fetched_at, etag, last_modified, doc)
				SELECT $1, 1, $2, $2, $3, $4, $5 WHERE NOT EXISTS (SELECT 1 FROM articles WHERE id = $1 AND doc IS NULL)
			ON CONFLICT (id) DO UPDATE SET
				revision      = c.revision + (c.doc IS DISTINCT FROM $5)::integer,
				updated_at    = CASE WHEN c.doc IS DISTINCT FROM $5 THEN $2 ELSE c.updated_at END,
				fetched_at    = $2,
				etag          = $3,
				last_modified = $4,
				doc           = $5
			RETURNING revision, updated_at, doc`
		b := new(pgx.Batch)
		var r *row
		b.Queue(upsert, a.ID, tx.at(), etag, lastModified, string(doc)).Query(func(rows pgx.Rows) error {
			found, err := pgx.CollectRows(rows, func(r pgx.CollectableRow) (*row, error) { return scan(r) })
			if len(found) > 0 {
				r = found[0]
			}
			return err
		})
		queueNames(b, ofCopy+a.ID, article.KnownNames(a))
		if err := send(ctx, tx, b); err != nil {
			return err
		}
		if r == nil {
			return article.ErrWithdrawn
		}
		c.Record = r.Record
		if r.Revision > 1 || s.db.newCopies.Add(1)%trimEvery != 1 {
			return nil
		}
		_, err := tx.Exec(ctx, `DELETE FROM copies WHERE id = ANY (ARRAY
			(SELECT id FROM copies ORDER BY fetched_at DESC OFFSET $1 LIMIT $2))`, s.db.maxCopies, trimAtOnce)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("keeping a copy of article %q: %w", a.ID, articleFault(err))
	}
	return c, nil
}

// DropCopy implements [upstream.Copies].
func (s *Articles) DropCopy(ctx context.Context, id string) error {
	err := s.db.exec(ctx, `UPDATE copies SET doc = NULL WHERE id = $1 AND doc IS NOT NULL`, id)
	if err != nil {
		return fmt.Errorf("dropping the copy of article %q: %w", id, articleFault(err))
	}
	return nil
}
