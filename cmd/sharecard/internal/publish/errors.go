package publish

import "errors"

// Errors of a [Publisher].
var (
	// ErrBrand: the caller may not publish under the brand.
	ErrBrand = errors.New("the token does not reach to this brand")
	// ErrDegraded: the card is not kept, since it lacks something.
	ErrDegraded = errors.New("the card lacks what it asked for, and is not made permanent so")
	// ErrNoArticles: there is nothing to make a digest of.
	ErrNoArticles = errors.New("no stored article of that channel or source was published")
	// ErrNoKeeper: there is nothing to keep cards in.
	ErrNoKeeper = errors.New("this server keeps no permanent cards")
)

// Errors of a [Store] and a [Keeper], wrapped with what was being done.
var (
	// ErrNotFound: no card was kept under that hash and name.
	ErrNotFound = errors.New("no such permanent card")
	// ErrWithdrawn: the card, or its article, was taken back.
	ErrWithdrawn = errors.New("the card was withdrawn")
	// ErrFull: the limit is reached, or the disk has no room.
	ErrFull = errors.New("no room for another permanent card")
	// ErrChanged: the card was kept, its bytes were lost or damaged, and the request gives
	// others now: its address would not show what it showed.
	ErrChanged = errors.New("the permanent card was damaged and comes out differently now; withdraw it by its hash")
	// ErrBusy: another process holds the store; trying again may succeed.
	ErrBusy = errors.New("the index of permanent cards is busy")
	// ErrAway: the store, or what keeps the bytes, cannot be reached.
	ErrAway = errors.New("the permanent cards cannot be reached")
	// ErrCorrupt: what is on disk is no index any more.
	ErrCorrupt = errors.New("the index of permanent cards is damaged")
	// ErrKeyReused: the idempotency key came with another request before.
	ErrKeyReused = errors.New("the idempotency key was used for another request")
)
