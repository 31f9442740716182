package permanent

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"
	_ "modernc.org/sqlite" // the driver "sqlite"
)

// Config is what a [Store] is made of.
type Config struct {
	// Folder holds cards.db and the folder cards. It must exist.
	Folder string
	// MaxBytes bounds the bytes of all cards together; 0: the disk does.
	MaxBytes int64
	// Keep is how long a card stays after the later of its making and its last
	// reading; 0: until it is withdrawn.
	Keep time.Duration
	// Now is the clock; nil: time.Now.
	Now func() time.Time
}

// Names within Config.Folder.
const (
	indexFile   = "cards.db"
	cardsFolder = "cards"
)

// Store keeps cards on disk. It is safe for concurrent use. Every method
// returns early with ctx's error where ctx ends.
type Store struct {
	config Config
	db     *sql.DB
	disk   disk
	puts   singleflight.Group // by hash

	mu        sync.Mutex
	withdrawn map[string]struct{} // articles
	reads     map[string]int64    // hash → time of the last reading, not yet in the index
	answers   int64               // remembered
}

// migrations[i] brings an index from user_version i to i+1. Entries are only
// ever appended. Times are microseconds since 1970, UTC.
var migrations = [...]string{
	`CREATE TABLE cards (
		hash     TEXT PRIMARY KEY,
		name     TEXT NOT NULL,
		mime     TEXT NOT NULL,
		etag     TEXT NOT NULL,
		report   TEXT NOT NULL,
		manifest TEXT NOT NULL,
		articles TEXT NOT NULL, -- separated by spaces
		brand    TEXT NOT NULL,
		size     INTEGER NOT NULL,
		created  INTEGER NOT NULL,
		read     INTEGER NOT NULL
	) STRICT, WITHOUT ROWID;
	CREATE INDEX cards_by_reading ON cards (read);

	CREATE TABLE card_articles (
		article TEXT NOT NULL,
		hash    TEXT NOT NULL REFERENCES cards (hash) ON DELETE CASCADE,
		PRIMARY KEY (article, hash)
	) STRICT, WITHOUT ROWID;
	CREATE INDEX articles_of_card ON card_articles (hash);

	CREATE TABLE usage (bytes INTEGER NOT NULL) STRICT;
	INSERT INTO usage VALUES (0);
	CREATE TRIGGER card_comes AFTER INSERT ON cards BEGIN
		UPDATE usage SET bytes = bytes + NEW.size;
	END;
	CREATE TRIGGER card_changes AFTER UPDATE OF size ON cards BEGIN
		UPDATE usage SET bytes = bytes - OLD.size + NEW.size;
	END;
	CREATE TRIGGER card_goes AFTER DELETE ON cards BEGIN
		UPDATE usage SET bytes = bytes - OLD.size;
	END;

	CREATE TABLE withdrawn_articles (
		article TEXT PRIMARY KEY,
		at      INTEGER NOT NULL
	) STRICT, WITHOUT ROWID;
	CREATE TABLE withdrawn_cards (
		hash    TEXT NOT NULL,
		article TEXT NOT NULL, -- for whose sake, or empty
		at      INTEGER NOT NULL,
		PRIMARY KEY (hash, article)
	) STRICT, WITHOUT ROWID;
	CREATE INDEX withdrawn_for ON withdrawn_cards (article);

	CREATE TABLE answers (
		caller TEXT NOT NULL,
		key    TEXT NOT NULL,
		body   BLOB NOT NULL, -- sha256
		answer BLOB NOT NULL,
		at     INTEGER NOT NULL,
		PRIMARY KEY (caller, key)
	) STRICT, WITHOUT ROWID;
	CREATE INDEX answers_by_age ON answers (at);`,

	`CREATE TABLE withdrawn_brands (
		name  TEXT NOT NULL, -- of an article, or a card's hash
		brand TEXT NOT NULL,
		PRIMARY KEY (name, brand)
	) STRICT, WITHOUT ROWID;`,
}

// Open opens the store in c.Folder and creates it where it is missing. Files
// that a crash left half written are removed.
func Open(ctx context.Context, c Config) (*Store, error) {
	if c.Now == nil {
		c.Now = time.Now
	}
	s := &Store{config: c, withdrawn: map[string]struct{}{}, reads: map[string]int64{}}
	if err := s.open(ctx); err != nil {
		return nil, fmt.Errorf("opening the permanent cards in %s: %w", c.Folder, errors.Join(err, s.Close()))
	}
	return s, nil
}

func (s *Store) open(ctx context.Context) error {
	cards := filepath.Join(s.config.Folder, cardsFolder)
	if err := os.Mkdir(cards, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	files, err := newFolder(cards)
	if err != nil {
		return err
	}
	s.disk = files
	if err := clearTemporary(files); err != nil {
		return err
	}
	path := filepath.Join(s.config.Folder, indexFile)
	options := url.Values{"_txlock": {"immediate"}, "_pragma": {
		"busy_timeout(5000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(ON)", "trusted_schema(OFF)",
	}}
	name := url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: options.Encode()}
	if s.db, err = sql.Open("sqlite", name.String()); err != nil {
		return err
	}
	s.db.SetMaxOpenConns(8)
	err = s.change(ctx, func(ctx context.Context, tx *sql.Tx) error { return migrate(ctx, tx, files) })
	if err != nil {
		return err
	}
	if err := s.loadWithdrawn(ctx); err != nil {
		return err
	}
	return known(s.db.QueryRowContext(ctx, `SELECT count(*) FROM answers`).Scan(&s.answers))
}

// migrate brings the index to the newest format. An index that is new beside old
// cards was lost, and with it what was withdrawn: it is not begun again, since
// [Store.Tidy] would remove all of the cards.
func migrate(ctx context.Context, tx *sql.Tx, cards disk) error {
	var version int
	if err := tx.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&version); err != nil {
		return err
	}
	if version == 0 {
		lost, err := holdsCards(cards)
		if err != nil {
			return err
		}
		if lost {
			return fmt.Errorf("%w: %s is missing or empty, and there are cards", ErrCorrupt, indexFile)
		}
	}
	if version > len(migrations) {
		return fmt.Errorf("%s has format %d and this program knows up to %d: a newer version wrote it", indexFile, version, len(migrations))
	}
	if version == len(migrations) {
		return nil // a store on a full disk still opens
	}
	for _, statements := range migrations[version:] {
		if _, err := tx.ExecContext(ctx, statements); err != nil {
			return err
		}
	}
	_, err := tx.ExecContext(ctx, `PRAGMA user_version = `+strconv.Itoa(len(migrations)))
	return err
}

// holdsCards reports whether there is any file of a card.
func holdsCards(d disk) (bool, error) {
	dirs, err := d.ReadDir(".")
	if err != nil {
		return false, err
	}
	for _, dir := range dirs {
		if !dir.IsDir() || dir.Name() == temporary {
			continue
		}
		files, err := d.ReadDir(dir.Name())
		if err != nil || len(files) > 0 {
			return true, err
		}
	}
	return false, nil
}

// Close releases the files.
func (s *Store) Close() error {
	var errs []error
	if s.db != nil {
		errs = append(errs, s.db.Close())
	}
	if s.disk != nil {
		errs = append(errs, s.disk.Close())
	}
	return errors.Join(errs...)
}

// Usage tells how many bytes all cards have together, and how many they may
// have; 0: no limit but the disk.
func (s *Store) Usage(ctx context.Context) (bytes, limit int64, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT bytes FROM usage`).Scan(&bytes)
	if err != nil {
		return 0, 0, fmt.Errorf("reading the permanent cards' usage: %w", known(err))
	}
	return bytes, s.config.MaxBytes, nil
}

// change runs do in a transaction that no other writer shares.
func (s *Store) change(ctx context.Context, do func(context.Context, *sql.Tx) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return known(err)
	}
	defer func() { _ = tx.Rollback() }()
	if err := do(ctx, tx); err != nil {
		return known(err)
	}
	return known(tx.Commit())
}

func (s *Store) now() int64 { return s.config.Now().UnixMicro() }

// Hashes have 128 bits: enough that no two cards share one, short enough for an
// address.
var hashForm = regexp.MustCompile(`^[0-9a-f]{32}$`)

// ValidHash reports whether hash has the form of a card's.
func ValidHash(hash string) bool { return hashForm.MatchString(hash) }

// HashOf shortens the key of a card, hexadecimal digits, to its hash.
func HashOf(key string) string { return key[:32] }
