package postgres

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"

	"github.com/jackc/pgx/v5"

	"sharecard/cmd/sharecard/internal/article"
)

// MaxPicturesBytes is how long all uploaded covers together may be; beyond it
// SetCover returns [article.ErrFull].
const MaxPicturesBytes = 64 << 30

// SetCover implements [article.Store]. The bytes are in the bucket before the
// transaction that enters them, which looks whether they are still there.
func (s *Articles) SetCover(ctx context.Context, id string, data []byte) (*article.Record, error) {
	r, err := s.setCover(ctx, id, data)
	if err != nil {
		return nil, fmt.Errorf("storing the cover of article %q: %w", id, articleFault(err))
	}
	return &r.Record, nil
}

func (s *Articles) setCover(ctx context.Context, id string, data []byte) (*row, error) {
	sum, err := article.SumOfCover(data)
	if err != nil {
		return nil, err
	}
	if _, err := s.get(ctx, id); err != nil { // before anything is written
		return nil, err
	}
	// A replica that tidies may take the bytes for a crash's.
	for attempt := 1; ; attempt++ {
		r, err := s.tryCover(ctx, id, sum, data)
		if err == nil || attempt == 3 || !errors.Is(err, fs.ErrNotExist) {
			return r, err
		}
	}
}

func (s *Articles) tryCover(ctx context.Context, id, sum string, data []byte) (*row, error) {
	if err := s.db.config.Covers.Put(ctx, sum, data); err != nil {
		return nil, err
	}
	var p *putting
	_, err := s.db.transact(ctx, shared, func(tx *Tx) error {
		before, err := scan(tx.QueryRow(ctx, `SELECT revision, updated_at, doc FROM articles WHERE id = $1 FOR UPDATE`, id))
		switch {
		case err != nil:
			return err
		case before.Article == nil:
			return article.ErrWithdrawn
		}
		if err := s.db.keepPicture(ctx, tx, sum, int64(len(data))); err != nil {
			return err
		}
		a := before.Article
		a.UseStoredCover(sum)
		if p, err = newPutting(a); err != nil {
			return err
		}
		return p.put(ctx, tx, false)
	})
	s.db.memory.Changed(id)
	if err != nil {
		s.db.removeDropped(ctx, []string{sum})
		return nil, err
	}
	s.db.removeDropped(ctx, p.dropped)
	return p.row, nil
}

// keepPicture enters a picture whose bytes are there, if the covers' quota has room.
func (db *DB) keepPicture(ctx context.Context, tx *Tx, sum string, size int64) error {
	if _, err := tx.Exec(ctx, ofBytes, sum); err != nil {
		return err
	}
	if _, err := db.config.Covers.Size(ctx, sum); err != nil {
		return err
	}
	if there, err := exists(ctx, tx, `SELECT 1 FROM pictures WHERE sum = $1`, sum); err != nil || there {
		return err
	}
	used, err := total(ctx, tx, "pictures")
	if err != nil {
		return err
	}
	if used+size > db.maxPictures {
		return fmt.Errorf("%w: covers take %d bytes of %d", article.ErrFull, used, db.maxPictures)
	}
	_, err = tx.Exec(ctx, `INSERT INTO pictures (sum, size) VALUES ($1, $2) ON CONFLICT DO NOTHING`, sum, size)
	return err
}

// queueCover notes that the cover of an article is the stored picture sum, or none
// where that is empty, and drops the one it had before if no other article has it.
func queueCover(b *pgx.Batch, id, sum string, dropped *[]string) {
	b.Queue(`WITH before AS (DELETE FROM covers WHERE article = $1 AND sum <> $2 RETURNING sum)
		DELETE FROM pictures p USING before WHERE p.sum = before.sum
			AND NOT EXISTS (SELECT 1 FROM covers c WHERE c.sum = p.sum AND c.article <> $1)
		RETURNING p.sum`, id, sum,
	).Query(func(rows pgx.Rows) error {
		sums, err := pgx.CollectRows(rows, pgx.RowTo[string])
		*dropped = append(*dropped, sums...)
		return err
	})
	if sum != "" {
		b.Queue(`INSERT INTO covers (article, sum) VALUES ($1, $2) ON CONFLICT DO NOTHING`, id, sum)
	}
}

// removeDropped removes the bytes of those pictures that have no entry. What cannot be
// removed now is when covers are tidied.
func (db *DB) removeDropped(ctx context.Context, sums []string) {
	for _, sum := range sums {
		_ = db.removeCover(context.WithoutCancel(ctx), sum)
	}
}

// removeCover removes the bytes of a picture that has no entry, while it can get none.
func (db *DB) removeCover(ctx context.Context, sum string) error {
	_, err := db.transact(ctx, `BEGIN`, func(tx *Tx) error {
		if _, err := tx.Exec(ctx, ofBytes, sum); err != nil {
			return err
		}
		there, err := exists(ctx, tx, `SELECT 1 FROM pictures WHERE sum = $1`, sum)
		if err != nil || there {
			return err
		}
		return db.config.Covers.Remove(ctx, sum)
	})
	return err
}

// TidyCovers removes bytes of covers that have no entry: a crash left them.
func (db *DB) TidyCovers(ctx context.Context) error {
	return db.config.Covers.List(ctx, func(sums []string) error {
		var known []string
		err := db.read(ctx, func(ctx context.Context, q querier) (err error) {
			known, err = column(ctx, q, `SELECT sum FROM pictures WHERE sum = ANY ($1)`, sums)
			return err
		})
		if err != nil {
			return fmt.Errorf("tidying covers: %w", articleFault(err))
		}
		slices.Sort(known)
		for _, sum := range sums {
			if _, there := slices.BinarySearch(known, sum); there {
				continue
			}
			if err := db.removeCover(ctx, sum); err != nil { // which looks again
				return fmt.Errorf("tidying covers: %w", articleFault(err))
			}
		}
		return nil
	})
}

// StoredCover implements [article.Store].
func (s *Articles) StoredCover(ctx context.Context, url string) ([]byte, error) {
	sum, ok := article.StoredCoverSum(url)
	if !ok {
		return nil, fmt.Errorf("reading cover %.80q: %w", url, article.ErrNotFound)
	}
	data, err := s.db.cover(ctx, sum)
	if err != nil {
		return nil, fmt.Errorf("reading cover %s: %w", url, articleFault(err))
	}
	return data, nil
}

// cover returns the bytes of a picture that has an entry.
func (db *DB) cover(ctx context.Context, sum string) (data []byte, err error) {
	err = db.read(ctx, func(ctx context.Context, q querier) error {
		there, err := exists(ctx, q, `SELECT 1 FROM pictures WHERE sum = $1`, sum)
		if err == nil && !there {
			err = article.ErrNotFound
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	file, err := db.config.Covers.Open(ctx, sum)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, article.ErrNotFound
	}
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	return io.ReadAll(io.LimitReader(file, article.MaxCoverBytes))
}
