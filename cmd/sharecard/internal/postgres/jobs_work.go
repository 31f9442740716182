package postgres

import (
	"context"
	"crypto/rand"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"sharecard/cmd/sharecard/internal/queue"
)

// Abandon implements [queue.Store]: other servers may have the holds.
func (s *Jobs) Abandon(context.Context) error { return nil }

// nextJob chooses the job whose turn it is: of the caller who had a turn longest ago, the
// oldest.
const nextJob = `SELECT ` + jobColumns + ` FROM jobs j WHERE ended = 0 AND run_at <= $1 AND held <= $1
	ORDER BY (SELECT max(turn) FROM jobs WHERE caller = j.caller AND ended = 0), created, id LIMIT 1 FOR UPDATE SKIP LOCKED`

// Claim implements [queue.Store].
func (s *Jobs) Claim(ctx context.Context, limit int, lease time.Duration) (c *queue.Chunk, err error) {
	// Most often there is nothing to do.
	open := false
	err = s.read(ctx, func(ctx context.Context, q querier) error {
		now := s.db.config.Now().UnixMicro()
		open, err = exists(ctx, q, `SELECT 1 FROM jobs WHERE ended = 0 AND run_at <= $1 AND held <= $1`, now)
		return err
	})
	if err != nil || !open {
		return nil, err
	}
	err = s.change(ctx, func(tx *Tx) error {
		c = nil
		j, err := scanJob(tx.QueryRow(ctx, nextJob, tx.at()))
		if errors.Is(err, pgx.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		holder := rand.Text()
		if _, err := tx.Exec(ctx, `UPDATE jobs SET turn = $2, held = $3, holder = $4 WHERE id = $1`,
			j.ID, tx.at(), tx.now.Add(lease).UnixMicro(), holder); err != nil {
			return err
		}
		rows, err := tx.Query(ctx, `SELECT number, text FROM job_lines WHERE job = $1 AND result IS NULL ORDER BY number LIMIT $2`, j.ID, limit)
		if err != nil {
			return err
		}
		c = &queue.Chunk{Job: j, Holder: holder}
		c.Lines, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (l queue.Line, err error) {
			return l, row.Scan(&l.Number, &l.Text)
		})
		return err
	})
	return c, err
}

// Held implements [queue.Store].
func (s *Jobs) Held(ctx context.Context, c *queue.Chunk) error {
	return s.read(ctx, func(ctx context.Context, q querier) error {
		held, err := exists(ctx, q, `SELECT 1 FROM jobs WHERE id = $1 AND holder = $2 AND ended = 0`, c.Job.ID, c.Holder)
		if err == nil && !held {
			err = queue.ErrLost
		}
		return err
	})
}

// Extend implements [queue.Store].
func (s *Jobs) Extend(ctx context.Context, c *queue.Chunk, lease time.Duration) error {
	return s.change(ctx, func(tx *Tx) error {
		held, err := tx.Exec(ctx, `UPDATE jobs SET held = $3 WHERE id = $1 AND holder = $2 AND ended = 0`,
			c.Job.ID, c.Holder, tx.now.Add(lease).UnixMicro())
		if err == nil && held.RowsAffected() == 0 {
			err = queue.ErrLost
		}
		return err
	})
}

// Record implements [queue.Store].
func (s *Jobs) Record(ctx context.Context, c *queue.Chunk, results []queue.Line) error {
	return s.change(ctx, func(tx *Tx) error {
		var holder string
		err := tx.QueryRow(ctx, `SELECT holder FROM jobs WHERE id = $1 FOR UPDATE`, c.Job.ID).Scan(&holder)
		if errors.Is(err, pgx.ErrNoRows) || err == nil && holder != c.Holder {
			return queue.ErrLost
		}
		if err != nil {
			return err
		}
		_, err = advance(ctx, tx, c.Job.ID, results)
		return err
	})
}

// Release implements [queue.Store].
func (s *Jobs) Release(ctx context.Context, c *queue.Chunk) error {
	return jobFault(s.db.exec(ctx, `UPDATE jobs SET held = 0, holder = '' WHERE id = $1 AND holder = $2`, c.Job.ID, c.Holder))
}

const deliveryColumns = `d.job, event, webhook, body, attempts, at, status, fault, next, delivered`

func scanDelivery(row pgx.CollectableRow) (d queue.Delivery, err error) {
	var at, next int64
	var delivered int
	err = row.Scan(&d.Job, &d.Event, &d.Address, &d.Body, &d.Attempts, &at, &d.Status, &d.Fault, &next, &delivered)
	d.At, d.Next, d.Delivered = queue.Time(at), queue.Time(next), delivered == 1
	return d, err
}

// Deliveries implements [queue.Store].
func (s *Jobs) Deliveries(ctx context.Context, id string) (all []queue.Delivery, err error) {
	err = s.read(ctx, func(ctx context.Context, q querier) error {
		rows, err := q.Query(ctx, `SELECT `+deliveryColumns+` FROM job_deliveries d JOIN jobs j ON j.id = d.job
			WHERE d.job = $1 ORDER BY event DESC`, id)
		if err != nil {
			return err
		}
		all, err = pgx.CollectRows(rows, scanDelivery)
		return err
	})
	return all, err
}

// Due implements [queue.Store].
func (s *Jobs) Due(ctx context.Context, lease time.Duration) (due *queue.Delivery, err error) {
	now := s.db.config.Now()
	err = s.read(ctx, func(ctx context.Context, q querier) error {
		rows, err := q.Query(ctx, `UPDATE job_deliveries d SET next = $2 FROM jobs j WHERE j.id = d.job AND (d.job, d.event) =
			(SELECT job, event FROM job_deliveries WHERE next > 0 AND next <= $1 ORDER BY next LIMIT 1 FOR UPDATE SKIP LOCKED)
			RETURNING `+deliveryColumns, now.UnixMicro(), now.Add(lease).UnixMicro())
		if err != nil {
			return err
		}
		d, err := pgx.CollectExactlyOneRow(rows, scanDelivery)
		if err == nil {
			due = &d
		}
		return err
	})
	if errors.Is(err, queue.ErrNotFound) {
		return nil, nil
	}
	return due, err
}

// Told implements [queue.Store].
func (s *Jobs) Told(ctx context.Context, d *queue.Delivery) error {
	return jobFault(s.db.exec(ctx, `UPDATE job_deliveries SET attempts = $3, at = $4, status = $5, fault = $6, next = $7, delivered = $8
		WHERE job = $1 AND event = $2`,
		d.Job, d.Event, d.Attempts, queue.Micro(d.At), d.Status, d.Fault, queue.Micro(d.Next), queue.Flag(d.Delivered)))
}
