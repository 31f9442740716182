package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/publish"
)

// ErrNewer means that a newer version of this program wrote the database.
var ErrNewer = errors.New("the database is of a newer format")

// The file with number n in the list brings a database from format n-1 to n. Files
// are only ever added. A library such as goose keeps a transaction for each of them
// and lets two processes that start at once run the same one.
//
//go:embed migrations/*.sql
var migrations embed.FS

// migrate brings the database to the newest format, all steps in one transaction: it
// is of one format or another, never between two. One that is current is not
// written to, so that it opens on a full disk. The format is SQLite's user_version. One
// without any is begun if mustBeNew returns nil.
func migrate(ctx context.Context, db *sql.DB, steps fs.FS, mustBeNew func() error) error {
	files, err := fs.Glob(steps, "migrations/*.sql") // sorted
	if err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil) // other processes wait until it ends
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	var version int
	if err := tx.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&version); err != nil {
		return err
	}
	switch {
	case version > len(files):
		return fmt.Errorf("%w: %d, and this program knows up to %d; use the newer program, or restore a backup made before the upgrade",
			ErrNewer, version, len(files))
	case version == len(files):
		return nil
	case version == 0:
		if err := mustBeNew(); err != nil {
			return err
		}
	}
	for _, file := range files[version:] {
		statements, err := fs.ReadFile(steps, file)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, string(statements)); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	if _, err := tx.ExecContext(ctx, `PRAGMA user_version = `+strconv.Itoa(len(files))); err != nil {
		return err
	}
	return tx.Commit()
}

// mustBeNew returns an error where something is left of an earlier database: objects, or
// the file of pending withdrawals, which each has from its first start on. A database
// that is new or empty beside them was lost, and with it what was withdrawn: it is not
// begun again, since withdrawn articles would come back and tidying would remove all of
// the objects.
func (db *DB) mustBeNew(ctx context.Context, objects []publish.Objects) error {
	if _, err := os.Lstat(db.pending.path); !errors.Is(err, fs.ErrNotExist) {
		missing := fmt.Errorf("%w: the database is missing or empty, and %s of an earlier one is there", article.ErrCorrupt, db.pending.path)
		return errors.Join(missing, err)
	}
	for _, o := range objects {
		err := o.List(ctx, func([]string) error {
			return fmt.Errorf("%w: the database is missing or empty, and there are cards or covers", article.ErrCorrupt)
		})
		if err != nil {
			return err
		}
	}
	return nil
}
