package card_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
)

func withCover(address string) card.Request {
	r := poster(&article.Article{Title: "题", Cover: &article.Cover{URL: address}})
	r.Patience = 20 * time.Millisecond
	return r
}

// A cover that cannot be had degrades the card and says why in one token.
func TestCoverFaults(t *testing.T) {
	s := newService(t, card.Config{Renderer: &renderer{}, Pictures: &web{}})
	for address, want := range map[string]string{
		"https://example.com/ok.jpg":      "",
		"https://example.com/refused.jpg": "degraded, cover=refused",
		"https://example.com/broken.jpg":  "degraded, cover=unavailable",
		"https://example.com/panic.jpg":   "degraded, cover=decode",
		"https://example.com/slow.jpg":    "degraded, cover=timeout",
	} {
		result, err := s.Card(t.Context(), withCover(address))
		if err != nil {
			t.Fatal(err)
		}
		if got := result.Codes.String(); got != want {
			t.Errorf("%s: got %q, want %q", address, got, want)
		}
		if result.Degraded != (want != "") {
			t.Errorf("%s: degraded is %t", address, result.Degraded)
		}
	}
}

func TestFailureIsRemembered(t *testing.T) {
	w := &web{}
	s := newService(t, card.Config{Renderer: &renderer{}, Pictures: w})
	for range 3 {
		if _, err := s.Card(t.Context(), withCover("https://example.com/refused.jpg")); err != nil {
			t.Fatal(err)
		}
	}
	if n := w.fetches.Load(); n != 1 {
		t.Errorf("fetched %d times", n)
	}
}

// The first request does not wait for a slow cover; the next one after it has
// landed draws with it. Both share one fetch.
func TestLateCoverIsDrawn(t *testing.T) {
	const slow = "https://example.com/slow.jpg"
	w := &web{}
	s := newService(t, card.Config{Renderer: &renderer{}, Pictures: w})
	first, err := s.Card(t.Context(), withCover(slow))
	if err != nil {
		t.Fatal(err)
	}
	if !first.Degraded {
		t.Fatal("the first card claims to have its cover")
	}
	close(w.gate(slow))
	waitFor(t, func() bool {
		second, err := s.Card(t.Context(), withCover(slow))
		return err == nil && !second.Degraded && second.ETag != first.ETag
	})
	if n := w.fetches.Load(); n != 1 {
		t.Errorf("fetched %d times", n)
	}
}

// A request that waits for a cover must not hold a worker meanwhile.
func TestSlowCoverHoldsNobodyUp(t *testing.T) {
	s := newService(t, card.Config{Renderer: &renderer{}, Pictures: &web{}, Workers: 1, Queue: 1})
	ctx, cancel := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			r := withCover("https://example.com/slow.jpg")
			r.Patience = time.Minute
			_, _ = s.Card(ctx, r)
		})
	}
	if _, err := s.Card(t.Context(), poster(&article.Article{Title: "另"})); err != nil {
		t.Error(err)
	}
	cancel()
	wg.Wait()
}

func TestWarmCover(t *testing.T) {
	w := &web{}
	s := newService(t, card.Config{Renderer: &renderer{}, Pictures: w})
	a := withCover("https://example.com/ok.jpg").Article
	if fault, err := s.WarmCover(t.Context(), a, time.Second); fault != "" || err != nil {
		t.Fatalf("got %q, %v", fault, err)
	}
	if _, err := s.Card(t.Context(), poster(a)); err != nil {
		t.Fatal(err)
	}
	if n := w.fetches.Load(); n != 1 {
		t.Errorf("fetched %d times", n)
	}
}
