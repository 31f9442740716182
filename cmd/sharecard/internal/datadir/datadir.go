// Package datadir is the layout of the folder in which one machine keeps all that
// the service is given:
//
//	sharecard.db       articles, kept cards, withdrawals, answers: package sqlite
//	objects/cards/     the bytes of kept cards: package objects
//	objects/covers/    the bytes of uploaded covers
//	.lock              held by the one server of the folder: see Lock
//
// A server locks the folder; other commands open it beside one.
package datadir

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"sharecard/cmd/sharecard/internal/objects"
	"sharecard/cmd/sharecard/internal/sqlite"
)

// File is the name of the database in the folder.
const File = "sharecard.db"

// ErrEarlier means that an earlier version of this program wrote the folder.
var ErrEarlier = errors.New("written by an earlier version")

// earlier are the databases of earlier layouts.
var earlier = [...]string{"articles.db", "cards.db"}

// Folder is an open data folder. It is safe for concurrent use.
type Folder struct {
	DB            *sqlite.DB
	Cards, Covers *objects.Folder
	// Fresh is whether there was no database yet.
	Fresh bool
}

// Open opens the folder at path, which must exist, and makes what is missing in it.
// now is the clock; nil: time.Now. The error wraps [ErrEarlier], or those of
// [sqlite.Open].
func Open(ctx context.Context, path string, now func() time.Time) (*Folder, error) {
	return open(ctx, path, sqlite.Config{Now: now})
}

// OpenBeside is Open for a command that may run while a server works in the folder,
// and withdraws nothing.
func OpenBeside(ctx context.Context, path string) (*Folder, error) {
	return open(ctx, path, sqlite.Config{Beside: true})
}

func open(ctx context.Context, path string, c sqlite.Config) (*Folder, error) {
	for _, name := range earlier {
		if _, err := os.Lstat(filepath.Join(path, name)); err == nil {
			return nil, fmt.Errorf("%s is there, %w: move %s away, start with a new folder and send the articles again", name, ErrEarlier, path)
		}
	}
	f := new(Folder)
	if err := f.open(ctx, path, c); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

func (f *Folder) open(ctx context.Context, path string, c sqlite.Config) (err error) {
	if f.Cards, err = objects.Open(filepath.Join(path, "objects", "cards")); err != nil {
		return err
	}
	if f.Covers, err = objects.Open(filepath.Join(path, "objects", "covers")); err != nil {
		return err
	}
	file := filepath.Join(path, File)
	_, err = os.Stat(file)
	f.Fresh = errors.Is(err, fs.ErrNotExist)
	c.File, c.Covers, c.Cards = file, f.Covers, f.Cards
	f.DB, err = sqlite.Open(ctx, c)
	return err
}

// Close releases all of it.
func (f *Folder) Close() error {
	var errs []error
	if f.DB != nil {
		errs = append(errs, f.DB.Close())
	}
	for _, o := range []*objects.Folder{f.Cards, f.Covers} {
		if o != nil {
			errs = append(errs, o.Close())
		}
	}
	return errors.Join(errs...)
}
