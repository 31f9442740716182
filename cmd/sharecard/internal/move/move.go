// Package move copies all that a data folder holds to what several replicas share.
//
// Bytes come first, each compared with the SHA-256 by which the folder knows it, then the
// rows that name them. What an earlier run has copied is compared and left. Until all is
// there, no server opens the database.
package move

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"golang.org/x/sync/errgroup"

	"sharecard/cmd/sharecard/internal/datadir"
	"sharecard/cmd/sharecard/internal/postgres"
	"sharecard/cmd/sharecard/internal/publish"
	"sharecard/cmd/sharecard/internal/sqlite"
)

const (
	// maxBytes bounds an object: more than a card or a cover has.
	maxBytes = 32 << 20
	// atOnce is how many objects are copied at once.
	atOnce = 8
)

// Config is where things are, and go. All but Tell are required.
type Config struct {
	From          *datadir.Folder
	To            *postgres.DB
	Cards, Covers publish.Objects
	// Tell is told how far it has come; nil: nobody is.
	Tell func(Summary)
}

// Summary is what was copied, or was there already.
type Summary struct {
	Rows, Objects int
	Bytes         int64 // of the objects
	// Damaged are objects that are missing in the folder, or not as they were kept. They
	// are not copied; what they belong to is.
	Damaged []string
}

// Run copies everything. Run again, it goes on where it ended.
func Run(ctx context.Context, c Config) (s Summary, err error) {
	if c.Tell == nil {
		c.Tell = func(Summary) {}
	}
	if err := c.To.Fill(ctx); err != nil {
		return s, err
	}
	err = c.From.DB.Dump(ctx, func(t sqlite.Table, rows [][]any) error {
		if err := s.copyAll(ctx, objectsOf(c, t, rows)); err != nil {
			return err
		}
		if err := c.To.Rows(ctx, t.Name, t.Columns, rows); err != nil {
			return err
		}
		s.Rows += len(rows)
		c.Tell(s)
		return nil
	})
	if err != nil {
		return s, err
	}
	return s, c.To.Filled(ctx)
}

// object is one that is to be copied.
type object struct {
	name, sum string // sum: how the SHA-256 of its bytes begins, hexadecimal
	from, to  publish.Objects
}

// objectsOf returns the objects that rows name.
func objectsOf(c Config, t sqlite.Table, rows [][]any) (all []object) {
	for _, row := range rows {
		value := func(column string) string {
			for i, name := range t.Columns {
				if text, ok := row[i].(string); ok && name == column {
					return text
				}
			}
			return ""
		}
		switch t.Name {
		case "pictures":
			all = append(all, object{value("sum"), value("sum"), c.From.Covers, c.Covers})
		case "cards":
			_, ending, _ := strings.Cut(value("name"), ".")
			all = append(all, object{value("hash") + "." + ending, value("sum"), c.From.Cards, c.Cards})
		}
	}
	return all
}

// errDamaged: the bytes are not those that were kept.
var errDamaged = errors.New("not the bytes that were kept")

// copyAll copies objects, some at once.
func (s *Summary) copyAll(ctx context.Context, all []object) error {
	sizes := make([]int64, len(all))
	faults := make([]error, len(all))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(atOnce)
	for i, o := range all {
		group.Go(func() (err error) {
			sizes[i], err = o.copy(ctx)
			if errors.Is(err, errDamaged) || errors.Is(err, fs.ErrNotExist) {
				faults[i], err = err, nil
			}
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	for i, o := range all {
		if faults[i] != nil {
			s.Damaged = append(s.Damaged, o.name)
			continue
		}
		s.Objects++
		s.Bytes += sizes[i]
	}
	return nil
}

// copy copies an object, unless it is there, and returns its size.
func (o *object) copy(ctx context.Context) (int64, error) {
	if there, err := o.read(ctx, o.to); err == nil {
		return int64(len(there)), nil
	} else if !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, errDamaged) {
		return 0, err
	}
	data, err := o.read(ctx, o.from)
	if err != nil {
		return 0, err
	}
	return int64(len(data)), o.to.Put(ctx, o.name, data)
}

// read returns the bytes of an object, or errDamaged.
func (o *object) read(ctx context.Context, in publish.Objects) (data []byte, err error) {
	file, err := in.Open(ctx, o.name)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	if data, err = io.ReadAll(io.LimitReader(file, maxBytes)); err != nil {
		return nil, err
	}
	sum := sha256.Sum256(data)
	if o.sum == "" || !strings.HasPrefix(hex.EncodeToString(sum[:]), o.sum) {
		return nil, fmt.Errorf("object %s: %w", o.name, errDamaged)
	}
	return data, nil
}
