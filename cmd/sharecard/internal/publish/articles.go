package publish

import (
	"context"
	"errors"
	"slices"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/auth"
)

// withdrawTimeout ends a withdrawal that a store holds up. It does not end with
// the request: what was begun is finished.
const withdrawTimeout = 15 * time.Second

// Find returns a stored article for a viewer, who is nil for the public.
func (p *Publisher) Find(ctx context.Context, viewer *auth.Caller, id string) (*article.Record, error) {
	r, err := p.articles.Get(ctx, id)
	if err != nil {
		return nil, err
	}
	return r, p.AllowLook(ctx, viewer, r)
}

// MayChange reports whether there is an article under id, or an error where the
// caller may not publish under its brand. One that cannot be had, such as that
// of an upstream which is down, has no brand to guard.
func (p *Publisher) MayChange(ctx context.Context, caller *auth.Caller, id string) (there bool, err error) {
	record, err := p.articles.Get(ctx, id)
	switch {
	case err == nil:
		return true, p.CheckWords(caller, record.Article)
	case errors.Is(err, article.ErrBusy), errors.Is(err, article.ErrCorrupt), ctx.Err() != nil:
		return false, err
	}
	return false, nil
}

// Store puts an article away; reinstate takes back a withdrawal of it. created
// tells that there was none under its ID.
func (p *Publisher) Store(
	ctx context.Context, caller *auth.Caller, a *article.Article, reinstate bool,
) (r *article.Record, created bool, err error) {
	there, err := p.MayChange(ctx, caller, a.ID)
	if err == nil {
		err = p.CheckWords(caller, a)
	}
	if err == nil && reinstate {
		err = p.checkKept(ctx, caller, (&article.Record{Article: a}).Names(), nil)
	}
	if err != nil {
		return nil, false, err
	}
	put := p.articles.Put
	if reinstate {
		put = p.articles.Reinstate
	}
	r, err = put(ctx, a)
	return r, !there, err
}

// Delete withdraws an article, whether it is stored here or comes from an
// upstream.
func (p *Publisher) Delete(ctx context.Context, caller *auth.Caller, id string) error {
	if _, err := p.MayChange(ctx, caller, id); err != nil {
		return err
	}
	_, err := p.withdraw(ctx, Withdrawal{Articles: []string{id}})
	return err
}

// Withdraw takes articles and cards back. It returns how many cards were kept and
// are not any more.
func (p *Publisher) Withdraw(ctx context.Context, caller *auth.Caller, w Withdrawal) (removed int, err error) {
	if err := p.mayWithdraw(ctx, caller, w); err != nil {
		return 0, err
	}
	return p.withdraw(ctx, w)
}

// Lift takes a withdrawal back.
func (p *Publisher) Lift(ctx context.Context, caller *auth.Caller, w Withdrawal) error {
	if err := p.mayWithdraw(ctx, caller, w); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), withdrawTimeout)
	defer cancel()
	return p.keeper.Lift(ctx, w)
}

// mayWithdraw returns an error where the caller may not publish under a brand
// that would be concerned.
func (p *Publisher) mayWithdraw(ctx context.Context, caller *auth.Caller, w Withdrawal) error {
	if p.keeper == nil {
		return ErrNoKeeper
	}
	for _, id := range w.Articles {
		if _, err := p.MayChange(ctx, caller, id); err != nil {
			return err
		}
	}
	return p.checkKept(ctx, caller, w.Articles, w.Hashes)
}

// withdraw takes articles and cards back everywhere: from the stores, from memory
// and from shared caches.
func (p *Publisher) withdraw(ctx context.Context, w Withdrawal) (removed int, err error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), withdrawTimeout)
	defer cancel()
	concerned := slices.Clone(w.Articles)
	if p.keeper == nil {
		for _, id := range w.Articles {
			err = errors.Join(err, p.articles.Withdraw(ctx, id))
		}
	} else {
		w.Brands = p.brandsOf(ctx, w.Articles)
		var more []string
		removed, more, err = p.keeper.Withdraw(ctx, w)
		concerned = append(concerned, more...)
	}
	slices.Sort(concerned)
	concerned = slices.Compact(concerned)
	keys := make([]string, len(concerned))
	for i, id := range concerned {
		p.cards.Forget(id)
		keys[i] = SurrogateKey(id)
	}
	if len(keys) > 0 {
		p.purge(keys...)
	}
	return removed, err
}

// brandsOf returns the brands that stored articles are published under, by ID.
func (p *Publisher) brandsOf(ctx context.Context, articles []string) map[string][]string {
	brands := map[string][]string{}
	for _, id := range articles {
		if record, err := p.articles.Get(ctx, id); err == nil {
			brands[id] = []string{record.Article.Brand, p.cards.Templates().BrandOf(record.Article)}
		}
	}
	return brands
}

// SurrogateKey names an article to shared caches, which drop what shows it by that.
func SurrogateKey(name string) string { return "a-" + name }
