package postgres

import (
	"context"
	"time"
)

// Stands returns an error once the database is away for longer than [Config].StaleFor:
// nothing is answered then.
func (db *DB) Stands(context.Context) error { return articleFault(db.follower.stands()) }

// Reach returns an error where the database does not answer.
func (db *DB) Reach(ctx context.Context) error {
	return articleFault(db.read(ctx, func(ctx context.Context, _ querier) error { return db.pool.Ping(ctx) }))
}

// Turn reports whether this replica does a chore now: that no replica has begun it for so
// long. Where the database does not say, it does not.
func (db *DB) Turn(ctx context.Context, chore string, every time.Duration) bool {
	ctx, cancel := context.WithTimeout(ctx, writeTimeout)
	defer cancel()
	now := db.config.Now()
	begun, err := db.pool.Exec(ctx, `INSERT INTO chores AS c VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET at = $2 WHERE c.at <= $3`,
		chore, now.UnixMicro(), now.Add(-every).UnixMicro())
	return err == nil && begun.RowsAffected() > 0
}
