package sqlite

import (
	"context"
	"errors"
	"fmt"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/publish"
)

// What an article's name, or a hash, finds among the kept cards.
const (
	ofArticle = `hash IN (SELECT hash FROM card_articles WHERE article = ?)`
	ofHash    = `hash = ?`
)

// Withdraw implements [publish.Withdrawals].
func (s *Cards) Withdraw(ctx context.Context, w publish.Withdrawal) (names []string, gone []*publish.Card, err error) {
	for _, given := range w.Articles {
		for _, name := range given {
			if err := article.CheckName(name); err != nil {
				return nil, nil, err
			}
		}
	}
	if err := s.db.withdrawn.begin(ctx); err != nil {
		return nil, nil, err
	}
	defer s.db.withdrawn.end()
	err = s.db.settle(ctx)
	if err == nil {
		names, gone, err = s.withdraw(ctx, w)
	}
	if errors.Is(err, article.ErrFull) {
		if reached, cards, fault := s.db.reach(ctx, w); fault == nil && s.db.pending.add(w) {
			s.db.memory.Changed()
			names, gone, err = reached, cards, nil
		}
	}
	if err != nil {
		return nil, nil, fmt.Errorf("withdrawing articles %q and cards %q: %w", w.Articles, w.Hashes, err)
	}
	s.db.withdrawn.add(names)
	return names, gone, nil
}

func (s *Cards) withdraw(ctx context.Context, w publish.Withdrawal) (all []string, gone []*publish.Card, err error) {
	err = s.db.change(ctx, func(tx *Tx) error {
		for _, hash := range w.Hashes {
			cards, err := withdrawCards(ctx, tx, ofHash, hash, "")
			if err == nil {
				err = noteBrands(ctx, tx, hash, cards, nil)
			}
			if err == nil { // it may not be kept yet, or be one that is only drawn
				err = tombstone(ctx, tx, hash, "")
			}
			if err != nil {
				return err
			}
			gone = append(gone, cards...)
		}
		for _, given := range w.Articles {
			n, err := withdrawNames(ctx, tx, given)
			if err != nil {
				return err
			}
			all = append(all, n.All...)
			for _, name := range n.All {
				cards, err := withdrawCards(ctx, tx, ofArticle, name, name)
				if err == nil {
					err = noteBrands(ctx, tx, name, cards, w.Brands[name])
				}
				if err != nil {
					return err
				}
				gone = append(gone, cards...)
			}
		}
		return nil
	})
	if err != nil {
		return nil, nil, articleFault(err)
	}
	return all, gone, nil
}

// withdrawNames writes down that the article of these names is withdrawn, and all that
// was withdrawn together with any of them.
func withdrawNames(ctx context.Context, tx *Tx, given []string) (article.Group, error) {
	n, err := namesOf(ctx, tx, given)
	if err != nil {
		return n, err
	}
	for _, name := range n.All {
		if article.ValidID(name) {
			if err := withdrawArticle(ctx, tx, name); err != nil {
				return n, err
			}
		}
	}
	if _, err := tx.ExecContext(ctx, together, jsonList(n.Leading)); err != nil {
		return n, err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO withdrawn_names
		SELECT value, (SELECT coalesce(max(withdrawal), 0) + 1 FROM withdrawn_names), ?2 FROM json_each(?1)`, jsonList(n.All), tx.at())
	return n, err
}

// together removes the withdrawals of names, with all that was withdrawn together.
const together = `DELETE FROM withdrawn_names WHERE withdrawal IN
	(SELECT withdrawal FROM withdrawn_names WHERE name IN (SELECT value FROM json_each(?)))`

// withdrawCards moves cards from the index to what was withdrawn for the sake of an
// article, or for that of none.
func withdrawCards(ctx context.Context, tx *Tx, which, value, article string) ([]*publish.Card, error) {
	cards, err := list(ctx, tx, which, value)
	if err == nil {
		err = remove(ctx, tx, cards)
	}
	if err != nil {
		return nil, err
	}
	for _, c := range cards {
		if err := tombstone(ctx, tx, c.Hash, article); err != nil {
			return nil, err
		}
	}
	return cards, nil
}

// tombstone keeps a card from being kept again.
func tombstone(ctx context.Context, tx *Tx, hash, article string) error {
	_, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO withdrawn_cards VALUES (?, ?, ?)`, hash, article, tx.at())
	return err
}

// noteBrands writes down under which brands that was published which goes with a
// name: who takes its withdrawal back speaks for them.
func noteBrands(ctx context.Context, tx *Tx, name string, cards []*publish.Card, brands []string) error {
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

// Lift implements [publish.Withdrawals].
func (s *Cards) Lift(ctx context.Context, w publish.Withdrawal) (lifted []string, err error) {
	if err := s.db.withdrawn.begin(ctx); err != nil {
		return nil, err
	}
	defer s.db.withdrawn.end()
	if err := s.db.settle(ctx); err != nil {
		return nil, fmt.Errorf("lifting a withdrawal: %w", err)
	}
	err = s.db.change(ctx, func(tx *Tx) error {
		for _, given := range w.Articles {
			names, err := liftNames(ctx, tx, given)
			if err != nil {
				return err
			}
			lifted = append(lifted, names...)
		}
		return forEach(ctx, tx, w.Hashes,
			`DELETE FROM withdrawn_cards WHERE hash = ? AND article = ''`,
			`DELETE FROM withdrawn_brands WHERE name = ?`)
	})
	if err != nil {
		return nil, fmt.Errorf("lifting the withdrawal of articles %q and cards %q: %w", w.Articles, w.Hashes, articleFault(err))
	}
	s.db.withdrawn.remove(lifted)
	return lifted, nil
}

// liftNames ends what was noted of the names of an article, and returns them. What
// another article was withdrawn with stays.
func liftNames(ctx context.Context, tx *Tx, given []string) (lifted []string, err error) {
	n, err := namesOf(ctx, tx, given)
	if err != nil {
		return nil, err
	}
	if _, err := tx.ExecContext(ctx, together, jsonList(n.Leading)); err != nil {
		return nil, err
	}
	for _, name := range n.All {
		stays, err := anyWithdrawn(ctx, tx, []string{name})
		if err != nil {
			return nil, err
		}
		if !stays {
			lifted = append(lifted, name)
		}
	}
	return lifted, forEach(ctx, tx, lifted,
		`DELETE FROM withdrawn_cards WHERE article = ?`,
		`DELETE FROM withdrawn_brands WHERE name = ?`,
		`DELETE FROM articles WHERE id = ? AND doc IS NULL AND revision = 0`)
}

// forEach runs the statements, which take one value, for each of the values.
func forEach(ctx context.Context, tx *Tx, values []string, statements ...string) error {
	for _, value := range values {
		for _, statement := range statements {
			if _, err := tx.ExecContext(ctx, statement, value); err != nil {
				return err
			}
		}
	}
	return nil
}

// Withdrawn implements [publish.Withdrawals]. It asks memory only.
func (s *Cards) Withdrawn(_ context.Context, names ...string) (bool, error) {
	return s.db.withdrawn.any(names), nil
}

// refuseWithdrawn returns [publish.ErrWithdrawn] for a card that must not come back.
func refuseWithdrawn(ctx context.Context, tx *Tx, c *publish.Card) error {
	gone, err := exists(ctx, tx, `SELECT 1 FROM withdrawn_cards WHERE hash = ?`, c.Hash)
	if err == nil && !gone {
		gone, err = anyWithdrawn(ctx, tx, c.Articles)
	}
	if err == nil && gone {
		return publish.ErrWithdrawn
	}
	return err
}

// Concerned implements [publish.Withdrawals].
func (s *Cards) Concerned(ctx context.Context, w publish.Withdrawal) (*publish.Concerned, error) {
	c := new(publish.Concerned)
	err := s.change(ctx, func(tx *Tx) error {
		for _, given := range w.Articles {
			n, err := namesOf(ctx, tx, given)
			if err != nil {
				return err
			}
			c.Names = append(c.Names, n.All...)
		}
		var err error
		if c.Stored, err = stored(ctx, tx, c.Names); err != nil {
			return err
		}
		for _, q := range []struct {
			which  string
			values []string
		}{{ofHash, w.Hashes}, {ofArticle, c.Names}} {
			for _, value := range q.values {
				cards, err := list(ctx, tx, q.which, value)
				if err != nil {
					return err
				}
				c.Cards = append(c.Cards, cards...)
				of, err := column(ctx, tx, `SELECT brand FROM withdrawn_brands WHERE name = ?`, value)
				if err != nil {
					return err
				}
				c.Brands = append(c.Brands, of...)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return c, nil
}
