package article

import (
	"context"
	"database/sql"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Get implements [Store].
func (s *SQLite) Get(ctx context.Context, id string) (*Record, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("reading article %q: %w", id, err)
	}
	return s.memory.get(ctx, id, func(ctx context.Context, id string) (*Record, error) {
		r, err := get(ctx, s.read, id)
		if err != nil {
			return nil, fmt.Errorf("reading article %q: %w", id, known(err))
		}
		return r, nil
	})
}

// querier is a pool or a transaction.
type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func get(ctx context.Context, q querier, id string) (*Record, error) {
	r, err := scan(q.QueryRowContext(ctx, `SELECT revision, updated_at, doc FROM articles WHERE id = ?`, id))
	if err == nil && r.Article == nil {
		return nil, ErrWithdrawn
	}
	return r, err
}

// Put implements [Store].
func (s *SQLite) Put(ctx context.Context, a *Article) (*Record, error) { return s.store(ctx, a, false) }

// Reinstate implements [Store].
func (s *SQLite) Reinstate(ctx context.Context, a *Article) (*Record, error) {
	return s.store(ctx, a, true)
}

func (s *SQLite) store(ctx context.Context, a *Article, reinstate bool) (r *Record, err error) {
	if err := a.Validate(); err != nil {
		return nil, err
	}
	if a.ID == "" {
		return nil, &FieldError{Field: "id", Reason: "is required"}
	}
	err = s.change(ctx, func(tx *sql.Tx) error {
		r, err = put(ctx, tx, a, reinstate)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("storing article %q: %w", a.ID, known(err))
	}
	s.reserve.refill()
	return r, nil
}

// put writes a valid article, and what its cover says of stored pictures.
func put(ctx context.Context, tx *sql.Tx, a *Article, reinstate bool) (*Record, error) {
	doc, err := Encode(a)
	if err != nil {
		return nil, err
	}
	const upsert = `INSERT INTO articles (id, revision, updated_at, doc) VALUES (?1, 1, ?2, ?3)
		ON CONFLICT (id) DO UPDATE SET
			revision   = revision + (doc IS NOT ?3),
			updated_at = iif(doc IS NOT ?3, ?2, updated_at),
			doc        = ?3
		WHERE doc IS NOT NULL OR ?4
		RETURNING revision, updated_at, doc`
	r, err := scan(tx.QueryRowContext(ctx, upsert, a.ID, time.Now().UnixMicro(), string(doc), reinstate))
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil, ErrWithdrawn
	case err != nil:
		return nil, err
	}
	return r, useCover(ctx, tx, a.ID, a.StoredSum())
}

// Withdraw implements [Store].
func (s *SQLite) Withdraw(ctx context.Context, id string) error {
	if !ValidID(id) {
		return &FieldError{Field: "id", Reason: idRule}
	}
	err := s.withdraw(ctx, id)
	if errors.Is(known(err), ErrFull) && s.reserve.spend() {
		err = s.withdraw(ctx, id)
	}
	if err != nil {
		return fmt.Errorf("withdrawing article %q: %w", id, known(err))
	}
	return nil
}

func (s *SQLite) withdraw(ctx context.Context, id string) error {
	return s.change(ctx, func(tx *sql.Tx) error {
		const tombstone = `INSERT INTO articles (id, revision, updated_at) VALUES (?1, 0, ?2)
			ON CONFLICT (id) DO UPDATE SET doc = NULL, updated_at = ?2 WHERE doc IS NOT NULL`
		if _, err := tx.ExecContext(ctx, tombstone, id, time.Now().UnixMicro()); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `UPDATE copies SET doc = NULL WHERE id = ?`, id); err != nil {
			return err
		}
		return useCover(ctx, tx, id, "")
	})
}

// Lift implements [Store].
func (s *SQLite) Lift(ctx context.Context, id string) error {
	err := s.change(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM articles WHERE id = ? AND doc IS NULL AND revision = 0`, id)
		return err
	})
	if err != nil {
		return fmt.Errorf("lifting the withdrawal of article %q: %w", id, known(err))
	}
	return nil
}

// List implements [Store].
func (s *SQLite) List(ctx context.Context, cursor string, limit int) (*Page, error) {
	if limit == 0 {
		limit = 50
	}
	limit = max(1, min(limit, MaxPage))
	query, args := `SELECT revision, updated_at, doc FROM articles WHERE doc IS NOT NULL`, []any{}
	if cursor != "" {
		at, id, err := parseCursor(cursor)
		if err != nil {
			return nil, err
		}
		query += ` AND (updated_at < ?1 OR updated_at = ?1 AND id > ?2)`
		args = append(args, at, id)
	}
	// One row more than asked for tells whether another page follows.
	rows, err := s.read.QueryContext(ctx, query+` ORDER BY updated_at DESC, id LIMIT `+strconv.Itoa(limit+1), args...)
	if err != nil {
		return nil, fmt.Errorf("listing articles: %w", known(err))
	}
	defer func() { _ = rows.Close() }()
	page := new(Page)
	for rows.Next() {
		if len(page.Records) == limit {
			last := page.Records[limit-1]
			page.Next = formatCursor(last.UpdatedAt.UnixMicro(), last.Article.ID)
			return page, nil
		}
		r, err := scan(rows)
		if err != nil {
			return nil, fmt.Errorf("listing articles: %w", known(err))
		}
		page.Records = append(page.Records, r)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("listing articles: %w", known(err))
	}
	return page, nil
}

func formatCursor(at int64, id string) string {
	return base64.RawURLEncoding.EncodeToString([]byte(strconv.FormatInt(at, 36) + " " + id))
}

func parseCursor(cursor string) (at int64, id string, err error) {
	raw, err := base64.RawURLEncoding.DecodeString(cursor)
	number, id, found := strings.Cut(string(raw), " ")
	at, errNumber := strconv.ParseInt(number, 36, 64)
	if err != nil || errNumber != nil || !found || !ValidID(id) {
		return 0, "", ErrCursor
	}
	return at, id, nil
}

// scan reads revision, time and document, and whatever more stands in the row.
// The record has no article where the document is NULL.
func scan(row interface{ Scan(...any) error }, more ...any) (*Record, error) {
	var (
		r   Record
		at  int64
		doc []byte
	)
	if err := row.Scan(append([]any{&r.Revision, &at, &doc}, more...)...); err != nil {
		return nil, err
	}
	r.UpdatedAt = time.UnixMicro(at).UTC()
	if doc == nil {
		return &r, nil
	}
	r.Article = new(Article)
	if err := json.Unmarshal(doc, r.Article); err != nil {
		return nil, fmt.Errorf("%w: %v", ErrCorrupt, err)
	}
	r.Article.fixOffsets()
	r.Sum, r.HashID, r.bytes = sumOf(doc), HashID(r.Article), len(doc)
	return &r, nil
}
