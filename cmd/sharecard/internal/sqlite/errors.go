package sqlite

import (
	"database/sql"
	"errors"
	"fmt"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/objects"
	"sharecard/cmd/sharecard/internal/publish"
)

// faults are the errors of one of the stores, by what they stand for.
type faults struct {
	notFound error // no row
	busy     error // another process holds the file; trying again may succeed
	full     error // the disk has no room, or the quota is used up
	corrupt  error // the file is no SQLite database any more
}

// articleFault turns the errors that callers act upon into those of package article.
func articleFault(err error) error {
	return faults{article.ErrNotFound, article.ErrBusy, article.ErrFull, article.ErrCorrupt}.translate(err)
}

// cardFault turns the errors that callers act upon into those of package publish.
func cardFault(err error) error {
	return faults{publish.ErrNotFound, publish.ErrBusy, publish.ErrFull, publish.ErrCorrupt}.translate(err)
}

// translate returns err wrapped with the one of f that it means, notFound itself for
// no row, and any other error as it is.
func (f faults) translate(err error) error {
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return f.notFound
	case errors.Is(err, objects.ErrFull), errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return fmt.Errorf("%w: %w", f.full, err)
	}
	var fault *sqlite.Error
	if !errors.As(err, &fault) {
		return err
	}
	if fault.Code() == sqlite3.SQLITE_IOERR_SHMSIZE { // no room for the index of the log
		return fmt.Errorf("%w: %w", f.full, err)
	}
	switch fault.Code() & 0xff { // the low byte is the primary result code
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return fmt.Errorf("%w: %w", f.busy, err)
	case sqlite3.SQLITE_FULL:
		return fmt.Errorf("%w: %w", f.full, err)
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return fmt.Errorf("%w: %w", f.corrupt, err)
	}
	return err
}
