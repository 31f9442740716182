package server

import (
	"context"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/publish"
)

// permit is the rule of [card.Request].
type permit = func(r *article.Record, brand string) error

// checkStanding returns an error where an article of these names was withdrawn.
func (s *Server) checkStanding(ctx context.Context, names []string) error {
	if s.Permanent == nil {
		return nil
	}
	gone, err := s.Permanent.Withdrawn(ctx, names...)
	if err == nil && gone {
		return publish.ErrWithdrawn
	}
	return err
}

// noting writes down the names of the article that a request is about.
func noting(next permit, names *[]string) permit {
	return func(r *article.Record, brand string) error {
		*names = r.Names()
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
	if err := s.checkStanding(ctx, names); err != nil {
		for _, name := range names {
			s.Cards.Forget(name)
		}
		return nil, nil, err
	}
	return result, names, nil
}
