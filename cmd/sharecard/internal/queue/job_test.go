package queue_test

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/queue"
)

// A job is refused once its caller, all callers, or the bytes of all are at their bound.
func TestRoom(t *testing.T) {
	b := queue.Bounds{Open: 2, Stored: 3, Bytes: 100}
	for _, test := range []struct {
		stored, open int
		size         int64
		want         error
	}{
		{2, 1, 99, nil}, {2, 2, 0, queue.ErrTooMany}, {3, 0, 0, queue.ErrTooMany}, {0, 0, 100, article.ErrFull},
	} {
		if err := b.Room(test.stored, test.open, test.size); !errors.Is(err, test.want) {
			t.Errorf("%+v: %v", test, err)
		}
	}
}

// A job's state is a word that its caller can act upon.
func TestJobState(t *testing.T) {
	now := time.Now()
	for want, j := range map[string]queue.Job{
		"running":   {RunAt: now.Add(-time.Hour)},
		"scheduled": {RunAt: now.Add(time.Hour)},
		"done":      {Ended: now},
		"cancelled": {Ended: now, Cancelled: true, RunAt: now.Add(time.Hour)},
	} {
		if got := j.State(now); got != want {
			t.Errorf("%+v is %s", j, got)
		}
	}
}

// The same key of the same caller names the same job, and no other does.
func TestNewID(t *testing.T) {
	ids := map[string]bool{}
	for _, of := range [][2]string{{"desk", "night"}, {"desk", "day"}, {"culture", "night"}, {"desk", ""}, {"desk", ""}} {
		id := queue.NewID(of[0], of[1])
		if len(id) != 32 || ids[id] {
			t.Errorf("%q: %s", of, id)
		}
		ids[id] = true
	}
	if first, again := queue.NewID("desk", "night"), queue.NewID("desk", "night"); first != again {
		t.Error("a key that comes again names another job")
	}
}

// A webhook is told of the first failure and of the end, both at once where they are one.
func TestEvents(t *testing.T) {
	for _, test := range []struct {
		job    queue.Job
		before int // failed
		want   int
	}{
		{queue.Job{Lines: 3, Done: 3, Failed: 1}, 0, 0}, // no webhook
		{queue.Job{Webhook: "https://cms.example", Lines: 3, Done: 2}, 0, 0},
		{queue.Job{Webhook: "https://cms.example", Lines: 3, Done: 2, Failed: 1}, 0, 1},
		{queue.Job{Webhook: "https://cms.example", Lines: 3, Done: 2, Failed: 2}, 1, 0},
		{queue.Job{Webhook: "https://cms.example", Lines: 3, Done: 3, Failed: 1}, 0, 2},
	} {
		if got := test.job.Events(test.before); len(got) != test.want {
			t.Errorf("%+v: %q", test.job, got)
		}
	}
	j := queue.Job{ID: "ab", Lines: 3, Done: 2, Failed: 1}
	var message struct {
		Type, Timestamp string
		Data            struct {
			ID                  string
			Lines, Done, Failed int
		}
	}
	at := time.Date(2026, 5, 1, 6, 0, 0, 123456789, time.FixedZone("", 8*3600))
	if err := json.Unmarshal(j.Message(queue.EventFailing, at), &message); err != nil || message.Type != "job.failing" ||
		message.Timestamp != "2026-04-30T22:00:00.123Z" || message.Data.ID != "ab" || message.Data.Failed != 1 || message.Data.Done != 2 {
		t.Errorf("%+v %v", message, err)
	}
}

// Stores keep times to the microsecond, and that there is none.
func TestColumns(t *testing.T) {
	at := time.Date(2026, 5, 1, 6, 0, 0, 123456000, time.UTC)
	if got := queue.Time(queue.Micro(at)); !got.Equal(at) {
		t.Errorf("%v comes back as %v", at, got)
	}
	if got := queue.Micro(time.Time{}); got != 0 || !queue.Time(0).IsZero() {
		t.Errorf("no time is %d, and 0 is %v", got, queue.Time(0))
	}
}
