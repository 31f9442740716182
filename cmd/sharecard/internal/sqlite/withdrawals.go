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
func (s *Cards) Withdraw(ctx context.Context, w publish.Withdrawal) ([]*publish.Card, error) {
	for _, name := range w.Articles {
		if err := article.CheckID(name); err != nil {
			return nil, err
		}
	}
	if err := s.db.withdrawn.begin(ctx); err != nil {
		return nil, err
	}
	defer s.db.withdrawn.end()
	gone, err := s.withdraw(ctx, w)
	if errors.Is(err, article.ErrFull) && s.db.reserve.spend() {
		gone, err = s.withdraw(ctx, w)
	}
	if err != nil {
		return nil, fmt.Errorf("withdrawing articles %q and cards %q: %w", w.Articles, w.Hashes, err)
	}
	s.db.withdrawn.add(w.Articles)
	return gone, nil
}

func (s *Cards) withdraw(ctx context.Context, w publish.Withdrawal) (gone []*publish.Card, err error) {
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
		for _, name := range w.Articles {
			if err := withdrawArticle(ctx, tx, name); err != nil {
				return err
			}
			if _, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO withdrawn_articles VALUES (?, ?)`, name, tx.at()); err != nil {
				return err
			}
			cards, err := withdrawCards(ctx, tx, ofArticle, name, name)
			if err == nil {
				err = noteBrands(ctx, tx, name, cards, w.Brands[name])
			}
			if err != nil {
				return err
			}
			gone = append(gone, cards...)
		}
		return nil
	})
	if err != nil {
		return nil, articleFault(err)
	}
	return gone, nil
}

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
func (s *Cards) Lift(ctx context.Context, w publish.Withdrawal) error {
	if err := s.db.withdrawn.begin(ctx); err != nil {
		return err
	}
	defer s.db.withdrawn.end()
	err := s.db.change(ctx, func(tx *Tx) error {
		if err := liftNames(ctx, tx, w.Articles); err != nil {
			return err
		}
		return errors.Join(
			forEach(ctx, tx, w.Articles, `DELETE FROM articles WHERE id = ? AND doc IS NULL AND revision = 0`),
			forEach(ctx, tx, w.Hashes,
				`DELETE FROM withdrawn_cards WHERE hash = ? AND article = ''`,
				`DELETE FROM withdrawn_brands WHERE name = ?`))
	})
	if err != nil {
		return fmt.Errorf("lifting the withdrawal of articles %q and cards %q: %w", w.Articles, w.Hashes, articleFault(err))
	}
	s.db.withdrawn.remove(w.Articles)
	return nil
}

// liftNames ends what was noted of the names of articles.
func liftNames(ctx context.Context, tx *Tx, names []string) error {
	return forEach(ctx, tx, names,
		`DELETE FROM withdrawn_articles WHERE article = ?`,
		`DELETE FROM withdrawn_cards WHERE article = ?`,
		`DELETE FROM withdrawn_brands WHERE name = ?`)
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
	for i := 0; err == nil && !gone && i < len(c.Articles); i++ {
		gone, err = exists(ctx, tx, `SELECT 1 FROM withdrawn_articles WHERE article = ?`, c.Articles[i])
	}
	if err == nil && gone {
		return publish.ErrWithdrawn
	}
	return err
}

// Concerned implements [publish.Withdrawals].
func (s *Cards) Concerned(ctx context.Context, articles, hashes []string) (kept []*publish.Card, brands []string, err error) {
	err = s.change(ctx, func(tx *Tx) error {
		for _, q := range []struct {
			which  string
			values []string
		}{{ofHash, hashes}, {ofArticle, articles}} {
			for _, value := range q.values {
				cards, err := list(ctx, tx, q.which, value)
				if err != nil {
					return err
				}
				kept = append(kept, cards...)
				of, err := column(ctx, tx, `SELECT brand FROM withdrawn_brands WHERE name = ?`, value)
				if err != nil {
					return err
				}
				brands = append(brands, of...)
			}
		}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	return kept, brands, nil
}
