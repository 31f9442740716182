package datadir

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// ErrInUse means that another server works in the folder.
var ErrInUse = errors.New("another server works in this folder")

// lockName is the file that a server holds locked. Backups leave it out.
const lockName = ".lock"

// Lock makes the folder at path that of one server until release is called or the
// process ends, however that may. It returns [ErrInUse] where there is one already.
// A server keeps in memory what was withdrawn, so that two would show each other's
// withdrawn cards; other commands may work beside it.
func Lock(path string) (release func() error, err error) {
	f, err := os.OpenFile(filepath.Join(path, lockName), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("locking the folder: %w", err)
	}
	if err := lock(f); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f.Close, nil
}
