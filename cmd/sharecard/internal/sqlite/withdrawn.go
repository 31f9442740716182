package sqlite

import (
	"context"
	"database/sql"
	"sync"

	"sharecard/cmd/sharecard/internal/publish"
)

// withdrawnNames are the names of withdrawn articles, all of them: they are asked
// for with each card. It is safe for concurrent use.
type withdrawnNames struct {
	// changing has one place, for whoever changes the table and then the names here,
	// so that both take the changes in one order.
	changing chan struct{}

	mu    sync.RWMutex
	names map[string]struct{}
}

func (w *withdrawnNames) init() {
	w.changing, w.names = make(chan struct{}, 1), map[string]struct{}{}
}

// begin waits until nobody else changes what is withdrawn; end must follow.
func (w *withdrawnNames) begin(ctx context.Context) error {
	select {
	case w.changing <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (w *withdrawnNames) end() { <-w.changing }

func (w *withdrawnNames) load(ctx context.Context, db *sql.DB) error {
	names, err := column(ctx, db, `SELECT DISTINCT name FROM withdrawn_names`)
	if err != nil {
		return err
	}
	w.add(names)
	return nil
}

func (w *withdrawnNames) add(names []string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, name := range names {
		w.names[name] = struct{}{}
	}
}

func (w *withdrawnNames) remove(names []string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, name := range names {
		delete(w.names, name)
	}
}

func (w *withdrawnNames) any(names []string) bool {
	w.mu.RLock()
	defer w.mu.RUnlock()
	for _, name := range names {
		if _, gone := w.names[name]; gone {
			return true
		}
	}
	return false
}

// isGone reports whether a card was withdrawn whose entry is there still, since the disk
// has no room to remove it.
func (db *DB) isGone(c *publish.Card) bool {
	return db.pending.has(c.Hash) || db.withdrawn.any(c.Articles)
}

// reach returns the names that a withdrawal reaches and the cards that have entries,
// without writing anything.
func (db *DB) reach(ctx context.Context, w publish.Withdrawal) (all []string, cards []*publish.Card, err error) {
	find := func(which string, values []string) {
		for i := 0; i < len(values) && err == nil; i++ {
			var found []*publish.Card
			found, err = list(ctx, db.read, which, values[i])
			cards = append(cards, found...)
		}
	}
	find(ofHash, w.Hashes)
	for _, given := range w.Articles {
		n, err := namesOf(ctx, db.read, given)
		if err != nil {
			return nil, nil, articleFault(err)
		}
		all = append(all, n.All...)
	}
	find(ofArticle, all)
	return all, cards, articleFault(err)
}

// settle moves withdrawals to the database that the disk had no room for. The caller is
// the only one who changes what is withdrawn.
func (db *DB) settle(ctx context.Context) error {
	if db.config.Beside {
		return nil
	}
	db.pending.allocate()
	all := db.pending.all()
	for _, w := range all {
		names, _, err := db.Cards().withdraw(ctx, w)
		if err != nil {
			return err
		}
		db.withdrawn.add(names)
	}
	if len(all) == 0 {
		return nil
	}
	return articleFault(db.pending.clear())
}

// settleSoon is settle after something else could be written, so that there may be room,
// unless somebody changes just now what is withdrawn, who does it himself.
func (db *DB) settleSoon(ctx context.Context) {
	select {
	case db.withdrawn.changing <- struct{}{}:
		defer db.withdrawn.end()
		_ = db.settle(context.WithoutCancel(ctx)) // what fails waits on
	default:
	}
}
