package postgres

import (
	"context"
	"embed"
	"fmt"
	"io/fs"

	"github.com/jackc/pgx/v5"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/publish"
)

// The file with number n in the list brings a database from format n-1 to n. Files are
// only ever added, and only ever add: a replica of the version before goes on with what
// they make, also when it is started again. So a database of a newer format than this
// program knows is no error.
//
//go:embed migrations/*.sql
var migrations embed.FS

// migrate brings the database to the newest format, all steps in one transaction.
// Replicas that start together wait for each other.
func (db *DB) migrate(ctx context.Context, steps fs.FS) error {
	files, err := fs.Glob(steps, "migrations/*.sql") // sorted
	if err != nil {
		return err
	}
	tx, err := db.pool.BeginTx(ctx, pgx.TxOptions{BeginQuery: migrating})
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback(context.WithoutCancel(ctx)) }()
	if _, err := tx.Exec(ctx, `CREATE TABLE IF NOT EXISTS format (version integer NOT NULL)`); err != nil {
		return err
	}
	version := 0
	if err := tx.QueryRow(ctx, `SELECT coalesce(max(version), 0) FROM format`).Scan(&version); err != nil {
		return err
	}
	if version >= len(files) {
		return nil
	}
	if version == 0 {
		if err := db.mustBeNew(ctx); err != nil {
			return err
		}
	}
	for _, file := range files[version:] {
		statements, err := fs.ReadFile(steps, file)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, string(statements)); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	if _, err := tx.Exec(ctx, `INSERT INTO format VALUES ($1)`, len(files)); err != nil {
		return err
	}
	db.Fresh = version == 0
	return tx.Commit(ctx)
}

// mustBeNew returns an error where there are objects of an earlier database: with that,
// what was withdrawn is lost, and tidying would remove all of the objects.
func (db *DB) mustBeNew(ctx context.Context) error {
	for _, o := range []publish.Objects{db.config.Covers, db.config.Cards} {
		if o == nil {
			continue
		}
		err := o.List(ctx, func([]string) error {
			return fmt.Errorf("%w: the database is empty, and there are cards or covers in the bucket", article.ErrCorrupt)
		})
		if err != nil {
			return err
		}
	}
	return nil
}
