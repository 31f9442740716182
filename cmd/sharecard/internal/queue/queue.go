package queue

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"sharecard/cmd/sharecard/internal/webhook"
)

// Config is what a [Queue] is made of. Store and Log are required.
type Config struct {
	Store  Store
	Bounds Bounds // zero: DefaultBounds
	// Secrets sign what webhooks are told; none: no job may have a webhook.
	Secrets webhook.Secrets
	// Send sends a POST and returns the status of the answer. Required beside Secrets.
	Send func(ctx context.Context, address string, header http.Header, body []byte) (status int, err error)
	// Forbids returns an error about an address that Send would not send to, as far as that
	// can be told without asking anybody. Nil: there are none.
	Forbids func(address string) error
	// Counter counts; nil: nobody does.
	Counter Counter
	Now     func() time.Time // nil: time.Now
	Log     *slog.Logger
}

// Counter counts what is done. It is safe for concurrent use.
type Counter interface {
	// JobLine counts a line that has a result.
	JobLine(failed bool)
	// Told counts an attempt to tell a webhook.
	Told(delivered bool)
}

// Queue keeps jobs and works on them. It is safe for concurrent use.
type Queue struct {
	config Config
	// Each asks for a look at the store before its time.
	work, tell chan struct{}
}

// New returns a Queue. [Queue.Run] works on its jobs.
func New(c Config) *Queue {
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Bounds == (Bounds{}) {
		c.Bounds = DefaultBounds
	}
	if c.Counter == nil {
		c.Counter = nobody{}
	}
	return &Queue{config: c, work: make(chan struct{}, 1), tell: make(chan struct{}, 1)}
}

type nobody struct{}

func (nobody) JobLine(bool) {}
func (nobody) Told(bool)    {}

// NewID returns the ID of a job: of one with an idempotency key always the same.
func NewID(caller, key string) string {
	if key == "" {
		var id [16]byte
		_, _ = rand.Read(id[:]) // never fails
		return hex.EncodeToString(id[:])
	}
	sum := sha256.Sum256([]byte(caller + "\n" + key))
	return hex.EncodeToString(sum[:16])
}

// Webhooks returns [ErrNoWebhooks] where jobs can have none.
func (q *Queue) Webhooks() error {
	if len(q.config.Secrets) == 0 {
		return ErrNoWebhooks
	}
	return nil
}

// Forbids returns an error about the address of a webhook that could never be told.
func (q *Queue) Forbids(address string) error {
	if q.config.Forbids == nil {
		return nil
	}
	return q.config.Forbids(address)
}

// Add stores a job, and returns it once it outlasts a crash. One that was stored before
// under its ID is returned as it is now.
func (q *Queue) Add(ctx context.Context, j *Job, lines []Line) (*Job, error) {
	added, err := q.config.Store.Add(ctx, j, lines, q.config.Bounds)
	if err != nil {
		return nil, fmt.Errorf("storing a job: %w", err)
	}
	wake(q.work)
	wake(q.tell)
	return added, nil
}

// Find returns a job of a caller, or [ErrNotFound].
func (q *Queue) Find(ctx context.Context, caller, id string) (*Job, error) {
	j, err := q.config.Store.Find(ctx, id)
	if err == nil && j.Caller != caller {
		err = ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("looking for a job: %w", err)
	}
	return j, nil
}

// Results returns results of a job that was found.
func (q *Queue) Results(ctx context.Context, j *Job, r Range) ([]Line, error) {
	lines, err := q.config.Store.Results(ctx, j.ID, r)
	if err != nil {
		return nil, fmt.Errorf("reading the results of a job: %w", err)
	}
	return lines, nil
}

// Deliveries returns what the webhook of a job is told.
func (q *Queue) Deliveries(ctx context.Context, j *Job) ([]Delivery, error) {
	if j.Webhook == "" {
		return nil, nil
	}
	all, err := q.config.Store.Deliveries(ctx, j.ID)
	if err != nil {
		return nil, fmt.Errorf("reading the deliveries of a job: %w", err)
	}
	return all, nil
}

// Cancel ends a job that was found. Lines that are being worked on may still end.
func (q *Queue) Cancel(ctx context.Context, j *Job) error {
	if err := q.config.Store.Cancel(ctx, j.ID); err != nil {
		return fmt.Errorf("cancelling a job: %w", err)
	}
	return nil
}

// wake asks for a look, if nobody has yet.
func wake(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}
