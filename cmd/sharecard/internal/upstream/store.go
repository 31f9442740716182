package upstream

import (
	"context"
	"errors"

	"sharecard/cmd/sharecard/internal/article"
)

// Store is an [article.Store] whose articles come from the service's own store
// or, where that never had them, from an upstream. What is written goes to the
// former. It is safe for concurrent use.
type Store struct {
	article.Store
	source *Source
}

// Over lays a store over a source; both stay the caller's to close.
func Over(own article.Store, source *Source) *Store { return &Store{own, source} }

// Get returns the article. That it was withdrawn, or that the own store cannot
// tell, is the answer whatever the upstream says.
func (s *Store) Get(ctx context.Context, id string) (*article.Record, error) {
	r, err := s.Store.Get(ctx, id)
	switch {
	case errors.Is(err, article.ErrNotFound):
		return s.source.Get(ctx, id)
	case errors.Is(err, article.ErrWithdrawn):
		s.source.forget(id) // so that it is asked for anew once that is lifted
	}
	return r, err
}
