package server

import (
	"context"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/permanent"
)

// permit is the rule of [card.Request].
type permit = func(r *article.Record, brand string) error

// namesOf are those under which an article can be withdrawn: its ID, and the ID
// it would have been imported under, which is a hash of its address or, without
// one, of source, title and time. So a page that was withdrawn by its address is
// gone under whatever ID, and in payloads without any.
func namesOf(r *article.Record) []string {
	id, hash := r.Article.ID, r.HashID
	if hash == "" {
		hash = article.HashID(r.Article)
	}
	if id == "" || id == hash {
		return []string{hash}
	}
	return []string{id, hash}
}

// checkStanding returns an error where an article of these names was withdrawn.
func (s *Server) checkStanding(names []string) error {
	if s.Permanent != nil && s.Permanent.Withdrawn(names...) {
		return permanent.ErrWithdrawn
	}
	return nil
}

// noting writes down the names of the article that a request is about.
func noting(next permit, names *[]string) permit {
	return func(r *article.Record, brand string) error {
		*names = namesOf(r)
		return next(r, brand)
	}
}

// draw draws a card, unless its article is withdrawn while it is drawn. It
// returns the article's names too.
func (s *Server) draw(ctx context.Context, r card.Request) (*card.Result, []string, error) {
	var names []string
	r.Permit = noting(r.Permit, &names)
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
