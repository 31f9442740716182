package permanent

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
)

// Withdraw takes back articles and single cards, for good: their cards are
// removed and can neither be read nor kept again. It returns how many cards were
// removed and the articles that any of them belonged to. Withdrawing twice is no
// error. For [Store.Brands], brands are those that articles were published under
// although no card of theirs tells.
func (s *Store) Withdraw(ctx context.Context, articles, hashes []string, brands map[string][]string) (removed int, concerned []string, err error) {
	var gone []*Card
	err = s.change(ctx, func(ctx context.Context, tx *sql.Tx) error {
		for _, hash := range hashes {
			cards, err := s.withdrawCards(ctx, tx, `hash = ?`, hash, "")
			if err == nil {
				err = noteBrands(ctx, tx, hash, cards, nil)
			}
			if err != nil {
				return err
			}
			gone = append(gone, cards...)
			// It may not be kept yet, or be one that is only drawn.
			if _, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO withdrawn_cards VALUES (?, '', ?)`, hash, s.now()); err != nil {
				return err
			}
		}
		for _, article := range articles {
			if _, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO withdrawn_articles VALUES (?, ?)`, article, s.now()); err != nil {
				return err
			}
			cards, err := s.withdrawCards(ctx, tx, `hash IN (SELECT hash FROM card_articles WHERE article = ?)`, article, article)
			if err == nil {
				err = noteBrands(ctx, tx, article, cards, brands[article])
			}
			if err != nil {
				return err
			}
			gone = append(gone, cards...)
		}
		return nil
	})
	if err != nil {
		return 0, nil, fmt.Errorf("withdrawing cards: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, article := range articles {
		s.withdrawn[article] = struct{}{}
	}
	for _, c := range gone {
		concerned = append(concerned, c.Articles...)
	}
	return len(gone), concerned, nil
}

// noteBrands writes down under which brands that was published which goes with a
// name: who takes its withdrawal back speaks for them.
func noteBrands(ctx context.Context, tx *sql.Tx, name string, cards []*Card, brands []string) error {
	for _, c := range cards {
		brands = append(brands[:len(brands):len(brands)], c.Brand)
	}
	for _, brand := range brands {
		if brand == "" {
			continue
		}
		if _, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO withdrawn_brands VALUES (?, ?)`, name, brand); err != nil {
			return err
		}
	}
	return nil
}

// Brands returns the brands, other than none, of the kept cards that
// [Store.Withdraw] would take back, and those of what it took back.
func (s *Store) Brands(ctx context.Context, articles, hashes []string) (brands []string, err error) {
	err = s.change(ctx, func(ctx context.Context, tx *sql.Tx) error {
		for _, q := range []struct {
			which  string
			values []string
		}{
			{`hash = ?`, hashes},
			{`hash IN (SELECT hash FROM card_articles WHERE article = ?)`, articles},
		} {
			for _, value := range q.values {
				cards, err := list(ctx, tx, q.which, value)
				if err != nil {
					return err
				}
				for _, c := range cards {
					brands = append(brands, c.Brand)
				}
				of, err := withdrawnBrands(ctx, tx, value)
				if err != nil {
					return err
				}
				brands = append(brands, of...)
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("looking for cards: %w", err)
	}
	slices.Sort(brands)
	brands = slices.Compact(brands)
	return slices.DeleteFunc(brands, func(brand string) bool { return brand == "" }), nil
}

// withdrawnBrands returns what noteBrands wrote down for a name.
func withdrawnBrands(ctx context.Context, tx *sql.Tx, name string) (brands []string, err error) {
	rows, err := tx.QueryContext(ctx, `SELECT brand FROM withdrawn_brands WHERE name = ?`, name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var brand string
		if err := rows.Scan(&brand); err != nil {
			return nil, err
		}
		brands = append(brands, brand)
	}
	return brands, rows.Err()
}

// withdrawCards moves cards from the index to what was withdrawn for the sake
// of an article. Their files go first: that makes room for the rest on a full
// disk.
func (s *Store) withdrawCards(ctx context.Context, tx *sql.Tx, which, value, article string) ([]*Card, error) {
	cards, err := list(ctx, tx, which, value)
	if err != nil {
		return nil, err
	}
	if err := s.remove(ctx, tx, cards); err != nil {
		return nil, err
	}
	for _, c := range cards {
		if _, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO withdrawn_cards VALUES (?, ?, ?)`, c.Hash, article, s.now()); err != nil {
			return nil, err
		}
	}
	return cards, nil
}

// Reinstate takes the withdrawal of articles back. Their cards may be kept
// again; those that were removed are not there until they are.
func (s *Store) Reinstate(ctx context.Context, articles ...string) error {
	err := s.change(ctx, func(ctx context.Context, tx *sql.Tx) error {
		return forEach(ctx, tx, articles,
			`DELETE FROM withdrawn_articles WHERE article = ?`,
			`DELETE FROM withdrawn_cards WHERE article = ?`,
			`DELETE FROM withdrawn_brands WHERE name = ?`)
	})
	if err != nil {
		return fmt.Errorf("reinstating articles: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, article := range articles {
		delete(s.withdrawn, article)
	}
	return nil
}

// ReinstateCards takes the withdrawal of single cards back.
func (s *Store) ReinstateCards(ctx context.Context, hashes ...string) error {
	err := s.change(ctx, func(ctx context.Context, tx *sql.Tx) error {
		return forEach(ctx, tx, hashes,
			`DELETE FROM withdrawn_cards WHERE hash = ? AND article = ''`,
			`DELETE FROM withdrawn_brands WHERE name = ?`)
	})
	if err != nil {
		return fmt.Errorf("reinstating cards: %w", err)
	}
	return nil
}

// forEach runs the statements, which take one value, for each of the values.
func forEach(ctx context.Context, tx *sql.Tx, values []string, statements ...string) error {
	for _, value := range values {
		for _, statement := range statements {
			if _, err := tx.ExecContext(ctx, statement, value); err != nil {
				return err
			}
		}
	}
	return nil
}

// Withdrawn reports whether any of these articles was withdrawn. It asks
// memory only.
func (s *Store) Withdrawn(articles ...string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, article := range articles {
		if _, gone := s.withdrawn[article]; gone {
			return true
		}
	}
	return false
}

// refuseWithdrawn returns [ErrWithdrawn] for a card that must not come back.
func refuseWithdrawn(ctx context.Context, tx *sql.Tx, c *Card) error {
	var one int
	err := tx.QueryRowContext(ctx, `SELECT 1 FROM withdrawn_cards WHERE hash = ? LIMIT 1`, c.Hash).Scan(&one)
	for i := 0; errors.Is(err, sql.ErrNoRows) && i < len(c.Articles); i++ {
		err = tx.QueryRowContext(ctx, `SELECT 1 FROM withdrawn_articles WHERE article = ?`, c.Articles[i]).Scan(&one)
	}
	switch {
	case err == nil:
		return ErrWithdrawn
	case errors.Is(err, sql.ErrNoRows):
		return nil
	}
	return err
}

// loadWithdrawn fills the memory of withdrawn articles.
func (s *Store) loadWithdrawn(ctx context.Context) error {
	rows, err := s.db.QueryContext(ctx, `SELECT article FROM withdrawn_articles`)
	if err != nil {
		return known(err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var article string
		if err := rows.Scan(&article); err != nil {
			return known(err)
		}
		s.withdrawn[article] = struct{}{}
	}
	return known(rows.Err())
}
