// Package sqlitefault tells the stores, which are SQLite files with or without
// pictures beside them, what became of a statement or of a write: not there, held
// by another process, no room, or damaged. Each store has errors of its own for
// these; whoever calls a store knows nothing of SQLite.
package sqlitefault

import (
	"database/sql"
	"errors"
	"fmt"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Errors are a store's own, by what they stand for. All of them are required.
type Errors struct {
	NotFound error // no row
	Busy     error // another process holds the file; trying again may succeed
	Full     error // the disk has no room, or the quota is used up
	Corrupt  error // the file is no SQLite database any more
}

// Translate returns err wrapped with the one of e that it means, NotFound itself
// for no row, and any other error as it is.
func (e Errors) Translate(err error) error {
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return e.NotFound
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return fmt.Errorf("%w: %w", e.Full, err)
	}
	var fault *sqlite.Error
	if !errors.As(err, &fault) {
		return err
	}
	switch fault.Code() & 0xff { // the low byte is the primary result code
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return fmt.Errorf("%w: %w", e.Busy, err)
	case sqlite3.SQLITE_FULL:
		return fmt.Errorf("%w: %w", e.Full, err)
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return fmt.Errorf("%w: %w", e.Corrupt, err)
	}
	return err
}
