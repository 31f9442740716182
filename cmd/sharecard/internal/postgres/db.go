package postgres

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"sharecard/cmd/sharecard/internal/publish"
	"sharecard/cmd/sharecard/internal/recent"
)

// StaleFor is how long a replica goes on without the database, unless told otherwise.
const StaleFor = 15 * time.Minute

// Config is what a [DB] is made of. URL and Covers are required.
type Config struct {
	// URL is the address of the database: postgres://user@host:5432/name, with what pgx
	// takes in its query.
	URL string
	// Covers keeps the bytes of uploaded covers, and nothing else.
	Covers publish.Objects
	// Cards keeps the bytes of kept cards, if any are kept: a database that is new
	// beside them is refused.
	Cards publish.Objects
	// StaleFor is how long what is in memory is answered while the database is away; 0:
	// [StaleFor].
	StaleFor time.Duration
	// Deaf keeps it from listening to notifications, which a proxy may not pass on.
	Deaf bool
	// Queried is told of each query, but for polls and those under a context that is
	// [Uncounted]. Statements that are sent together are one query. Nil: nobody is told.
	Queried func()
	// Now is the clock; nil: time.Now.
	Now func() time.Time

	notice pgconn.NoticeHandler // what the database remarks; nil: nobody hears it
}

// DB is an open database. It is safe for concurrent use.
type DB struct {
	// Fresh is whether the database was empty, and this replica began it.
	Fresh bool

	config      Config
	pool        *pgxpool.Pool
	follower    *follower
	memory      *recent.Memory[*row]
	entries     *recent.Memory[*publish.Card]
	maxPictures int64 // bytes
	maxCopies   int
	newCopies   atomic.Int64

	stop    context.CancelFunc
	running sync.WaitGroup
}

const (
	// connections is how many a replica opens at most, unless the address says
	// pool_max_conns: PostgreSQL allows 100 of all replicas together.
	connections = 16
	// connectTimeout, readTimeout and writeTimeout are how long the database may take.
	connectTimeout = 2 * time.Second
	readTimeout    = 2 * time.Second
	writeTimeout   = 10 * time.Second
	// attempts is how often a transaction is tried that another one got in the way of.
	attempts = 5
)

// Open opens the database, which must exist; its tables are made and brought to the
// newest format. Errors wrap [article.ErrCorrupt] or [article.ErrAway] where they apply.
func Open(ctx context.Context, c Config) (*DB, error) {
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.StaleFor == 0 {
		c.StaleFor = StaleFor
	}
	db := &DB{config: c, maxPictures: MaxPicturesBytes, maxCopies: MaxCopies}
	if err := db.open(ctx); err != nil {
		db.Close()
		return nil, fmt.Errorf("opening the database: %w", articleFault(err))
	}
	return db, nil
}

func (db *DB) open(ctx context.Context) error {
	db.memory, db.entries = newMemory(db.config.StaleFor), newEntries(db.config.StaleFor)
	// An entry is of several articles, by any of which it can go.
	db.follower = newFollower(db.config.StaleFor, db.config.Now, db.memory.Changed, func() { db.entries.Changed() })
	pool, err := pgxpool.ParseConfig(db.config.URL)
	if err != nil {
		return errors.New("it is no address of a PostgreSQL database") // pgx repeats the password
	}
	if !strings.Contains(db.config.URL, "pool_max_conns=") {
		pool.MaxConns = connections
	}
	pool.ConnConfig.ConnectTimeout, pool.PingTimeout = connectTimeout, connectTimeout
	if db.config.Queried != nil {
		pool.ConnConfig.Tracer = tracer{db.config.Queried}
	}
	pool.ConnConfig.OnNotice = db.config.notice
	// A replica that dies in the middle of a transaction must hold up the others no longer.
	for setting, value := range map[string]string{
		"application_name": "sharecard", "idle_in_transaction_session_timeout": "15s", "statement_timeout": "15s", "lock_timeout": "8s",
		"tcp_user_timeout": "15s", "tcp_keepalives_idle": "10", "tcp_keepalives_interval": "5", "tcp_keepalives_count": "2",
	} {
		pool.ConnConfig.RuntimeParams[setting] = value
	}
	if db.pool, err = pgxpool.NewWithConfig(ctx, pool); err != nil {
		return err
	}
	if err := db.reach(ctx); err != nil {
		return err
	}
	if err := db.migrate(ctx, migrations); err != nil {
		return err
	}
	if err := db.follower.poll(ctx, db.pool); err != nil {
		return err
	}
	running, stop := context.WithCancel(context.WithoutCancel(ctx))
	db.stop = stop
	db.running.Go(func() { db.follow(running) })
	if !db.config.Deaf {
		db.running.Go(func() { db.listen(running) })
	}
	return nil
}

// reach makes the first connection. A database that is busy, as when many replicas start
// at once, has as long as for a change; one that refuses has not.
func (db *DB) reach(ctx context.Context) error {
	within, cancel := context.WithTimeout(ctx, writeTimeout)
	defer cancel()
	for {
		err := db.pool.Ping(within)
		if !errors.Is(err, context.DeadlineExceeded) || within.Err() != nil {
			return err
		}
	}
}

// Close ends what runs beside, and releases the connections.
func (db *DB) Close() {
	if db.stop != nil {
		db.stop()
	}
	db.running.Wait()
	db.memory.Close()
	db.entries.Close()
	if db.pool != nil {
		db.pool.Close()
	}
}

// Articles returns the store of articles.
func (db *DB) Articles() *Articles { return &Articles{db} }

// Cards returns the store of kept cards, withdrawals and answers.
func (db *DB) Cards() *Cards { return &Cards{db} }

// Tx is a transaction that writes. All that is written in it bears one time.
type Tx struct {
	pgx.Tx
	now time.Time
	// dropped are the sums of pictures that no article has any more.
	dropped []string
}

// at is the time as the tables have it.
func (tx *Tx) at() int64 { return tx.now.UnixMicro() }

// transact runs do in a transaction that begins with a statement, such as [shared], and is
// kept if do returns nil. Where another one got in its way it is run again.
func (db *DB) transact(ctx context.Context, begin string, do func(*Tx) error) (*Tx, error) {
	if err := db.follower.reachable(); err != nil {
		return nil, err
	}
	within, cancel := context.WithTimeout(ctx, writeTimeout)
	defer cancel()
	for attempt := 1; ; attempt++ {
		tx, err := db.run(within, begin, do)
		if err == nil || attempt == attempts || !again(err) {
			return tx, late(err, within, ctx)
		}
	}
}

func (db *DB) run(ctx context.Context, begin string, do func(*Tx) error) (*Tx, error) {
	begun, err := db.pool.BeginTx(ctx, pgx.TxOptions{BeginQuery: begin})
	if err != nil {
		return nil, err
	}
	// A rollback after the commit does nothing.
	defer func() { _ = begun.Rollback(context.WithoutCancel(ctx)) }()
	tx := &Tx{Tx: begun, now: db.config.Now()}
	if err := do(tx); err != nil {
		return nil, err
	}
	return tx, begun.Commit(ctx)
}

// read runs do with a time of its own, unless the database is known to be away.
func (db *DB) read(ctx context.Context, do func(context.Context, querier) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := db.follower.reachable(); err != nil {
		return err
	}
	within, cancel := context.WithTimeout(ctx, readTimeout)
	defer cancel()
	return late(do(within, db.pool), within, ctx)
}

// exec runs one statement that changes something.
func (db *DB) exec(ctx context.Context, statement string, args ...any) error {
	if err := db.follower.reachable(); err != nil {
		return err
	}
	within, cancel := context.WithTimeout(ctx, writeTimeout)
	defer cancel()
	_, err := db.pool.Exec(within, statement, args...)
	return late(err, within, ctx)
}

// querier is a pool or a transaction.
type querier interface {
	Query(ctx context.Context, query string, args ...any) (pgx.Rows, error)
	QueryRow(ctx context.Context, query string, args ...any) pgx.Row
}

// column returns the one column of a query's rows.
func column(ctx context.Context, q querier, query string, args ...any) ([]string, error) {
	rows, err := q.Query(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

// exists reports whether a query finds a row.
func exists(ctx context.Context, q querier, query string, args ...any) (found bool, err error) {
	err = q.QueryRow(ctx, `SELECT EXISTS (`+query+`)`, args...).Scan(&found)
	return found, err
}

// send runs statements of a batch, all sent at once, and returns the first error.
func send(ctx context.Context, to interface {
	SendBatch(context.Context, *pgx.Batch) pgx.BatchResults
}, b *pgx.Batch,
) error {
	return to.SendBatch(ctx, b).Close()
}

// total reads one of the sums that triggers keep.
func total(ctx context.Context, q querier, what string) (amount int64, err error) {
	err = q.QueryRow(ctx, `SELECT coalesce(sum(amount), 0)::bigint FROM totals WHERE what = $1`, what).Scan(&amount)
	return amount, err
}
