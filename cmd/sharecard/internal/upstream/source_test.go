package upstream_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/upstream"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// cms is a content management system that tests can break.
type cms struct {
	*httptest.Server
	asked atomic.Int64

	mu     sync.Mutex
	answer func(w http.ResponseWriter, r *http.Request) // nil: articles
	title  string
	gone   map[string]bool
}

func newCMS(t *testing.T) *cms {
	c := &cms{title: "一", gone: map[string]bool{}}
	c.Server = httptest.NewServer(http.HandlerFunc(c.serve))
	t.Cleanup(c.Close)
	return c
}

func (c *cms) serve(w http.ResponseWriter, r *http.Request) {
	c.asked.Add(1)
	c.mu.Lock()
	answer, title := c.answer, c.title
	id := strings.TrimPrefix(r.URL.Path, "/api/articles/")
	gone := c.gone[id]
	c.mu.Unlock()
	switch tag := `"` + title + `"`; {
	case answer != nil:
		answer(w, r)
	case gone:
		http.NotFound(w, r)
	case r.Header.Get("If-None-Match") == tag:
		w.WriteHeader(http.StatusNotModified)
	default:
		w.Header().Set("ETag", tag)
		fmt.Fprintf(w, `{"data":{"title":"%s %s"}}`, title, id)
	}
}

func (c *cms) set(f func(*cms)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	f(c)
}

func (c *cms) status(code int) {
	c.set(func(c *cms) { c.answer = func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) } })
}

// clock is a time that tests move.
type clock struct{ ahead atomic.Int64 }

func (c *clock) Now() time.Time          { return time.Now().Add(time.Duration(c.ahead.Load())) }
func (c *clock) pass(d time.Duration)    { c.ahead.Add(int64(d)) }
func second[T any](_ T, err error) error { return err }

// world is a store over a CMS.
type world struct {
	*upstream.Store
	t     *testing.T
	cms   *cms
	own   *article.SQLite
	clock *clock
	log   *bytes.Buffer
	path  string
	saw   chan string
}

func start(t *testing.T, options ...func(*upstream.Config)) *world {
	t.Helper()
	w := &world{t: t, cms: newCMS(t), path: filepath.Join(t.TempDir(), "a.db")}
	w.open(options...)
	return w
}

// open makes the store, as a start of the program does.
func (w *world) open(options ...func(*upstream.Config)) {
	w.t.Helper()
	var err error
	if w.own, err = article.OpenSQLite(w.t.Context(), w.path); err != nil {
		w.t.Fatal(err)
	}
	w.clock, w.log, w.saw = new(clock), new(bytes.Buffer), make(chan string, 1000)
	m, err := upstream.NewMapping(map[string]string{"title": "data.title"}, time.UTC)
	if err != nil {
		w.t.Fatal(err)
	}
	saw := w.saw
	config := upstream.Config{
		URL: w.cms.URL + "/api/articles/{id}?full=1", Mapping: m, Copies: w.own, Now: w.clock.Now,
		Log:     slog.New(slog.NewTextHandler(w.log, nil)),
		Observe: func(outcome string, _ time.Duration) { saw <- outcome },
	}
	for _, o := range options {
		o(&config)
	}
	source, err := upstream.New(config)
	if err != nil {
		w.t.Fatal(err)
	}
	store := upstream.Over(w.own, source)
	w.Store = store
	w.t.Cleanup(func() { _ = store.Close() })
}

// title asks for an article and returns its title.
func (w *world) title(id string) string {
	w.t.Helper()
	r, err := w.Get(w.t.Context(), id)
	if err != nil {
		w.t.Fatal(err)
	}
	return r.Article.Title
}

// eventually waits until f returns true.
func eventually(t *testing.T, what string, f func() bool) {
	t.Helper()
	for end := time.Now().Add(5 * time.Second); !f(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("never: " + what)
		}
	}
}

// An article follows the upstream: fetched once a minute, conditionally; a
// correction counts, and a removal.
func TestGetFollowsTheUpstream(t *testing.T) {
	w := start(t)
	first, err := w.Get(t.Context(), "a")
	if err != nil || first.Article.Title != "一 a" || first.Article.ID != "a" || first.Revision != 1 {
		t.Fatalf("%+v %v", first, err)
	}
	first.Article.Title = "changed by a caller"
	if got := w.title("a"); got != "一 a" || w.cms.asked.Load() != 1 {
		t.Errorf("%s, after %d questions", got, w.cms.asked.Load())
	}
	w.clock.pass(upstream.DefaultFresh)
	if got := w.title("a"); got != "一 a" {
		t.Error(got)
	}
	w.cms.set(func(c *cms) { c.title = "二" })
	if got := w.title("a"); got != "一 a" {
		t.Errorf("within the minute: %s", got)
	}
	w.clock.pass(upstream.DefaultFresh)
	second2, err := w.Get(t.Context(), "a")
	if err != nil || second2.Article.Title != "二 a" || second2.Revision != 2 || second2.UpdatedAt.Before(first.UpdatedAt) {
		t.Errorf("corrected: %+v %v", second2, err)
	}
	w.cms.set(func(c *cms) { c.gone["a"] = true })
	w.clock.pass(upstream.DefaultFresh)
	for range 3 {
		if err := second(w.Get(t.Context(), "a")); !errors.Is(err, article.ErrNotFound) {
			t.Errorf("removed: %v", err)
		}
	}
	w.cms.Close()
	w.clock.pass(time.Hour)
	if err := second(w.Get(t.Context(), "a")); !errors.Is(err, upstream.ErrUnavailable) {
		t.Errorf("removed, then the upstream died: %v", err)
	}
	for _, want := range []string{"article", "unchanged", "article", "gone"} {
		if got := <-w.saw; got != want {
			t.Errorf("observed %s, want %s", got, want)
		}
	}
}

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
	if err := w.Store.Close(); err != nil {
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

// However many ask for an article at once, the upstream is asked once.
func TestOneQuestionForMany(t *testing.T) {
	w := start(t)
	release := make(chan struct{})
	w.cms.set(func(c *cms) {
		c.answer = func(w http.ResponseWriter, _ *http.Request) {
			<-release
			_, _ = io.WriteString(w, `{"data":{"title":"一"}}`)
		}
	})
	var all sync.WaitGroup
	for range 100 {
		all.Go(func() {
			if err := second(w.Get(t.Context(), "a")); err != nil {
				t.Error(err)
			}
		})
	}
	eventually(t, "asked", func() bool { return w.cms.asked.Load() > 0 })
	close(release)
	all.Wait()
	if got := w.cms.asked.Load(); got != 1 {
		t.Errorf("asked %d times", got)
	}
}

// What is stored here hides the upstream's, and a withdrawal hides both.
func TestOwnStoreComesFirst(t *testing.T) {
	w := start(t)
	w.title("a")
	if _, err := w.Put(t.Context(), &article.Article{ID: "a", Title: "自己的"}); err != nil {
		t.Fatal(err)
	}
	if got := w.title("a"); got != "自己的" {
		t.Error(got)
	}
	for _, id := range []string{"a", "never-fetched"} {
		if err := w.Withdraw(t.Context(), id); err != nil {
			t.Fatal(err)
		}
		if err := second(w.Get(t.Context(), id)); !errors.Is(err, article.ErrWithdrawn) {
			t.Errorf("%s: %v", id, err)
		}
	}
	if got := w.cms.asked.Load(); got != 1 {
		t.Errorf("asked %d times", got)
	}
	if err := second(w.Get(t.Context(), "a/../../secrets")); !errors.Is(err, article.ErrNotFound) || w.cms.asked.Load() != 1 {
		t.Errorf("what is no ID: %v, asked %d times", err, w.cms.asked.Load())
	}
}

// An own store that cannot answer may not be passed over: the article might
// have been withdrawn.
func TestOwnStoreOutOfOrder(t *testing.T) {
	w := start(t)
	w.title("a")
	if err := w.own.Close(); err != nil {
		t.Fatal(err)
	}
	if r, err := w.Get(t.Context(), "a"); err == nil {
		t.Errorf("got %+v", r)
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

// The header goes to the upstream, to no address it points at, and into no log.
func TestHeader(t *testing.T) {
	elsewhere := newCMS(t)
	const secret = "Bearer s3cr3t-of-the-cms"
	w := start(t, func(c *upstream.Config) {
		c.Header = http.Header{"Authorization": {secret}, "X-Api-Key": {"s3cr3t-too"}}
	})
	sent := make(chan http.Header, 10)
	w.cms.set(func(c *cms) {
		c.answer = func(w http.ResponseWriter, r *http.Request) {
			sent <- r.Header
			if r.URL.Query().Get("full") != "1" {
				t.Errorf("asked for %s", r.URL)
			}
			http.Redirect(w, r, elsewhere.URL, http.StatusFound)
		}
	})
	err := second(w.Get(t.Context(), "a"))
	if !errors.Is(err, upstream.ErrUnavailable) || elsewhere.asked.Load() != 0 {
		t.Errorf("%v; the other host was asked %d times", err, elsewhere.asked.Load())
	}
	if got := <-sent; got.Get("Authorization") != secret || got.Get("X-Api-Key") != "s3cr3t-too" || got.Get("Accept") != "application/json" {
		t.Errorf("sent %v", got)
	}
	w.cms.Close()
	err = errors.Join(err, second(w.Get(t.Context(), "b")))
	if told := w.log.String() + err.Error(); strings.Contains(told, "s3cr3t") {
		t.Error(told)
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

func (full) KeepCopy(context.Context, *article.Article, string, string) (*article.Copy, error) {
	return nil, article.ErrFull
}

func TestCheckURL(t *testing.T) {
	for address, good := range map[string]bool{
		"https://cms.example/api/articles/{id}":  true,
		"http://10.0.0.7:8080/article?id={id}":   true,
		"https://cms.example/{id}.json?full=yes": true,
		"https://cms.example/api":                false,
		"https://cms.example/{id}/{id}":          false,
		"https://{id}.example/":                  false,
		"https://user:pass@cms.example/{id}":     false,
		"ftp://cms.example/{id}":                 false,
		"/api/{id}":                              false,
		"https://cms.example/{id}#x":             false,
		"https://cms.example/%zz{id}":            false,
		"":                                       false,
	} {
		if err := upstream.CheckURL(address); (err == nil) != good || err != nil && !errors.Is(err, upstream.ErrURL) {
			t.Errorf("%s: %v", address, err)
		}
	}
}
