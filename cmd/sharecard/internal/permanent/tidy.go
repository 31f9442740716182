package permanent

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"slices"
	"strings"
	"time"
)

const (
	// noteEvery is how often readings reach the index, all in one transaction.
	noteEvery = time.Minute
	// expireEvery is how often cards and answers go whose time is over.
	expireEvery = time.Hour
	// maxReads bounds the readings that wait for it. Beyond, one more is lost:
	// it counts for Config.Keep alone, and the next reading makes up for it.
	maxReads = 100_000
	// expireAtOnce is how many cards one transaction removes.
	expireAtOnce = 500
)

// Run tidies the store, and keeps it so until ctx ends. What fails is logged and
// tried again at the next turn.
func (s *Store) Run(ctx context.Context, log *slog.Logger) {
	note, expire := time.NewTicker(noteEvery), time.NewTicker(expireEvery)
	defer note.Stop()
	defer expire.Stop()
	report := func(err error) {
		if err != nil && ctx.Err() == nil {
			log.Error("the permanent cards could not be tidied", "err", err)
		}
	}
	report(s.Tidy(ctx))
	for {
		select {
		case <-ctx.Done():
			last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
			defer cancel()
			if err := s.noteReads(last); err != nil {
				log.Error("the last readings of permanent cards are lost", "err", err)
			}
			return
		case <-note.C:
			report(s.noteReads(ctx))
		case <-expire.C:
			report(errors.Join(s.noteReads(ctx), s.expire(ctx), s.forgetAnswers(ctx)))
		}
	}
}

// Tidy writes down the readings, removes the cards whose time is over, answers
// that need not be remembered, and files that the index does not know.
func (s *Store) Tidy(ctx context.Context) error {
	return errors.Join(s.noteReads(ctx), s.expire(ctx), s.forgetAnswers(ctx), s.removeUnknown(ctx))
}

// noteReading remembers that a card was read.
func (s *Store) noteReading(hash string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, known := s.reads[hash]; known || len(s.reads) < maxReads {
		s.reads[hash] = s.now()
	}
}

// noteReads writes the readings to the index.
func (s *Store) noteReads(ctx context.Context) error {
	s.mu.Lock()
	reads := s.reads
	s.reads = map[string]int64{}
	s.mu.Unlock()
	if len(reads) == 0 {
		return nil
	}
	err := s.change(ctx, func(ctx context.Context, tx *sql.Tx) error {
		for hash, at := range reads {
			if _, err := tx.ExecContext(ctx, `UPDATE cards SET read = max(read, ?2) WHERE hash = ?1`, hash, at); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		return nil
	}
	s.mu.Lock() // for the next turn
	defer s.mu.Unlock()
	for hash, at := range reads {
		if _, newer := s.reads[hash]; !newer && len(s.reads) < maxReads {
			s.reads[hash] = at
		}
	}
	return fmt.Errorf("writing down when cards were read: %w", err)
}

// expire removes the cards that were neither made nor read for Config.Keep. A
// clock that was set back removes nothing early: times only grow.
func (s *Store) expire(ctx context.Context) error {
	if s.config.Keep == 0 {
		return nil
	}
	before := s.now() - s.config.Keep.Microseconds()
	for {
		var old []*Card
		err := s.change(ctx, func(ctx context.Context, tx *sql.Tx) (err error) {
			if old, err = list(ctx, tx, fmt.Sprintf(`read < ? ORDER BY read LIMIT %d`, expireAtOnce), before); err != nil {
				return err
			}
			old = slices.DeleteFunc(old, func(c *Card) bool { return s.readSince(c.Hash, before) })
			return s.remove(ctx, tx, old)
		})
		if err != nil {
			return fmt.Errorf("removing cards whose time is over: %w", err)
		}
		if len(old) < expireAtOnce {
			return nil
		}
	}
}

// remove deletes cards. Within the transaction none of them can be kept again,
// so that no other card's file is taken for theirs. Should it fail after all, what
// stays in the index has no file and is not found.
func (s *Store) remove(ctx context.Context, tx *sql.Tx, cards []*Card) error {
	for _, c := range cards {
		if err := s.disk.Remove(c.path()); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("removing card %s: %w", c.Hash, err)
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM cards WHERE hash = ?`, c.Hash); err != nil {
			return err
		}
	}
	return nil
}

// readSince reports whether a card was read and the index does not know yet.
func (s *Store) readSince(hash string, at int64) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.reads[hash] >= at
}

// removeUnknown removes the files that a crash left without an entry in the
// index. The transaction keeps others from entering one meanwhile.
func (s *Store) removeUnknown(ctx context.Context) error {
	dirs, err := s.disk.ReadDir(".")
	if err != nil {
		return fmt.Errorf("looking for files without a card: %w", err)
	}
	for _, dir := range dirs {
		if !dir.IsDir() || dir.Name() == temporary {
			continue
		}
		files, err := s.disk.ReadDir(dir.Name())
		if err != nil {
			return fmt.Errorf("looking for files without a card: %w", err)
		}
		for batch := range slices.Chunk(files, expireAtOnce) {
			err := s.change(ctx, func(ctx context.Context, tx *sql.Tx) error {
				return s.removeUnknownOf(ctx, tx, dir.Name(), batch)
			})
			if err != nil {
				return fmt.Errorf("removing files without a card: %w", err)
			}
		}
	}
	return nil
}

func (s *Store) removeUnknownOf(ctx context.Context, tx *sql.Tx, dir string, files []fs.DirEntry) error {
	for _, file := range files {
		hash, _, _ := strings.Cut(file.Name(), ".")
		var one int
		err := tx.QueryRowContext(ctx, `SELECT 1 FROM cards WHERE hash = ?`, hash).Scan(&one)
		if errors.Is(err, sql.ErrNoRows) && ValidHash(hash) {
			err = s.disk.Remove(dir + "/" + file.Name())
			if errors.Is(err, fs.ErrNotExist) {
				err = nil
			}
		}
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
	}
	return nil
}

// list returns cards, as far as removing them needs it.
func list(ctx context.Context, tx *sql.Tx, which string, value any) ([]*Card, error) {
	rows, err := tx.QueryContext(ctx, `SELECT hash, name, articles, brand FROM cards WHERE `+which, value)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var cards []*Card
	for rows.Next() {
		c := new(Card)
		var articles string
		if err := rows.Scan(&c.Hash, &c.Name, &articles, &c.Brand); err != nil {
			return nil, err
		}
		c.Articles = strings.Fields(articles)
		cards = append(cards, c)
	}
	return cards, rows.Err()
}
