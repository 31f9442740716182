package sqlite

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"sharecard/cmd/sharecard/internal/publish"
)

// Cards implements [publish.Store].
type Cards struct{ db *DB }

var _ publish.Store = (*Cards)(nil)

// change runs do in a transaction that is kept if do returns nil.
func (s *Cards) change(ctx context.Context, do func(*Tx) error) error {
	return cardFault(s.db.transact(ctx, do))
}

// Card implements [publish.Index].
func (s *Cards) Card(ctx context.Context, hash string) (*publish.Card, error) {
	c := &publish.Card{Hash: hash}
	var articles string
	var created int64
	const query = `SELECT name, mime, etag, report, manifest, articles, brand, size, sum, created FROM cards WHERE hash = ?`
	err := s.db.read.QueryRowContext(ctx, query, hash).
		Scan(&c.Name, &c.MIME, &c.ETag, &c.Report, &c.Manifest, &articles, &c.Brand, &c.Size, &c.Sum, &created)
	if err = cardFault(err); errors.Is(err, publish.ErrNotFound) {
		switch withdrawn, err := exists(ctx, s.db.read, `SELECT 1 FROM withdrawn_cards WHERE hash = ?`, hash); {
		case err != nil:
			return nil, cardFault(err)
		case withdrawn:
			return nil, publish.ErrWithdrawn
		case s.db.pending.has(hash):
			return nil, publish.ErrWithdrawn
		}
	}
	if err != nil {
		return nil, err
	}
	c.Articles, c.Created = strings.Fields(articles), time.UnixMicro(created).UTC()
	if s.db.isGone(c) {
		return nil, publish.ErrWithdrawn
	}
	return c, nil
}

// CardsOf implements [publish.Index].
func (s *Cards) CardsOf(ctx context.Context, name string, limit int) (cards []*publish.Card, err error) {
	const query = `SELECT hash, name, manifest, size, created FROM cards JOIN card_articles USING (hash)
		WHERE article = ? ORDER BY created DESC, hash LIMIT ?`
	rows, err := s.db.read.QueryContext(ctx, query, name, limit)
	if err != nil {
		return nil, cardFault(err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		c := new(publish.Card)
		var created int64
		if err := rows.Scan(&c.Hash, &c.Name, &c.Manifest, &c.Size, &created); err != nil {
			return nil, cardFault(err)
		}
		c.Created = time.UnixMicro(created).UTC()
		cards = append(cards, c)
	}
	return cards, cardFault(rows.Err())
}

// Keep implements [publish.Index].
func (s *Cards) Keep(ctx context.Context, c *publish.Card, limit int64, placed func() error) error {
	return s.change(ctx, func(tx *Tx) error {
		if s.db.isGone(c) {
			return publish.ErrWithdrawn
		}
		if err := refuseWithdrawn(ctx, tx, c); err != nil {
			return err
		}
		if limit > 0 {
			used, err := total(ctx, tx, "bytes")
			if err != nil {
				return err
			}
			if used+c.Size > limit {
				return publish.TooMuch(used, c.Size, limit)
			}
		}
		if err := enter(ctx, tx, c); err != nil {
			return err
		}
		return placed()
	})
}

// enter puts a card into the index. There is a row already where the bytes were
// lost, or another process was faster.
func enter(ctx context.Context, tx *Tx, c *publish.Card) error {
	c.Created = time.UnixMicro(tx.at()).UTC()
	_, err := tx.ExecContext(ctx, `INSERT INTO cards (hash, name, mime, etag, report, manifest, articles, brand, size, sum, created, read)
		VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?11, ?10, ?10)
		ON CONFLICT (hash) DO UPDATE SET name = ?2, mime = ?3, etag = ?4, report = ?5, manifest = ?6,
			articles = ?7, brand = ?8, size = ?9, sum = ?11, created = ?10, read = ?10`,
		c.Hash, c.Name, c.MIME, c.ETag, c.Report, string(c.Manifest), strings.Join(c.Articles, " "), c.Brand, c.Size, tx.at(), c.Sum)
	if err != nil {
		return err
	}
	for _, name := range c.Articles {
		if _, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO card_articles VALUES (?, ?)`, name, c.Hash); err != nil {
			return err
		}
	}
	return setNames(ctx, tx, ofCard+c.Hash, c.Known)
}

// Used implements [publish.Index].
func (s *Cards) Used(ctx context.Context) (int64, error) {
	bytes, err := total(ctx, s.db.read, "bytes")
	if err != nil {
		return 0, fmt.Errorf("reading the permanent cards' usage: %w", cardFault(err))
	}
	return bytes, nil
}

// total reads one of the sums that triggers keep.
func total(ctx context.Context, q querier, what string) (amount int64, err error) {
	err = q.QueryRowContext(ctx, `SELECT amount FROM totals WHERE what = ?`, what).Scan(&amount)
	return amount, err
}

// NoteReads implements [publish.Index].
func (s *Cards) NoteReads(ctx context.Context, reads map[string]time.Time) error {
	return s.change(ctx, func(tx *Tx) error {
		for hash, at := range reads {
			if _, err := tx.ExecContext(ctx, `UPDATE cards SET read = max(read, ?2) WHERE hash = ?1`, hash, at.UnixMicro()); err != nil {
				return err
			}
		}
		return nil
	})
}

// Expire implements [publish.Index].
func (s *Cards) Expire(ctx context.Context, before time.Time, limit int, spare func(hash string) bool) (old []*publish.Card, err error) {
	err = s.change(ctx, func(tx *Tx) error {
		old, err = list(ctx, tx, fmt.Sprintf(`read < ? ORDER BY read LIMIT %d`, limit), before.UnixMicro())
		if err != nil {
			return err
		}
		old = slices.DeleteFunc(old, func(c *publish.Card) bool { return spare(c.Hash) })
		return remove(ctx, tx, old)
	})
	if err != nil {
		return nil, err
	}
	return old, nil
}

// Unkept implements [publish.Index].
func (s *Cards) Unkept(ctx context.Context, hashes []string, remove func(hash string) error) error {
	if len(hashes) == 0 {
		return nil
	}
	return s.change(ctx, func(tx *Tx) error {
		all, err := json.Marshal(hashes)
		if err != nil {
			return err
		}
		cards, err := list(ctx, tx, `hash IN (SELECT value FROM json_each(?))`, string(all))
		if err != nil {
			return err
		}
		kept := make(map[string]bool, len(cards))
		for _, c := range cards {
			kept[c.Hash] = !s.db.isGone(c)
		}
		for _, hash := range hashes {
			if kept[hash] {
				continue
			}
			if err := remove(hash); err != nil {
				return err
			}
		}
		return nil
	})
}

// list returns cards, as far as removing them needs it.
func list(ctx context.Context, q querier, which string, value any) ([]*publish.Card, error) {
	rows, err := q.QueryContext(ctx, `SELECT hash, name, articles, brand FROM cards WHERE `+which, value)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var cards []*publish.Card
	for rows.Next() {
		c := new(publish.Card)
		var articles string
		if err := rows.Scan(&c.Hash, &c.Name, &articles, &c.Brand); err != nil {
			return nil, err
		}
		c.Articles = strings.Fields(articles)
		cards = append(cards, c)
	}
	return cards, rows.Err()
}

// remove deletes the entries of cards.
func remove(ctx context.Context, tx *Tx, cards []*publish.Card) error {
	for _, c := range cards {
		if _, err := tx.ExecContext(ctx, `DELETE FROM cards WHERE hash = ?`, c.Hash); err != nil {
			return err
		}
	}
	return nil
}
