package card

import (
	"context"
	"errors"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/strictjson"
	"sharecard/render"
)

// Errors of a [Service]; test with errors.Is. Those of the article store and of
// package render come through wrapped.
var (
	// ErrInvalid is wrapped by every [FieldError].
	ErrInvalid = errors.New("invalid request")
	// ErrNoTemplate: no template has that name.
	ErrNoTemplate = errors.New("no such template")
	// ErrUnsuited: the theme does not suit the card; an [UnsuitedError] wraps it.
	ErrUnsuited = errors.New("the theme does not suit the card")
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

// CodeInternal is the code of an error that is nobody's but the program's own.
const CodeInternal = "internal"

// codes are the codes of the errors that a card may end with; the first match
// counts.
var codes = []struct {
	err  error
	code string
}{
	{article.ErrNotFound, "article_not_found"},
	{article.ErrWithdrawn, "withdrawn"},
	{article.ErrCursor, "invalid_cursor"},
	{article.ErrBusy, "store_busy"},
	{article.ErrAway, "store_unavailable"},
	{article.ErrFull, "store_full"},
	{article.ErrCorrupt, "store_damaged"},
	{strictjson.ErrTooLarge, "too_large"},
	{strictjson.ErrInvalid, "invalid_document"},
	{ErrInvalid, "invalid_parameter"},
	{ErrNoTemplate, "template_not_found"},
	{ErrUnsuited, "unsuited_theme"},
	{ErrBusy, "busy"},
	{ErrUnfit, "unfit"},
	{render.ErrStrict, "text_not_whole"},
	{render.ErrCannotFit, "cannot_fit"},
	{render.ErrTooLarge, "card_too_large"},
	{render.ErrTemplate, "template_broken"},
	{context.DeadlineExceeded, "timeout"},
	{context.Canceled, "canceled"},
}

// CodeOf returns the code by which manifests and answers name an error. Codes are
// stable: clients may compare them.
func CodeOf(err error) string {
	for _, c := range codes {
		if errors.Is(err, c.err) {
			return c.code
		}
	}
	return CodeInternal
}
