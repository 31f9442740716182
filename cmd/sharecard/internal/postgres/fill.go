package postgres

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	"sharecard/cmd/sharecard/internal/article"
)

// ErrFilling: what another home holds is being moved here, and not all of it is there.
var ErrFilling = errors.New("a move to this database is not finished; run sharecard move again")

// filling is the chore that is noted while a database is filled.
const filling = "fill"

// Fill begins to fill the database from another home, or goes on with that. It returns
// [article.ErrFull] where there is something else in it.
func (db *DB) Fill(ctx context.Context) error {
	_, err := db.transact(ctx, alone, func(tx *Tx) error {
		var begun, used bool
		err := tx.QueryRow(ctx, `SELECT EXISTS (SELECT 1 FROM chores WHERE name = $1), EXISTS (SELECT 1 FROM articles)
			OR EXISTS (SELECT 1 FROM cards) OR EXISTS (SELECT 1 FROM withdrawn_names)`, filling).Scan(&begun, &used)
		switch {
		case err != nil || begun:
			return err
		case used:
			return fmt.Errorf("%w: there are articles, cards or withdrawals in the database already", article.ErrFull)
		}
		_, err = tx.Exec(ctx, `INSERT INTO chores VALUES ($1, $2)`, filling, tx.at())
		return err
	})
	if err != nil {
		return fmt.Errorf("filling the database: %w", articleFault(err))
	}
	return nil
}

// Rows enters rows of a table. Those that are there stay.
func (db *DB) Rows(ctx context.Context, table string, columns []string, rows [][]any) error {
	places := make([]string, len(columns))
	for i := range columns {
		places[i] = fmt.Sprint("$", i+1)
	}
	statement := `INSERT INTO ` + pgx.Identifier{table}.Sanitize() + ` (` + strings.Join(columns, ", ") + `) VALUES (` +
		strings.Join(places, ", ") + `) ON CONFLICT DO NOTHING`
	b := new(pgx.Batch)
	for _, row := range rows {
		b.Queue(statement, row...)
	}
	if err := send(ctx, db.pool, b); err != nil {
		return fmt.Errorf("filling table %s: %w", table, articleFault(err))
	}
	return nil
}

// Filled ends what [DB.Fill] began.
func (db *DB) Filled(ctx context.Context) error {
	if err := db.exec(ctx, `DELETE FROM chores WHERE name = $1`, filling); err != nil {
		return fmt.Errorf("filling the database: %w", articleFault(err))
	}
	return nil
}

// Whole returns [ErrFilling] where the database is being filled.
func (db *DB) Whole(ctx context.Context) error {
	return db.read(ctx, func(ctx context.Context, q querier) error {
		begun, err := exists(ctx, q, `SELECT 1 FROM chores WHERE name = $1`, filling)
		if err == nil && begun {
			err = ErrFilling
		}
		return err
	})
}
