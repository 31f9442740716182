package article

import (
	"context"
	"database/sql"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// SQLite is a [Store] in one SQLite file, in WAL mode. Several processes may
// have it open at once.
type SQLite struct{ db *sql.DB }

var _ Store = (*SQLite)(nil)

// migrations[i] brings a file from user_version i to i+1. Entries are only ever
// appended.
var migrations = [...]string{
	// doc is NULL once an article is withdrawn: the row is its tombstone.
	`CREATE TABLE articles (
		id         TEXT PRIMARY KEY,
		revision   INTEGER NOT NULL,
		updated_at INTEGER NOT NULL, -- microseconds since 1970, UTC
		doc        TEXT
	) STRICT, WITHOUT ROWID;
	CREATE INDEX articles_by_change ON articles (updated_at DESC, id) WHERE doc IS NOT NULL;`,
}

// OpenSQLite opens the store in the file at path and creates it where it is
// missing; the folder must exist.
func OpenSQLite(ctx context.Context, path string) (*SQLite, error) {
	options := url.Values{"_txlock": {"immediate"}, "_pragma": {
		"busy_timeout(5000)", "journal_mode(WAL)", "synchronous(FULL)", "trusted_schema(OFF)",
	}}
	name := url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: options.Encode()}
	db, err := sql.Open("sqlite", name.String())
	if err != nil {
		return nil, fmt.Errorf("opening article store %s: %w", path, err)
	}
	db.SetMaxOpenConns(8)
	if err := migrate(ctx, db); err != nil {
		_ = db.Close()
		return nil, fmt.Errorf("opening article store %s: %w", path, known(err))
	}
	return &SQLite{db: db}, nil
}

func migrate(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	var version int
	if err := tx.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&version); err != nil {
		return err
	}
	if version > len(migrations) {
		return fmt.Errorf("it has format %d and this program knows up to %d: a newer version wrote it", version, len(migrations))
	}
	if version == len(migrations) {
		return nil
	}
	for _, statements := range migrations[version:] {
		if _, err := tx.ExecContext(ctx, statements); err != nil {
			return err
		}
	}
	if _, err := tx.ExecContext(ctx, `PRAGMA user_version = `+strconv.Itoa(len(migrations))); err != nil {
		return err
	}
	return tx.Commit()
}

// Close releases the file.
func (s *SQLite) Close() error { return s.db.Close() }

// Get implements [Store].
func (s *SQLite) Get(ctx context.Context, id string) (*Record, error) {
	row := s.db.QueryRowContext(ctx, `SELECT revision, updated_at, doc FROM articles WHERE id = ?`, id)
	r, err := scan(row)
	if err != nil {
		return nil, fmt.Errorf("reading article %q: %w", id, known(err))
	}
	return r, nil
}

// Put implements [Store].
func (s *SQLite) Put(ctx context.Context, a *Article) (*Record, error) { return s.put(ctx, a, false) }

// Reinstate implements [Store].
func (s *SQLite) Reinstate(ctx context.Context, a *Article) (*Record, error) {
	return s.put(ctx, a, true)
}

func (s *SQLite) put(ctx context.Context, a *Article, reinstate bool) (*Record, error) {
	if err := a.Validate(); err != nil {
		return nil, err
	}
	if a.ID == "" {
		return nil, &FieldError{Field: "id", Reason: "is required"}
	}
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
	r, err := s.write(ctx, upsert, a.ID, time.Now().UnixMicro(), string(doc), reinstate)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrWithdrawn
	}
	if err != nil {
		return nil, fmt.Errorf("storing article %q: %w", a.ID, known(err))
	}
	return r, nil
}

// write runs a statement that returns the row it wrote. The transaction is
// explicit, since the error of an implicit commit (a full disk) would be lost.
func (s *SQLite) write(ctx context.Context, statement string, args ...any) (*Record, error) {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	defer func() { _ = tx.Rollback() }()
	r, err := scan(tx.QueryRowContext(ctx, statement, args...))
	if err != nil {
		return nil, err
	}
	return r, tx.Commit()
}

// Withdraw implements [Store].
func (s *SQLite) Withdraw(ctx context.Context, id string) error {
	if !ValidID(id) {
		return &FieldError{Field: "id", Reason: idRule}
	}
	const tombstone = `INSERT INTO articles (id, revision, updated_at) VALUES (?1, 0, ?2)
		ON CONFLICT (id) DO UPDATE SET doc = NULL, updated_at = ?2 WHERE doc IS NOT NULL`
	if _, err := s.db.ExecContext(ctx, tombstone, id, time.Now().UnixMicro()); err != nil {
		return fmt.Errorf("withdrawing article %q: %w", id, known(err))
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
	rows, err := s.db.QueryContext(ctx, query+` ORDER BY updated_at DESC, id LIMIT `+strconv.Itoa(limit+1), args...)
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

func scan(row interface{ Scan(...any) error }) (*Record, error) {
	var (
		r   = Record{Article: new(Article)}
		at  int64
		doc []byte
	)
	if err := row.Scan(&r.Revision, &at, &doc); err != nil {
		return nil, err
	}
	if doc == nil {
		return nil, ErrWithdrawn
	}
	if err := json.Unmarshal(doc, r.Article); err != nil {
		return nil, fmt.Errorf("%w: %v", ErrCorrupt, err)
	}
	r.Article.fixOffsets()
	r.UpdatedAt = time.UnixMicro(at).UTC()
	return &r, nil
}

// known turns the errors that callers act upon into this package's own.
func known(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return ErrNotFound
	}
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code() & 0xff { // the low byte is the primary result code
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return fmt.Errorf("%w: %w", ErrBusy, err)
	case sqlite3.SQLITE_FULL:
		return fmt.Errorf("%w: %w", ErrFull, err)
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return fmt.Errorf("%w: %w", ErrCorrupt, err)
	}
	return err
}
