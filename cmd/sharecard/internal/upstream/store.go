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

// Over lays a store over a source. Close closes both.
func Over(own article.Store, source *Source) *Store { return &Store{own, source} }

// Get returns the article. That it was withdrawn, or that the own store cannot
// tell, is the answer whatever the upstream says.
func (s *Store) Get(ctx context.Context, id string) (*article.Record, error) {
	r, err := s.Store.Get(ctx, id)
	if errors.Is(err, article.ErrNotFound) {
		return s.source.Get(ctx, id)
	}
	return r, err
}

// Withdraw leaves a tombstone and drops the upstream's copy.
func (s *Store) Withdraw(ctx context.Context, id string) error {
	err := s.Store.Withdraw(ctx, id)
	s.source.forget(id)
	return err
}

// Close implements [article.Store].
func (s *Store) Close() error {
	s.source.Close()
	return s.Store.Close()
}
