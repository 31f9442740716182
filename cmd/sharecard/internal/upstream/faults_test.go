package upstream_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/upstream"
)

// What was once fetched is answered while the upstream is dead, across a
// restart too; what never was fails at once; and what was withdrawn stays so.
func TestDeadUpstream(t *testing.T) {
	w := start(t)
	const known = 200
	for i := range known {
		w.title(fmt.Sprint("a", i))
	}
	if err := w.Withdraw(t.Context(), "a7"); err != nil {
		t.Fatal(err)
	}
	w.close()
	if err := w.data.Close(); err != nil {
		t.Fatal(err)
	}
	w.cms.Close()
	w.open()

	begun := time.Now()
	for round := range 3 {
		var all sync.WaitGroup
		var answered atomic.Int64
		for i := range known {
			all.Go(func() {
				id := fmt.Sprint("a", i)
				r, err := w.Get(t.Context(), id)
				switch {
				case i == 7:
					if !errors.Is(err, article.ErrWithdrawn) {
						t.Errorf("withdrawn: %v", err)
					}
				case err == nil && r.Article.Title == "一 "+id:
					answered.Add(1)
				default:
					t.Log(err)
				}
			})
		}
		all.Wait()
		if got := answered.Load(); got < known-1 {
			t.Errorf("round %d: %d of %d known articles answered", round, got, known-1)
		}
		w.clock.pass(time.Hour)
	}
	t.Logf("%d answers without an upstream took %v", 3*known, time.Since(begun))
	if err := second(w.Get(t.Context(), "unknown")); !errors.Is(err, upstream.ErrUnavailable) {
		t.Errorf("unknown: %v", err)
	}
}

// A dead upstream is left alone after a few faults, and found again once it is
// back.
func TestBreaker(t *testing.T) {
	w := start(t)
	w.cms.status(http.StatusForbidden)
	for i := range 20 { // it is there, though: its word, not its silence
		_ = second(w.Get(t.Context(), fmt.Sprint("secret", i)))
	}
	if got := w.cms.asked.Load(); got != 20 {
		t.Errorf("asked %d times for 20 articles", got)
	}
	w.cms.set(func(c *cms) {
		c.answer = func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "3600")
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	})
	w.cms.asked.Store(0)
	for i := range 20 {
		if err := second(w.Get(t.Context(), fmt.Sprint("x", i))); !errors.Is(err, upstream.ErrUnavailable) {
			t.Errorf("%v", err)
		}
	}
	if got := w.cms.asked.Load(); got != 5 {
		t.Errorf("asked %d times while it is down", got)
	}
	for range 4 { // each rest ends with one question, and the next is longer
		w.clock.pass(30 * time.Second)
		before := w.cms.asked.Load()
		for i := range 3 {
			_ = second(w.Get(t.Context(), fmt.Sprint("y", i)))
		}
		if got := w.cms.asked.Load() - before; got != 1 {
			t.Errorf("asked %d times after a rest", got)
		}
	}
	w.cms.set(func(c *cms) { c.answer = nil })
	w.clock.pass(30 * time.Second)
	if got := w.title("x1"); got != "一 x1" {
		t.Error(got)
	}
	if got := w.title("x2"); got != "一 x2" {
		t.Error(got)
	}
}

// Faults that pass are not seen.
func TestRetries(t *testing.T) {
	w := start(t)
	var n atomic.Int64
	w.cms.set(func(c *cms) {
		c.answer = func(w http.ResponseWriter, _ *http.Request) {
			switch n.Add(1) {
			case 1:
				w.WriteHeader(http.StatusBadGateway)
			case 2:
				panic(http.ErrAbortHandler) // cut off
			default:
				_, _ = io.WriteString(w, `{"data":{"title":"三"}}`)
			}
		}
	})
	if got := w.title("a"); got != "三" || n.Load() != 3 {
		t.Errorf("%s after %d questions", got, n.Load())
	}
}

// Whoever can have a copy waits for a slow upstream no longer than patience,
// the next one not at all, and the late answer counts once it comes.
func TestSlowUpstream(t *testing.T) {
	w := start(t, func(c *upstream.Config) { c.Patience = 20 * time.Millisecond })
	w.title("a")
	release, asked := make(chan struct{}), make(chan struct{}, 10)
	w.cms.set(func(c *cms) {
		c.answer = func(w http.ResponseWriter, r *http.Request) {
			asked <- struct{}{}
			select {
			case <-release:
				_, _ = io.WriteString(w, `{"data":{"title":"二"}}`)
			case <-r.Context().Done():
			}
		}
	})
	w.clock.pass(upstream.DefaultFresh)
	if got := w.title("a"); got != "一 a" {
		t.Error(got)
	}
	<-asked
	for range 100 {
		if got := w.title("a"); got != "一 a" {
			t.Error(got)
		}
	}
	if got := w.cms.asked.Load(); got != 2 {
		t.Errorf("asked %d times", got)
	}
	ctx, cancel := context.WithCancel(t.Context())
	left := make(chan error)
	go func() { left <- second(w.Get(ctx, "unknown")) }()
	<-asked
	cancel()
	if err := <-left; !errors.Is(err, context.Canceled) {
		t.Errorf("who leaves: %v", err)
	}
	close(release)
	eventually(t, "the late answer counts", func() bool { return w.title("a") == "二" })
}

// After a few who waited in vain nobody waits any more who can have a copy.
func TestNobodyWaitsForASilentUpstream(t *testing.T) {
	w := start(t, func(c *upstream.Config) { c.Patience = 50 * time.Millisecond })
	const known = 40
	for i := range known {
		w.title(fmt.Sprint("a", i))
	}
	release := make(chan struct{})
	defer close(release)
	w.cms.set(func(c *cms) { c.answer = func(http.ResponseWriter, *http.Request) { <-release } })
	w.clock.pass(time.Hour)
	waited := 0
	for i := range known {
		begun := time.Now()
		w.title(fmt.Sprint("a", i))
		if time.Since(begun) >= 50*time.Millisecond {
			waited++
		}
	}
	if waited > 10 { // 5, and some for a machine that is busy
		t.Errorf("%d of %d waited", waited, known)
	}
}

// A document that is no article does not replace one that was.
func TestBadDocuments(t *testing.T) {
	w := start(t)
	w.title("a")
	for what, test := range map[string]struct {
		body string
		log  string
	}{
		"maintenance page": {"<html>back soon", "it is no JSON object"},
		"error envelope":   {`{"code":500,"data":null}`, "data.title is required"},
		"vast":             {`{"data":{"title":"` + strings.Repeat("x", 1<<20) + `"}}`, "more than 1048576 bytes"},
	} {
		w.cms.set(func(c *cms) {
			c.answer = func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, test.body) }
		})
		w.clock.pass(time.Hour)
		w.log.Reset()
		before := w.cms.asked.Load()
		if got := w.title("a"); got != "一 a" {
			t.Errorf("%s: %s", what, got)
		}
		if got := w.cms.asked.Load() - before; got != 1 {
			t.Errorf("%s: asked %d times", what, got)
		}
		if err := second(w.Get(t.Context(), "b")); !errors.Is(err, upstream.ErrDocument) {
			t.Errorf("%s, without a copy: %v", what, err)
		}
		if !strings.Contains(w.log.String(), test.log) {
			t.Errorf("%s: logged %s", what, w.log)
		}
		w.clock.pass(time.Hour)
	}
}

// An upstream that accepts connections and then is silent keeps nobody for
// longer than the timeout.
func TestSilentUpstream(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	w := start(t, func(c *upstream.Config) {
		c.URL, c.Timeout = "http://"+ln.Addr().String()+"/{id}", 30*time.Millisecond
	})
	for i := range 20 {
		if err := second(w.Get(t.Context(), fmt.Sprint(i))); !errors.Is(err, upstream.ErrUnavailable) {
			t.Errorf("%v", err)
		}
	}
}

// A full disk costs the copy, not the answer.
func TestCopyCannotBeKept(t *testing.T) {
	w := start(t, func(c *upstream.Config) { c.Copies = full{c.Copies} })
	if got := w.title("a"); got != "一 a" {
		t.Error(got)
	}
	w.cms.set(func(c *cms) { c.title = "二" })
	w.clock.pass(time.Hour)
	if r, err := w.Get(t.Context(), "a"); err != nil || r.Article.Title != "二 a" || r.Revision != 2 {
		t.Errorf("%+v %v", r, err)
	}
}

type full struct{ upstream.Copies }

func (full) KeepCopy(context.Context, *article.Article, string, string) (*upstream.Copy, error) {
	return nil, article.ErrFull
}
