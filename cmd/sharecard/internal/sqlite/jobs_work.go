package sqlite

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"time"

	"sharecard/cmd/sharecard/internal/queue"
)

// Abandon implements [queue.Store]: a data folder has one server.
func (s *Jobs) Abandon(ctx context.Context) error {
	return s.change(ctx, func(tx *Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE jobs SET held = 0, holder = '' WHERE ended = 0 AND held > 0`)
		return err
	})
}

// nextJob chooses the job whose turn it is: of the caller who had a turn longest ago, the
// oldest.
const nextJob = `SELECT ` + jobColumns + ` FROM jobs j WHERE ended = 0 AND run_at <= ?1 AND held <= ?1
	ORDER BY (SELECT max(turn) FROM jobs WHERE caller = j.caller AND ended = 0), created, id LIMIT 1`

// Claim implements [queue.Store].
func (s *Jobs) Claim(ctx context.Context, limit int, lease time.Duration) (c *queue.Chunk, err error) {
	// Most often there is nothing to do, and nothing is written.
	open, err := exists(ctx, s.db.read, `SELECT 1 FROM jobs WHERE ended = 0 AND run_at <= ?1 AND held <= ?1`, s.db.config.Now().UnixMicro())
	if err != nil || !open {
		return nil, jobFault(err)
	}
	err = s.change(ctx, func(tx *Tx) error {
		j, err := scanJob(tx.QueryRowContext(ctx, nextJob, tx.at()))
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		taken := &queue.Chunk{Job: j, Holder: rand.Text()}
		if _, err := tx.ExecContext(ctx, `UPDATE jobs SET turn = ?, held = ?, holder = ? WHERE id = ?`,
			tx.at(), tx.now.Add(lease).UnixMicro(), taken.Holder, j.ID); err != nil {
			return err
		}
		taken.Lines, err = all(ctx, tx, func(row scanner) (l queue.Line, err error) {
			return l, row.Scan(&l.Number, &l.Text)
		}, `SELECT number, text FROM job_lines WHERE job = ? AND result IS NULL ORDER BY number LIMIT ?`, j.ID, limit)
		c = taken
		return err
	})
	if err != nil {
		return nil, err
	}
	return c, nil
}

// Held implements [queue.Store].
func (s *Jobs) Held(ctx context.Context, c *queue.Chunk) error {
	held, err := exists(ctx, s.db.read, `SELECT 1 FROM jobs WHERE id = ? AND holder = ? AND ended = 0`, c.Job.ID, c.Holder)
	if err == nil && !held {
		return queue.ErrLost
	}
	return jobFault(err)
}

// Extend implements [queue.Store].
func (s *Jobs) Extend(ctx context.Context, c *queue.Chunk, lease time.Duration) error {
	return s.change(ctx, func(tx *Tx) error {
		held, err := tx.ExecContext(ctx, `UPDATE jobs SET held = ? WHERE id = ? AND holder = ? AND ended = 0`,
			tx.now.Add(lease).UnixMicro(), c.Job.ID, c.Holder)
		if err != nil {
			return err
		}
		if n, err := held.RowsAffected(); err != nil || n > 0 {
			return err
		}
		return queue.ErrLost
	})
}

// Record implements [queue.Store].
func (s *Jobs) Record(ctx context.Context, c *queue.Chunk, results []queue.Line) error {
	return s.change(ctx, func(tx *Tx) error {
		held, err := exists(ctx, tx, `SELECT 1 FROM jobs WHERE id = ? AND holder = ?`, c.Job.ID, c.Holder)
		if err == nil && !held {
			err = queue.ErrLost
		}
		if err == nil {
			_, err = advance(ctx, tx, c.Job.ID, results)
		}
		return err
	})
}

// Release implements [queue.Store].
func (s *Jobs) Release(ctx context.Context, c *queue.Chunk) error {
	return s.change(ctx, func(tx *Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE jobs SET held = 0, holder = '' WHERE id = ? AND holder = ?`, c.Job.ID, c.Holder)
		return err
	})
}

const deliveryColumns = `job, event, (SELECT webhook FROM jobs WHERE id = job), body, attempts, at, status, fault, next, delivered`

func scanDelivery(row scanner) (d queue.Delivery, err error) {
	var at, next int64
	err = row.Scan(&d.Job, &d.Event, &d.Address, &d.Body, &d.Attempts, &at, &d.Status, &d.Fault, &next, &d.Delivered)
	d.At, d.Next = queue.Time(at), queue.Time(next)
	return d, err
}

// Deliveries implements [queue.Store].
func (s *Jobs) Deliveries(ctx context.Context, id string) ([]queue.Delivery, error) {
	return all(ctx, s.db.read, scanDelivery, `SELECT `+deliveryColumns+` FROM job_deliveries WHERE job = ? ORDER BY event DESC`, id)
}

// Due implements [queue.Store].
func (s *Jobs) Due(ctx context.Context, lease time.Duration) (*queue.Delivery, error) {
	now := s.db.config.Now()
	due, err := exists(ctx, s.db.read, `SELECT 1 FROM job_deliveries WHERE next > 0 AND next <= ?`, now.UnixMicro())
	if err != nil || !due {
		return nil, jobFault(err)
	}
	var d queue.Delivery
	err = s.change(ctx, func(tx *Tx) (err error) {
		d, err = scanDelivery(tx.QueryRowContext(ctx, `UPDATE job_deliveries SET next = ? WHERE (job, event) =
			(SELECT job, event FROM job_deliveries WHERE next > 0 AND next <= ? ORDER BY next LIMIT 1) RETURNING `+deliveryColumns,
			tx.now.Add(lease).UnixMicro(), now.UnixMicro()))
		return err
	})
	if errors.Is(err, queue.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &d, nil
}

// Told implements [queue.Store].
func (s *Jobs) Told(ctx context.Context, d *queue.Delivery) error {
	return s.change(ctx, func(tx *Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE job_deliveries SET attempts = ?, at = ?, status = ?, fault = ?, next = ?, delivered = ?
			WHERE job = ? AND event = ?`, d.Attempts, queue.Micro(d.At), d.Status, d.Fault, queue.Micro(d.Next), d.Delivered, d.Job, d.Event)
		return err
	})
}
