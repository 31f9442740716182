package card

import (
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"
)

// settle is how long a folder must be quiet before it is read again: editors
// write a file in several steps.
const settle = 40 * time.Millisecond

// maxWatched bounds the folders that are watched.
const maxWatched = 500

// Watch reloads the library whenever a file under dir changes, until ctx ends.
// Files that cannot be read are logged, and the templates stay as they were.
func (l *Library) Watch(ctx context.Context, dir string, log *slog.Logger) error {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return fmt.Errorf("watching %s: %w", dir, err)
	}
	defer w.Close()
	if err := watchTree(w, dir); err != nil {
		return fmt.Errorf("watching %s: %w", dir, err)
	}
	quiet := time.NewTimer(0) // what was saved before we watched counts too
	defer quiet.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case event := <-w.Events:
			if event.Has(fsnotify.Create) {
				if info, err := os.Stat(event.Name); err == nil && info.IsDir() {
					if err := watchTree(w, event.Name); err != nil {
						log.Warn("a folder of templates is not watched", "folder", event.Name, "err", err)
					}
				}
			}
			if !event.Has(fsnotify.Chmod) || event.Op != fsnotify.Chmod {
				quiet.Reset(settle)
			}
		case err := <-w.Errors:
			log.Warn("watching the templates", "err", err)
			quiet.Reset(settle) // events may have been lost
		case <-quiet.C:
			if err := l.Reload(); err != nil {
				log.Warn("the templates stay as they were", "err", err)
				continue
			}
			l.Log(log)
		}
	}
}

// watchTree watches dir and the folders in it.
func watchTree(w *fsnotify.Watcher, dir string) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		if len(w.WatchList()) >= maxWatched {
			return fmt.Errorf("more than %d folders", maxWatched)
		}
		return w.Add(path)
	})
}
