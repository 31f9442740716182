package objects

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"sharecard/cmd/sharecard/internal/wholefile"
)

// files is what a folder asks of the file system when it writes. A test puts one in its
// place that loses, as a machine without power does, what was not synced.
type files interface {
	Mkdir(name string) error
	// Create makes a file that must not be there.
	Create(name string) (file, error)
	Rename(from, to string) error
	Remove(name string) error
	// SyncDir returns once the entries of a folder are on the disk.
	SyncDir(name string) error
}

// file is one that is being written. Sync returns once its bytes are on the disk.
type file interface {
	io.WriteCloser
	Sync() error
}

// rootFiles are the files of a folder.
type rootFiles struct{ root *os.Root }

func (r rootFiles) Mkdir(name string) error { return r.root.Mkdir(name, 0o700) }

func (r rootFiles) Create(name string) (file, error) {
	f, err := r.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err // not a file that is nil
	}
	return f, nil
}

func (r rootFiles) Rename(from, to string) error { return r.root.Rename(from, to) }

func (r rootFiles) Remove(name string) error { return r.root.Remove(name) }

func (r rootFiles) SyncDir(name string) error {
	d, err := r.root.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// mkdirAll makes a folder and those above it, each of which is on the disk then.
func mkdirAll(path string) error {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return nil
	}
	above := filepath.Dir(path)
	if above != path {
		if err := mkdirAll(above); err != nil {
			return err
		}
	}
	if err := os.Mkdir(path, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return wholefile.SyncFolder(above)
}
