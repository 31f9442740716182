package postgres

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"sharecard/cmd/sharecard/internal/publish"
	"sharecard/cmd/sharecard/internal/recent"
)

// Cards implements [publish.Store]. The entry of a card that was read is remembered:
// that it was withdrawn is asked of memory each time.
type Cards struct{ db *DB }

var _ publish.Store = (*Cards)(nil)

const (
	// entryFor is how long the entry of a card is taken for what the store has: one that
	// another replica removes for its age alone is seen that much longer.
	entryFor = 10 * time.Minute
	// entryBytes bounds the entries that are remembered.
	entryBytes = 16 << 20
)

func newEntries(staleFor time.Duration) *recent.Memory[*publish.Card] {
	return recent.New(recent.Config[*publish.Card]{
		Bytes: entryBytes, Fresh: entryFor, Keep: max(entryFor, staleFor),
		Weigh: func(c *publish.Card) (n int) {
			if c != nil {
				n = len(c.Manifest) + len(c.Report)
				for _, name := range c.Articles {
					n += len(name) + 16
				}
			}
			return n
		},
		Answers: func(error) bool { return false }, // that there is none is not remembered
		Away:    func(err error) bool { return errors.Is(err, publish.ErrAway) },
	})
}

// change runs do in a transaction that is kept if do returns nil.
func (s *Cards) change(ctx context.Context, do func(*Tx) error) error {
	_, err := s.db.transact(ctx, shared, do)
	return cardFault(err)
}

// Card implements [publish.Index].
func (s *Cards) Card(ctx context.Context, hash string) (*publish.Card, error) {
	if err := errors.Join(ctx.Err(), s.db.follower.stands()); err != nil {
		return nil, cardFault(err)
	}
	c, err := s.db.entries.Get(ctx, hash, s.card)
	if err != nil {
		return nil, err
	}
	if s.gone(c) {
		return nil, publish.ErrWithdrawn
	}
	copied := *c
	return &copied, nil
}

// gone reports whether this replica knows a card to be withdrawn.
func (s *Cards) gone(c *publish.Card) bool {
	return s.db.follower.card(c.Hash) || s.db.follower.anyName(c.Articles)
}

// card reads the entry of a card, or why there is none, in one query.
func (s *Cards) card(ctx context.Context, hash string) (*publish.Card, error) {
	c := &publish.Card{Hash: hash}
	var articles, manifest string
	var created int64
	var withdrawn bool
	err := s.db.read(ctx, func(ctx context.Context, q querier) error {
		return q.QueryRow(ctx, `SELECT EXISTS (SELECT 1 FROM withdrawn_cards WHERE hash = $1), coalesce(c.name, ''), coalesce(mime, ''),
				coalesce(etag, ''), coalesce(report, ''), coalesce(manifest, ''), coalesce(articles, ''), coalesce(brand, ''),
				coalesce(size, 0), coalesce(sum, ''), coalesce(created, 0)
			FROM (SELECT) one LEFT JOIN cards c ON hash = $1`, hash).
			Scan(&withdrawn, &c.Name, &c.MIME, &c.ETag, &c.Report, &manifest, &articles, &c.Brand, &c.Size, &c.Sum, &created)
	})
	switch {
	case err != nil:
		return nil, cardFault(err)
	case c.Name != "":
		c.Manifest, c.Articles, c.Created = []byte(manifest), strings.Fields(articles), time.UnixMicro(created).UTC()
		return c, nil
	case withdrawn:
		return nil, publish.ErrWithdrawn
	}
	return nil, publish.ErrNotFound
}

// CardsOf implements [publish.Index].
func (s *Cards) CardsOf(ctx context.Context, name string, limit int) (cards []*publish.Card, err error) {
	const query = `SELECT hash, name, manifest, size, created FROM cards JOIN card_articles USING (hash)
		WHERE article = $1 ORDER BY created DESC, hash LIMIT $2`
	err = s.db.read(ctx, func(ctx context.Context, q querier) error {
		rows, err := q.Query(ctx, query, name, limit)
		if err != nil {
			return err
		}
		cards, err = pgx.CollectRows(rows, func(r pgx.CollectableRow) (*publish.Card, error) {
			c := new(publish.Card)
			var manifest string
			var created int64
			err := r.Scan(&c.Hash, &c.Name, &manifest, &c.Size, &created)
			c.Manifest, c.Created = []byte(manifest), time.UnixMicro(created).UTC()
			return c, err
		})
		return err
	})
	return cards, cardFault(err)
}

// Keep implements [publish.Index]. What many replicas keep at the same moment may exceed
// the limit together.
func (s *Cards) Keep(ctx context.Context, c *publish.Card, limit int64, placed func() error) error {
	defer s.db.entries.Changed(c.Hash)
	return s.change(ctx, func(tx *Tx) error {
		var gone bool
		var used int64
		b := new(pgx.Batch)
		b.Queue(ofBytes, c.Hash)
		b.Queue(`SELECT EXISTS (SELECT 1 FROM withdrawn_cards WHERE hash = $1)
			OR EXISTS (SELECT 1 FROM withdrawn_names WHERE name = ANY ($2))`, c.Hash, given(c.Articles)).
			QueryRow(func(r pgx.Row) error { return r.Scan(&gone) })
		if limit > 0 {
			b.Queue(`SELECT coalesce(sum(amount), 0)::bigint FROM totals WHERE what = 'bytes'`).
				QueryRow(func(r pgx.Row) error { return r.Scan(&used) })
		}
		if err := send(ctx, tx, b); err != nil {
			return err
		}
		switch {
		case gone:
			return publish.ErrWithdrawn
		case limit > 0 && used+c.Size > limit:
			return publish.TooMuch(used, c.Size, limit)
		}
		if err := enter(ctx, tx, c); err != nil {
			return err
		}
		return placed()
	})
}

// enter puts a card into the index. There is a row already where the bytes were
// lost, or another replica was faster.
func enter(ctx context.Context, tx *Tx, c *publish.Card) error {
	c.Created = time.UnixMicro(tx.at()).UTC()
	b := new(pgx.Batch)
	b.Queue(`INSERT INTO cards (hash, name, mime, etag, report, manifest, articles, brand, size, sum, created, read)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)
		ON CONFLICT (hash) DO UPDATE SET name = $2, mime = $3, etag = $4, report = $5, manifest = $6,
			articles = $7, brand = $8, size = $9, sum = $10, created = $11, read = $11`,
		c.Hash, c.Name, c.MIME, c.ETag, c.Report, string(c.Manifest), strings.Join(c.Articles, " "), c.Brand, c.Size, c.Sum, tx.at())
	b.Queue(`INSERT INTO card_articles SELECT unnest($1::text[]), $2 ON CONFLICT DO NOTHING`, given(c.Articles), c.Hash)
	queueNames(b, ofCard+c.Hash, c.Known)
	return send(ctx, tx, b)
}

// Used implements [publish.Index].
func (s *Cards) Used(ctx context.Context) (used int64, err error) {
	err = s.db.read(ctx, func(ctx context.Context, q querier) (err error) {
		used, err = total(ctx, q, "bytes")
		return err
	})
	return used, cardFault(err)
}

// NoteReads implements [publish.Index].
func (s *Cards) NoteReads(ctx context.Context, reads map[string]time.Time) error {
	hashes := make([]string, 0, len(reads))
	for hash := range reads {
		hashes = append(hashes, hash)
	}
	slices.Sort(hashes) // so that two replicas do not wait for each other
	for some := range slices.Chunk(hashes, noteAtOnce) {
		times := make([]int64, len(some))
		for i, hash := range some {
			times[i] = reads[hash].UnixMicro()
		}
		err := s.change(ctx, func(tx *Tx) error {
			_, err := tx.Exec(ctx, `UPDATE cards c SET read = r.at FROM unnest($1::text[], $2::bigint[]) r (hash, at)
				WHERE c.hash = r.hash AND c.read < r.at`, some, times)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// noteAtOnce is how many readings one transaction notes.
const noteAtOnce = 1000

// Expire implements [publish.Index]. Cards that another replica is removing are left to it.
func (s *Cards) Expire(ctx context.Context, before time.Time, limit int, spare func(hash string) bool) (old []*publish.Card, err error) {
	defer s.db.entries.Changed()
	err = s.change(ctx, func(tx *Tx) error {
		old, err = list(ctx, tx, `read < $1 ORDER BY read LIMIT $2 FOR UPDATE SKIP LOCKED`, before.UnixMicro(), limit)
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
	var kept []string
	err := s.db.read(ctx, func(ctx context.Context, q querier) (err error) {
		kept, err = column(ctx, q, `SELECT hash FROM cards WHERE hash = ANY ($1)`, given(hashes))
		return err
	})
	if err != nil {
		return cardFault(err)
	}
	slices.Sort(kept)
	for _, hash := range hashes {
		if _, there := slices.BinarySearch(kept, hash); there {
			continue
		}
		err := s.change(ctx, func(tx *Tx) error {
			if _, err := tx.Exec(ctx, ofBytes, hash); err != nil {
				return err
			}
			there, err := exists(ctx, tx, `SELECT 1 FROM cards WHERE hash = $1`, hash)
			if err != nil || there {
				return err
			}
			return remove(hash)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// list returns cards, as far as removing them needs it.
func list(ctx context.Context, q querier, which string, args ...any) ([]*publish.Card, error) {
	rows, err := q.Query(ctx, `SELECT hash, name, articles, brand FROM cards WHERE `+which, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(r pgx.CollectableRow) (*publish.Card, error) {
		c := new(publish.Card)
		var articles string
		err := r.Scan(&c.Hash, &c.Name, &articles, &c.Brand)
		c.Articles = strings.Fields(articles)
		return c, err
	})
}

// remove deletes the entries of cards.
func remove(ctx context.Context, tx *Tx, cards []*publish.Card) error {
	hashes := make([]string, len(cards))
	for i, c := range cards {
		hashes[i] = c.Hash
	}
	_, err := tx.Exec(ctx, `DELETE FROM cards WHERE hash = ANY ($1)`, hashes)
	return err
}
