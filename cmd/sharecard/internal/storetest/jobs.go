package storetest

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"reflect"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/queue"
)

// Jobs runs the tests of jobs.
func Jobs(t *testing.T, begin Begin) {
	for name, test := range map[string]func(*testing.T, Open){
		"JobStays": testJobStays, "CallersTakeTurns": testCallersTakeTurns, "OneHoldsAChunk": testOneHoldsAChunk,
		"CancelledJob": testCancelledJob, "JobBounds": testJobBounds, "Deliveries": testDeliveries, "JobsExpire": testJobsExpire,
	} {
		t.Run(name, func(t *testing.T) { test(t, begin(t)) })
	}
}

const testLease = 30 * time.Second

// newJob is a job with so many lines.
func newJob(caller, id string, n int) (*queue.Job, []queue.Line) {
	lines := make([]queue.Line, n)
	for i := range lines {
		lines[i] = queue.Line{Number: i + 1, Text: fmt.Appendf(nil, "line %d of %s", i+1, id)}
	}
	return &queue.Job{ID: id, Caller: caller, Request: sha256.Sum256([]byte(id)), Webhook: "https://cms.example/hook"}, lines
}

func addJob(t *testing.T, s queue.Store, caller, id string, n int) {
	t.Helper()
	j, lines := newJob(caller, id, n)
	if _, err := s.Add(t.Context(), j, lines, queue.DefaultBounds); err != nil {
		t.Fatal(err)
	}
}

func claim(t *testing.T, s queue.Store, limit int) *queue.Chunk {
	t.Helper()
	c, err := s.Claim(t.Context(), limit, testLease)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// answered are the lines of a chunk with results; those whose numbers are given failed.
func answered(c *queue.Chunk, failed ...int) (results []queue.Line) {
	for _, l := range c.Lines {
		r := queue.Line{Number: l.Number, Result: fmt.Appendf(nil, "{\"line\":%d}\n", l.Number)}
		for _, n := range failed {
			r.Failed = r.Failed || n == l.Number
		}
		results = append(results, r)
	}
	return results
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func numbers(lines []queue.Line) (all []int) {
	for _, l := range lines {
		all = append(all, l.Number)
	}
	return all
}

// A job, its lines and its results outlast a restart, and one that is sent again with its
// ID is the same one.
func testJobStays(t *testing.T, open Open) {
	opened := open(nil)
	s := opened.Jobs
	j, lines := newJob("desk", "aa", 5)
	j.Lenient, j.Chinese, j.RunAt = true, true, time.Now().Add(-time.Minute).UTC().Truncate(time.Microsecond)
	lines[3].Result, lines[3].Failed = []byte("{\"line\":4}\n"), true // a row that could not be read
	added, err := s.Add(t.Context(), j, lines, queue.DefaultBounds)
	must(t, err)
	if added.Lines != 5 || added.Done != 1 || added.Failed != 1 || !added.Ended.IsZero() || added.Created.IsZero() ||
		!added.RunAt.Equal(j.RunAt) || !added.Lenient || !added.Chinese || added.Caller != "desk" || added.Webhook != j.Webhook {
		t.Errorf("added: %+v", added)
	}
	c := claim(t, s, 2)
	if !reflect.DeepEqual(numbers(c.Lines), []int{1, 2}) || string(c.Lines[1].Text) != "line 2 of aa" {
		t.Fatalf("taken: %+v", c.Lines)
	}
	must(t, s.Record(t.Context(), c, answered(c, 2)[1:])) // the second line alone
	must(t, s.Record(t.Context(), c, answered(c, 2)[1:])) // again: nothing changes
	opened.Close()
	s = open(nil).Jobs
	again, err := s.Add(t.Context(), j, lines, queue.DefaultBounds)
	if err != nil || again.Done != 2 || again.Failed != 2 || again.Lines != 5 {
		t.Errorf("sent again: %+v, %v", again, err)
	}
	j.Request = sha256.Sum256([]byte("another"))
	if _, err := s.Add(t.Context(), j, lines, queue.DefaultBounds); !errors.Is(err, queue.ErrKeyReused) {
		t.Errorf("another one with that ID: %v", err)
	}
	for _, test := range []struct {
		of   queue.Range
		want []int
	}{
		{queue.Range{Limit: 10}, []int{2, 4}}, {queue.Range{Limit: 1}, []int{2}}, {queue.Range{From: 3, Limit: 10}, []int{4}},
		{queue.Range{Limit: 10, Whole: true}, nil}, {queue.Range{Limit: 10, Failed: true}, []int{2, 4}},
	} {
		got, err := s.Results(t.Context(), "aa", test.of)
		if err != nil || !reflect.DeepEqual(numbers(got), test.want) {
			t.Errorf("results %+v: %+v, %v; want %v", test.of, got, err, test.want)
		}
	}
	if _, err := s.Find(t.Context(), "bb"); !errors.Is(err, queue.ErrNotFound) {
		t.Errorf("no such job: %v", err)
	}
	if n, err := s.Waiting(t.Context()); err != nil || n != 3 {
		t.Errorf("%d lines wait, %v", n, err)
	}
}

// Callers take turns, however much one of them has sent, and a job of later waits.
func testCallersTakeTurns(t *testing.T, open Open) {
	now := newClock()
	s := open(now.now).Jobs
	addJob(t, s, "desk", "aa", 100)
	now.pass(time.Second)
	addJob(t, s, "desk", "bb", 100)
	now.pass(time.Second)
	addJob(t, s, "culture", "cc", 6)
	later, lines := newJob("sport", "dd", 1)
	later.RunAt = now.now().Add(time.Hour)
	if _, err := s.Add(t.Context(), later, lines, queue.DefaultBounds); err != nil {
		t.Fatal(err)
	}
	var order string
	for range 6 {
		now.pass(time.Second)
		c := claim(t, s, 3)
		order += c.Job.ID + " "
		must(t, s.Record(t.Context(), c, answered(c)))
		must(t, s.Release(t.Context(), c))
	}
	if order != "aa cc aa cc aa aa " {
		t.Errorf("the turns were %s", order)
	}
	now.pass(time.Hour)
	if c := claim(t, s, 3); c.Job.ID != "dd" {
		t.Errorf("after an hour: %s", c.Job.ID)
	}
}

// One server holds a chunk until it ends the hold, or does not prolong it.
func testOneHoldsAChunk(t *testing.T, open Open) {
	now := newClock()
	s := open(now.now).Jobs
	addJob(t, s, "desk", "aa", 10)
	first := claim(t, s, 5)
	if second := claim(t, s, 5); second != nil {
		t.Fatalf("taken twice: %+v", second)
	}
	now.pass(testLease - time.Second)
	must(t, s.Extend(t.Context(), first, testLease))
	now.pass(testLease - time.Second)
	if second := claim(t, s, 5); second != nil {
		t.Fatalf("taken though it was prolonged: %+v", second)
	}
	now.pass(time.Minute)
	second := claim(t, s, 5)
	if second == nil || !reflect.DeepEqual(numbers(second.Lines), []int{1, 2, 3, 4, 5}) {
		t.Fatalf("after the hold: %+v", second)
	}
	for what, err := range map[string]error{
		"held":   s.Held(t.Context(), first),
		"extend": s.Extend(t.Context(), first, testLease),
		"record": s.Record(t.Context(), first, answered(first)),
	} {
		if !errors.Is(err, queue.ErrLost) {
			t.Errorf("%s by the first one: %v", what, err)
		}
	}
	must(t, s.Release(t.Context(), first)) // which is not the second one's
	must(t, s.Held(t.Context(), second))
	must(t, s.Record(t.Context(), second, answered(second)))
	must(t, s.Release(t.Context(), second))
	third := claim(t, s, 50)
	must(t, s.Record(t.Context(), third, answered(third)))
	j, err := s.Find(t.Context(), "aa")
	if err != nil || j.Done != 10 || j.Failed != 0 || j.Ended.IsZero() {
		t.Errorf("at the end: %+v, %v", j, err)
	}
	if c := claim(t, s, 5); c != nil {
		t.Errorf("a job that has ended is taken: %+v", c)
	}
}

func testCancelledJob(t *testing.T, open Open) {
	s := open(nil).Jobs
	addJob(t, s, "desk", "aa", 10)
	c := claim(t, s, 5)
	must(t, s.Cancel(t.Context(), "aa"))
	if err := s.Held(t.Context(), c); !errors.Is(err, queue.ErrLost) {
		t.Errorf("held: %v", err)
	}
	must(t, s.Record(t.Context(), c, answered(c)[:1])) // it was under way
	must(t, s.Release(t.Context(), c))
	if c := claim(t, s, 5); c != nil {
		t.Errorf("taken: %+v", c)
	}
	must(t, s.Cancel(t.Context(), "aa"))
	j, err := s.Find(t.Context(), "aa")
	if err != nil || !j.Cancelled || j.Ended.IsZero() || j.Done != 1 {
		t.Errorf("%+v, %v", j, err)
	}
	if all, err := s.Deliveries(t.Context(), "aa"); err != nil || len(all) != 0 {
		t.Errorf("its webhook is told: %+v, %v", all, err)
	}
}

func testJobBounds(t *testing.T, open Open) {
	s := open(nil).Jobs
	for _, test := range []struct {
		caller, id string
		bounds     queue.Bounds
		want       error
	}{
		{"desk", "aa", queue.Bounds{Open: 2, Stored: 3, Bytes: 1000}, nil},
		{"desk", "bb", queue.Bounds{Open: 2, Stored: 3, Bytes: 1000}, nil},
		{"desk", "cc", queue.Bounds{Open: 2, Stored: 3, Bytes: 1000}, queue.ErrTooMany},
		{"culture", "cc", queue.Bounds{Open: 2, Stored: 3, Bytes: 20}, article.ErrFull},
		{"culture", "cc", queue.Bounds{Open: 2, Stored: 3, Bytes: 1000}, nil},
		{"sport", "dd", queue.Bounds{Open: 2, Stored: 3, Bytes: 1000}, queue.ErrTooMany},
	} {
		j, lines := newJob(test.caller, test.id, 1)
		if _, err := s.Add(t.Context(), j, lines, test.bounds); !errors.Is(err, test.want) {
			t.Errorf("%s of %s: %v, want %v", test.id, test.caller, err, test.want)
		}
	}
}

// A webhook is told of the first failure and of the end, each by one server at a time.
func testDeliveries(t *testing.T, open Open) {
	now := newClock()
	s := open(now.now).Jobs
	due := func() *queue.Delivery {
		t.Helper()
		d, err := s.Due(t.Context(), time.Minute)
		must(t, err)
		return d
	}
	addJob(t, s, "desk", "aa", 4)
	if d := due(); d != nil {
		t.Fatalf("before anything: %+v", d)
	}
	for _, failed := range []int{2, 3} {
		c := claim(t, s, 2)
		must(t, s.Record(t.Context(), c, answered(c, failed)))
		must(t, s.Release(t.Context(), c))
		now.pass(time.Second)
	}
	first := due()
	if first == nil || first.Event != queue.EventFailing || first.Address != "https://cms.example/hook" ||
		string(first.Body) == "" || first.ID() != "msg_aa_failing" || first.State() != "pending" {
		t.Fatalf("first: %+v", first)
	}
	second := due()
	if second == nil || second.Event != queue.EventCompleted {
		t.Fatalf("second: %+v", second)
	}
	if d := due(); d != nil {
		t.Fatalf("twice: %+v", d)
	}
	second.Attempts, second.At, second.Status, second.Delivered, second.Next = 1, now.now(), 204, true, time.Time{}
	must(t, s.Told(t.Context(), second))
	first.Attempts, first.At, first.Fault, first.Next = 1, now.now(), "timeout", now.now().Add(5*time.Minute)
	must(t, s.Told(t.Context(), first))
	now.pass(2 * time.Minute)
	if d := due(); d != nil {
		t.Fatalf("before its time: %+v", d)
	}
	now.pass(4 * time.Minute)
	if d := due(); d == nil || d.Event != queue.EventFailing || d.Attempts != 1 || d.Fault != "timeout" {
		t.Fatalf("again: %+v", d)
	}
	all, err := s.Deliveries(t.Context(), "aa")
	if err != nil || len(all) != 2 || all[1].State() != "delivered" || all[1].Status != 204 || all[1].Attempts != 1 {
		t.Errorf("%+v, %v", all, err)
	}
}

func testJobsExpire(t *testing.T, open Open) {
	now := newClock()
	s := open(now.now).Jobs
	addJob(t, s, "desk", "aa", 1)
	addJob(t, s, "desk", "bb", 1)
	c := claim(t, s, 1)
	must(t, s.Record(t.Context(), c, answered(c, 1)))
	now.pass(time.Hour)
	must(t, s.Expire(t.Context(), now.now().Add(-2*time.Hour)))
	if _, err := s.Find(t.Context(), c.Job.ID); err != nil {
		t.Errorf("too early: %v", err)
	}
	must(t, s.Expire(t.Context(), now.now()))
	if _, err := s.Find(t.Context(), c.Job.ID); !errors.Is(err, queue.ErrNotFound) {
		t.Errorf("after its time: %v", err)
	}
	if lines, err := s.Results(t.Context(), c.Job.ID, queue.Range{Limit: 9}); err != nil || len(lines) > 0 {
		t.Errorf("its lines stay: %v, %v", lines, err)
	}
	if rest := claim(t, s, 1); rest == nil {
		t.Error("the other one is gone")
	}
}
