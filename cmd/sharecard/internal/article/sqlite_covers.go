package article

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
)

// MaxPicturesBytes is how long the uploaded covers of a store may be, all
// together; beyond it SetCover returns ErrFull.
const MaxPicturesBytes = 4 << 30

// SetCover implements [Store].
func (s *SQLite) SetCover(ctx context.Context, id string, data []byte) (r *Record, err error) {
	if len(data) > MaxCoverBytes {
		return nil, fmt.Errorf("%w: a cover has at most %d MB", ErrTooLarge, MaxCoverBytes>>20)
	}
	hash := sha256.Sum256(data)
	sum := hex.EncodeToString(hash[:])
	err = s.change(ctx, func(tx *sql.Tx) error {
		before, err := get(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := s.keepPicture(ctx, tx, sum, data); err != nil {
			return err
		}
		a := before.Article
		if a.Cover == nil {
			a.Cover = new(Cover)
		}
		a.Cover.URL = storedScheme + sum
		r, err = put(ctx, tx, a, false)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("storing the cover of article %q: %w", id, known(err))
	}
	return r, nil
}

func (s *SQLite) keepPicture(ctx context.Context, tx *sql.Tx, sum string, data []byte) error {
	var there bool
	var total int64
	if err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM pictures WHERE sum = ?)`, sum).Scan(&there); err != nil || there {
		return err
	}
	if err := tx.QueryRowContext(ctx, `SELECT coalesce(sum(size), 0) FROM pictures`).Scan(&total); err != nil {
		return err
	}
	if total+int64(len(data)) > s.maxPictures {
		return fmt.Errorf("%w: covers take %d bytes of %d", ErrFull, total, s.maxPictures)
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO pictures (sum, size, data) VALUES (?, ?, ?)`, sum, len(data), data)
	return err
}

// useCover notes that the cover of an article is the stored picture sum, or none
// where that is empty, and removes the one it had before if no other article
// has it.
func useCover(ctx context.Context, tx *sql.Tx, id, sum string) error {
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
		if err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM pictures WHERE sum = ?)`, sum).Scan(&there); err != nil {
			return err
		}
		if !there {
			return &FieldError{Field: "cover.url", Reason: "names no picture that is stored here"}
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO covers (article, sum) VALUES (?1, ?2) ON CONFLICT (article) DO UPDATE SET sum = ?2`, id, sum)
	}
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `DELETE FROM pictures WHERE sum = ?1 AND NOT EXISTS (SELECT 1 FROM covers WHERE sum = ?1)`, before)
	return err
}

// StoredCover implements [Store].
func (s *SQLite) StoredCover(ctx context.Context, url string) ([]byte, error) {
	if !IsStoredCover(url) {
		return nil, fmt.Errorf("reading cover %.80q: %w", url, ErrNotFound)
	}
	var data []byte
	err := s.read.QueryRowContext(ctx, `SELECT data FROM pictures WHERE sum = ?`, url[len(storedScheme):]).Scan(&data)
	if err != nil {
		return nil, fmt.Errorf("reading cover %s: %w", url, known(err))
	}
	return data, nil
}
