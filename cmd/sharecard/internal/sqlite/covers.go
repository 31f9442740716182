package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"

	"sharecard/cmd/sharecard/internal/article"
)

// MaxPicturesBytes is how long all uploaded covers together may be; beyond it
// SetCover returns [article.ErrFull].
const MaxPicturesBytes = 4 << 30

// SetCover implements [article.Store]. The bytes are on the disk before the
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
	if _, err := get(ctx, s.db.read, id); err != nil { // before anything is written
		return nil, err
	}
	// TidyCovers, here or in another process, may take the bytes for a crash's.
	for attempt := 1; ; attempt++ {
		r, err := s.tryCover(ctx, id, sum, data)
		if err == nil || attempt == 3 || !errors.Is(err, fs.ErrNotExist) {
			return r, err
		}
	}
}

func (s *Articles) tryCover(ctx context.Context, id, sum string, data []byte) (r *row, err error) {
	if err := s.db.config.Covers.Put(ctx, sum, data); err != nil {
		return nil, err
	}
	err = s.db.change(ctx, func(tx *Tx) error {
		before, err := get(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := s.db.keepPicture(ctx, tx, sum, int64(len(data))); err != nil {
			return err
		}
		a := before.Article
		a.UseStoredCover(sum)
		r, err = put(ctx, tx, a, false)
		return err
	})
	if err != nil {
		return nil, errors.Join(err, s.db.removeCovers(context.WithoutCancel(ctx), []string{sum}))
	}
	return r, nil
}

// keepPicture enters a picture whose bytes are there, if the covers' quota has room.
func (db *DB) keepPicture(ctx context.Context, tx *Tx, sum string, size int64) error {
	file, err := db.config.Covers.Open(ctx, sum)
	if err != nil {
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	if there, err := exists(ctx, tx, `SELECT 1 FROM pictures WHERE sum = ?`, sum); err != nil || there {
		return err
	}
	var total int64
	if err := tx.QueryRowContext(ctx, `SELECT coalesce(sum(size), 0) FROM pictures`).Scan(&total); err != nil {
		return err
	}
	if total+size > db.maxPictures {
		return fmt.Errorf("%w: covers take %d bytes of %d", article.ErrFull, total, db.maxPictures)
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO pictures (sum, size) VALUES (?, ?)`, sum, size)
	return err
}

// useCover notes that the cover of an article is the stored picture sum, or none
// where that is empty, and drops the one it had before if no other article has it.
func useCover(ctx context.Context, tx *Tx, id, sum string) error {
	var before string
	err := tx.QueryRowContext(ctx, `SELECT sum FROM covers WHERE article = ?`, id).Scan(&before)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if before == sum {
		return nil
	}
	if sum == "" {
		_, err = tx.ExecContext(ctx, `DELETE FROM covers WHERE article = ?`, id)
	} else {
		var there bool
		if there, err = exists(ctx, tx, `SELECT 1 FROM pictures WHERE sum = ?`, sum); err != nil {
			return err
		}
		if !there {
			return &article.FieldError{Field: "cover.url", Reason: "names no picture that is stored here"}
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO covers (article, sum) VALUES (?1, ?2) ON CONFLICT (article) DO UPDATE SET sum = ?2`, id, sum)
	}
	if err != nil || before == "" {
		return err
	}
	result, err := tx.ExecContext(ctx, `DELETE FROM pictures WHERE sum = ?1 AND NOT EXISTS (SELECT 1 FROM covers WHERE sum = ?1)`, before)
	if err != nil {
		return err
	}
	if n, err := result.RowsAffected(); err != nil || n == 0 {
		return err
	}
	tx.dropped = append(tx.dropped, before)
	return nil
}

// removeCovers removes the bytes of those pictures that have no entry. Within the
// transaction none of them can get one.
func (db *DB) removeCovers(ctx context.Context, sums []string) error {
	return db.transact(ctx, func(tx *Tx) error {
		for _, sum := range sums {
			there, err := exists(ctx, tx, `SELECT 1 FROM pictures WHERE sum = ?`, sum)
			if err != nil {
				return err
			}
			if there {
				continue
			}
			if err := db.config.Covers.Remove(ctx, sum); err != nil {
				return err
			}
		}
		return nil
	})
}

// TidyCovers removes the bytes of covers that have no entry: a crash left them.
func (db *DB) TidyCovers(ctx context.Context) error {
	known, err := column(ctx, db.read, `SELECT sum FROM pictures`)
	if err != nil {
		return err
	}
	has := make(map[string]struct{}, len(known))
	for _, sum := range known {
		has[sum] = struct{}{}
	}
	return db.config.Covers.List(ctx, func(sums []string) error {
		unknown := slices.DeleteFunc(sums, func(sum string) bool {
			_, there := has[sum]
			return there
		})
		if len(unknown) == 0 {
			return nil
		}
		return db.removeCovers(ctx, unknown) // which looks again
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
	switch there, err := exists(ctx, db.read, `SELECT 1 FROM pictures WHERE sum = ?`, sum); {
	case err != nil:
		return nil, err
	case !there:
		return nil, article.ErrNotFound
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
