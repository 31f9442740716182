package article

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"sync/atomic"

	_ "modernc.org/sqlite" // the driver "sqlite"

	"sharecard/cmd/sharecard/internal/sqlitefault"
)

// SQLite is a [Store] in one SQLite file, in WAL mode: readers go on while
// something is written. Several processes may have it open at once; one that
// finds it locked by another for two seconds returns [ErrBusy]. An article that
// was just read is not read again for a second unless this process changes it.
//
// On a full disk reading goes on and writing returns [ErrFull], except that
// articles can be withdrawn: a file beside the store, with -reserve at the end of
// its name, keeps some room for that.
//
// The file holds articles and tombstones, uploaded covers, and the copies of an
// upstream's articles. Package backup saves it while it is open.
type SQLite struct {
	read  *sql.DB
	write *sql.DB // of one connection: writers queue here, not at SQLite's lock

	memory      memory
	reserve     reserve
	maxPictures int64 // bytes
	maxCopies   int
	newCopies   atomic.Int64
}

var _ Store = (*SQLite)(nil)

const (
	readers = 8
	// busyTimeout is how long SQLite waits for another process, in milliseconds.
	busyTimeout = "busy_timeout(2000)"
)

// OpenSQLite opens the store in the file at path and creates it where it is
// missing; the folder must exist. A store of an older format is brought to the
// newest one. Errors wrap [ErrCorrupt], [ErrNewer], [ErrBusy] or [ErrFull] where
// they apply.
func OpenSQLite(ctx context.Context, path string) (*SQLite, error) {
	s, err := openSQLite(ctx, path)
	if err != nil {
		return nil, fmt.Errorf("opening article store %s: %w", path, known(err))
	}
	return s, nil
}

func openSQLite(ctx context.Context, path string) (*SQLite, error) {
	// What a withdrawn article leaves in the file is overwritten.
	write, err := openFile(path, 1, "rwc", "journal_mode(WAL)", "synchronous(FULL)", "secure_delete(ON)")
	if err != nil {
		return nil, err
	}
	if err := migrate(ctx, write); err != nil {
		return nil, errors.Join(err, write.Close())
	}
	if err := check(ctx, write); err != nil {
		return nil, errors.Join(err, write.Close())
	}
	read, err := openFile(path, readers, "rw", "query_only(ON)")
	if err != nil {
		return nil, errors.Join(err, write.Close())
	}
	s := &SQLite{
		read: read, write: write, memory: newMemory(), reserve: reserve{path: path + "-reserve"},
		maxPictures: MaxPicturesBytes, maxCopies: MaxCopies,
	}
	s.reserve.keep()
	return s, nil
}

// openFile makes a pool of connections to a file. mode is SQLite's: rw does not
// create it.
func openFile(path string, connections int, mode string, pragmas ...string) (*sql.DB, error) {
	options := url.Values{"mode": {mode}, "_txlock": {"immediate"}, "_pragma": append([]string{busyTimeout, "trusted_schema(OFF)"}, pragmas...)}
	name := url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: options.Encode()}
	db, err := sql.Open("sqlite", name.String())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return db, nil
}

// Close releases the file.
func (s *SQLite) Close() error {
	s.memory.close()
	return errors.Join(s.read.Close(), s.write.Close())
}

// change runs f, which changes articles, in a transaction that is kept if f
// returns nil.
func (s *SQLite) change(ctx context.Context, f func(*sql.Tx) error) error {
	defer s.memory.changed()
	return s.transact(ctx, f)
}

// transact runs f in a transaction that is kept if f returns nil.
func (s *SQLite) transact(ctx context.Context, f func(*sql.Tx) error) error {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	if err := f(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// known turns the errors that callers act upon into this package's own.
func known(err error) error {
	return sqlitefault.Errors{NotFound: ErrNotFound, Busy: ErrBusy, Full: ErrFull, Corrupt: ErrCorrupt}.Translate(err)
}
