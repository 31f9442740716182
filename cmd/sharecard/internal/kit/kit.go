package kit

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/platform"
	"sharecard/render"
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

// Manifest is the content of a kit, in the order the cards were asked for. An entry
// has the name of its template or of its platform; one with an error, or left out, has no file.
type Manifest struct {
	Cards []card.Entry `json:"cards"`
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

// first are the cards that most come for. Others follow.
var first = []string{
	"cover", "poster", "square", "xhs", "photo", "link", "mp-cover", "og", "miniprogram", "thumb", "flash", "quote", "digest",
}

// Names are the cards of a kit in their order.
func Names(templates []*card.LoadedTemplate) []string {
	names := make([]string, len(templates))
	for i, t := range templates {
		names[i] = t.Name
	}
	slices.SortStableFunc(names, func(a, b string) int { return rank(a) - rank(b) })
	return names
}

func rank(name string) int {
	if i := slices.Index(first, name); i >= 0 {
		return i
	}
	return len(first)
}

// Card is one card of a kit: the name that the manifest knows it by, and what asks for it.
type Card struct {
	Name    string
	Request card.Request
}

// OfTemplates asks for the card of each template, named after it. r says everything else;
// each card comes in its template's own format.
func OfTemplates(r card.Request, names []string) []Card {
	cards := make([]Card, len(names))
	for i, name := range names {
		r.Template = name
		cards[i] = Card{name, r}
	}
	return cards
}

// ForPlatforms asks for the card of each platform, named after it. r says everything else.
// The error is a *[card.FieldError] where r has words that the platforms stand for.
func ForPlatforms(r card.Request, platforms []*platform.Platform) ([]Card, error) {
	cards := make([]Card, len(platforms))
	for i, p := range platforms {
		of := r
		if err := p.Apply(&of); err != nil {
			return nil, err
		}
		cards[i] = Card{p.Name, of}
	}
	return cards, nil
}

// Draw draws the cards, up to workers at once.
//
// done is called with each card as it is finished, drawn, failed or left out, never
// twice at a time; its error ends the kit. picture is nil for one that was not drawn,
// is shared with others and must not be changed.
//
// A card that does not fit the article is left out where its request is Fitting, and one
// that has not the ratio, or that its theme does not suit, always: the manifest says why.
// Where no card has that ratio or that theme, it is an error.
//
// The manifest holds the cards in their order. The error is ctx's, that
// of done, [ErrTooLarge], or one of package card's that no card of this request
// could escape.
func Draw(
	ctx context.Context, d Drawer, cards []Card, workers int, done func(e card.Entry, picture []byte) error,
) (*Manifest, error) {
	if len(cards) > MaxCards {
		return nil, fmt.Errorf("%w: %d cards; at most %d", ErrTooLarge, len(cards), MaxCards)
	}
	m := &Manifest{Cards: make([]card.Entry, len(cards))}
	all, under := errgroup.WithContext(ctx)
	all.SetLimit(max(1, workers))
	var mu sync.Mutex
	total := 0
	finish := func(e card.Entry, picture []byte) error {
		mu.Lock()
		defer mu.Unlock()
		if err := under.Err(); err != nil {
			return err // the kit has failed: nobody wants this one
		}
		if total += len(picture); total > MaxBytes {
			return fmt.Errorf("%w: more than %d MB of pictures", ErrTooLarge, MaxBytes>>20)
		}
		return done(e, picture)
	}
	for i, c := range cards {
		all.Go(func() error {
			if err := under.Err(); err != nil {
				return err
			}
			e, picture, err := draw(under, d, c)
			if err != nil {
				return err
			}
			m.Cards[i] = e
			return finish(e, picture)
		})
	}
	err := all.Wait()
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	if err != nil {
		return nil, err
	}
	return m, m.checkWords()
}

// checkWords returns an error where no card of the kit has the ratio or the theme.
func (m *Manifest) checkWords() error {
	for code, word := range map[string]string{wrongRatio: "ratio", card.CodeOf(card.ErrUnsuited): "theme"} {
		other := func(c card.Entry) bool { return c.Omitted == nil || c.Omitted.Code != code }
		if len(m.Cards) > 0 && !slices.ContainsFunc(m.Cards, other) {
			return &card.FieldError{Field: word, Reason: "is one that no card has"}
		}
	}
	return nil
}

// wrongRatio is the code of a card that was left out because it has not the ratio.
const wrongRatio = "no_such_ratio"

// draw returns the entry of one card, and its picture. The error is one that ends
// the kit.
func draw(ctx context.Context, d Drawer, c Card) (card.Entry, []byte, error) {
	name := c.Name
	result, err := d.Card(ctx, c.Request)
	switch {
	case errors.Is(err, card.ErrUnfit), errors.Is(err, card.ErrUnsuited):
		return card.Entry{Name: name, Report: card.Codes{}, Omitted: card.NewFailure(err)}, nil, nil
	case isOf(err, "ratio"):
		return card.Entry{Name: name, Report: card.Codes{}, Omitted: &card.Failure{Code: wrongRatio, Detail: err.Error()}}, nil, nil
	case err != nil && concernsOneCard(err):
		return card.Entry{Name: name, Report: card.Codes{}, Error: card.NewFailure(err)}, nil, nil
	case err != nil:
		return card.Entry{}, nil, err
	}
	e := result.Entry()
	e.Name, e.File = name, name+"."+result.Ext()
	if e.Template == name {
		e.Template = "" // it is said once
	}
	return e, result.Bytes, nil
}

// concernsOneCard reports whether the other cards of a kit may well be drawn after
// an error.
func concernsOneCard(err error) bool {
	if isOf(err, "scale") { // each template has its own largest one
		return true
	}
	for _, own := range []error{render.ErrStrict, render.ErrTooLarge, render.ErrCannotFit, render.ErrTemplate, card.ErrPanic} {
		if errors.Is(err, own) {
			return true
		}
	}
	return false
}

// isOf reports whether an error is about that word of the request.
func isOf(err error, word string) bool {
	var field *card.FieldError
	return errors.As(err, &field) && field.Field == word
}
