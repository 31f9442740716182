package card

import "errors"

// Errors of [Service.Card]; test with errors.Is. Those of the article store and
// of package render come through wrapped.
var (
	// ErrInvalid is wrapped by every [FieldError].
	ErrInvalid = errors.New("invalid request")
	// ErrNoTemplate: no template has that name.
	ErrNoTemplate = errors.New("no such template")
	// ErrBusy: the queue of cards to draw is full. Asking again in a second
	// makes sense.
	ErrBusy = errors.New("too many cards are waiting to be drawn")
	// ErrPanic: drawing the card failed in a way that is a bug.
	ErrPanic = errors.New("drawing the card panicked")
)

// FieldError names the word of a request that is wrong. It wraps [ErrInvalid].
type FieldError struct {
	Field  string // "scale"
	Reason string // a phrase that follows the name: "must be from 1 to 3"
}

func (e *FieldError) Error() string { return e.Field + " " + e.Reason }

// Unwrap returns ErrInvalid.
func (e *FieldError) Unwrap() error { return ErrInvalid }
