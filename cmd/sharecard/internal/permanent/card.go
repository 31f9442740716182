package permanent

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"
)

// Card is what the store knows of one.
type Card struct {
	Hash string // see [ValidHash]
	Name string // last part of its address: "poster.jpg"
	MIME string
	ETag string // quoted
	// Report is what Sharecard-Report says, or empty.
	Report string
	// Manifest is the card's entry in a scheduler's list, JSON.
	Manifest []byte
	// Articles are the names of the card's article under which it can be
	// withdrawn. They hold no white space.
	Articles []string
	Brand    string    // that it was published under, or empty
	Size     int64     // bytes
	Created  time.Time // UTC
}

// file is where the bytes of a card lie below the folder of cards.
func (c *Card) file() (dir, name string) {
	_, ending, _ := strings.Cut(c.Name, ".")
	return c.Hash[:2], c.Hash + "." + ending
}

func (c *Card) path() string {
	dir, name := c.file()
	return dir + "/" + name
}

// Put keeps a card. Size and Created are set by
// the store; where the card is kept already, nothing changes. It returns [ErrFull] where there is no room and
// [ErrWithdrawn] where the card or its article was withdrawn.
func (s *Store) Put(ctx context.Context, c *Card, data []byte) (*Card, error) {
	if !ValidHash(c.Hash) {
		return nil, fmt.Errorf("keeping a card: %.40q is no hash", c.Hash)
	}
	// Written once for all who bring it at the same time. The others' contexts
	// do not end it, and so nor does the first one's.
	kept, err, _ := s.puts.Do(c.Hash, func() (any, error) {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), putTimeout)
		defer cancel()
		if found, err := s.Find(ctx, c.Hash); !errors.Is(err, ErrNotFound) {
			return found, err
		}
		kept := *c
		kept.Size, kept.Created = int64(len(data)), time.UnixMicro(s.now()).UTC()
		return &kept, s.put(ctx, &kept, data)
	})
	if err != nil {
		return nil, fmt.Errorf("keeping card %s: %w", c.Hash, err)
	}
	return kept.(*Card), nil
}

// putTimeout ends the writing of a card that the disk holds up.
const putTimeout = 30 * time.Second

func (s *Store) put(ctx context.Context, c *Card, data []byte) error {
	if s.Withdrawn(c.Articles...) {
		return ErrWithdrawn
	}
	if err := s.room(ctx, s.db, c.Size); err != nil {
		return err
	}
	// A server that starts beside this one clears the temporary files.
	for attempt := 1; ; attempt++ {
		from, err := writeTemporary(s.disk, data)
		if err != nil {
			return known(err)
		}
		err = s.change(ctx, func(ctx context.Context, tx *sql.Tx) error {
			return s.enter(ctx, tx, c, from)
		})
		if err == nil {
			return nil
		}
		_ = s.disk.Remove(from)
		if attempt == 3 || !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
}

// enter puts a card into the index and its file in its place.
func (s *Store) enter(ctx context.Context, tx *sql.Tx, c *Card, from string) error {
	if err := refuseWithdrawn(ctx, tx, c); err != nil {
		return err
	}
	if err := s.room(ctx, tx, c.Size); err != nil {
		return err
	}
	// There is a row where the file was lost, or another request was faster.
	at := c.Created.UnixMicro()
	_, err := tx.ExecContext(ctx, `INSERT INTO cards (hash, name, mime, etag, report, manifest, articles, brand, size, created, read)
		VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10)
		ON CONFLICT (hash) DO UPDATE SET name = ?2, mime = ?3, etag = ?4, report = ?5, manifest = ?6,
			articles = ?7, brand = ?8, size = ?9, created = ?10, read = ?10`,
		c.Hash, c.Name, c.MIME, c.ETag, c.Report, string(c.Manifest), strings.Join(c.Articles, " "), c.Brand, c.Size, at)
	if err != nil {
		return err
	}
	for _, a := range c.Articles {
		if _, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO card_articles VALUES (?, ?)`, a, c.Hash); err != nil {
			return err
		}
	}
	dir, name := c.file()
	return s.disk.Rename(from, dir, name)
}

// querier is the index or a transaction on it.
type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// room returns [ErrFull] unless size more bytes fit.
func (s *Store) room(ctx context.Context, q querier, size int64) error {
	if s.config.MaxBytes == 0 {
		return nil
	}
	var used int64
	if err := q.QueryRowContext(ctx, `SELECT bytes FROM usage`).Scan(&used); err != nil {
		return known(err)
	}
	if used+size > s.config.MaxBytes {
		return fmt.Errorf("%w: %d of %d bytes are in use and %d more are needed", ErrFull, used, s.config.MaxBytes, size)
	}
	return nil
}

// Find returns what is known of a card whose bytes are there, or [ErrNotFound]
// or [ErrWithdrawn].
func (s *Store) Find(ctx context.Context, hash string) (*Card, error) {
	c, file, err := s.lookup(ctx, hash)
	if err != nil {
		return nil, fmt.Errorf("looking for card %.40s: %w", hash, err)
	}
	return c, file.Close()
}

// Read opens a card under the name it was kept by, for the caller to close. It
// returns [ErrNotFound] or [ErrWithdrawn] where there is none.
func (s *Store) Read(ctx context.Context, hash, name string) (*Card, File, error) {
	c, file, err := s.lookup(ctx, hash)
	if err == nil && c.Name != name {
		err = errors.Join(ErrNotFound, file.Close())
	}
	if err != nil {
		return nil, nil, fmt.Errorf("reading card %.40s/%.80s: %w", hash, name, err)
	}
	s.noteReading(hash)
	return c, file, nil
}

// lookup returns one card and its open file.
func (s *Store) lookup(ctx context.Context, hash string) (*Card, File, error) {
	if !ValidHash(hash) {
		return nil, nil, ErrNotFound
	}
	c := Card{Hash: hash}
	var articles string
	var created int64
	err := s.db.QueryRowContext(ctx, `SELECT name, mime, etag, report, manifest, articles, brand, size, created FROM cards WHERE hash = ?`, hash).
		Scan(&c.Name, &c.MIME, &c.ETag, &c.Report, &c.Manifest, &articles, &c.Brand, &c.Size, &created)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil, whyNot(ctx, s.db, hash)
	}
	if err != nil {
		return nil, nil, known(err)
	}
	c.Articles, c.Created = strings.Fields(articles), time.UnixMicro(created).UTC()
	file, err := s.disk.Open(c.path())
	if errors.Is(err, fs.ErrNotExist) {
		// Lost, or being withdrawn: a transaction waits until that is done.
		return nil, nil, s.change(ctx, func(ctx context.Context, tx *sql.Tx) error {
			return whyNot(ctx, tx, hash)
		})
	}
	if err != nil {
		return nil, nil, err
	}
	info, err := file.Stat()
	if err == nil && info.Size() != c.Size {
		err = ErrNotFound // put back by hand, and wrongly: better drawn again
	}
	if err != nil {
		return nil, nil, errors.Join(err, file.Close())
	}
	return &c, file, nil
}

// whyNot tells why there is no card under a hash.
func whyNot(ctx context.Context, q querier, hash string) error {
	var one int
	err := q.QueryRowContext(ctx, `SELECT 1 FROM withdrawn_cards WHERE hash = ? LIMIT 1`, hash).Scan(&one)
	if err == nil {
		return ErrWithdrawn
	}
	return known(err)
}
