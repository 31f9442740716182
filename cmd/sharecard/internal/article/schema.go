package article

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
)

// ErrNewer means that a newer version of this program wrote the store.
var ErrNewer = errors.New("article store is of a newer format")

// migrations[i] brings a file from user_version i to i+1. Entries are only ever
// appended. Times are microseconds since 1970, UTC.
var migrations = [...]string{
	// doc is NULL once an article is withdrawn: the row is its tombstone.
	`CREATE TABLE articles (
		id         TEXT PRIMARY KEY,
		revision   INTEGER NOT NULL,
		updated_at INTEGER NOT NULL,
		doc        TEXT
	) STRICT, WITHOUT ROWID;
	CREATE INDEX articles_by_change ON articles (updated_at DESC, id) WHERE doc IS NOT NULL;`,

	// A picture stays as long as a cover has its sum. The index on size lets the
	// total be known without reading pictures.
	//
	// A copy is what an upstream last answered; doc is NULL where it said that
	// there is no such article any more, so that revisions go on.
	`CREATE TABLE pictures (
		sum  TEXT PRIMARY KEY, -- SHA-256 of data, hex
		size INTEGER NOT NULL,
		data BLOB NOT NULL
	) STRICT;
	CREATE INDEX pictures_by_size ON pictures (size);
	CREATE TABLE covers (
		article TEXT PRIMARY KEY,
		sum     TEXT NOT NULL
	) STRICT, WITHOUT ROWID;
	CREATE INDEX covers_by_sum ON covers (sum);
	CREATE TABLE copies (
		id            TEXT PRIMARY KEY,
		revision      INTEGER NOT NULL,
		updated_at    INTEGER NOT NULL,
		fetched_at    INTEGER NOT NULL,
		etag          TEXT NOT NULL,
		last_modified TEXT NOT NULL,
		doc           TEXT
	) STRICT, WITHOUT ROWID;
	CREATE INDEX copies_by_fetch ON copies (fetched_at);`,
}

// migrate brings the store to the newest format, all steps in one transaction: a
// store is of one format or another, never between two.
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
	switch {
	case version > len(migrations):
		return fmt.Errorf("%w: %d, and this program knows up to %d; use the newer program, or restore a backup made before the upgrade",
			ErrNewer, version, len(migrations))
	case version == len(migrations):
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

// checked are the tables looked through when a store is opened. Pictures are
// not: there may be gigabytes, and a damaged one costs a cover only.
var checked = [...]string{"articles", "covers", "copies"}

// check looks for damage that reading single articles might meet only later.
func check(ctx context.Context, db *sql.DB) error {
	for _, table := range checked {
		var found string
		if err := db.QueryRowContext(ctx, `PRAGMA quick_check(`+table+`)`).Scan(&found); err != nil {
			return err
		}
		if found != "ok" {
			return fmt.Errorf("%w: %.200s", ErrCorrupt, found)
		}
	}
	return nil
}
