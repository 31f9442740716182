package sqlite

import (
	"context"
	"database/sql"
	"io/fs"
	"strconv"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/objects"
	"sharecard/cmd/sharecard/internal/publish"
)

// Cards is the other store of the same database.
func (s *Articles) Cards() *Cards { return s.db.Cards() }

// Close closes the database.
func (s *Articles) Close() error { return s.db.Close() }

// Bound sets smaller bounds than a real store has.
func (s *Articles) Bound(pictureBytes int64, copies int) {
	s.db.maxPictures, s.db.maxCopies = pictureBytes, copies
}

// FillDisk leaves room for so many pages more than the file has, and for no object:
// SQLite then answers as it does when the disk is full.
func (s *Articles) FillDisk(ctx context.Context, pages int) error {
	s.db.config.Covers = fullDisk{s.db.config.Covers}
	var count int
	if err := s.db.write.QueryRowContext(ctx, `PRAGMA page_count`).Scan(&count); err != nil {
		return err
	}
	_, err := s.db.write.ExecContext(ctx, `PRAGMA max_page_count = `+strconv.Itoa(count+pages))
	return err
}

// RoomForWithdrawals gives the withdrawals that a full disk has no room for so many bytes.
func (s *Articles) RoomForWithdrawals(bytes int64) { s.db.pending.size = bytes }

type fullDisk struct{ publish.Objects }

func (fullDisk) Put(context.Context, string, []byte) error { return objects.ErrFull }

// Migrations are the steps of real databases; Migrate runs others.
var Migrations fs.FS = migrations

func Migrate(ctx context.Context, db *sql.DB, steps fs.FS) error {
	return migrate(ctx, db, steps, func() error { return nil })
}

// RememberAtMost bounds what is remembered of articles.
func (s *Articles) RememberAtMost(bytes uint64) { s.db.memory.Bound(bytes) }

// Remembered is the weight of what is remembered.
func (s *Articles) Remembered() uint64 { return s.db.memory.Bytes() }

// GetBy is Get, with another way to read an article that is not remembered.
func (s *Articles) GetBy(
	ctx context.Context, id string, read func(context.Context, string) (*article.Record, error),
) (*article.Record, error) {
	return s.remembered(ctx, id, func(ctx context.Context, id string) (*row, error) {
		r, err := read(ctx, id)
		if err != nil {
			return nil, err
		}
		return &row{Record: *r}, nil
	})
}
