package postgres

import (
	"bytes"
	"context"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/queue"
)

// Jobs is the store of jobs. It implements [queue.Store].
type Jobs struct{ db *DB }

// Jobs returns the store of jobs.
func (db *DB) Jobs() *Jobs { return &Jobs{db} }

// jobFault turns the errors that callers act upon into those of packages queue and article.
func jobFault(err error) error {
	return faults{
		queue.ErrNotFound, article.ErrWithdrawn, article.ErrBusy, article.ErrAway, article.ErrFull, article.ErrCorrupt,
	}.translate(err)
}

func (s *Jobs) change(ctx context.Context, do func(*Tx) error) error {
	_, err := s.db.transact(ctx, plainly, do)
	return jobFault(err)
}

func (s *Jobs) read(ctx context.Context, do func(context.Context, querier) error) error {
	return jobFault(s.db.read(ctx, do))
}

const jobColumns = `id, caller, request, lenient, chinese, webhook, lines, done, failed, created, run_at, ended, cancelled`

func scanJob(row pgx.Row) (*queue.Job, error) {
	j := new(queue.Job)
	var request []byte
	var lenient, chinese, cancelled int
	var created, runAt, ended int64
	err := row.Scan(&j.ID, &j.Caller, &request, &lenient, &chinese, &j.Webhook, &j.Lines, &j.Done, &j.Failed,
		&created, &runAt, &ended, &cancelled)
	if err != nil {
		return nil, err
	}
	copy(j.Request[:], request)
	j.Lenient, j.Chinese, j.Cancelled = lenient == 1, chinese == 1, cancelled == 1
	j.Created, j.RunAt, j.Ended = queue.Time(created), queue.Time(runAt), queue.Time(ended)
	return j, nil
}

// Add implements [queue.Store].
func (s *Jobs) Add(ctx context.Context, j *queue.Job, lines []queue.Line, b queue.Bounds) (added *queue.Job, err error) {
	err = s.change(ctx, func(tx *Tx) error {
		if _, err := tx.Exec(ctx, toAddJobs); err != nil {
			return err
		}
		added, err = scanJob(tx.QueryRow(ctx, `SELECT `+jobColumns+` FROM jobs WHERE id = $1`, j.ID))
		switch {
		case err == nil && !bytes.Equal(added.Request[:], j.Request[:]):
			return queue.ErrKeyReused
		case err != pgx.ErrNoRows: //nolint:errorlint // pgx returns it as it is
			return err
		}
		if err := roomForJob(ctx, tx, j, b); err != nil {
			return err
		}
		if err := enterJob(ctx, tx, j, lines); err != nil {
			return err
		}
		added, err = advance(ctx, tx, j.ID, queue.Answered(lines))
		return err
	})
	if err != nil {
		return nil, err
	}
	return added, nil
}

func roomForJob(ctx context.Context, tx *Tx, j *queue.Job, b queue.Bounds) error {
	var stored, open int
	var size int64
	err := tx.QueryRow(ctx, `SELECT count(*), count(*) FILTER (WHERE ended = 0 AND caller = $1), coalesce(sum(bytes), 0)::bigint FROM jobs`,
		j.Caller).Scan(&stored, &open, &size)
	if err != nil {
		return err
	}
	return b.Room(stored, open, size)
}

func enterJob(ctx context.Context, tx *Tx, j *queue.Job, lines []queue.Line) error {
	size := 0
	for _, l := range lines {
		size += len(l.Text)
	}
	_, err := tx.Exec(ctx, `INSERT INTO jobs (`+jobColumns+`, bytes, turn, held, holder)
		VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0, $8, $9, 0, 0, $10, 0, 0, '')`,
		j.ID, j.Caller, j.Request[:], queue.Flag(j.Lenient), queue.Flag(j.Chinese), j.Webhook, len(lines), tx.at(), queue.Micro(j.RunAt), size)
	if err != nil {
		return err
	}
	_, err = tx.CopyFrom(ctx, pgx.Identifier{"job_lines"}, []string{"job", "number", "text", "failed"},
		pgx.CopyFromSlice(len(lines), func(i int) ([]any, error) {
			return []any{j.ID, lines[i].Number, lines[i].Text, 0}, nil
		}))
	return err
}

// advance writes results of a job down, and ends it with the last of them.
func advance(ctx context.Context, tx *Tx, id string, results []queue.Line) (*queue.Job, error) {
	done, failed := 0, 0
	b := new(pgx.Batch)
	for _, l := range results {
		b.Queue(`UPDATE job_lines SET result = $3, failed = $4, text = NULL WHERE job = $1 AND number = $2 AND result IS NULL`,
			id, l.Number, l.Result, queue.Flag(l.Failed)).Exec(func(written pgconn.CommandTag) error {
			if written.RowsAffected() > 0 {
				done, failed = done+1, failed+queue.Flag(l.Failed)
			}
			return nil
		})
	}
	if err := send(ctx, tx, b); err != nil {
		return nil, err
	}
	j, err := scanJob(tx.QueryRow(ctx, `UPDATE jobs SET done = done + $2, failed = failed + $3,
		ended = CASE WHEN ended = 0 AND done + $2 = lines THEN $4 ELSE ended END WHERE id = $1 RETURNING `+jobColumns,
		id, done, failed, tx.at()))
	if err != nil || done == 0 || j.Cancelled {
		return j, err
	}
	b = new(pgx.Batch)
	for _, event := range j.Events(j.Failed - failed) {
		b.Queue(`INSERT INTO job_deliveries VALUES ($1, $2, $3, 0, 0, 0, '', $4, 0) ON CONFLICT DO NOTHING`,
			id, event, j.Message(event, tx.now), tx.at())
	}
	return j, send(ctx, tx, b)
}

// Find implements [queue.Store].
func (s *Jobs) Find(ctx context.Context, id string) (j *queue.Job, err error) {
	err = s.read(ctx, func(ctx context.Context, q querier) (err error) {
		j, err = scanJob(q.QueryRow(ctx, `SELECT `+jobColumns+` FROM jobs WHERE id = $1`, id))
		return err
	})
	return j, err
}

// Results implements [queue.Store].
func (s *Jobs) Results(ctx context.Context, id string, r queue.Range) (lines []queue.Line, err error) {
	query := `SELECT number, result, failed FROM job_lines WHERE job = $1 AND number >= $2 AND result IS NOT NULL`
	if r.Failed {
		query += ` AND failed = 1`
	}
	if r.Whole {
		query += ` AND number < coalesce((SELECT min(number) FROM job_lines WHERE job = $1 AND result IS NULL), number + 1)`
	}
	err = s.read(ctx, func(ctx context.Context, q querier) error {
		rows, err := q.Query(ctx, query+` ORDER BY number LIMIT $3`, id, r.From, r.Limit)
		if err != nil {
			return err
		}
		lines, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (l queue.Line, err error) {
			var failed int
			err = row.Scan(&l.Number, &l.Result, &failed)
			l.Failed = failed == 1
			return l, err
		})
		return err
	})
	return lines, err
}

// Cancel implements [queue.Store].
func (s *Jobs) Cancel(ctx context.Context, id string) error {
	return s.change(ctx, func(tx *Tx) error {
		_, err := tx.Exec(ctx, `UPDATE jobs SET cancelled = 1, ended = $2 WHERE id = $1 AND ended = 0`, id, tx.at())
		return err
	})
}

// Expire implements [queue.Store].
func (s *Jobs) Expire(ctx context.Context, before time.Time) error {
	return jobFault(s.db.exec(ctx, `DELETE FROM jobs WHERE ended > 0 AND ended < $1`, before.UnixMicro()))
}

// Waiting implements [queue.Store].
func (s *Jobs) Waiting(ctx context.Context) (lines int64, err error) {
	err = s.read(ctx, func(ctx context.Context, q querier) error {
		return q.QueryRow(ctx, `SELECT coalesce(sum(lines - done), 0)::bigint FROM jobs WHERE ended = 0`).Scan(&lines)
	})
	return lines, err
}
