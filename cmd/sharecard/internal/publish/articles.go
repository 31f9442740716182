package publish

import (
	"context"
	"errors"
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
	case errors.Is(err, article.ErrBusy), errors.Is(err, article.ErrAway), errors.Is(err, article.ErrCorrupt), ctx.Err() != nil:
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
	if err == nil && reinstate && p.keeper != nil {
		_, err = p.reach(ctx, caller, Recall{Articles: []*article.Article{a}})
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

// Recall is what somebody wants withdrawn, or lifted.
type Recall struct {
	// Articles are as much of each as is known: its ID, its address, or the payload of
	// a card.
	Articles []*article.Article
	// Hashes are those of single cards, which need not be kept.
	Hashes []string
}

// Delete withdraws an article under all its names, whether it is stored here or comes
// from an upstream.
func (p *Publisher) Delete(ctx context.Context, caller *auth.Caller, id string) error {
	if p.keeper == nil {
		if _, err := p.MayChange(ctx, caller, id); err != nil {
			return err
		}
		ctx, cancel := lasting(ctx)
		defer cancel()
		p.drop([]string{id})
		return p.articles.Withdraw(ctx, id)
	}
	_, _, err := p.Withdraw(ctx, caller, Recall{Articles: []*article.Article{{ID: id}}})
	return err
}

// Withdraw takes articles back under all their names, and cards: from the stores, from
// memory and from shared caches. It returns the names, and how many cards were kept and
// are not any more.
func (p *Publisher) Withdraw(ctx context.Context, caller *auth.Caller, r Recall) (names []string, removed int, err error) {
	w, err := p.reach(ctx, caller, r)
	if err != nil {
		return nil, 0, err
	}
	ctx, cancel := lasting(ctx)
	defer cancel()
	names, gone, err := p.keeper.Withdraw(ctx, w)
	if err != nil {
		return nil, 0, err
	}
	concerned := names
	for _, c := range gone {
		concerned = append(concerned, c.Articles...)
	}
	p.drop(concerned)
	return names, len(gone), nil
}

// Lift takes a withdrawal back, of all that was withdrawn together. It returns the names
// that are lifted.
func (p *Publisher) Lift(ctx context.Context, caller *auth.Caller, r Recall) (names []string, err error) {
	w, err := p.reach(ctx, caller, r)
	if err != nil {
		return nil, err
	}
	ctx, cancel := lasting(ctx)
	defer cancel()
	return p.keeper.Lift(ctx, w)
}

// lasting is ctx for what is finished once it was begun.
func lasting(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(ctx), withdrawTimeout)
}

// reach returns what a recall comes to, or an error where the caller may not publish
// under a brand that would be concerned.
func (p *Publisher) reach(ctx context.Context, caller *auth.Caller, r Recall) (Withdrawal, error) {
	w := Withdrawal{Hashes: r.Hashes, Brands: map[string][]string{}}
	if p.keeper == nil {
		return w, ErrNoKeeper
	}
	looked := map[string]bool{}
	// look returns the stored article under an ID, or nil where it cannot be had.
	look := func(id string) (*article.Article, error) {
		if looked[id] {
			return nil, nil
		}
		looked[id] = true
		record, err := p.articles.Get(ctx, id)
		switch {
		case err == nil:
			a := record.Article
			w.Brands[id] = []string{a.Brand, p.cards.Templates().BrandOf(a)}
			return a, p.CheckWords(caller, a)
		case errors.Is(err, article.ErrBusy), errors.Is(err, article.ErrAway), errors.Is(err, article.ErrCorrupt), ctx.Err() != nil:
			return nil, err
		}
		return nil, nil
	}
	for _, a := range r.Articles {
		names := article.Names(a)
		if a.ID != "" {
			found, err := look(a.ID)
			if err != nil {
				return w, err
			}
			if found != nil {
				names = append(names, article.Names(found)...)
			}
		}
		w.Articles = append(w.Articles, names)
	}
	concerned, err := p.keeper.Concerned(ctx, w)
	if err != nil {
		return w, err
	}
	for _, id := range concerned.Stored {
		if _, err := look(id); err != nil {
			return w, err
		}
	}
	for _, brand := range concerned.Brands {
		err = errors.Join(err, CheckBrand(caller, brand))
	}
	return w, err
}

// drop takes the cards of articles from memory and from shared caches.
func (p *Publisher) drop(names []string) {
	var keys []string
	known := map[string]bool{}
	for _, name := range names {
		p.cards.Forget(name)
		for _, key := range purgeKeys(name) {
			if !known[key] {
				keys, known[key] = append(keys, key), true
			}
		}
	}
	if len(keys) > 0 {
		p.purge(keys...)
	}
}
