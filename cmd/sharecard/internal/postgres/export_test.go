package postgres

import (
	"context"
	"io/fs"

	"github.com/jackc/pgx/v5/pgconn"
)

// Bound sets smaller bounds than a real store has.
func (db *DB) Bound(pictureBytes int64, copies int) {
	db.maxPictures, db.maxCopies = pictureBytes, copies
}

// Migrate applies other steps than those of real databases.
func (db *DB) Migrate(ctx context.Context, steps fs.FS) error { return db.migrate(ctx, steps) }

// Migrations are the steps of real databases.
var Migrations fs.FS = migrations

// Exec runs statements.
func (db *DB) Exec(ctx context.Context, statements string) error {
	_, err := db.pool.Exec(ctx, statements)
	return err
}

// CatchUp polls once.
func (db *DB) CatchUp(ctx context.Context) { db.catchUp(ctx) }

// Plans has tell called with the plan of each statement.
func (c *Config) Plans(tell func(plan string)) {
	c.notice = func(_ *pgconn.PgConn, n *pgconn.Notice) { tell(n.Message) }
}
