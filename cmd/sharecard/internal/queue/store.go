package queue

import (
	"context"
	"time"
)

// Store keeps jobs. It is safe for concurrent use, by several servers where several
// share it. Each method is one transaction.
type Store interface {
	// Add enters a job with its lines, of which some may have a result already. Where a job
	// of that ID is stored, it returns that, or [ErrKeyReused] where it was of another request.
	// It returns [ErrTooMany] or article.ErrFull beyond the bounds.
	Add(ctx context.Context, j *Job, lines []Line, b Bounds) (*Job, error)
	// Find returns a job, or [ErrNotFound].
	Find(ctx context.Context, id string) (*Job, error)
	// Results returns up to limit lines of a job by number, from one on: those with a
	// result, up to the first without if whole is set; or only those that failed.
	Results(ctx context.Context, id string, o Range) ([]Line, error)
	// Deliveries returns what the webhook of a job is told.
	Deliveries(ctx context.Context, id string) ([]Delivery, error)
	// Cancel ends a job that has not ended. Lines without a result stay without.
	Cancel(ctx context.Context, id string) error

	// Abandon ends all holds, where no other server can have one.
	Abandon(ctx context.Context) error
	// Claim takes up to limit lines of the job whose turn it is and holds the job for a
	// time; nil where nothing is to be done.
	Claim(ctx context.Context, limit int, lease time.Duration) (*Chunk, error)
	// Held returns [ErrLost] unless the chunk is held still and its job goes on.
	Held(ctx context.Context, c *Chunk) error
	// Extend holds the chunk for a time from now, or returns [ErrLost].
	Extend(ctx context.Context, c *Chunk, lease time.Duration) error
	// Record writes results down, ends the job with the last one, and has its webhook
	// told; or it returns [ErrLost].
	Record(ctx context.Context, c *Chunk, results []Line) error
	// Release ends the hold.
	Release(ctx context.Context, c *Chunk) error

	// Due takes a delivery whose time has come, which does not come again for a while;
	// nil where there is none.
	Due(ctx context.Context, lease time.Duration) (*Delivery, error)
	// Told writes down how a delivery went.
	Told(ctx context.Context, d *Delivery) error

	// Expire removes jobs that ended before a time.
	Expire(ctx context.Context, before time.Time) error
	// Waiting is how many lines have no result yet and will get one.
	Waiting(ctx context.Context) (lines int64, err error)
}

// Range says which results are asked for.
type Range struct {
	From, Limit int
	Whole       bool // none behind a line that has no result yet
	Failed      bool // failures only
}
