package server

import (
	"errors"
	"fmt"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/access"
	"sharecard/cmd/sharecard/internal/article"
)

// maySpeak returns the rule of [card.Request] for a card whose words speaker
// answers for: the holder of a token, or of the key that signed them. They stay
// within his brands, whether he names one or the article's source chooses it;
// until its time an article is for callers only, and once withdrawn for nobody.
func (s *Server) maySpeak(c *gin.Context, speaker *access.Caller) permit {
	viewer, ctx := s.caller(c), c.Request.Context()
	return func(r *article.Record, brand string) error {
		if err := errors.Join(s.checkStanding(ctx, r.Names()), s.checkPublished(viewer, r.Article)); err != nil {
			return err
		}
		return checkBrand(speaker, brand)
	}
}

// mayShow returns the rule of [card.Request] for the card of a stored article,
// of which a brand may be asked. Whoever stored it answered for its words under
// its own brand; under another one only a caller of that brand shows it.
func (s *Server) mayShow(c *gin.Context, asked string) permit {
	viewer, ctx := s.caller(c), c.Request.Context()
	return func(r *article.Record, _ string) error {
		a := r.Article
		if err := errors.Join(s.checkStanding(ctx, r.Names()), s.checkPublished(viewer, a)); err != nil {
			return err
		}
		if asked == a.Brand || asked == s.Cards.Templates().BrandOf(a) {
			return nil
		}
		return checkBrand(viewer, asked)
	}
}

// checkBrand returns an error where caller may not publish under brand; the
// public may under none.
func checkBrand(caller *access.Caller, brand string) error {
	if brand == "" || caller != nil && caller.May(brand) {
		return nil
	}
	return fmt.Errorf("%w: %s", errBrand, brand)
}

// checkArticle returns an error where caller may not store, change or withdraw
// an article: its cards are under a brand, or will be as soon as there is one of
// that name, that he may not publish under.
func (s *Server) checkArticle(caller *access.Caller, a *article.Article) error {
	if err := checkBrand(caller, a.Brand); err != nil {
		return err
	}
	return checkBrand(caller, s.Cards.Templates().BrandOf(a))
}

// checkPublished hides an article from the public until its time.
func (s *Server) checkPublished(viewer *access.Caller, a *article.Article) error {
	if viewer == nil && s.embargoed(a) {
		return article.ErrNotFound
	}
	return nil
}

// embargoed reports whether the article's time of publication lies ahead.
func (s *Server) embargoed(a *article.Article) bool { return a.PublishedAt.After(s.Now()) }
