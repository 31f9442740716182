package card

import (
	"errors"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/templates"
)

// ErrUnfit: the article lacks what the card is nothing without, and the request asks
// for fitting cards only. An [UnfitError] wraps it.
var ErrUnfit = errors.New("the card does not fit the article")

// UnfitError tells what an article lacks for a card.
type UnfitError struct {
	Need   string // of render/template's Needs
	Reason string // "the article has no cover"
}

func (e *UnfitError) Error() string { return e.Reason }

// Unwrap returns ErrUnfit.
func (e *UnfitError) Unwrap() error { return ErrUnfit }

// newFor is for how long news is new.
const newFor = 48 * time.Hour

// lacks are, by a template's needs, what articles lack and how that is told.
var lacks = map[string]struct {
	of     func(a *article.Article, now time.Time) bool
	reason string
}{
	"cover": {func(a *article.Article, _ time.Time) bool { return a.Cover == nil }, "the article has no picture"},
	"items": {func(a *article.Article, _ time.Time) bool { return len(a.Items) == 0 }, "the article has no items"},
	"quote": {func(a *article.Article, _ time.Time) bool { return a.Quote == "" }, "the article has no quotation"},
	"news":  {isOld, "the article is not news of the last two days"},
}

// isOld reports whether an article is none of the hour: not published within two
// days, and not said to be breaking. One of an unknown time is old.
func isOld(a *article.Article, now time.Time) bool {
	words := templates.Data{Lang: a.Lang, Kicker: a.Kicker}
	if words.Lang == "" {
		words.Lang = defaultLang
	}
	at := a.PublishedAt.In(a.Offset(time.UTC))
	return at.Before(now.Add(-newFor)) && !(words.Breaking() && a.PublishedAt.IsZero())
}

// fits returns an error that wraps [ErrUnfit] where the article of a prepared plan
// lacks something that the template needs.
func (p *Plan) fits(now time.Time) error {
	for _, need := range p.template.Template.Needs {
		if lack := lacks[need]; lack.of(p.article, now) {
			return &UnfitError{need, lack.reason}
		}
		if cover := &p.pictures.cover; need == "cover" && cover.image != nil {
			shown := templates.Data{Cover: coverSource, CoverInfo: coverInfo(p.article.Cover, cover)}
			if shown.Picture() == "" {
				return &UnfitError{need, "the article's picture is a logo or another small figure"}
			}
		}
	}
	return nil
}
