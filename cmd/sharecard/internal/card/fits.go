package card

import (
	"context"
	"errors"
	"fmt"
	"slices"
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

// Field is the article's field that is missing, or that is too old.
func (e *UnfitError) Field() string {
	if e.Need == needNews {
		return "published_at"
	}
	return e.Need
}

// Unwrap returns ErrUnfit.
func (e *UnfitError) Unwrap() error { return ErrUnfit }

// Needs that are more than a field that has to be there.
const (
	needCover = "cover" // one that is no small figure
	needDaily = "daily" // with a day, its own or that of publication
	needNews  = "news"
)

// newFor is for how long news is new.
const newFor = 48 * time.Hour

// lacks are, by a template's needs, what articles lack and how that is told.
var lacks = map[string]struct {
	of     func(a *article.Article, now time.Time) bool
	reason string
}{
	needCover:  {func(a *article.Article, _ time.Time) bool { return a.Cover == nil }, "the article has no picture"},
	"items":    {func(a *article.Article, _ time.Time) bool { return len(a.Items) == 0 }, "the article has no items"},
	"quote":    {func(a *article.Article, _ time.Time) bool { return a.Quote == "" }, "the article has no quotation"},
	"number":   {func(a *article.Article, _ time.Time) bool { return a.Number == nil }, "the article has no number"},
	"alert":    {func(a *article.Article, _ time.Time) bool { return a.Alert == nil }, "the article has no alert"},
	"debunk":   {func(a *article.Article, _ time.Time) bool { return a.Debunk == nil }, "the article has no rebuttal"},
	"timeline": {func(a *article.Article, _ time.Time) bool { return a.Timeline == nil }, "the article has no timeline"},
	needDaily:  {hasNoDay, "the article has no words for a day, or no day"},
	needNews:   {isOld, "the article is not news of the last two days"},
}

// hasNoDay reports whether an article lacks the words for a day, or the day.
func hasNoDay(a *article.Article, _ time.Time) bool {
	return a.Daily == nil || a.Daily.Date.IsZero() && a.PublishedAt.IsZero()
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

// Unfit tells what an article lacks that the template needs; nil: nothing. Whether its
// picture is more than a logo is known only to who has fetched it.
func (e *LoadedTemplate) Unfit(a *article.Article, now time.Time) *UnfitError {
	if e.Template == nil {
		return nil
	}
	for _, need := range e.Template.Needs {
		if lack := lacks[need]; lack.of(a, now) {
			return &UnfitError{need, lack.reason}
		}
	}
	return nil
}

// checkFits returns an error that wraps [ErrUnfit] where the article of a plan lacks
// something that the template needs. Where that is a picture it waits for a worker.
func (s *Service) checkFits(ctx context.Context, p *Plan) error {
	if slices.Contains(p.template.Template.Needs, needCover) && p.pictures.cover.file != nil {
		release, err := s.limiter.acquire(ctx, &p.pictures)
		if err != nil {
			return fmt.Errorf("waiting to look at the cover: %w", err)
		}
		defer release()
		p = s.decoded(ctx, p)
	}
	return p.fits(s.config.Now())
}

// fits is checkFits for a plan whose pictures are decoded.
func (p *Plan) fits(now time.Time) error {
	if unfit := p.template.Unfit(p.article, now); unfit != nil {
		return unfit
	}
	cover := &p.pictures.cover
	if cover.image == nil || !slices.Contains(p.template.Template.Needs, needCover) {
		return nil
	}
	shown := templates.Data{Cover: coverSource, CoverInfo: coverInfo(p.article.Cover, cover)}
	if shown.Picture() == "" {
		return &UnfitError{needCover, "the article's picture is a logo or another small figure"}
	}
	return nil
}
