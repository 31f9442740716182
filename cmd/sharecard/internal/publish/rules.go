package publish

import (
	"context"
	"fmt"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/auth"
	"sharecard/cmd/sharecard/internal/card"
)

// allowShown returns an error where a viewer may not have the card of a stored
// article. Whoever stored it answered for its words under its own brand; under
// another one only a caller of that brand shows it.
func (p *Publisher) allowShown(ctx context.Context, viewer *auth.Caller, plan *card.Plan) error {
	if err := p.AllowLook(ctx, viewer, plan.Record()); err != nil {
		return err
	}
	return CheckBrand(viewer, plan.ForeignBrand())
}

// allowSpoken returns an error where a viewer may not have a card whose words a
// speaker answers for. They stay within the speaker's brands, whether the request
// names one or the article's source chooses it.
func (p *Publisher) allowSpoken(ctx context.Context, viewer, speaker *auth.Caller, plan *card.Plan) error {
	if err := p.AllowLook(ctx, viewer, plan.Record()); err != nil {
		return err
	}
	for _, member := range plan.Members() { // of a digest: words of theirs stand on it
		if err := p.AllowLook(ctx, viewer, member); err != nil {
			return err
		}
		if err := p.CheckWords(speaker, member.Article); err != nil {
			return err
		}
	}
	return CheckBrand(speaker, plan.Brand())
}

// allowRequest returns an error where a viewer may not know of the article of a
// request.
func (p *Publisher) allowRequest(ctx context.Context, viewer *auth.Caller, r card.Request) error {
	if r.Record != nil {
		return p.AllowLook(ctx, viewer, r.Record)
	}
	_, err := p.Find(ctx, viewer, r.ArticleID)
	return err
}

// AllowLook returns an error where a viewer may not know of an article: until its
// time of publication it is for callers only, as private ones are always, and once
// withdrawn for nobody.
func (p *Publisher) AllowLook(ctx context.Context, viewer *auth.Caller, r *article.Record) error {
	if viewer == nil && p.Hidden(r) {
		return article.ErrNotFound
	}
	return p.CheckStanding(ctx, r.AllNames())
}

// Hidden reports whether an article is for callers only: until its time of
// publication, and for private ones always.
func (p *Publisher) Hidden(r *article.Record) bool { return p.embargoed(r.Article) || p.private(r) }

// embargoed reports whether the article's time of publication lies ahead: of a
// day, its first instant in the article's offset, or in the publisher's zone.
func (p *Publisher) embargoed(a *article.Article) bool {
	return p.publication(a).After(p.now())
}

// publication is when an article is published; the zero time where that is unknown.
func (p *Publisher) publication(a *article.Article) time.Time {
	return a.PublishedAt.In(a.Offset(p.zone))
}

// AllowRead returns an error where the article at an address was withdrawn, so that it
// is not even fetched.
func (p *Publisher) AllowRead(ctx context.Context, address string) error {
	return p.CheckStanding(ctx, article.Names(&article.Article{URL: address}))
}

// CheckStanding returns an error where an article of these names was withdrawn.
func (p *Publisher) CheckStanding(ctx context.Context, names []string) error {
	if p.keeper == nil {
		return nil
	}
	gone, err := p.keeper.Withdrawn(ctx, names...)
	if err == nil && gone {
		err = ErrWithdrawn
	}
	return err
}

// CheckBrand returns an error where a caller may not publish under a brand.
func CheckBrand(caller *auth.Caller, brand string) error {
	if caller.May(brand) {
		return nil
	}
	return fmt.Errorf("%w: %s", ErrBrand, brand)
}

// CheckWords returns an error where a caller may not store, change or withdraw an
// article: its cards are under a brand, or will be as soon as there is one of that
// name, that he may not publish under.
func (p *Publisher) CheckWords(caller *auth.Caller, a *article.Article) error {
	if err := CheckBrand(caller, a.Brand); err != nil {
		return err
	}
	return CheckBrand(caller, p.cards.Templates().BrandOf(a))
}
