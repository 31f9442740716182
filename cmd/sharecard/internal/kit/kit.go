package kit

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/render"
	"sharecard/render/encode"
)

// Bounds of a kit.
const (
	MaxCards = 200
	MaxBytes = 64 << 20 // of all pictures together
)

// ErrTooLarge: the cards of the kit are more, or larger, than its bounds.
var ErrTooLarge = errors.New("the kit is too large")

// Drawer draws one card; *card.Service is one.
type Drawer interface {
	Card(ctx context.Context, r card.Request) (*card.Result, error)
}

// Manifest is the content of a kit, in the order the cards were asked for.
type Manifest struct {
	Cards []Card `json:"cards"`
}

// Card is one entry of a [Manifest]. One with an Error has no file.
type Card struct {
	Name   string     `json:"name"` // of the template
	File   string     `json:"file,omitempty"`
	Width  int        `json:"width,omitempty"` // px
	Height int        `json:"height,omitempty"`
	Bytes  int        `json:"bytes,omitempty"`
	SHA256 string     `json:"sha256,omitempty"` // hex
	MIME   string     `json:"mime,omitempty"`
	Alt    string     `json:"alt,omitempty"`
	Report card.Codes `json:"report"`
	Error  *Error     `json:"error,omitempty"`
}

// Error is why there is no card.
type Error struct {
	Code   string `json:"code"` // stable, as in the service's problems
	Detail string `json:"detail"`
}

// Failed counts the cards that could not be drawn.
func (m *Manifest) Failed() int {
	n := 0
	for _, c := range m.Cards {
		if c.Error != nil {
			n++
		}
	}
	return n
}

// Draw draws the card of each name, up to workers at once. r says everything
// but the template; each card comes in its template's own format.
//
// done is called with each card as it is finished, drawn or failed, never twice
// at a time; its error ends the kit. picture is nil for a failed card, is
// shared with others and must not be changed.
//
// The manifest holds the cards in the order of names. The error is ctx's, that
// of done, [ErrTooLarge], or one of package card's that no card of this request
// could escape.
func Draw(ctx context.Context, d Drawer, r card.Request, names []string, workers int, done func(c Card, picture []byte) error) (*Manifest, error) {
	if len(names) > MaxCards {
		return nil, fmt.Errorf("%w: %d cards; at most %d", ErrTooLarge, len(names), MaxCards)
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var (
		mu    sync.Mutex
		total int
		all   sync.WaitGroup
		next  = make(chan int)
		m     = &Manifest{Cards: make([]Card, len(names))}
	)
	finish := func(i int, picture []byte) error {
		mu.Lock()
		defer mu.Unlock()
		if ctx.Err() != nil {
			return nil // the kit has failed: nobody wants this one
		}
		if total += len(picture); total > MaxBytes {
			return fmt.Errorf("%w: more than %d MB of pictures", ErrTooLarge, MaxBytes>>20)
		}
		return done(m.Cards[i], picture)
	}
	for range max(1, min(workers, len(names))) {
		all.Go(func() {
			for i := range next {
				picture, err := draw(ctx, d, r, &m.Cards[i], names[i])
				if err == nil {
					err = finish(i, picture)
				}
				if err != nil {
					cancel(err)
				}
			}
		})
	}
feed:
	for i := range names {
		select {
		case next <- i:
		case <-ctx.Done():
			break feed
		}
	}
	close(next)
	all.Wait()
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	return m, nil
}

// draw fills in the entry of one card. The error is one that ends the kit.
func draw(ctx context.Context, d Drawer, r card.Request, c *Card, name string) (picture []byte, err error) {
	c.Name = name
	r.Template = name
	result, err := d.Card(ctx, r)
	if err != nil {
		if c.Error = own(err); c.Error == nil {
			return nil, err
		}
		return nil, nil
	}
	c.File = name + "." + encode.FormatOfMIME(result.MIME).Ext()
	c.Width, c.Height, c.Bytes = result.Width, result.Height, len(result.Bytes)
	c.SHA256, c.MIME, c.Alt, c.Report = result.SHA256, result.MIME, result.Alt, result.Codes
	return result.Bytes, nil
}

// own returns what the manifest says of an error that is one card's own; nil
// for one that the other cards would meet too.
func own(err error) *Error {
	var field *card.FieldError
	if errors.As(err, &field) && field.Field == "scale" { // each template has its own largest one
		return &Error{"invalid_parameter", err.Error()}
	}
	for _, e := range []struct {
		err  error
		code string
	}{
		{render.ErrStrict, "text_not_whole"},
		{render.ErrTooLarge, "card_too_large"},
		{render.ErrCannotFit, "cannot_fit"},
		{render.ErrTemplate, "template_broken"},
		{card.ErrPanic, "internal"},
	} {
		if errors.Is(err, e.err) {
			return &Error{e.code, err.Error()}
		}
	}
	return nil
}
