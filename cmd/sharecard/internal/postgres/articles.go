package postgres

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/publish"
	"sharecard/cmd/sharecard/internal/recent"
)

const (
	// rememberFor is how long a read article is taken for what the store has, unless a
	// poll tells that it was changed.
	rememberFor = time.Minute
	// memoryBytes bounds the articles that are remembered.
	memoryBytes = 16 << 20
)

// newMemory makes the memory of articles that were just read. A document counts twice,
// since its strings are apart.
func newMemory(staleFor time.Duration) *recent.Memory[*row] {
	return recent.New(recent.Config[*row]{
		Bytes: memoryBytes, Fresh: rememberFor, Keep: max(rememberFor, staleFor),
		Weigh: func(r *row) int {
			if r == nil {
				return 0
			}
			return 2 * r.bytes
		},
		Answers: func(err error) bool {
			return errors.Is(err, article.ErrNotFound) || errors.Is(err, article.ErrWithdrawn)
		},
		Away: func(err error) bool { return errors.Is(err, article.ErrAway) },
	})
}

// Articles implements [article.Store] and upstream.Copies. An article that was just
// read is not read again until it changes, of which other replicas learn within a second.
type Articles struct{ db *DB }

var _ article.Store = (*Articles)(nil)

// Get implements [article.Store].
func (s *Articles) Get(ctx context.Context, id string) (*article.Record, error) {
	r, err := s.get(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("reading article %q: %w", id, err)
	}
	return &r.Record, nil
}

func (s *Articles) get(ctx context.Context, id string) (*row, error) {
	if err := errors.Join(ctx.Err(), s.db.follower.stands()); err != nil {
		return nil, articleFault(err)
	}
	if s.db.follower.anyName([]string{id}) {
		return nil, article.ErrWithdrawn
	}
	return s.db.memory.Get(ctx, id, func(ctx context.Context, id string) (r *row, err error) {
		err = s.db.read(ctx, func(ctx context.Context, q querier) (err error) {
			r, err = get(ctx, q, id)
			return err
		})
		if err != nil {
			return nil, articleFault(err)
		}
		return r, nil
	})
}

func get(ctx context.Context, q querier, id string) (*row, error) {
	r, err := scan(q.QueryRow(ctx, `SELECT revision, updated_at, doc FROM articles WHERE id = $1`, id))
	if err == nil && r.Article == nil {
		return nil, article.ErrWithdrawn
	}
	return r, err
}

// Put implements [article.Store]. All statements are sent at once, and are one transaction.
func (s *Articles) Put(ctx context.Context, a *article.Article) (*article.Record, error) {
	return s.store(ctx, a, func(p *putting) error {
		if err := s.db.follower.reachable(); err != nil {
			return err
		}
		within, cancel := context.WithTimeout(ctx, writeTimeout)
		defer cancel()
		for attempt := 1; ; attempt++ {
			b := new(pgx.Batch)
			p.queue(b, s.db.config.Now(), false)
			err := send(within, s.db.pool, b)
			if err == nil || attempt == attempts || !again(err) {
				return late(err, within, ctx)
			}
		}
	})
}

// Reinstate implements [article.Store].
func (s *Articles) Reinstate(ctx context.Context, a *article.Article) (*article.Record, error) {
	r, err := s.store(ctx, a, func(p *putting) error {
		_, err := s.db.transact(ctx, alone, func(tx *Tx) error {
			lifted, err := liftNames(ctx, tx, article.Names(a))
			if err == nil {
				err = note(ctx, tx, lifted, nil, false)
			}
			if err == nil {
				err = p.put(ctx, tx, true)
			}
			return err
		})
		return err
	})
	if err == nil {
		s.db.catchUp(ctx)
	}
	return r, err
}

// store runs put for a valid article.
func (s *Articles) store(ctx context.Context, a *article.Article, put func(*putting) error) (*article.Record, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := a.Validate(); err != nil {
		return nil, err
	}
	if a.ID == "" {
		return nil, &article.FieldError{Field: "id", Reason: "is required"}
	}
	p, err := newPutting(a)
	if err == nil {
		err = put(p)
		s.db.memory.Changed(a.ID)
		s.db.removeDropped(ctx, p.dropped)
	}
	if err != nil {
		return nil, fmt.Errorf("storing article %q: %w", a.ID, articleFault(err))
	}
	return &p.row.Record, nil
}

// putting is an article on its way into the database.
type putting struct {
	article *article.Article
	doc     string
	row     *row
	dropped []string // sums of pictures that no article has any more
}

func newPutting(a *article.Article) (*putting, error) {
	doc, err := article.Document(a)
	return &putting{article: a, doc: string(doc)}, err
}

// queue adds the statements to a batch: the first ends the transaction where the article
// must not be stored.
func (p *putting) queue(b *pgx.Batch, now time.Time, reinstate bool) {
	a, sum := p.article, p.article.StoredSum()
	p.dropped = nil
	b.Queue(`SELECT admit($1, $2, $3, $4)`, article.Names(a), a.ID, sum, reinstate)
	b.Queue(`INSERT INTO articles AS a (id, revision, updated_at, doc) VALUES ($1, 1, $2, $3)
		ON CONFLICT (id) DO UPDATE SET
			revision   = a.revision + (a.doc IS DISTINCT FROM $3)::integer,
			updated_at = CASE WHEN a.doc IS DISTINCT FROM $3 THEN $2 ELSE a.updated_at END,
			doc        = $3
		RETURNING revision, updated_at, doc`, a.ID, now.UnixMicro(), p.doc,
	).QueryRow(func(found pgx.Row) (err error) {
		p.row, err = scan(found)
		return err
	})
	queueNames(b, ofStored+a.ID, article.KnownNames(a))
	queueCover(b, a.ID, sum, &p.dropped)
}

// put is queue within a transaction.
func (p *putting) put(ctx context.Context, tx *Tx, reinstate bool) error {
	b := new(pgx.Batch)
	p.queue(b, tx.now, reinstate)
	return send(ctx, tx, b)
}

// Withdraw implements [article.Store].
func (s *Articles) Withdraw(ctx context.Context, id string) error {
	_, _, err := s.db.Cards().Withdraw(ctx, publish.Withdrawal{Articles: [][]string{{id}}})
	return err
}

// withdrawArticle leaves a tombstone of an article that need not be stored here.
func withdrawArticle(ctx context.Context, tx *Tx, id string) error {
	b := new(pgx.Batch)
	b.Queue(`INSERT INTO articles AS a (id, revision, updated_at) VALUES ($1, 0, $2)
		ON CONFLICT (id) DO UPDATE SET doc = NULL, updated_at = $2 WHERE a.doc IS NOT NULL`, id, tx.at())
	b.Queue(`UPDATE copies SET doc = NULL WHERE id = $1`, id)
	b.Queue(`DELETE FROM names WHERE owner = ANY ($1)`, []string{ofStored + id, ofCopy + id})
	queueCover(b, id, "", &tx.dropped)
	return send(ctx, tx, b)
}

// List implements [article.Store].
func (s *Articles) List(ctx context.Context, cursor string, limit int) (*article.Page, error) {
	limit = article.PageLimit(limit)
	query, args := `SELECT revision, updated_at, doc FROM articles WHERE doc IS NOT NULL`, []any{}
	if cursor != "" {
		at, id, err := article.ParseCursor(cursor)
		if err != nil {
			return nil, err
		}
		// The first condition is one that the index finds its place by.
		query += ` AND updated_at <= $1 AND (updated_at < $1 OR id > $2)`
		args = append(args, at, id)
	}
	// One row more than asked for tells whether another page follows.
	query += ` ORDER BY updated_at DESC, id LIMIT ` + strconv.Itoa(limit+1)
	var found []*row
	err := s.db.follower.stands()
	if err == nil {
		err = s.db.read(ctx, func(ctx context.Context, q querier) error {
			rows, err := q.Query(ctx, query, args...)
			if err != nil {
				return err
			}
			found, err = pgx.CollectRows(rows, func(r pgx.CollectableRow) (*row, error) { return scan(r) })
			return err
		})
	}
	if err != nil {
		return nil, fmt.Errorf("listing articles: %w", articleFault(err))
	}
	page := new(article.Page)
	if len(found) > limit {
		last := found[limit-1]
		found, page.Next = found[:limit], article.FormatCursor(last.UpdatedAt.UnixMicro(), last.Article.ID)
	}
	for _, r := range found {
		if !s.db.follower.anyName([]string{r.Article.ID}) {
			page.Records = append(page.Records, &r.Record)
		}
	}
	return page, nil
}

// row is a stored article with the length of its document.
type row struct {
	article.Record
	bytes int
}

// scan reads revision, time and document, and whatever more stands in the row.
// The record has no article where the document is NULL.
func scan(from pgx.Row, more ...any) (*row, error) {
	var (
		revision, at int64
		doc          *string
		r            row
	)
	if err := from.Scan(append([]any{&revision, &at, &doc}, more...)...); err != nil {
		return nil, err
	}
	if doc != nil {
		record, err := article.NewRecord([]byte(*doc))
		if err != nil {
			return nil, err
		}
		r.Record, r.bytes = *record, len(*doc)
	}
	r.Revision, r.UpdatedAt = revision, time.UnixMicro(at).UTC()
	return &r, nil
}
