package article

import (
	"context"
	"strconv"
)

// Bound sets smaller bounds than a real store has.
func (s *SQLite) Bound(pictureBytes int64, copies int) {
	s.maxPictures, s.maxCopies = pictureBytes, copies
}

// FillDisk leaves room for so many pages more than the file has: SQLite then
// answers as it does when the disk is full.
func (s *SQLite) FillDisk(ctx context.Context, pages int) error {
	var count int
	if err := s.write.QueryRowContext(ctx, `PRAGMA page_count`).Scan(&count); err != nil {
		return err
	}
	_, err := s.write.ExecContext(ctx, `PRAGMA max_page_count = `+strconv.Itoa(count+pages))
	return err
}

// Formats is how many formats of the store there have been; FirstFormat is the
// first.
const Formats = len(migrations)

var FirstFormat = migrations[0]

// RememberAtMost bounds what is remembered of articles.
func (s *SQLite) RememberAtMost(bytes uint64) { s.memory.found.SetMaximum(bytes) }

// Remembered is the weight of what is remembered.
func (s *SQLite) Remembered() uint64 {
	s.memory.found.CleanUp()
	return s.memory.found.WeightedSize()
}

// GetBy is Get, with another way to read an article that is not remembered.
func (s *SQLite) GetBy(ctx context.Context, id string, read func(context.Context, string) (*Record, error)) (*Record, error) {
	return s.memory.get(ctx, id, read)
}
