package postgres

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

const (
	// pollEvery is how often a replica reads the log of withdrawals.
	pollEvery = time.Second
	// listenAgain is after how long it listens again that could not.
	listenAgain = 5 * time.Second
	// changedAgo is how far back a poll looks for changed articles: further than a
	// transaction takes, and clocks differ.
	changedAgo = 15 * time.Second
	// maxChanged is how many it tells one by one.
	maxChanged = 2000
	// notification is the channel on which a replica hears that there is something to read.
	notification = "sharecard_withdrawn"
)

// follower knows what is withdrawn, as far as it was told. It is safe for concurrent use.
type follower struct {
	staleFor time.Duration
	now      func() time.Time // by which articles are changed
	article  func(...string)  // told of articles that changed; of all without names
	entries  func()           // told that entries of cards may have changed
	away     atomic.Bool      // the last poll failed
	wake     chan struct{}    // asks for a poll

	polling sync.Mutex // polls follow one another
	number  int64      // of the last withdrawal that is known
	whole   bool       // what is known is all up to it
	told    revisions  // changed a moment ago, and told of

	mu    sync.RWMutex
	heard time.Time // when the last poll that succeeded began
	names map[string]struct{}
	cards map[string]struct{} // hashes of those withdrawn by themselves
}

func newFollower(staleFor time.Duration, now func() time.Time, article func(...string), entries func()) *follower {
	return &follower{staleFor: staleFor, now: now, article: article, entries: entries, wake: make(chan struct{}, 1)}
}

// reachable returns an error where the database is known to be away, so that nobody waits
// for it.
func (f *follower) reachable() error {
	if f.away.Load() {
		return errAway
	}
	return nil
}

// stands returns an error where what is withdrawn was heard of too long ago.
func (f *follower) stands() error {
	f.mu.RLock()
	defer f.mu.RUnlock()
	if ago := time.Since(f.heard); ago > f.staleFor {
		return fmt.Errorf("%w: what was withdrawn in the last %v is not known", errAway, ago.Round(time.Second))
	}
	return nil
}

// anyName reports whether an article of these names is withdrawn.
func (f *follower) anyName(names []string) bool {
	f.mu.RLock()
	defer f.mu.RUnlock()
	for _, name := range names {
		if _, gone := f.names[name]; gone {
			return true
		}
	}
	return false
}

// card reports whether a card is withdrawn by itself.
func (f *follower) card(hash string) bool {
	f.mu.RLock()
	defer f.mu.RUnlock()
	_, gone := f.cards[hash]
	return gone
}

// revisions are those of articles, by ID.
type revisions map[string]int64

// event is a row of the log.
type event struct {
	Number     int64
	Name       string
	Card, Gone bool
}

// poll reads what is new in the log, or everything where a part of it may be missing.
func (f *follower) poll(ctx context.Context, pool *pgxpool.Pool) error {
	f.polling.Lock()
	defer f.polling.Unlock()
	began := time.Now()
	news := f.whole
	if news {
		events, articles, err := f.news(ctx, pool)
		if err != nil {
			f.whole = false
			f.away.Store(true)
			return err
		}
		// Numbers without a gap: what is old goes from the log.
		if news = len(events) == 0 || events[0].Number == f.number+1; news {
			f.apply(events)
			f.tellOf(articles)
		}
	}
	if !news {
		if err := f.load(ctx, pool); err != nil {
			f.away.Store(true)
			return err
		}
		f.whole = true
	}
	f.away.Store(false)
	f.mu.Lock()
	defer f.mu.Unlock()
	f.heard = began
	return nil
}

// news returns what is new in the log, and the articles that changed a moment ago.
func (f *follower) news(ctx context.Context, pool *pgxpool.Pool) (events []event, changed revisions, err error) {
	b := new(pgx.Batch)
	b.Queue(`SELECT number, name, card, gone FROM withdrawal_log WHERE number > $1 ORDER BY number`, f.number).
		Query(func(rows pgx.Rows) (err error) {
			events, err = pgx.CollectRows(rows, pgx.RowToStructByPos[event])
			return err
		})
	f.queueChanged(b, &changed)
	return events, changed, send(ctx, pool, b)
}

// queueChanged asks for the articles that changed a moment ago.
func (f *follower) queueChanged(b *pgx.Batch, changed *revisions) {
	b.Queue(`SELECT id, revision FROM articles WHERE doc IS NOT NULL AND updated_at >= $1 ORDER BY updated_at DESC LIMIT $2`,
		f.now().Add(-changedAgo).UnixMicro(), maxChanged).
		Query(func(rows pgx.Rows) error {
			*changed = revisions{}
			var id string
			var revision int64
			_, err := pgx.ForEachRow(rows, []any{&id, &revision}, func() error {
				(*changed)[id] = revision
				return nil
			})
			return err
		})
}

// tellOf tells of articles that others may have changed, of each change once.
func (f *follower) tellOf(changed revisions) {
	before := f.told
	f.told = changed
	if len(changed) == maxChanged {
		f.article() // and there may be more
		return
	}
	var news []string
	for id, revision := range changed {
		if known, ok := before[id]; !ok || known != revision {
			news = append(news, id)
		}
	}
	if len(news) > 0 {
		f.article(news...)
	}
}

// apply takes over what is new.
func (f *follower) apply(events []event) {
	if len(events) == 0 {
		return
	}
	f.mu.Lock()
	changed := make([]string, len(events))
	for i, e := range events {
		set := f.names
		if e.Card {
			set = f.cards
		}
		if e.Gone {
			set[e.Name] = struct{}{}
		} else {
			delete(set, e.Name)
		}
		f.number, changed[i] = e.Number, e.Name
	}
	f.mu.Unlock()
	f.article(changed...)
	f.entries()
}

// load reads everything, as it was at one moment.
func (f *follower) load(ctx context.Context, pool *pgxpool.Pool) error {
	tx, err := pool.BeginTx(ctx, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly})
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback(context.WithoutCancel(ctx)) }()
	var number int64
	if err := tx.QueryRow(ctx, `SELECT last FROM withdrawal_number`).Scan(&number); err != nil {
		return err
	}
	names, err := set(ctx, tx, `SELECT DISTINCT name FROM withdrawn_names`)
	if err != nil {
		return err
	}
	cards, err := set(ctx, tx, `SELECT hash FROM withdrawn_cards WHERE article = ''`)
	if err != nil {
		return err
	}
	b := new(pgx.Batch)
	f.queueChanged(b, &f.told)
	if err := send(ctx, tx, b); err != nil {
		return err
	}
	f.mu.Lock()
	f.number, f.names, f.cards = number, names, cards
	f.mu.Unlock()
	f.article()
	f.entries()
	return nil
}

func set(ctx context.Context, q querier, query string) (map[string]struct{}, error) {
	values, err := column(ctx, q, query)
	all := make(map[string]struct{}, len(values))
	for _, value := range values {
		all[value] = struct{}{}
	}
	return all, err
}

// follow polls until ctx ends.
func (db *DB) follow(ctx context.Context) {
	tick := time.NewTicker(pollEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		case <-db.follower.wake:
		}
		db.catchUp(ctx)
	}
}

// catchUp polls once. That it failed shows in the follower.
func (db *DB) catchUp(ctx context.Context) {
	within, cancel := context.WithTimeout(Uncounted(ctx), readTimeout)
	defer cancel()
	_ = db.follower.poll(within, db.pool)
}

// listen has follow poll at once when a replica has withdrawn something, until ctx ends.
func (db *DB) listen(ctx context.Context) {
	for ctx.Err() == nil {
		_ = db.hear(ctx) // what is not heard is polled
		select {
		case <-ctx.Done():
		case <-time.After(listenAgain):
		}
	}
}

func (db *DB) hear(ctx context.Context) error {
	c := db.pool.Config().ConnConfig.Copy()
	c.Tracer = nil
	conn, err := pgx.ConnectConfig(ctx, c)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }()
	if _, err := conn.Exec(ctx, `LISTEN `+notification); err != nil {
		return err
	}
	for {
		if _, err := conn.WaitForNotification(ctx); err != nil {
			return err
		}
		select {
		case db.follower.wake <- struct{}{}:
		default: // somebody is looking already
		}
	}
}
