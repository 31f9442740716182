package site

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/fetch"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// web is a web of some pages, whose clock is the source's.
type web struct {
	mu    sync.Mutex
	now   time.Time
	pages map[string]*fetch.Response // by address
	fault error                      // of every page, where not nil
	asked []string
	known []fetch.Validators
	hold  chan struct{} // where not nil, answers wait until it is closed
}

func (w *web) PageChanged(ctx context.Context, address string, _ int64, known fetch.Validators) (*fetch.Response, error) {
	w.mu.Lock()
	w.asked, w.known = append(w.asked, address), append(w.known, known)
	page, _, _ := strings.Cut(address, "?") // whatever counts visitors
	found, fault, hold := w.pages[page], w.fault, w.hold
	w.mu.Unlock()
	if hold != nil {
		select {
		case <-hold:
		case <-ctx.Done():
			return nil, fetch.ErrTimeout
		}
	}
	switch {
	case fault != nil:
		return nil, fault
	case found == nil:
		return nil, fetch.ErrNotFound
	}
	got := *found
	if known.ETag != "" && known == got.Validators {
		got.Body, got.Unchanged = nil, true
	}
	if got.Address == "" {
		got.Address = address
	}
	return &got, nil
}

// set puts a page on the web.
func (w *web) set(address, head string, more ...func(*fetch.Response)) {
	body := `<html lang="zh"><head>` + head + `</head><body><p>记者在现场看到，不少市民带着孩子前来阅读，书房将开放至晚上十点。</p></body></html>`
	r := &fetch.Response{Body: []byte(body), ContentType: "text/html; charset=utf-8", Fresh: fetch.Unsaid}
	for _, change := range more {
		change(r)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.pages[address] = r
}

func (w *web) fails(err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.fault = err
}

func (w *web) pass(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.now = w.now.Add(d)
}

// times is how often pages were asked for.
func (w *web) times() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.asked)
}

func title(s string) string { return "<title>" + s + "</title>" }

const (
	library = "https://www.example.com/news/1.html"
	bus     = "https://www.example.com/news/2.html"
)

func start(t *testing.T, change func(*Config)) (*Source, *web) {
	t.Helper()
	w := &web{now: time.Date(2024, 5, 1, 9, 30, 0, 0, time.UTC), pages: map[string]*fetch.Response{}}
	w.set(library, title("城市书房夜间开放"))
	c := Config{Hosts: []string{"www.Example.com.", "m.example.com"}, Web: w, Now: func() time.Time {
		w.mu.Lock()
		defer w.mu.Unlock()
		return w.now
	}}
	if change != nil {
		change(&c)
	}
	s, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s, w
}

// titleOf returns the title of a page's article, or its error.
func titleOf(t *testing.T, s *Source, address string) string {
	t.Helper()
	r, err := s.Article(t.Context(), netip.Prefix{}, address)
	if err != nil {
		return err.Error()
	}
	return r.Article.Title
}

func TestOnePageIsReadOnce(t *testing.T) {
	s, w := start(t, nil)
	w.hold = make(chan struct{})
	var all sync.WaitGroup
	for _, address := range []string{library, library + "#comments", library + "?utm_source=weibo", library + "?from=timeline"} {
		for range 8 {
			all.Go(func() {
				if got := titleOf(t, s, address); got != "城市书房夜间开放" {
					t.Errorf("%s: %s", address, got)
				}
			})
		}
	}
	for w.times() == 0 {
		time.Sleep(time.Millisecond)
	}
	close(w.hold)
	all.Wait()
	if got := titleOf(t, s, "http://WWW.example.com/news/1.html"); got != "城市书房夜间开放" || w.times() != 1 {
		t.Errorf("%s, asked %d times: %q", got, w.times(), w.asked)
	}
	if strings.Contains(w.asked[0], "#") {
		t.Errorf("asked for %s", w.asked[0])
	}
}

func TestPagesAreAskedForAgainWhenTheySay(t *testing.T) {
	for said, want := range map[time.Duration]time.Duration{
		fetch.Unsaid: unsaidFresh, 0: leastFresh, time.Second: leastFresh, 2 * time.Minute: 2 * time.Minute, time.Hour: mostFresh,
	} {
		s, w := start(t, nil)
		tagged := func(tag string) func(*fetch.Response) {
			return func(r *fetch.Response) { r.Fresh, r.ETag = said, tag }
		}
		w.set(library, title("城市书房夜间开放"), tagged(`"1"`))
		first, err := s.Article(t.Context(), netip.Prefix{}, library)
		if err != nil {
			t.Fatal(err)
		}
		w.pass(want - time.Second)
		if titleOf(t, s, library); w.times() != 1 {
			t.Errorf("%v: asked for again after %v", said, want-time.Second)
		}
		w.pass(time.Second)
		again, err := s.Article(t.Context(), netip.Prefix{}, library)
		if err != nil || w.times() != 2 || w.known[1].ETag != `"1"` || again != first {
			t.Errorf("%v: asked %d times with %v: %v", said, w.times(), w.known, err)
		}
		w.set(library, title("城市书房夜间开放至十点"), tagged(`"2"`))
		w.pass(want)
		if got := titleOf(t, s, library); got != "城市书房夜间开放至十点" {
			t.Errorf("%v: corrected: %s", said, got)
		}
		changed, _ := s.Article(t.Context(), netip.Prefix{}, library)
		if !changed.UpdatedAt.After(first.UpdatedAt) || changed.Article.ID != first.Article.ID {
			t.Errorf("%v: %v under %s, and then %v under %s", said, first.UpdatedAt, first.Article.ID, changed.UpdatedAt, changed.Article.ID)
		}
	}
}

// A page stays while its host is down, and goes when its host says so.
func TestPagesOfDeadHosts(t *testing.T) {
	s, w := start(t, nil)
	titleOf(t, s, library)
	for _, fault := range []error{fetch.ErrTimeout, fetch.ErrStatus, fetch.ErrUnreachable} {
		w.fails(fault)
		w.pass(time.Hour)
		if got := titleOf(t, s, library); got != "城市书房夜间开放" {
			t.Errorf("%v: %s", fault, got)
		}
	}
	before := w.times()
	if titleOf(t, s, library); w.times() != before {
		t.Error("a dead host is asked each time")
	}
	if _, err := s.Article(t.Context(), netip.Prefix{}, bus); !errors.Is(err, fetch.ErrUnreachable) {
		t.Errorf("a page that was never read: %v", err)
	}
	before = w.times()
	if titleOf(t, s, bus); w.times() != before {
		t.Error("a fault is not remembered")
	}
	w.fails(nil)
	w.pass(time.Hour)
	delete(w.pages, library)
	if _, err := s.Article(t.Context(), netip.Prefix{}, library); !errors.Is(err, fetch.ErrNotFound) {
		t.Errorf("a page that is gone: %v", err)
	}
	w.set(library, title("城市书房夜间开放"))
	w.pass(keepFault)
	if got := titleOf(t, s, library); got != "城市书房夜间开放" {
		t.Errorf("a page that is back: %s", got)
	}
}

// A slow host costs whoever can have the article as it was no more than patience.
func TestSlowPages(t *testing.T) {
	s, w := start(t, nil)
	titleOf(t, s, library)
	w.set(library, title("城市书房夜间开放至十点"))
	w.pass(time.Hour)
	w.mu.Lock()
	w.hold = make(chan struct{})
	w.mu.Unlock()
	began := time.Now()
	if got := titleOf(t, s, library); got != "城市书房夜间开放" || time.Since(began) < patience {
		t.Errorf("%s after %v", got, time.Since(began))
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Article(ctx, netip.Prefix{}, bus); !errors.Is(err, context.Canceled) {
		t.Errorf("whoever leaves waits on: %v", err)
	}
	close(w.hold)
	for end := time.Now().Add(5 * time.Second); titleOf(t, s, library) != "城市书房夜间开放至十点"; time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("what came late is lost")
		}
	}
}

// A page with a canonical address gives an article under that, and changes nothing of
// what stands there.
func TestCanonicalAddresses(t *testing.T) {
	s, w := start(t, nil)
	const mobile, forum = "https://m.example.com/1", "https://www.example.com/users/eve"
	canonical := `<link rel="canonical" href="` + library + `">`
	w.set(library, canonical+title("城市书房夜间开放"))
	w.set(mobile, canonical+title("城市书房夜间开放"))
	w.set(forum, canonical+title("我说的才对"))
	if got := titleOf(t, s, forum); got != "我说的才对" {
		t.Errorf("the forum: %s", got)
	}
	desk, err := s.Article(t.Context(), netip.Prefix{}, library)
	if err != nil || desk.Article.Title != "城市书房夜间开放" || len(desk.Names()) != 2 {
		t.Fatalf("%+v %v", desk, err)
	}
	phone, err := s.Article(t.Context(), netip.Prefix{}, mobile)
	if err != nil || phone.Sum != desk.Sum {
		t.Fatalf("the same article has two cards: %+v %v", phone, err)
	}
	if got := s.Canonical(mobile + "?utm_source=x"); got != library {
		t.Errorf("canonical: %q", got)
	}
	if got := s.Canonical(forum); got != "" {
		t.Errorf("whoever writes %s takes another article along: %q", forum, got)
	}
	names := phone.Names()
	for _, name := range append(desk.Names(), article.Names(&article.Article{URL: mobile})...) {
		if !slices.Contains(names, name) {
			t.Errorf("%q lack %s", names, name)
		}
	}
}

func TestAddressesThatAreNotRead(t *testing.T) {
	s, w := start(t, nil)
	w.set("https://www.example.com/out", title("别处"), func(r *fetch.Response) { r.Address = "https://evil.example/" })
	w.set("https://www.example.com/moved", title("城市书房夜间开放"), func(r *fetch.Response) { r.Address = library })
	w.set("https://www.example.com/empty", "", func(r *fetch.Response) { r.Body = nil })
	for address, want := range map[string]error{
		"":                             ErrAddress,
		"/news/1.html":                 ErrAddress,
		"file:///etc/passwd":           ErrAddress,
		"https://u:p@www.example.com/": ErrAddress,
		"https://www.example.com/%zz":  ErrAddress,
		"https://www.example.com/" + strings.Repeat("a", maxAddress): ErrAddress,
		"https://example.com/":                  ErrHost,
		"https://www.example.com.evil.example/": ErrHost,
		"https://evil.example/?www.example.com": ErrHost,
		"https://www.example.com/out":           ErrHost,
		"https://www.example.com/empty":         ErrUnread,
		"https://www.example.com/none":          fetch.ErrNotFound,
		"https://www.example.com:8443/none":     fetch.ErrNotFound,
	} {
		if _, err := s.Article(t.Context(), netip.Prefix{}, address); !errors.Is(err, want) {
			t.Errorf("%.60s: %v", address, err)
		}
	}
	r, err := s.Article(t.Context(), netip.Prefix{}, "https://www.example.com/moved")
	if err != nil || r.Article.URL != library || !slices.Contains(r.Names(), nameOf("https://www.example.com/moved")) {
		t.Errorf("moved: %+v %v", r, err)
	}
	for _, hosts := range [][]string{{"https://www.example.com"}, {"www.example.com:80"}, {"*.example.com"}, {""},
		make([]string, maxHosts+1)} {
		if _, err := New(Config{Hosts: hosts}); err == nil {
			t.Errorf("%.40q are taken for hosts", hosts)
		}
	}
}

// What is stored under the address of a page, or of its canonical link, goes before it.
func TestStoredArticles(t *testing.T) {
	stored := map[string]error{}
	s, w := start(t, func(c *Config) {
		c.Stored = func(_ context.Context, id string) (*article.Record, error) {
			err, is := stored[id]
			if !is {
				return nil, article.ErrNotFound
			}
			return &article.Record{Article: &article.Article{ID: id, Title: "存下的"}}, err
		}
	})
	const mobile = "https://m.example.com/1"
	w.set(mobile, `<link rel="canonical" href="`+library+`">`+title("城市书房夜间开放"))
	if got := titleOf(t, s, library); got != "城市书房夜间开放" {
		t.Error(got)
	}
	stored[nameOf(library)] = nil
	before := w.times()
	if got := titleOf(t, s, library); got != "存下的" || w.times() != before {
		t.Errorf("%s, asked %d times", got, w.times())
	}
	if got := titleOf(t, s, mobile); got != "存下的" {
		t.Errorf("by its other address: %s", got)
	}
	stored[nameOf(library)] = article.ErrWithdrawn
	for _, address := range []string{library, mobile} {
		if _, err := s.Article(t.Context(), netip.Prefix{}, address); !errors.Is(err, article.ErrWithdrawn) {
			t.Errorf("%s: %v", address, err)
		}
	}
}

func TestRates(t *testing.T) {
	client := func(n byte) netip.Prefix { return netip.PrefixFrom(netip.AddrFrom4([4]byte{192, 0, 2, n}), 32) }
	s, w := start(t, func(c *Config) { c.Rate = 1 })
	busy := func(client netip.Prefix, n int) int {
		_, err := s.Article(t.Context(), client, fmt.Sprintf("https://www.example.com/%d", n))
		switch {
		case errors.Is(err, ErrBusy):
			return 1
		case !errors.Is(err, fetch.ErrNotFound):
			t.Fatal(err)
		}
		return 0
	}
	// One client has half of what the host gives; then others have the rest.
	refused, n := 0, 0
	for range burst {
		n++
		refused += busy(client(1), n)
	}
	if refused != burst/2 || w.times() != burst/2 {
		t.Errorf("%d refused of one client", refused)
	}
	for range burst {
		n++
		refused += busy(client(byte(n)), n)
	}
	if refused != burst || w.times() != burst {
		t.Errorf("%d refused, asked %d times", refused, w.times())
	}
	// Who has a token asks as much as the host gives; what is refused is not remembered.
	w.pass(2 * time.Second)
	if busy(netip.Prefix{}, n) != 0 {
		t.Error("after a while it is refused still")
	}
	// An article that is there is shown, however busy it is.
	w.set(library, title("城市书房夜间开放"))
	titleOf(t, s, library)
	for range 3 {
		n++
		busy(netip.Prefix{}, n)
	}
	w.pass(unsaidFresh)
	for i := range 2 * burst {
		busy(netip.Prefix{}, 1000+i)
	}
	if got := titleOf(t, s, library); got != "城市书房夜间开放" {
		t.Error(got)
	}
}

// So many pages are read at once, so many wait, and the rest is refused.
func TestReadingIsBounded(t *testing.T) {
	s, w := start(t, func(c *Config) { c.Rate = 1000 })
	w.hold = make(chan struct{})
	const all = readsAtOnce + maxWaiting + 40
	refused := make(chan bool, all)
	for i := range all {
		go func() {
			_, err := s.Article(context.Background(), netip.Prefix{}, fmt.Sprintf("https://%s.example.com/%d", []string{"m", "www"}[i%2], i))
			refused <- errors.Is(err, ErrBusy)
		}()
	}
	for range 40 {
		if !<-refused {
			t.Fatal("one that was read before all are refused")
		}
	}
	if w.times() != readsAtOnce {
		t.Errorf("%d are read at once", w.times())
	}
	close(w.hold)
	for range all - 40 {
		if <-refused {
			t.Error("one that had a place was refused")
		}
	}
}

// What is remembered is bounded by its bytes.
func TestMemoryIsBounded(t *testing.T) {
	const most = 128 << 10
	s, w := start(t, func(c *Config) { c.Rate, c.Memory = 1000, most })
	long := strings.Repeat("长长的提要写满一页，", 100)
	const pages = 100
	for i := range pages {
		address := fmt.Sprintf("https://www.example.com/long/%d", i)
		w.set(address, title("城市书房")+`<meta name="description" content="`+long+`">`)
		if got := titleOf(t, s, address); got != "城市书房" {
			t.Fatal(got)
		}
		delete(w.pages, address)
	}
	s.memory.CleanUp()
	if weight := s.memory.WeightedSize(); weight > most || weight < most/2 {
		t.Errorf("%d pages weigh %d bytes", s.memory.EstimatedSize(), weight)
	}
}

func TestCloseEndsReading(t *testing.T) {
	s, w := start(t, nil)
	w.hold = make(chan struct{})
	ended := make(chan error, 1)
	go func() {
		_, err := s.Article(context.Background(), netip.Prefix{}, library)
		ended <- err
	}()
	for w.times() == 0 {
		time.Sleep(time.Millisecond)
	}
	s.Close()
	if err := <-ended; err == nil {
		t.Error("it was read")
	}
	if _, err := s.Article(t.Context(), netip.Prefix{}, bus); !errors.Is(err, ErrBusy) {
		t.Errorf("after the end: %v", err)
	}
}
