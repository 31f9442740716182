// Package wholefile writes files that nobody ever sees a part of: the pictures,
// manifests and archives that commands leave in a folder.
//
// [Write] fills a file under another name and then renames it. It does not wait
// for the disk, so a machine that loses its power may lose the file; what must
// outlast that has a store of its own (package objects), which waits: [SyncFolder]. A writer that is killed
// leaves its unfinished file, under a name that begins with a dot; [Tidy] removes
// such files at the start of a command that nobody runs twice in one folder.
package wholefile

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Write puts content under path: into a new file in the same folder, which then
// takes the name, so that a reader finds the old content or the new one, and
// whoever is interrupted leaves the old one. It does not wait for the disk.
func Write(path string, content []byte) error {
	if err := write(path, content); err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	return nil
}

// prefix begins the names of files that are not whole yet.
const prefix = ".sharecard-"

// Tidy removes what writers that were killed have left in dir. Nobody may be
// writing there.
func Tidy(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.Type().IsRegular() && strings.HasPrefix(e.Name(), prefix) {
			if err := os.Remove(filepath.Join(dir, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

// SyncFolder returns once the names in a folder are on the disk.
func SyncFolder(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

func write(path string, content []byte) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), prefix+"*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	_, err = f.Write(content)
	if err = errors.Join(err, f.Chmod(0o644), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
