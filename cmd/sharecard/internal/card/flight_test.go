package card_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/render"
)

// ask asks for a card with that title until ctx ends.
func ask(ctx context.Context, s *card.Service, title string) <-chan error {
	done := make(chan error, 1)
	go func() {
		_, err := s.Card(ctx, poster(&article.Article{ID: title, Title: title}))
		done <- err
	}()
	return done
}

// A drawing that still waits for a worker when the last who asked for it leaves
// is never begun, and its place in the queue is free at once.
func TestWhoLeavesTheQueueCostsNothing(t *testing.T) {
	r := &renderer{hold: make(chan struct{})}
	s := newService(t, card.Config{Renderer: r, Workers: 1, Queue: 1})
	first := ask(context.Background(), s, "first")
	waitFor(t, func() bool { return r.drawn.Load() == 1 })

	ctx, leave := context.WithCancel(t.Context())
	leaver, another := ask(ctx, s, "second"), ask(ctx, s, "second")
	waitFor(t, func() bool { drawing, waiting := s.Queue(); return drawing == 1 && waiting == 1 })
	leave()
	for _, done := range []<-chan error{leaver, another} {
		if err := <-done; !errors.Is(err, context.Canceled) {
			t.Errorf("who left got %v", err)
		}
	}
	waitFor(t, func() bool { _, waiting := s.Queue(); return waiting == 0 })
	third := ask(context.Background(), s, "third")
	waitFor(t, func() bool { _, waiting := s.Queue(); return waiting == 1 })
	close(r.hold)
	for name, done := range map[string]<-chan error{"first": first, "third": third} {
		if err := <-done; err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if n := r.drawn.Load(); n != 2 {
		t.Errorf("drawn %d times, want 2", n)
	}
}

// One of two leaves the queue; the other still gets the card. Who comes after
// all have left gets a drawing of his own.
func TestWhoStaysInTheQueueIsServed(t *testing.T) {
	r := &renderer{hold: make(chan struct{})}
	s := newService(t, card.Config{Renderer: r, Workers: 1, Queue: 4})
	first := ask(context.Background(), s, "first")
	waitFor(t, func() bool { return r.drawn.Load() == 1 })

	ctx, leave := context.WithCancel(t.Context())
	leaver := ask(ctx, s, "second")
	waitFor(t, func() bool { _, waiting := s.Queue(); return waiting == 1 })
	stayer := ask(context.Background(), s, "second")
	gone, alone := context.WithCancel(t.Context())
	passer := ask(gone, s, "third")
	waitFor(t, func() bool { _, waiting := s.Queue(); return waiting == 2 })
	leave()
	alone()
	<-leaver
	<-passer
	late := ask(context.Background(), s, "third")
	close(r.hold)
	for name, done := range map[string]<-chan error{"first": first, "second": stayer, "third": late} {
		if err := <-done; err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if n := r.drawn.Load(); n != 3 {
		t.Errorf("drawn %d times, want 3", n)
	}
}

// Who asks just after a card was drawn gets it although the cache, which here
// takes none, has dropped it: for a second, as long as few others are drawn, and
// unless it was to be forgotten.
func TestWhoComesJustTooLateIsServed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := &renderer{}
		s := newService(t, card.Config{Renderer: r, CacheBytes: 1, Workers: 1})
		want := func(drawn int64, when string) {
			t.Helper()
			synctest.Wait() // the cache has tidied up
			for range 100 {
				if err := <-ask(t.Context(), s, "a"); err != nil {
					t.Fatal(err)
				}
			}
			if got := int64(r.drawn.Load()); got != drawn {
				t.Errorf("%s: drawn %d times, want %d", when, got, drawn)
			}
		}
		want(1, "at once")
		s.Forget("a")
		want(2, "forgotten")
		time.Sleep(time.Second)
		want(3, "a second later")
		for i := range 16 {
			<-ask(t.Context(), s, fmt.Sprint(i))
		}
		want(20, "after 16 others")
	})
}

// watcher is a card.Observer that counts.
type watcher struct {
	mu     sync.Mutex
	counts map[string]int
}

func (w *watcher) count(what string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.counts == nil {
		w.counts = map[string]int{}
	}
	w.counts[what]++
}

func (w *watcher) seen(what string) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.counts[what]
}

func (w *watcher) Hit(template string)  { w.count("hit " + template) }
func (w *watcher) Miss(template string) { w.count("miss " + template) }
func (w *watcher) Drawn(d card.Drawing) {
	w.count(fmt.Sprintf("drawn %s %t %t", d.Template, d.Report != nil, errors.Is(d.Err, card.ErrBusy)))
}
func (w *watcher) Fetched(fault string, _ time.Duration) { w.count("fetched " + fault) }

func TestObserver(t *testing.T) {
	w := &watcher{}
	r := &renderer{hold: make(chan struct{})}
	s := newService(t, card.Config{Renderer: r, Workers: 1, Queue: 1, Pictures: &web{}, Observer: w})
	first := ask(context.Background(), s, "first")
	waitFor(t, func() bool { return r.drawn.Load() == 1 })
	second := ask(context.Background(), s, "second")
	waitFor(t, func() bool { _, waiting := s.Queue(); return waiting == 1 })
	if err := <-ask(context.Background(), s, "third"); !errors.Is(err, card.ErrBusy) {
		t.Fatal(err)
	}
	close(r.hold)
	<-first
	<-second
	<-ask(context.Background(), s, "first")
	for _, address := range []string{"https://example.com/ok.jpg", "https://example.com/ok.jpg", "https://example.com/refused.jpg"} {
		if _, err := s.Card(t.Context(), withCover(address)); err != nil {
			t.Fatal(err)
		}
	}
	for what, want := range map[string]int{
		"hit poster": 2, "miss poster": 5,
		"drawn poster true false": 4, "drawn poster false true": 1,
		"fetched ": 1, "fetched refused": 1,
	} {
		if got := w.seen(what); got != want {
			t.Errorf("%s: %d times, want %d", what, got, want)
		}
	}
}

// After an article is forgotten none of its cards is in memory: not those that
// were there, nor the one that was being drawn.
func TestForget(t *testing.T) {
	r := &renderer{}
	s := newService(t, card.Config{Renderer: r})
	<-ask(t.Context(), s, "a")
	<-ask(t.Context(), s, "b")
	r.hold = make(chan struct{})
	other := poster(&article.Article{ID: "a", Title: "a"})
	other.Format = render.PNG
	done := make(chan error, 1)
	go func() { _, err := s.Card(context.Background(), other); done <- err }()
	waitFor(t, func() bool { return r.drawn.Load() == 3 })
	s.Forget("a")
	close(r.hold)
	if err := <-done; err != nil {
		t.Errorf("who asked before got %v", err)
	}
	<-ask(t.Context(), s, "b")
	if n := r.drawn.Load(); n != 3 {
		t.Errorf("another article was forgotten too: %d drawings", n)
	}
	<-ask(t.Context(), s, "a")
	if _, err := s.Card(t.Context(), other); err != nil {
		t.Fatal(err)
	}
	if n := r.drawn.Load(); n != 5 {
		t.Errorf("%d drawings, want 5: two cards forgotten", n)
	}
}

// The key is told before anything is drawn, and is the card's.
func TestKeyOfAPlan(t *testing.T) {
	r := &renderer{}
	s := newService(t, card.Config{Renderer: r, Pictures: &web{}})
	prepare := func(request card.Request) *card.Plan {
		t.Helper()
		p, err := s.Resolve(t.Context(), request)
		if err == nil {
			err = s.Prepare(t.Context(), p)
		}
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	request := withCover("https://example.com/ok.jpg")
	p := prepare(request)
	if len(p.Key()) != 64 || r.drawn.Load() != 0 {
		t.Fatalf("%q, %d drawings", p.Key(), r.drawn.Load())
	}
	result, err := s.Draw(t.Context(), p)
	if err != nil || result.Key != p.Key() {
		t.Errorf("the card's key is %q, not %q, %v", result.Key, p.Key(), err)
	}
	request.Article = &article.Article{ID: "other", Title: request.Article.Title, Cover: request.Article.Cover}
	if prepare(request).Key() == p.Key() {
		t.Error("another article has the same key")
	}
	if _, err := s.Resolve(t.Context(), card.Request{Article: request.Article, Template: "none"}); !errors.Is(err, card.ErrNoTemplate) {
		t.Errorf("got %v", err)
	}
}

func TestForgetWithoutID(t *testing.T) {
	r := &renderer{}
	s := newService(t, card.Config{Renderer: r})
	a := &article.Article{Title: "题", URL: "https://news.example/1"}
	for _, want := range []int64{1, 1} {
		if _, err := s.Card(t.Context(), poster(a)); err != nil || r.drawn.Load() != want {
			t.Fatalf("%d drawings, %v", r.drawn.Load(), err)
		}
	}
	s.Forget(article.HashID(a))
	if _, err := s.Card(t.Context(), poster(a)); err != nil || r.drawn.Load() != 2 {
		t.Errorf("%d drawings after it was forgotten, %v", r.drawn.Load(), err)
	}
}
