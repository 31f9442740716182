package backup

import (
	"archive/tar"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"sharecard/cmd/sharecard/internal/wholefile"
)

// ErrDamaged means that a database of the folder is not whole: a backup of it
// would be of no use.
var ErrDamaged = errors.New("database is damaged")

// Summary says what was saved.
type Summary struct {
	Files int
	Bytes int64 // of the backup
}

// Write saves the data folder dir in a new file. A file that is there already is
// an error that wraps [fs.ErrExist], one in the folder itself is refused, and a
// database that is not whole is [ErrDamaged].
func Write(ctx context.Context, dir, file string) (Summary, error) {
	s, err := write(ctx, dir, file)
	if err != nil {
		return Summary{}, fmt.Errorf("backing up %s to %s: %w", dir, file, err)
	}
	return s, nil
}

func write(ctx context.Context, dir, file string) (s Summary, err error) {
	if err := mustBeOutside(dir, file); err != nil {
		return s, err
	}
	if err := mustBeNew(file); err != nil {
		return s, err
	}
	// Beside the file, where there must be room anyway.
	scratch, err := os.MkdirTemp(filepath.Dir(file), filepath.Base(file)+".partial-*")
	if err != nil {
		return s, err
	}
	defer func() { _ = os.RemoveAll(scratch) }()
	partial, err := os.OpenFile(filepath.Join(scratch, "backup.tar"), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return s, err
	}
	defer func() { _ = partial.Close() }()
	if s.Files, err = archive(ctx, dir, scratch, partial); err != nil {
		return s, err
	}
	info, err := partial.Stat()
	if err != nil {
		return s, err
	}
	s.Bytes = info.Size()
	if err := errors.Join(partial.Sync(), mustBeNew(file)); err != nil { // something may have come meanwhile
		return s, err
	}
	if err := os.Rename(partial.Name(), file); err != nil {
		return s, err
	}
	return s, wholefile.SyncFolder(filepath.Dir(file))
}

// mustBeOutside keeps a backup from being part of the next one.
func mustBeOutside(dir, file string) error {
	root, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	at, err := filepath.Abs(file)
	if err != nil {
		return err
	}
	if rel, err := filepath.Rel(root, at); err == nil && filepath.IsLocal(rel) {
		return errors.New("the backup would lie in the folder that is saved")
	}
	return nil
}

// mustBeNew keeps a backup from replacing an earlier one.
func mustBeNew(path string) error {
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(fs.ErrExist, err)
	}
	return nil
}

// archive writes the files that are there, then the databases, then the files that have
// come since: a file that a database names is there before its row, and one that is
// replaced goes after it, so that a copied row lacks its file only where that came and
// went while this was written.
func archive(ctx context.Context, dir, scratch string, w io.Writer) (files int, err error) {
	root, err := os.OpenRoot(dir) // links cannot lead out of it
	if err != nil {
		return 0, err
	}
	defer func() { _ = root.Close() }()
	databases, others, err := list(root)
	if err != nil {
		return 0, err
	}
	if len(databases) == 0 {
		return 0, errors.New("there is no database in it: is it a data folder?")
	}
	out, saved := tar.NewWriter(w), map[string]bool{}
	if err := addFiles(ctx, out, root, others, saved); err != nil {
		return 0, err
	}
	for _, path := range databases {
		copied := filepath.Join(scratch, "copy.db")
		if err := copyDatabase(ctx, filepath.Join(dir, filepath.FromSlash(path)), copied); err != nil {
			return 0, fmt.Errorf("%s: %w", path, err)
		}
		f, err := os.Open(copied)
		if err == nil {
			err = errors.Join(add(out, path, f), os.Remove(copied))
		}
		if err != nil {
			return 0, fmt.Errorf("%s: %w", path, err)
		}
		saved[path] = true
	}
	if _, others, err = list(root); err == nil {
		err = addFiles(ctx, out, root, others, saved)
	}
	if err != nil {
		return 0, err
	}
	return len(saved), out.Close()
}

// list returns the databases of a data folder, and its other files.
func list(root *os.Root) (databases, others []string, err error) {
	err = fs.WalkDir(root.FS(), ".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist): // gone since it was listed
			return nil
		case err != nil:
			return err
		case d.IsDir() && d.Name() == "tmp":
			return fs.SkipDir // being written
		case !d.Type().IsRegular(), strings.HasPrefix(d.Name(), "."), besideDatabase(path):
			return nil
		case strings.HasSuffix(path, ".db-reserve"): // withdrawals that wait for room on the disk
			waits, err := begun(root, path)
			if waits {
				others = append(others, path)
			}
			return err
		case strings.HasSuffix(path, ".db"):
			databases = append(databases, path)
		default:
			others = append(others, path)
		}
		return nil
	})
	return databases, others, err
}

// addFiles writes the files that are not saved yet.
func addFiles(ctx context.Context, out *tar.Writer, root *os.Root, paths []string, saved map[string]bool) error {
	for _, path := range paths {
		if saved[path] {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		f, err := root.Open(path)
		if errors.Is(err, fs.ErrNotExist) { // withdrawn or replaced since it was listed
			continue
		}
		if err == nil {
			err = add(out, path, f)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		saved[path] = true
	}
	return nil
}

// begun reports whether something stands in a file that is zeros otherwise.
func begun(root *os.Root, path string) (bool, error) {
	f, err := root.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	first := make([]byte, 1)
	_, err = io.ReadFull(f, first)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return first[0] != 0, errors.Join(err, f.Close())
}

// besideDatabase reports whether a file belongs to a database that is open.
func besideDatabase(path string) bool {
	for _, end := range []string{".db-wal", ".db-shm", ".db-journal"} {
		if strings.HasSuffix(path, end) {
			return true
		}
	}
	return false
}

// add puts an open file into the archive and closes it.
func add(out *tar.Writer, name string, f *os.File) (err error) {
	defer func() { err = errors.Join(err, f.Close()) }()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	header := &tar.Header{Typeflag: tar.TypeReg, Name: name, Mode: 0o600, Size: info.Size(), ModTime: info.ModTime()}
	if err := out.WriteHeader(header); err != nil {
		return err
	}
	_, err = io.Copy(out, f)
	return err
}

// copyDatabase writes a SQLite database, as it is at one moment, to a new file
// and looks through the copy.
func copyDatabase(ctx context.Context, from, to string) error {
	db, err := open(from, "rw")
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	if _, err := db.ExecContext(ctx, `VACUUM INTO ?`, to); err != nil {
		return damage(err)
	}
	copied, err := open(to, "ro")
	if err != nil {
		return err
	}
	defer func() { _ = copied.Close() }()
	var found string
	if err := copied.QueryRowContext(ctx, `PRAGMA integrity_check(1)`).Scan(&found); err != nil {
		return damage(err)
	}
	if found != "ok" {
		return fmt.Errorf("%w: %.200s", ErrDamaged, found)
	}
	return nil
}

// damage tells what is wrong with a database from what is wrong around it.
func damage(err error) error {
	var e *sqlite.Error
	if errors.As(err, &e) {
		switch e.Code() & 0xff { // the low byte is the primary result code
		case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
			return fmt.Errorf("%w: %w", ErrDamaged, err)
		}
	}
	return err
}

func open(path, mode string) (*sql.DB, error) {
	options := url.Values{"mode": {mode}, "_pragma": {"busy_timeout(5000)", "trusted_schema(OFF)"}}
	name := url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: options.Encode()}
	return sql.Open("sqlite", name.String())
}
