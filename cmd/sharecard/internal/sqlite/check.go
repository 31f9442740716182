package sqlite

import (
	"context"
	"errors"
	"fmt"

	"sharecard/cmd/sharecard/internal/article"
)

// Check reads the whole database but the cards, to find damage that reading single
// articles might meet only later; Damage returns what it found. Cards are not looked
// through: there may be millions, and each can be drawn again. It takes as long as the
// disk takes to read the file, and nothing waits for it, so that a server runs it
// beside its requests. The error wraps [article.ErrCorrupt], or is ctx's.
func (db *DB) Check(ctx context.Context) error {
	for _, table := range []string{"articles", "covers", "pictures", "copies"} {
		var found string
		err := db.read.QueryRowContext(ctx, `PRAGMA quick_check(`+table+`)`).Scan(&found)
		switch err = articleFault(err); {
		case err == nil && found != "ok":
			err = fmt.Errorf("%w: %.200s", article.ErrCorrupt, found)
			fallthrough
		case errors.Is(err, article.ErrCorrupt):
			err = fmt.Errorf("checking %s: %w", db.config.File, err)
			db.damage.Store(&err)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// Damage returns what Check found, nil as long as it found nothing.
func (db *DB) Damage() error {
	if err := db.damage.Load(); err != nil {
		return *err
	}
	return nil
}
