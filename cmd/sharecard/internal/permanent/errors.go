package permanent

import (
	"database/sql"
	"errors"
	"fmt"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Errors of a [Store], wrapped with what was being done.
var (
	// ErrNotFound: no card was kept under that hash and name.
	ErrNotFound = errors.New("no such permanent card")
	// ErrWithdrawn: the card, or its article, was taken back.
	ErrWithdrawn = errors.New("the card was withdrawn")
	// ErrFull: the store has reached its limit, or the disk has no room.
	ErrFull = errors.New("no room for another permanent card")
	// ErrBusy: another process holds the index; trying again may succeed.
	ErrBusy = errors.New("the index of permanent cards is busy")
	// ErrCorrupt: what is on disk is no index any more.
	ErrCorrupt = errors.New("the index of permanent cards is damaged")
	// ErrKeyReused: the idempotency key came with another request before.
	ErrKeyReused = errors.New("the idempotency key was used for another request")
)

// known turns the errors that callers act upon into this package's own.
func known(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return ErrNotFound
	}
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return fmt.Errorf("%w: %w", ErrFull, err)
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
