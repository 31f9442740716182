package postgres

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/publish"
)

// What articles' names, or hashes, find among the kept cards.
const (
	ofArticles = `hash IN (SELECT hash FROM card_articles WHERE article = ANY ($1))`
	ofHashes   = `hash = ANY ($1)`
)

// logFor is how long the log of withdrawals goes back: a replica that read nothing for
// longer reads all that is withdrawn.
const logFor = 24 * time.Hour

// Withdraw implements [publish.Withdrawals].
func (s *Cards) Withdraw(ctx context.Context, w publish.Withdrawal) (names []string, gone []*publish.Card, err error) {
	for _, given := range w.Articles {
		for _, name := range given {
			if err := article.CheckName(name); err != nil {
				return nil, nil, err
			}
		}
	}
	tx, err := s.db.transact(ctx, alone, func(tx *Tx) (err error) {
		if gone, err = withdrawHashes(ctx, tx, w.Hashes); err != nil {
			return err
		}
		names = nil
		for _, given := range w.Articles {
			all, cards, err := withdrawArticles(ctx, tx, given, w.Brands)
			if err != nil {
				return err
			}
			names, gone = append(names, all...), append(gone, cards...)
		}
		return note(ctx, tx, names, w.Hashes, true)
	})
	if err != nil {
		return nil, nil, fmt.Errorf("withdrawing articles %q and cards %q: %w", w.Articles, w.Hashes, articleFault(err))
	}
	s.db.catchUp(ctx)
	s.db.removeDropped(ctx, tx.dropped)
	return names, gone, nil
}

// withdrawHashes takes single cards back, which may not be kept yet, or be ones that are
// only drawn.
func withdrawHashes(ctx context.Context, tx *Tx, hashes []string) ([]*publish.Card, error) {
	cards, err := list(ctx, tx, ofHashes, given(hashes))
	if err == nil {
		err = remove(ctx, tx, cards)
	}
	if err != nil {
		return nil, err
	}
	b := new(pgx.Batch)
	b.Queue(tombstones, given(hashes), "", tx.at())
	for _, c := range cards {
		queueBrands(b, c.Hash, []string{c.Brand})
	}
	return cards, send(ctx, tx, b)
}

// tombstones keep cards from being kept again.
const tombstones = `INSERT INTO withdrawn_cards SELECT unnest($1::text[]), $2, $3 ON CONFLICT DO NOTHING`

// queueBrands writes down under which brands that was published which goes with a
// name: who takes its withdrawal back speaks for them.
func queueBrands(b *pgx.Batch, name string, brands []string) {
	for _, brand := range brands {
		if brand != "" {
			b.Queue(`INSERT INTO withdrawn_brands VALUES ($1, $2) ON CONFLICT DO NOTHING`, name, brand)
		}
	}
}

// withdrawArticles writes down that the article of these names is withdrawn, with all that
// was withdrawn together with any of them, and moves its cards from the index to what was
// withdrawn for its sake.
func withdrawArticles(
	ctx context.Context, tx *Tx, given []string, brands map[string][]string,
) (all []string, gone []*publish.Card, err error) {
	n, err := namesOf(ctx, tx, given)
	if err != nil {
		return nil, nil, err
	}
	for _, name := range n.All {
		if article.ValidID(name) {
			if err := withdrawArticle(ctx, tx, name); err != nil {
				return nil, nil, err
			}
		}
	}
	if _, err := tx.Exec(ctx, together, n.Leading); err != nil {
		return nil, nil, err
	}
	if _, err := tx.Exec(ctx, `INSERT INTO withdrawn_names
		SELECT unnest($1::text[]), (SELECT coalesce(max(withdrawal), 0) + 1 FROM withdrawn_names), $2`, n.All, tx.at()); err != nil {
		return nil, nil, err
	}
	if gone, err = list(ctx, tx, ofArticles, n.All); err != nil {
		return nil, nil, err
	}
	b := new(pgx.Batch)
	for _, name := range n.All {
		queueBrands(b, name, brands[name])
	}
	for _, c := range gone {
		for _, name := range c.Articles {
			if slices.Contains(n.All, name) {
				b.Queue(tombstones, []string{c.Hash}, name, tx.at())
				queueBrands(b, name, []string{c.Brand})
			}
		}
	}
	if err := send(ctx, tx, b); err != nil {
		return nil, nil, err
	}
	return n.All, gone, remove(ctx, tx, gone)
}

// together removes the withdrawals of names, with all that was withdrawn together.
const together = `DELETE FROM withdrawn_names WHERE withdrawal IN
	(SELECT withdrawal FROM withdrawn_names WHERE name = ANY ($1))`

// note tells the other replicas of names and cards that were withdrawn, or lifted.
func note(ctx context.Context, tx *Tx, names, hashes []string, gone bool) error {
	if len(names)+len(hashes) == 0 {
		return nil
	}
	var number int64
	if err := tx.QueryRow(ctx, `UPDATE withdrawal_number SET last = last + 1 RETURNING last`).Scan(&number); err != nil {
		return err
	}
	b := new(pgx.Batch)
	const add = `INSERT INTO withdrawal_log SELECT $1, unnest($2::text[]), $3, $4, $5 ON CONFLICT DO NOTHING`
	b.Queue(add, number, given(names), false, gone, tx.at())
	b.Queue(add, number, given(hashes), true, gone, tx.at())
	b.Queue(`DELETE FROM withdrawal_log WHERE at < $1`, tx.now.Add(-logFor).UnixMicro())
	b.Queue(`SELECT pg_notify($1, '')`, notification)
	return send(ctx, tx, b)
}

// Lift implements [publish.Withdrawals].
func (s *Cards) Lift(ctx context.Context, w publish.Withdrawal) (lifted []string, err error) {
	_, err = s.db.transact(ctx, alone, func(tx *Tx) error {
		lifted = nil
		for _, given := range w.Articles {
			names, err := liftNames(ctx, tx, given)
			if err != nil {
				return err
			}
			lifted = append(lifted, names...)
		}
		b := new(pgx.Batch)
		b.Queue(`DELETE FROM withdrawn_cards WHERE hash = ANY ($1) AND article = ''`, given(w.Hashes))
		b.Queue(`DELETE FROM withdrawn_brands WHERE name = ANY ($1)`, given(w.Hashes))
		if err := send(ctx, tx, b); err != nil {
			return err
		}
		return note(ctx, tx, lifted, w.Hashes, false)
	})
	if err != nil {
		return nil, fmt.Errorf("lifting the withdrawal of articles %q and cards %q: %w", w.Articles, w.Hashes, articleFault(err))
	}
	s.db.catchUp(ctx)
	return lifted, nil
}

// liftNames ends what was noted of the names of an article, and returns them. What
// another article was withdrawn with stays.
func liftNames(ctx context.Context, tx *Tx, from []string) (lifted []string, err error) {
	n, err := namesOf(ctx, tx, from)
	if err != nil {
		return nil, err
	}
	if _, err := tx.Exec(ctx, together, given(n.Leading)); err != nil {
		return nil, err
	}
	stay, err := column(ctx, tx, `SELECT DISTINCT name FROM withdrawn_names WHERE name = ANY ($1)`, n.All)
	if err != nil {
		return nil, err
	}
	for _, name := range n.All {
		if !slices.Contains(stay, name) {
			lifted = append(lifted, name)
		}
	}
	b := new(pgx.Batch)
	b.Queue(`DELETE FROM withdrawn_cards WHERE article = ANY ($1)`, given(lifted))
	b.Queue(`DELETE FROM withdrawn_brands WHERE name = ANY ($1)`, given(lifted))
	b.Queue(`DELETE FROM articles WHERE id = ANY ($1) AND doc IS NULL AND revision = 0`, given(lifted))
	return lifted, send(ctx, tx, b)
}

// Withdrawn implements [publish.Withdrawals]. It asks memory only.
func (s *Cards) Withdrawn(_ context.Context, names ...string) (bool, error) {
	if s.db.follower.anyName(names) {
		return true, nil
	}
	return false, cardFault(s.db.follower.stands())
}

// Concerned implements [publish.Withdrawals].
func (s *Cards) Concerned(ctx context.Context, w publish.Withdrawal) (*publish.Concerned, error) {
	c := new(publish.Concerned)
	err := s.db.read(ctx, func(ctx context.Context, q querier) error {
		for _, given := range w.Articles {
			n, err := namesOf(ctx, q, given)
			if err != nil {
				return err
			}
			c.Names = append(c.Names, n.All...)
		}
		var err error
		if c.Stored, err = stored(ctx, q, c.Names); err != nil {
			return err
		}
		for _, which := range []struct {
			query  string
			values []string
		}{{ofHashes, w.Hashes}, {ofArticles, c.Names}} {
			if len(which.values) == 0 {
				continue
			}
			cards, err := list(ctx, q, which.query, which.values)
			if err != nil {
				return err
			}
			c.Cards = append(c.Cards, cards...)
		}
		c.Brands, err = column(ctx, q, `SELECT brand FROM withdrawn_brands WHERE name = ANY ($1)`, slices.Concat(given(w.Hashes), c.Names))
		return err
	})
	if err != nil {
		return nil, cardFault(err)
	}
	return c, nil
}
