package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/publish"
)

// Articles implements [article.Store] and upstream.Copies. An article that was just
// read is not read again for a second unless this process changes it.
type Articles struct{ db *DB }

var _ article.Store = (*Articles)(nil)

// Get implements [article.Store].
func (s *Articles) Get(ctx context.Context, id string) (*article.Record, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("reading article %q: %w", id, err)
	}
	if s.db.withdrawn.any([]string{id}) {
		return nil, fmt.Errorf("reading article %q: %w", id, article.ErrWithdrawn)
	}
	return s.remembered(ctx, id, func(ctx context.Context, id string) (*row, error) {
		r, err := get(ctx, s.db.read, id)
		if err != nil {
			return nil, fmt.Errorf("reading article %q: %w", id, articleFault(err))
		}
		return r, nil
	})
}

// remembered returns what is remembered of an article, or what read returns.
func (s *Articles) remembered(
	ctx context.Context, id string, read func(context.Context, string) (*row, error),
) (*article.Record, error) {
	r, err := s.db.memory.Get(ctx, id, read)
	if err != nil {
		return nil, err
	}
	return &r.Record, nil
}

func get(ctx context.Context, q querier, id string) (*row, error) {
	r, err := scan(q.QueryRowContext(ctx, `SELECT revision, updated_at, doc FROM articles WHERE id = ?`, id))
	if err == nil && r.Article == nil {
		return nil, article.ErrWithdrawn
	}
	return r, err
}

// Put implements [article.Store].
func (s *Articles) Put(ctx context.Context, a *article.Article) (*article.Record, error) {
	return s.store(ctx, a, func(tx *Tx) (*row, error) {
		if s.db.withdrawn.any(article.Names(a)) {
			return nil, article.ErrWithdrawn
		}
		return put(ctx, tx, a, false)
	})
}

// Reinstate implements [article.Store].
func (s *Articles) Reinstate(ctx context.Context, a *article.Article) (*article.Record, error) {
	if err := s.db.withdrawn.begin(ctx); err != nil {
		return nil, err
	}
	defer s.db.withdrawn.end()
	if err := s.db.settle(ctx); err != nil {
		return nil, err
	}
	var lifted []string
	r, err := s.store(ctx, a, func(tx *Tx) (_ *row, err error) {
		if lifted, err = liftNames(ctx, tx, article.Names(a)); err != nil {
			return nil, err
		}
		return put(ctx, tx, a, true)
	})
	if err == nil {
		s.db.withdrawn.remove(lifted)
	}
	return r, err
}

// store runs put for a valid article in a transaction.
func (s *Articles) store(ctx context.Context, a *article.Article, put func(*Tx) (*row, error)) (*article.Record, error) {
	if err := a.Validate(); err != nil {
		return nil, err
	}
	if a.ID == "" {
		return nil, &article.FieldError{Field: "id", Reason: "is required"}
	}
	var r *row
	err := s.db.change(ctx, func(tx *Tx) (err error) {
		r, err = put(tx)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("storing article %q: %w", a.ID, articleFault(err))
	}
	s.db.settleSoon(ctx)
	return &r.Record, nil
}

// put writes a valid article, and what its cover says of stored pictures.
func put(ctx context.Context, tx *Tx, a *article.Article, reinstate bool) (*row, error) {
	doc, err := article.Document(a)
	if err != nil {
		return nil, err
	}
	switch gone, err := anyWithdrawn(ctx, tx, article.Names(a)); {
	case err != nil:
		return nil, err
	case gone:
		return nil, article.ErrWithdrawn
	}
	const upsert = `INSERT INTO articles (id, revision, updated_at, doc) VALUES (?1, 1, ?2, ?3)
		ON CONFLICT (id) DO UPDATE SET
			revision   = revision + (doc IS NOT ?3),
			updated_at = iif(doc IS NOT ?3, ?2, updated_at),
			doc        = ?3
		WHERE doc IS NOT NULL OR ?4
		RETURNING revision, updated_at, doc`
	r, err := scan(tx.QueryRowContext(ctx, upsert, a.ID, tx.at(), string(doc), reinstate))
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil, article.ErrWithdrawn
	case err != nil:
		return nil, err
	}
	if err := setNames(ctx, tx, ofStored+a.ID, article.KnownNames(a)); err != nil {
		return nil, err
	}
	return r, useCover(ctx, tx, a.ID, a.StoredSum())
}

// Withdraw implements [article.Store].
func (s *Articles) Withdraw(ctx context.Context, id string) error {
	_, _, err := s.db.Cards().Withdraw(ctx, publish.Withdrawal{Articles: [][]string{{id}}})
	return err
}

// withdrawArticle leaves a tombstone of an article that need not be stored here.
func withdrawArticle(ctx context.Context, tx *Tx, id string) error {
	const tombstone = `INSERT INTO articles (id, revision, updated_at) VALUES (?1, 0, ?2)
		ON CONFLICT (id) DO UPDATE SET doc = NULL, updated_at = ?2 WHERE doc IS NOT NULL`
	if _, err := tx.ExecContext(ctx, tombstone, id, tx.at()); err != nil {
		return err
	}
	err := forEach(ctx, tx, []string{id},
		`UPDATE copies SET doc = NULL WHERE id = ?`,
		`DELETE FROM names WHERE owner IN ('`+ofStored+`' || ?1, '`+ofCopy+`' || ?1)`)
	if err != nil {
		return err
	}
	return useCover(ctx, tx, id, "")
}

// List implements [article.Store].
func (s *Articles) List(ctx context.Context, cursor string, limit int) (*article.Page, error) {
	limit = article.PageLimit(limit)
	query, args := `SELECT revision, updated_at, doc FROM articles WHERE doc IS NOT NULL`, []any{}
	if cursor != "" {
		at, id, err := article.ParseCursor(cursor)
		if err != nil {
			return nil, err
		}
		query += ` AND (updated_at < ?1 OR updated_at = ?1 AND id > ?2)`
		args = append(args, at, id)
	}
	// One row more than asked for tells whether another page follows.
	rows, err := s.db.read.QueryContext(ctx, query+` ORDER BY updated_at DESC, id LIMIT `+strconv.Itoa(limit+1), args...)
	if err != nil {
		return nil, fmt.Errorf("listing articles: %w", articleFault(err))
	}
	defer func() { _ = rows.Close() }()
	page := new(article.Page)
	var last *row
	for looked := 0; rows.Next(); looked++ {
		if looked == limit {
			page.Next = article.FormatCursor(last.UpdatedAt.UnixMicro(), last.Article.ID)
			return page, nil
		}
		if last, err = scan(rows); err != nil {
			return nil, fmt.Errorf("listing articles: %w", articleFault(err))
		}
		if !s.db.withdrawn.any([]string{last.Article.ID}) {
			page.Records = append(page.Records, &last.Record)
		}
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("listing articles: %w", articleFault(err))
	}
	return page, nil
}

// row is a stored article with the length of its document.
type row struct {
	article.Record
	bytes int
}

// scan reads revision, time and document, and whatever more stands in the row.
// The record has no article where the document is NULL.
func scan(from interface{ Scan(...any) error }, more ...any) (*row, error) {
	var (
		revision, at int64
		doc          []byte
		r            row
	)
	if err := from.Scan(append([]any{&revision, &at, &doc}, more...)...); err != nil {
		return nil, err
	}
	if doc != nil {
		record, err := article.NewRecord(doc)
		if err != nil {
			return nil, err
		}
		r.Record, r.bytes = *record, len(doc)
	}
	r.Revision, r.UpdatedAt = revision, time.UnixMicro(at).UTC()
	return &r, nil
}
