package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"sync/atomic"
	"time"

	_ "modernc.org/sqlite" // the driver "sqlite"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/publish"
	"sharecard/cmd/sharecard/internal/recent"
)

// Config is what a [DB] is made of. File and Covers are required.
type Config struct {
	// File is the path of the database, which is created where it is missing; its
	// folder must exist.
	File string
	// Covers keeps the bytes of uploaded covers, and nothing else.
	Covers publish.Objects
	// Cards keeps the bytes of kept cards, if any are kept: a database that is new
	// beside them is refused.
	Cards publish.Objects
	// Beside is for a process that works beside a server: it leaves pending
	// withdrawals to that.
	Beside bool
	// Now is the clock; nil: time.Now.
	Now func() time.Time
}

// DB is an open database. It is safe for concurrent use.
type DB struct {
	config Config
	info   os.FileInfo // of the file
	read   *sql.DB
	write  *sql.DB // of one connection: writers queue here, not at SQLite's lock

	memory      *recent.Memory[*row]
	pending     pending
	withdrawn   withdrawnNames
	maxPictures int64 // bytes
	maxCopies   int
	newCopies   atomic.Int64
	damage      atomic.Pointer[error]
}

const (
	readers = 8
	// busyTimeout is how long SQLite waits for another process, in milliseconds.
	busyTimeout = "busy_timeout(2000)"
)

// Open opens the database. One of an older format is brought to the newest one. How long
// that takes does not depend on how much is stored, but for what was withdrawn; [DB.Check]
// and [DB.TidyCovers] are for a server to run afterwards.
// Errors wrap [article.ErrCorrupt], [ErrNewer], [article.ErrBusy] or
// [article.ErrFull] where they apply.
func Open(ctx context.Context, c Config) (*DB, error) {
	if c.Now == nil {
		c.Now = time.Now
	}
	db := &DB{config: c, maxPictures: MaxPicturesBytes, maxCopies: MaxCopies,
		pending: pending{path: c.File + "-reserve", size: pendingBytes, foreign: c.Beside}}
	if err := db.open(ctx); err != nil {
		return nil, fmt.Errorf("opening %s: %w", c.File, articleFault(errors.Join(err, db.Close())))
	}
	return db, nil
}

func (db *DB) open(ctx context.Context) (err error) {
	db.memory = newMemory()
	db.withdrawn.init()
	db.write, err = openFile(db.config.File, 1, "rwc",
		"journal_mode(WAL)", "synchronous(FULL)", "secure_delete(ON)", "foreign_keys(ON)")
	if err != nil {
		return err
	}
	if err := connect(ctx, db.write); err != nil {
		return err
	}
	objects := []publish.Objects{db.config.Covers}
	if db.config.Cards != nil {
		objects = append(objects, db.config.Cards)
	}
	if err := migrate(ctx, db.write, migrations, func() error { return db.mustBeNew(ctx, objects) }); err != nil {
		return err
	}
	if db.info, err = os.Stat(db.config.File); err != nil {
		return err
	}
	if db.read, err = openFile(db.config.File, readers, "rw", "query_only(ON)"); err != nil {
		return err
	}
	if err := db.withdrawn.load(ctx, db.read); err != nil {
		return err
	}
	if err := db.pending.open(); err != nil {
		return err
	}
	for _, w := range db.pending.all() {
		names, _, err := db.reach(ctx, w)
		if err != nil {
			return err
		}
		db.withdrawn.add(names)
	}
	if err := db.settle(ctx); err != nil && !errors.Is(err, article.ErrFull) {
		return err
	}
	return nil
}

// Present returns [article.ErrLost] where the file has been removed or replaced since it
// was opened: what is written then is in a file that nobody finds again.
func (db *DB) Present() error {
	info, err := os.Stat(db.config.File)
	if err == nil && os.SameFile(info, db.info) {
		return nil
	}
	return fmt.Errorf("%w: %s was removed or replaced", article.ErrLost, db.config.File)
}

// openFile makes a pool of connections to a file. mode is SQLite's: rw does not
// create it.
func openFile(path string, connections int, mode string, pragmas ...string) (*sql.DB, error) {
	pragmas = append([]string{busyTimeout, "trusted_schema(OFF)"}, pragmas...)
	options := url.Values{"mode": {mode}, "_txlock": {"immediate"}, "_pragma": pragmas}
	name := url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: options.Encode()}
	db, err := sql.Open("sqlite", name.String())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return db, nil
}

// connect makes the first connection. Where processes turn a new file to WAL at
// once, SQLite does not wait for the others as it does otherwise.
func connect(ctx context.Context, db *sql.DB) error {
	for attempt := 1; ; attempt++ {
		err := db.PingContext(ctx)
		if attempt == 100 || !errors.Is(articleFault(err), article.ErrBusy) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// Close releases the file.
func (db *DB) Close() error {
	db.memory.Close()
	errs := []error{db.pending.close()}
	for _, pool := range []*sql.DB{db.read, db.write} {
		if pool != nil {
			errs = append(errs, pool.Close())
		}
	}
	return errors.Join(errs...)
}

// Articles returns the store of articles.
func (db *DB) Articles() *Articles { return &Articles{db} }

// Cards returns the store of kept cards, withdrawals and answers.
func (db *DB) Cards() *Cards { return &Cards{db} }

// Tx is a transaction that writes. All that is written in it bears the time at which
// it began, when no other writer was left.
type Tx struct {
	*sql.Tx
	now time.Time
	// dropped are the sums of pictures that no article has any more.
	dropped []string
}

// at is the time as the tables have it.
func (tx *Tx) at() int64 { return tx.now.UnixMicro() }

// transact runs do in a transaction that is kept if do returns nil.
func (db *DB) transact(ctx context.Context, do func(*Tx) error) error {
	_, err := db.run(ctx, do)
	return err
}

// change is transact for what changes articles: it ends what is remembered of them,
// and removes the bytes of covers that no article has any more.
func (db *DB) change(ctx context.Context, do func(*Tx) error) error {
	defer db.memory.Changed()
	tx, err := db.run(ctx, do)
	if err == nil && len(tx.dropped) > 0 {
		// The change stands: what cannot be removed now is, by TidyCovers.
		_ = db.removeCovers(context.WithoutCancel(ctx), tx.dropped)
	}
	return err
}

func (db *DB) run(ctx context.Context, do func(*Tx) error) (*Tx, error) {
	begun, err := db.write.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	defer func() { _ = begun.Rollback() }()
	tx := &Tx{Tx: begun, now: db.config.Now()}
	if err := do(tx); err != nil {
		return nil, err
	}
	if err := db.Present(); err != nil {
		return nil, err
	}
	return tx, tx.Commit()
}

// querier is a pool or a transaction.
type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// column returns the one column of a query's rows.
func column(ctx context.Context, q querier, query string, args ...any) (values []string, err error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var value string
		if err := rows.Scan(&value); err != nil {
			return nil, err
		}
		values = append(values, value)
	}
	return values, rows.Err()
}

// exists reports whether a query finds a row.
func exists(ctx context.Context, q querier, query string, args ...any) (found bool, err error) {
	err = q.QueryRowContext(ctx, `SELECT EXISTS (`+query+`)`, args...).Scan(&found)
	return found, err
}
