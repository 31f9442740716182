package queue_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"sharecard/cmd/sharecard/internal/queue"
	"sharecard/cmd/sharecard/internal/webhook"
)

// office is a queue that is worked on until the test ends, and what it did.
type office struct {
	*queue.Queue
	store *store
	stop  func()

	mu   sync.Mutex
	sent []time.Time // webhooks
	seen []string    // lines, as they were begun: "JOB NUMBER"
}

// open begins to work with do. It must be called in a bubble of synctest.
func open(t *testing.T, do queue.Do, answer func(attempt int) (int, error)) *office {
	t.Helper()
	o := &office{store: newStore()}
	c := queue.Config{Store: o.store, Log: slog.New(slog.DiscardHandler)}
	if answer != nil {
		c.Secrets = webhook.Secrets{[]byte("a secret of twenty-four bytes at least")}
		c.Send = func(_ context.Context, _ string, header http.Header, _ []byte) (int, error) {
			if header.Get("webhook-id") == "" || !strings.HasPrefix(header.Get("webhook-signature"), "v1,") {
				t.Errorf("it is not signed: %v", header)
			}
			o.mu.Lock()
			defer o.mu.Unlock()
			o.sent = append(o.sent, time.Now())
			return answer(len(o.sent))
		}
	}
	o.Queue = queue.New(c)
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() {
		o.Run(ctx, func(ctx context.Context, j *queue.Job, l queue.Line) (queue.Line, error) {
			o.mu.Lock()
			o.seen = append(o.seen, fmt.Sprintf("%s %d", j.ID, l.Number))
			o.mu.Unlock()
			return do(ctx, j, l)
		})
	})
	o.stop = func() { cancel(); running.Wait() }
	t.Cleanup(o.stop)
	return o
}

// send adds a job of so many lines.
func (o *office) send(t *testing.T, id string, lines int, webhook string) {
	t.Helper()
	var all []queue.Line
	for n := range lines {
		all = append(all, queue.Line{Number: n + 1, Text: []byte("line")})
	}
	if _, err := o.Add(t.Context(), &queue.Job{ID: id, Caller: "desk", Webhook: webhook}, all); err != nil {
		t.Fatal(err)
	}
}

func (o *office) job(t *testing.T, id string) *queue.Job {
	t.Helper()
	j, err := o.Find(t.Context(), "desk", id)
	if err != nil {
		t.Fatal(err)
	}
	return j
}

// begun is how many lines were begun.
func (o *office) begun() int {
	o.mu.Lock()
	defer o.mu.Unlock()
	return len(o.seen)
}

// slowly answers a line after a time, unless the server stops.
func slowly(d time.Duration) queue.Do {
	return func(ctx context.Context, _ *queue.Job, l queue.Line) (queue.Line, error) {
		select {
		case <-ctx.Done():
			return queue.Line{}, ctx.Err()
		case <-time.After(d):
			return queue.Line{Number: l.Number, Result: []byte("{}\n")}, nil
		}
	}
}

// All lines are answered once, some at a time, and a small job does not wait for a large one.
func TestRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := open(t, slowly(time.Second), nil)
		for n := range 4 {
			o.send(t, fmt.Sprintf("large%d", n), 500, "")
		}
		time.Sleep(time.Millisecond)
		o.send(t, "small", 3, "")
		time.Sleep(10 * time.Second)
		if j := o.job(t, "small"); j.Ended.IsZero() {
			t.Errorf("it waits behind large ones: %+v", j)
		}
		time.Sleep(5 * time.Minute)
		for n := range 4 {
			if j := o.job(t, fmt.Sprintf("large%d", n)); j.Done != 500 || j.State(time.Now()) != "done" {
				t.Errorf("%+v", j)
			}
		}
		o.stop()
		if o.begun() != 2003 {
			t.Errorf("%d lines were worked on", o.begun())
		}
		for _, lines := range o.store.chunks {
			if lines > 50 {
				t.Errorf("a chunk had %d lines", lines)
			}
		}
	})
}

// A line that cannot be answered now is tried again, and so is one whose result could not be
// written; the others keep theirs.
func TestTriedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		away := 3
		o := open(t, func(ctx context.Context, j *queue.Job, l queue.Line) (queue.Line, error) {
			mu.Lock()
			defer mu.Unlock()
			if l.Number == 7 && away > 0 {
				away--
				return queue.Line{}, errors.New("the database is away")
			}
			return slowly(0)(ctx, j, l)
		}, nil)
		o.store.failing(errors.New("the disk is full"))
		o.send(t, "job", 20, "")
		time.Sleep(5 * time.Second)
		if j := o.job(t, "job"); j.Done != 0 || o.begun() > 400 {
			t.Errorf("%+v after %d tries", j, o.begun())
		}
		o.store.failing(nil)
		time.Sleep(10 * time.Second)
		if j := o.job(t, "job"); j.Done != 20 || j.Failed != 0 {
			t.Errorf("%+v", j)
		}
		o.stop()
	})
}

// A server whose lines another one has taken stops, also in the middle of a long line, and
// its results do not count.
func TestLostHold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := open(t, slowly(time.Hour), nil)
		o.send(t, "job", 3, "")
		time.Sleep(12 * time.Second)
		if o.store.prolonged() < 2 {
			t.Error("the hold is not prolonged")
		}
		o.store.steal("job")
		time.Sleep(10 * time.Second)
		before := o.store.prolonged()
		time.Sleep(time.Minute)
		if o.store.prolonged() != before || o.job(t, "job").Done != 0 {
			t.Error("it goes on with lines of another server")
		}
		o.stop()
	})
}

// A job that is cancelled ends before its next line, and a server that stops leaves the
// lines under way to the next.
func TestCancelledAndStopped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := open(t, slowly(time.Second), nil)
		o.send(t, "dropped", 50, "")
		o.send(t, "left", 50, "")
		time.Sleep(1500 * time.Millisecond)
		if err := o.Cancel(t.Context(), o.job(t, "dropped")); err != nil {
			t.Fatal(err)
		}
		before := o.begun()
		time.Sleep(time.Millisecond)
		o.stop()
		if o.begun() != before {
			t.Errorf("%d lines were begun after the end", o.begun()-before)
		}
		if j := o.job(t, "left"); j.Done == 0 || j.Done == 50 || o.store.held["left"] != "" {
			t.Errorf("%+v, held by %q", j, o.store.held["left"])
		}
		if _, err := o.Find(t.Context(), "culture", "left"); !errors.Is(err, queue.ErrNotFound) {
			t.Errorf("another caller finds it: %v", err)
		}
	})
}

// A webhook that does not answer is told again, for a day and no longer; one that is gone
// is not.
func TestDelivered(t *testing.T) {
	for _, test := range []struct {
		what   string
		answer func(attempt int) (int, error)
		wait   time.Duration
		sent   int
		state  string
	}{
		{"answers", func(int) (int, error) { return 204, nil }, time.Hour, 1, "delivered"},
		{"answers the third time", func(attempt int) (int, error) {
			if attempt < 3 {
				return 0, errors.New("connection refused")
			}
			return 200, nil
		}, time.Hour, 3, "delivered"},
		{"never answers", func(int) (int, error) { return 503, nil }, 40 * time.Hour, 8, "given_up"},
		{"is gone", func(int) (int, error) { return 410, nil }, time.Hour, 1, "given_up"},
	} {
		t.Run(test.what, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				o := open(t, slowly(0), test.answer)
				o.send(t, "job", 1, "https://cms.example/hook")
				time.Sleep(test.wait)
				o.stop()
				all, err := o.Deliveries(t.Context(), o.job(t, "job"))
				if err != nil || len(all) != 1 || all[0].State() != test.state || all[0].Attempts != test.sent || len(o.sent) != test.sent {
					t.Errorf("told %d times: %+v %v", len(o.sent), all, err)
				}
				if last := o.sent[len(o.sent)-1].Sub(o.sent[0]); test.sent == 8 && (last < 20*time.Hour || last > 25*time.Hour) {
					t.Errorf("the last time after %v", last)
				}
			})
		})
	}
}

// Without a secret there are no webhooks, and jobs that ended a week ago go.
func TestKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := open(t, slowly(0), nil)
		if err := o.Webhooks(); !errors.Is(err, queue.ErrNoWebhooks) {
			t.Error(err)
		}
		time.Sleep(150 * time.Minute)
		o.stop()
		if n := len(o.store.expired); n != 3 || !o.store.expired[0].Equal(time.Now().Add(-150*time.Minute-queue.KeepFor)) {
			t.Errorf("%v", o.store.expired)
		}
	})
}
