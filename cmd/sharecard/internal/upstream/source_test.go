package upstream_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/datadir"
	"sharecard/cmd/sharecard/internal/sqlite"
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
	data  *datadir.Folder
	own   *sqlite.Articles
	clock *clock
	log   *bytes.Buffer
	path  string
	saw   chan string
	close func() // the source
}

func start(t *testing.T, options ...func(*upstream.Config)) *world {
	t.Helper()
	w := &world{t: t, cms: newCMS(t), path: t.TempDir()}
	w.open(options...)
	return w
}

// open makes the store, as a start of the program does.
func (w *world) open(options ...func(*upstream.Config)) {
	w.t.Helper()
	var err error
	if w.data, err = datadir.Open(w.t.Context(), w.path, nil); err != nil {
		w.t.Fatal(err)
	}
	data := w.data
	w.t.Cleanup(func() { _ = data.Close() })
	w.own = w.data.DB.Articles()
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
	w.close = source.Close
	w.t.Cleanup(source.Close)
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
	if err := w.data.Close(); err != nil {
		t.Fatal(err)
	}
	if r, err := w.Get(t.Context(), "a"); err == nil {
		t.Errorf("got %+v", r)
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
