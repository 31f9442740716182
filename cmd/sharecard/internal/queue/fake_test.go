package queue_test

import (
	"context"
	"slices"
	"strconv"
	"sync"
	"time"

	"sharecard/cmd/sharecard/internal/queue"
)

// store keeps jobs in memory, and does as the test says.
type store struct {
	mu         sync.Mutex
	jobs       []*queue.Job // whoever had a turn longest ago is the first
	lines      map[string][]queue.Line
	held       map[string]string // holder by job
	deliveries []*queue.Delivery
	claims     int
	chunks     []int // how many lines each chunk had
	extended   int
	expired    []time.Time
	fails      error // what Record returns
}

func newStore() *store {
	return &store{lines: map[string][]queue.Line{}, held: map[string]string{}}
}

func (s *store) Add(_ context.Context, j *queue.Job, lines []queue.Line, b queue.Bounds) (*queue.Job, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := b.Room(len(s.jobs), len(s.jobs), 0); err != nil {
		return nil, err
	}
	j.Lines = len(lines)
	s.jobs, s.lines[j.ID] = append(s.jobs, j), slices.Clone(lines)
	copied := *j
	return &copied, nil
}

func (s *store) find(id string) *queue.Job {
	for _, j := range s.jobs {
		if j.ID == id {
			return j
		}
	}
	return nil
}

func (s *store) Find(_ context.Context, id string) (*queue.Job, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if j := s.find(id); j != nil {
		copied := *j
		return &copied, nil
	}
	return nil, queue.ErrNotFound
}

func (s *store) Results(_ context.Context, id string, _ queue.Range) ([]queue.Line, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return queue.Answered(s.lines[id]), nil
}

func (s *store) Deliveries(context.Context, string) (all []queue.Delivery, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, d := range s.deliveries {
		all = append(all, *d)
	}
	return all, nil
}

func (s *store) Cancel(_ context.Context, id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.find(id).Cancelled, s.find(id).Ended = true, time.Now()
	return nil
}

func (s *store) Abandon(context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.held)
	return nil
}

func (s *store) Claim(_ context.Context, limit int, _ time.Duration) (*queue.Chunk, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, j := range s.jobs {
		if s.held[j.ID] != "" || !j.Ended.IsZero() || j.RunAt.After(time.Now()) {
			continue
		}
		c := &queue.Chunk{Job: j}
		for _, l := range s.lines[j.ID] {
			if l.Result == nil && len(c.Lines) < limit {
				c.Lines = append(c.Lines, l)
			}
		}
		s.claims++
		c.Holder = strconv.Itoa(s.claims)
		s.held[j.ID], s.chunks = c.Holder, append(s.chunks, len(c.Lines))
		s.jobs = append(slices.Delete(s.jobs, i, i+1), j)
		return c, nil
	}
	return nil, nil
}

func (s *store) Held(ctx context.Context, c *queue.Chunk) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	if s.held[c.Job.ID] != c.Holder || !c.Job.Ended.IsZero() {
		return queue.ErrLost
	}
	return nil
}

func (s *store) Extend(ctx context.Context, c *queue.Chunk, _ time.Duration) error {
	err := s.Held(ctx, c)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.extended++
	return err
}

func (s *store) Record(_ context.Context, c *queue.Chunk, results []queue.Line) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fails != nil {
		return s.fails
	}
	if s.held[c.Job.ID] != c.Holder {
		return queue.ErrLost
	}
	j, before := s.find(c.Job.ID), c.Job.Failed
	for _, r := range results {
		for i := range s.lines[j.ID] {
			if l := &s.lines[j.ID][i]; l.Number == r.Number && l.Result == nil {
				l.Result, l.Failed, l.Text = r.Result, r.Failed, nil
				j.Done++
				j.Failed += queue.Flag(r.Failed)
			}
		}
	}
	if j.Done == j.Lines {
		j.Ended = time.Now()
	}
	for _, event := range j.Events(before) {
		s.deliveries = append(s.deliveries, &queue.Delivery{
			Job: j.ID, Event: event, Address: j.Webhook, Body: j.Message(event, time.Now()), Next: time.Now(),
		})
	}
	return nil
}

func (s *store) Release(_ context.Context, c *queue.Chunk) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.held[c.Job.ID] == c.Holder {
		s.held[c.Job.ID] = ""
	}
	return nil
}

func (s *store) Due(_ context.Context, lease time.Duration) (*queue.Delivery, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, d := range s.deliveries {
		if !d.Next.IsZero() && !d.Next.After(time.Now()) {
			d.Next = time.Now().Add(lease)
			copied := *d
			return &copied, nil
		}
	}
	return nil, nil
}

func (s *store) Told(_ context.Context, told *queue.Delivery) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, d := range s.deliveries {
		if d.ID() == told.ID() {
			s.deliveries[i] = told
		}
	}
	return nil
}

func (s *store) Expire(_ context.Context, before time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.expired = append(s.expired, before)
	return nil
}

func (s *store) Waiting(context.Context) (int64, error) { return 0, nil }

// steal has another server hold a job.
func (s *store) steal(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.held[id] = "another"
}

func (s *store) failing(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fails = err
}

// prolonged is how often a hold was to be prolonged.
func (s *store) prolonged() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.extended
}
