package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/queue"
)

// Jobs is the store of jobs. It implements [queue.Store].
type Jobs struct{ db *DB }

// Jobs returns the store of jobs.
func (db *DB) Jobs() *Jobs { return &Jobs{db} }

// jobFault turns the errors that callers act upon into those of packages queue and article.
func jobFault(err error) error {
	return faults{queue.ErrNotFound, article.ErrBusy, article.ErrFull, article.ErrCorrupt}.translate(err)
}

func (s *Jobs) change(ctx context.Context, do func(*Tx) error) error {
	return jobFault(s.db.transact(ctx, do))
}

const jobColumns = `id, caller, request, lenient, chinese, webhook, lines, done, failed, created, run_at, ended, cancelled`

// scanner is a row, or the current one of several.
type scanner interface{ Scan(into ...any) error }

func scanJob(row scanner) (*queue.Job, error) {
	j := new(queue.Job)
	var request []byte
	var created, runAt, ended int64
	err := row.Scan(&j.ID, &j.Caller, &request, &j.Lenient, &j.Chinese, &j.Webhook, &j.Lines, &j.Done, &j.Failed,
		&created, &runAt, &ended, &j.Cancelled)
	copy(j.Request[:], request)
	j.Created, j.RunAt, j.Ended = queue.Time(created), queue.Time(runAt), queue.Time(ended)
	return j, err
}

// Add implements [queue.Store].
func (s *Jobs) Add(ctx context.Context, j *queue.Job, lines []queue.Line, b queue.Bounds) (added *queue.Job, err error) {
	err = s.change(ctx, func(tx *Tx) error {
		added, err = scanJob(tx.QueryRowContext(ctx, `SELECT `+jobColumns+` FROM jobs WHERE id = ?`, j.ID))
		switch {
		case err == nil && !bytes.Equal(added.Request[:], j.Request[:]):
			return queue.ErrKeyReused
		case !errors.Is(err, sql.ErrNoRows):
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
	err := tx.QueryRowContext(ctx, `SELECT count(*), count(*) FILTER (WHERE ended = 0 AND caller = ?), coalesce(sum(bytes), 0) FROM jobs`,
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
	_, err := tx.ExecContext(ctx, `INSERT INTO jobs (`+jobColumns+`, bytes, turn, held, holder)
		VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?, 0, 0, ?, 0, 0, '')`,
		j.ID, j.Caller, j.Request[:], j.Lenient, j.Chinese, j.Webhook, len(lines), tx.at(), queue.Micro(j.RunAt), size)
	if err != nil {
		return err
	}
	insert, err := tx.PrepareContext(ctx, `INSERT INTO job_lines (job, number, text, failed) VALUES (?, ?, ?, 0)`)
	if err != nil {
		return err
	}
	defer func() { _ = insert.Close() }()
	for _, l := range lines {
		if _, err := insert.ExecContext(ctx, j.ID, l.Number, l.Text); err != nil {
			return err
		}
	}
	return nil
}

// advance writes results of a job down, and ends it with the last of them.
func advance(ctx context.Context, tx *Tx, id string, results []queue.Line) (*queue.Job, error) {
	done, failed := 0, 0
	for _, l := range results {
		written, err := tx.ExecContext(ctx,
			`UPDATE job_lines SET result = ?, failed = ?, text = NULL WHERE job = ? AND number = ? AND result IS NULL`,
			l.Result, l.Failed, id, l.Number)
		if err != nil {
			return nil, err
		}
		if n, err := written.RowsAffected(); err != nil {
			return nil, err
		} else if n > 0 {
			done++
			if l.Failed {
				failed++
			}
		}
	}
	j, err := scanJob(tx.QueryRowContext(ctx, `UPDATE jobs SET done = done + ?1, failed = failed + ?2,
		ended = CASE WHEN ended = 0 AND done + ?1 = lines THEN ?3 ELSE ended END WHERE id = ?4 RETURNING `+jobColumns,
		done, failed, tx.at(), id))
	if err != nil || done == 0 || j.Cancelled {
		return j, err
	}
	for _, event := range j.Events(j.Failed - failed) {
		if _, err := tx.ExecContext(ctx, `INSERT INTO job_deliveries VALUES (?, ?, ?, 0, 0, 0, '', ?, 0) ON CONFLICT DO NOTHING`,
			id, event, j.Message(event, tx.now), tx.at()); err != nil {
			return nil, err
		}
	}
	return j, nil
}

// Find implements [queue.Store].
func (s *Jobs) Find(ctx context.Context, id string) (*queue.Job, error) {
	j, err := scanJob(s.db.read.QueryRowContext(ctx, `SELECT `+jobColumns+` FROM jobs WHERE id = ?`, id))
	if err != nil {
		return nil, jobFault(err)
	}
	return j, nil
}

// Results implements [queue.Store].
func (s *Jobs) Results(ctx context.Context, id string, r queue.Range) ([]queue.Line, error) {
	query := `SELECT number, result, failed FROM job_lines WHERE job = ?1 AND number >= ?2 AND result IS NOT NULL`
	if r.Failed {
		query += ` AND failed = 1`
	}
	if r.Whole {
		query += ` AND number < coalesce((SELECT min(number) FROM job_lines WHERE job = ?1 AND result IS NULL), number + 1)`
	}
	return all(ctx, s.db.read, func(row scanner) (l queue.Line, err error) {
		return l, row.Scan(&l.Number, &l.Result, &l.Failed)
	}, query+` ORDER BY number LIMIT ?3`, id, r.From, r.Limit)
}

// all returns what scan reads of each row of a query.
func all[T any](ctx context.Context, q querier, scan func(scanner) (T, error), query string, args ...any) (list []T, err error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, jobFault(err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, jobFault(err)
		}
		list = append(list, one)
	}
	return list, jobFault(rows.Err())
}

// Cancel implements [queue.Store].
func (s *Jobs) Cancel(ctx context.Context, id string) error {
	return s.change(ctx, func(tx *Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE jobs SET cancelled = 1, ended = ? WHERE id = ? AND ended = 0`, tx.at(), id)
		return err
	})
}

// Expire implements [queue.Store].
func (s *Jobs) Expire(ctx context.Context, before time.Time) error {
	return s.change(ctx, func(tx *Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM jobs WHERE ended > 0 AND ended < ?`, before.UnixMicro())
		return err
	})
}

// Waiting implements [queue.Store].
func (s *Jobs) Waiting(ctx context.Context) (lines int64, err error) {
	err = s.db.read.QueryRowContext(ctx, `SELECT coalesce(sum(lines - done), 0) FROM jobs WHERE ended = 0`).Scan(&lines)
	return lines, jobFault(err)
}
