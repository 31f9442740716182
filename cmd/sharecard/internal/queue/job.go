package queue

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"sharecard/cmd/sharecard/internal/article"
)

// Bounds of jobs.
const (
	MaxLines = 50_000
	MaxBytes = 32 << 20 // of a body
	// MaxAhead is how far ahead a job may be set.
	MaxAhead = 90 * 24 * time.Hour
	// KeepFor is how long a job is known after its end.
	KeepFor = 7 * 24 * time.Hour
)

// Bounds are how many jobs are stored.
type Bounds struct {
	Open   int   // of one caller, not ended
	Stored int   // of all, ended or not
	Bytes  int64 // of their lines, as they were sent
}

// Room returns nil where one more job may be stored: beside so many, of which open are of
// its caller and have not ended, and whose lines have size bytes. Its errors wrap
// [ErrTooMany] and [article.ErrFull].
func (b Bounds) Room(stored, open int, size int64) error {
	switch {
	case open >= b.Open, stored >= b.Stored:
		return fmt.Errorf("%w: %d, of which %d of this caller have not ended", ErrTooMany, stored, open)
	case size >= b.Bytes:
		return fmt.Errorf("%w: all jobs together have %d bytes", article.ErrFull, size)
	}
	return nil
}

// DefaultBounds are those of a server.
var DefaultBounds = Bounds{Open: 100, Stored: 10_000, Bytes: 2 << 30}

// Errors of a [Queue] and a [Store]. Beside them a store returns those of package article
// about a store that is busy, away, full or damaged.
var (
	// ErrNotFound: the caller has no such job.
	ErrNotFound = errors.New("no such job")
	// ErrTooMany: too many jobs are stored.
	ErrTooMany = errors.New("too many jobs are stored")
	// ErrKeyReused: the idempotency key came with another job before.
	ErrKeyReused = errors.New("the idempotency key was used for another job")
	// ErrLost: another server holds the chunk, or the job has gone.
	ErrLost = errors.New("the lines are no longer held")
	// ErrNoWebhooks: there is no secret to sign with.
	ErrNoWebhooks = errors.New("this server calls no webhooks: its --webhook-secrets names no file")
)

// Job is a list of lines that was sent by one caller.
type Job struct {
	ID     string // hexadecimal
	Caller string // name of who sent it
	// Request is a hash of all that was asked, for an idempotency key that comes again.
	Request [sha256.Size]byte
	Lenient bool   // articles may be odd
	Chinese bool   // details of what went wrong
	Webhook string // address that is told; "": none

	Lines        int
	Done, Failed int // lines with a result; those of them whose result is a failure
	Created      time.Time
	RunAt        time.Time // no line is worked on before
	Ended        time.Time // zero while lines are left to work on
	Cancelled    bool
}

// State is a word for how far the job is.
func (j *Job) State(now time.Time) string {
	switch {
	case j.Cancelled:
		return "cancelled"
	case !j.Ended.IsZero():
		return "done"
	case j.RunAt.After(now):
		return "scheduled"
	}
	return "running"
}

// Line is a line of a job.
type Line struct {
	Number int    // in the body, from 1
	Text   []byte // nil once it has a result
	Result []byte // nil until then; lines of JSON
	Failed bool   // the result is a failure
}

// Chunk is lines of a job that one server works on.
type Chunk struct {
	Job    *Job
	Holder string // tells it from every other
	Lines  []Line
}

// What a webhook is told.
const (
	EventFailing   = "job.failing"   // the first line failed
	EventCompleted = "job.completed" // every line has a result
)

// Delivery is what a webhook is told, and how that went.
type Delivery struct {
	Job, Event string
	Address    string
	Body       []byte
	Attempts   int
	At         time.Time // of the last attempt
	Status     int       // that it was answered with; 0: with none
	Fault      string    // why it was not answered, in a word
	Next       time.Time // of the next attempt; zero: there is none
	Delivered  bool
}

// ID names the delivery to its receiver, the same at each attempt.
func (d *Delivery) ID() string { return "msg_" + d.Job + "_" + d.Event[len("job."):] }

// State is a word for how the delivery goes.
func (d *Delivery) State() string {
	switch {
	case d.Delivered:
		return "delivered"
	case d.Next.IsZero():
		return "given_up"
	}
	return "pending"
}

// Events are what the webhook of a job is told after results came to those that it had
// before.
func (j *Job) Events(failedBefore int) (events []string) {
	if j.Webhook == "" {
		return nil
	}
	if failedBefore == 0 && j.Failed > 0 {
		events = append(events, EventFailing)
	}
	if j.Done == j.Lines {
		events = append(events, EventCompleted)
	}
	return events
}

// Message is the body of a delivery about the job as it is now.
func (j *Job) Message(event string, now time.Time) []byte {
	type data struct {
		ID     string `json:"id"`
		Lines  int    `json:"lines"`
		Done   int    `json:"done"`
		Failed int    `json:"failed"`
	}
	body, err := json.Marshal(struct {
		Type string    `json:"type"`
		At   time.Time `json:"timestamp"`
		Data data      `json:"data"`
	}{event, now.UTC().Truncate(time.Millisecond), data{j.ID, j.Lines, j.Done, j.Failed}})
	if err != nil {
		panic(err) // strings, numbers and a time
	}
	return body
}

// Answered are those lines that have a result.
func Answered(lines []Line) (answered []Line) {
	for _, l := range lines {
		if l.Result != nil {
			answered = append(answered, l)
		}
	}
	return answered
}
