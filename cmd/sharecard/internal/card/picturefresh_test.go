package card_test

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"image"
	"strconv"
	"sync"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/picture"
)

// origin is the host of one picture.
type origin struct {
	mu    sync.Mutex
	now   time.Time
	width int           // of the picture that is there; 0: none, with the fault
	fault fault         // why there is none
	fresh time.Duration // as the host says
	hold  chan struct{} // answers wait for it, if there is one
	asked int
}

func (o *origin) Picture(ctx context.Context, _ string, _ *picture.Fetched) (*picture.Fetched, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.asked++
	if hold := o.hold; hold != nil {
		o.mu.Unlock()
		select {
		case <-hold:
		case <-ctx.Done():
		}
		o.mu.Lock()
	}
	if o.width == 0 {
		return nil, o.fault
	}
	width := strconv.Itoa(o.width)
	return &picture.Fetched{File: []byte(width), Sum: sha256.Sum256([]byte(width)), Fresh: o.fresh}, nil
}

func (*origin) Decode(_ context.Context, f *picture.Fetched, _ image.Point) (image.Image, error) {
	width, err := strconv.Atoi(string(f.File))
	return image.NewRGBA(image.Rect(0, 0, width, 9)), err
}

// set changes what is there, and lets time pass.
func (o *origin) set(width int, passes time.Duration) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.width, o.now = width, o.now.Add(passes)
}

func (o *origin) count() int {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.asked
}

func (o *origin) clock() time.Time {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.now
}

// replaced is a service whose article has the origin's picture.
type replaced struct {
	*card.Service
	*origin
	article *article.Article
	t       *testing.T
}

func newReplaced(t *testing.T, fresh time.Duration) *replaced {
	o := &origin{now: time.Now(), width: 16, fresh: fresh}
	return &replaced{
		Service: newService(t, card.Config{Renderer: &renderer{}, Pictures: o, Now: o.clock}), origin: o, t: t,
		article: &article.Article{Title: "题", Cover: &article.Cover{URL: "https://img.example/1.jpg"}},
	}
}

// shows draws the card and compares its cover, "" for a degraded one without.
func (r *replaced) shows(want string, patience time.Duration) {
	r.t.Helper()
	request := poster(r.article)
	request.Patience = patience
	result, err := r.Card(r.t.Context(), request)
	if err != nil {
		r.t.Fatal(err)
	}
	got := coverOf(r.t, result)
	if got != want || result.Degraded != (want == "") {
		r.t.Errorf("the cover is %q, want %q; %s", got, want, result.Codes)
	}
}

// A cover that is replaced under its address comes onto the cards when its host
// says so, and not before.
func TestCoverIsReplaced(t *testing.T) {
	r := newReplaced(t, 30*time.Second)
	r.shows("(16,9)", time.Minute)
	r.set(32, 29*time.Second)
	r.shows("(16,9)", time.Minute)
	r.set(32, 2*time.Second)
	r.shows("(32,9)", time.Minute)
	if n := r.count(); n != 2 {
		t.Errorf("the host was asked %d times", n)
	}
}

func TestFreshnessHasBounds(t *testing.T) {
	for fresh, waits := range map[time.Duration]time.Duration{
		0: 5 * time.Second, time.Second: 5 * time.Second, time.Hour: 10 * time.Minute, -1: 10 * time.Minute,
	} {
		r := newReplaced(t, fresh)
		r.shows("(16,9)", time.Minute)
		r.set(32, waits-time.Millisecond)
		r.shows("(16,9)", time.Minute)
		r.set(32, time.Millisecond)
		r.shows("(32,9)", time.Minute)
	}
}

// Whoever sends the article again has its picture looked at, whatever its host said.
func TestCoverIsReplacedAtOnce(t *testing.T) {
	r := newReplaced(t, time.Hour)
	r.shows("(16,9)", time.Minute)
	r.set(32, 0)
	if why, err := r.WarmCover(t.Context(), r.article, time.Minute); why != "" || err != nil {
		t.Fatal(why, err)
	}
	r.shows("(32,9)", time.Minute)
	r.set(0, 0)
	r.fault = "not_found"
	if why, err := r.WarmCover(t.Context(), r.article, time.Minute); why != "not_found" || err != nil {
		t.Fatal(why, err)
	}
	r.shows("", time.Minute)
	r.set(16, 0) // and a fault is not remembered either
	if why, err := r.WarmCover(t.Context(), r.article, time.Minute); why != "" || err != nil {
		t.Fatal(why, err)
	}
	r.shows("(16,9)", time.Minute)
}

// While its host does not answer a picture stays; where it says that there is none
// any more, it goes.
func TestCoverStaysWhileItsHostIsDown(t *testing.T) {
	r := newReplaced(t, 5*time.Second)
	r.shows("(16,9)", time.Minute)
	r.fault = "unreachable"
	r.set(0, time.Minute)
	r.shows("(16,9)", time.Minute)
	r.shows("(16,9)", time.Minute)
	if n := r.count(); n != 2 {
		t.Errorf("a host that is down was asked %d times", n)
	}
	r.fault = "not_found"
	r.set(0, time.Minute)
	r.shows("", time.Minute)
}

// Of those who ask while a host is slow one waits, and nobody goes without.
func TestSlowHostIsWaitedForOnce(t *testing.T) {
	r := newReplaced(t, 5*time.Second)
	r.shows("(16,9)", time.Minute)
	r.hold = make(chan struct{})
	r.set(32, time.Minute)
	r.shows("(16,9)", 20*time.Millisecond)
	began := time.Now()
	r.shows("(16,9)", time.Minute)
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("the second one waited %v", took)
	}
	close(r.hold)
	waitFor(t, func() bool {
		result, err := r.Card(t.Context(), poster(r.article))
		return err == nil && coverOf(t, result) == "(32,9)"
	})
}

// coverOf is the size of the cover that was handed to the renderer, or "".
func coverOf(t *testing.T, result *card.Result) string {
	t.Helper()
	var s shown
	if err := json.Unmarshal(result.Bytes, &s); err != nil {
		t.Fatal(err)
	}
	return s.Cover
}
