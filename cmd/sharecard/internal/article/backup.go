package article

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Backup writes the store in the file from to a new file to, as it is at one
// moment, whether or not a server has it open; a server goes on reading and
// writing meanwhile. The copy is looked through and on disk when Backup returns;
// before that it has another name, so that half a backup is never taken for one.
// A file that is there already is an error that wraps [fs.ErrExist].
//
// To restore a backup: stop every program that has the store open, move the
// store's file away together with those named like it with -wal and -shm at the
// end (they belong to the old store and would damage the new one), copy the
// backup to where the store was, and start again.
//
// To upgrade: make a backup, then start the new program. It brings the store to
// its format in one transaction. An older program refuses a newer store with
// [ErrNewer]; the way back is the backup.
func Backup(ctx context.Context, from, to string) error {
	if err := backup(ctx, from, to); err != nil {
		return fmt.Errorf("backing up %s to %s: %w", from, to, known(err))
	}
	return nil
}

func backup(ctx context.Context, from, to string) error {
	if _, err := os.Stat(from); err != nil {
		return err
	}
	if err := mustBeNew(to); err != nil {
		return err
	}
	partial, err := os.CreateTemp(filepath.Dir(to), filepath.Base(to)+".partial-*")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(partial.Name()) }()
	defer func() { _ = partial.Close() }()
	if err := vacuumInto(ctx, from, partial.Name()); err != nil {
		return err
	}
	if err := verify(ctx, partial.Name()); err != nil {
		return err
	}
	if err := partial.Sync(); err != nil {
		return err
	}
	if err := mustBeNew(to); err != nil { // something may have come meanwhile
		return err
	}
	if err := os.Rename(partial.Name(), to); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(to))
}

// mustBeNew keeps a backup from replacing an earlier one.
func mustBeNew(path string) error {
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(fs.ErrExist, err)
	}
	return nil
}

func vacuumInto(ctx context.Context, from, to string) error {
	db, err := openFile(from, 1, "rw")
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	_, err = db.ExecContext(ctx, `VACUUM INTO ?`, to)
	return err
}

// verify looks through the whole of a copy.
func verify(ctx context.Context, path string) error {
	db, err := openFile(path, 1, "ro")
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	var found string
	if err := db.QueryRowContext(ctx, `PRAGMA integrity_check(1)`).Scan(&found); err != nil {
		return err
	}
	if found != "ok" {
		return fmt.Errorf("%w: %.200s", ErrCorrupt, found)
	}
	var tables int
	if err := db.QueryRowContext(ctx, `SELECT count(*) FROM sqlite_schema WHERE name = 'articles'`).Scan(&tables); err != nil {
		return err
	}
	if tables == 0 {
		return fmt.Errorf("%w: it holds no articles", ErrCorrupt)
	}
	return nil
}

// syncFolder puts a new name in a folder on disk.
func syncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
