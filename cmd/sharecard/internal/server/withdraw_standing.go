package server

import (
	"context"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/permanent"
)

// permit is the rule of [card.Request].
type permit = func(a *article.Article, brand string) error

// namesOf are those under which an article can be withdrawn: its ID, and the ID
// it would have been imported under, which is a hash of its address or, without
// one, of source, title and time. So a page that was withdrawn by its address is
// gone under whatever ID, and in payloads without any.
func namesOf(a *article.Article) []string {
	hash := article.HashID(a)
	if a.ID == "" || a.ID == hash {
		return []string{hash}
	}
	return []string{a.ID, hash}
}

// checkStanding returns an error where an article of these names was withdrawn.
func (s *Server) checkStanding(names []string) error {
	if s.Permanent != nil && s.Permanent.Withdrawn(names...) {
		return permanent.ErrWithdrawn
	}
	return nil
}

// standing refuses a withdrawn article before next is asked, and writes its
// names down.
func (s *Server) standing(next permit, names *[]string) permit {
	return func(a *article.Article, brand string) error {
		*names = namesOf(a)
		if err := s.checkStanding(*names); err != nil {
			return err
		}
		return next(a, brand)
	}
}

// draw draws a card of an article that was not withdrawn, not even while it was
// drawn. It returns the article's names too.
func (s *Server) draw(ctx context.Context, r card.Request) (*card.Result, []string, error) {
	var names []string
	r.Permit = s.standing(r.Permit, &names)
	result, err := s.Cards.Card(ctx, r)
	if err != nil {
		return nil, nil, err
	}
	if err := s.checkStanding(names); err != nil {
		for _, name := range names {
			s.Cards.Forget(name)
		}
		return nil, nil, err
	}
	return result, names, nil
}

// noting writes down the brand that a card turns out to be published under.
func noting(next permit, brand *string) permit {
	return func(a *article.Article, b string) error {
		*brand = b
		return next(a, b)
	}
}
