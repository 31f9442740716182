package permanent

import (
	"errors"

	"sharecard/cmd/sharecard/internal/sqlitefault"
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
	return sqlitefault.Errors{NotFound: ErrNotFound, Busy: ErrBusy, Full: ErrFull, Corrupt: ErrCorrupt}.Translate(err)
}
