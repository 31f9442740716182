package card_test

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
)

func withCover(address string) card.Request {
	r := poster(&article.Article{Title: "题", Cover: &article.Cover{URL: address}})
	r.Patience = patienceFor(address)
	return r
}

// patienceFor is little where a picture does not land anyway, and much where it
// does, however busy the machine is.
func patienceFor(addresses ...string) time.Duration {
	for _, address := range addresses {
		if strings.Contains(address, "slow") {
			return 20 * time.Millisecond
		}
	}
	return time.Minute
}

// A cover that cannot be had degrades the card and says why in one token.
func TestCoverFaults(t *testing.T) {
	s := newService(t, card.Config{Renderer: &renderer{}, Pictures: &web{}})
	for address, want := range map[string]string{
		"https://example.com/ok.jpg":      "",
		"https://example.com/refused.jpg": "degraded, cover=refused",
		"https://example.com/broken.jpg":  "degraded, cover=unavailable",
		"https://example.com/panic.jpg":   "degraded, cover=decode",
		"https://example.com/torn.jpg":    "degraded, cover=decode",
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

// A picture that is larger than all memory for pictures is kept too.
func TestHugePictureIsKept(t *testing.T) {
	w := &web{}
	s := newService(t, card.Config{Renderer: &renderer{}, Pictures: w, PictureBytes: 8 << 10})
	for range 5 {
		if _, err := s.Card(t.Context(), withCover("https://example.com/huge.jpg")); err != nil {
			t.Fatal(err)
		}
	}
	if n := w.fetches.Load(); n != 1 {
		t.Errorf("fetched %d times", n)
	}
	again := withCover("https://example.com/huge.jpg")
	again.Article.Title = "另"
	if _, err := s.Card(t.Context(), again); err != nil || w.decodes.Load() != 1 {
		t.Errorf("decoded %d times: %v", w.decodes.Load(), err)
	}
}

// A picture that cannot be decoded is tried once in a while, and the card without it is
// another one than the card with it.
func TestTornPicture(t *testing.T) {
	w := &web{}
	s := newService(t, card.Config{Renderer: &renderer{}, Pictures: w})
	keys := map[string]bool{}
	for _, title := range []string{"题", "另", "题"} {
		r := withCover("https://example.com/torn.jpg")
		r.Article.Title = title
		result, err := s.Card(t.Context(), r)
		if err != nil {
			t.Fatal(err)
		}
		keys[result.Key] = true
	}
	if len(keys) != 2 || w.decodes.Load() != 1 {
		t.Errorf("%d cards, decoded %d times", len(keys), w.decodes.Load())
	}
	a := withCover("https://example.com/torn.jpg").Article
	if fault, err := s.WarmCover(t.Context(), a, time.Second); fault != "decode" || err != nil {
		t.Errorf("sent again: %q, %v", fault, err)
	}
}

// Pictures are decoded for the cards that are drawn, not for those that wait: of these,
// the files are counted, and a card is refused whose files are too many beside the
// others'.
func TestFilesWaitNotPictures(t *testing.T) {
	w, r := &web{long: 9 << 20}, &renderer{hold: make(chan struct{})}
	s := newService(t, card.Config{Renderer: r, Pictures: w, Workers: 1, Queue: 100})
	request := func(i int) card.Request {
		return withCover("https://example.com/ok.jpg?" + strconv.Itoa(i))
	}
	var drawn sync.WaitGroup
	const fit = 3 // files in 32 MB
	for i := range fit {
		drawn.Go(func() {
			if _, err := s.Card(t.Context(), request(i)); err != nil {
				t.Error(err)
			}
		})
	}
	waitFor(t, func() bool {
		drawing, waiting := s.Queue()
		return drawing == 1 && waiting == fit-1 && r.drawn.Load() == 1
	})
	if n := w.decodes.Load(); n != 1 {
		t.Errorf("%d pictures are decoded for one card", n)
	}
	if _, err := s.Card(t.Context(), request(fit)); !errors.Is(err, card.ErrBusy) {
		t.Errorf("one more: %v", err)
	}
	if _, err := s.WarmCover(t.Context(), request(0).Article, time.Second); err != nil {
		t.Errorf("an article that is stored meanwhile: %v", err)
	}
	other := request(0) // another card with a file that is counted already
	other.Article.Title = "另"
	drawn.Go(func() {
		if _, err := s.Card(t.Context(), other); err != nil {
			t.Error(err)
		}
	})
	waitFor(t, func() bool { _, waiting := s.Queue(); return waiting == fit })
	close(r.hold)
	drawn.Wait()
	if _, err := s.Card(t.Context(), request(fit)); err != nil {
		t.Error(err)
	}
}

// A request that has one picture and waits for another holds the file. Where many do,
// more go on without what they would wait for.
func TestFilesOfThoseWhoWait(t *testing.T) {
	s := newService(t, card.Config{Renderer: &renderer{}, Pictures: &web{long: 9 << 20}})
	var all sync.WaitGroup
	var hurried, left atomic.Int64
	ctx, leave := context.WithCancel(t.Context())
	defer leave()
	for i := range 8 {
		all.Go(func() {
			r := withPictures("ok.jpg?"+strconv.Itoa(i), "", "never.jpg")
			r.Article.Source.Logo, r.Patience = "", time.Minute
			switch result, err := s.Card(ctx, r); {
			case errors.Is(err, context.Canceled):
				left.Add(1)
			case errors.Is(err, card.ErrBusy): // the queue bounds them likewise
				hurried.Add(1)
			case err != nil:
				t.Error(err)
			case result.Codes.String() == "degraded, portrait=timeout":
				hurried.Add(1)
			}
		})
	}
	waitFor(t, func() bool { return hurried.Load() == 7 })
	leave()
	all.Wait()
	if left.Load() != 1 {
		t.Errorf("%d waited with their files", left.Load())
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

// withPictures is an article whose pictures are at those addresses below
// https://example.com/.
func withPictures(cover, logo, portrait string) card.Request {
	const host = "https://example.com/"
	r := poster(&article.Article{Title: "题", Source: article.Source{Logo: host + logo}, Cover: &article.Cover{URL: host + cover}, Portrait: host + portrait})
	r.Patience = patienceFor(cover, logo, portrait)
	return r
}

func TestLogoAndPortrait(t *testing.T) {
	s := newService(t, card.Config{Renderer: &renderer{}, Pictures: &web{}})
	for _, test := range []struct{ cover, logo, portrait, want string }{
		{"ok.jpg", "ok.jpg", "ok.jpg", "(16,9) (16,9) (16,9) "},
		{"refused.jpg", "refused.jpg", "ok.jpg", "  (16,9) degraded, cover=refused, logo=refused"},
		{"ok.jpg", "slow.png", "refused.jpg", "(16,9)   degraded, logo=timeout, portrait=refused"},
		{"refused.jpg", "ok.jpg", "slow.jpg", " (16,9)  degraded, cover=refused, portrait=timeout"},
		{"slow.gif", "slow.webp", "slow.bmp", "   degraded, cover=timeout, logo=timeout, portrait=timeout"},
	} {
		got, result := draw(t, s, withPictures(test.cover, test.logo, test.portrait))
		if is := fmt.Sprintf("%s %s %s %s", got.Cover, got.Logo, got.Portrait, result.Codes); is != test.want {
			t.Errorf("got %q, want %q", is, test.want)
		}
		if logo := got.Data.Source; (logo.LogoWidth > 0) != (got.Logo != "") || (logo.Logo != "") != (got.Logo != "") {
			t.Errorf("the data says %+v of the logo %q", logo, got.Logo)
		}
	}
}

// All pictures are fetched at once: none waits for another to land.
func TestPicturesAreFetchedTogether(t *testing.T) {
	w := &web{}
	s := newService(t, card.Config{Renderer: &renderer{}, Pictures: w})
	r := withPictures("a", "b", "c")
	r.Patience = time.Minute
	done := make(chan error, 1)
	go func() { _, err := s.Card(context.Background(), r); done <- err }()
	waitFor(t, func() bool { return w.fetches.Load() == 3 })
	for _, name := range []string{"c", "a", "b"} {
		close(w.gate("https://example.com/" + name))
	}
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// Only what a template shows is fetched, and a brand's logo stands for the
// source's.
func TestOnlyWhatIsShownIsFetched(t *testing.T) {
	w := &web{}
	s := newService(t, card.Config{Renderer: &renderer{}, Pictures: w, Templates: libraryOf(t, brands)})
	r := withPictures("ok.jpg", "ok.jpg?logo", "ok.jpg?portrait")
	r.Template = "plain"
	if _, result := draw(t, s, r); result.Degraded || w.fetches.Load() != 0 {
		t.Errorf("%d fetched for a card of text, %s", w.fetches.Load(), result.Codes)
	}
	r = withPictures("ok.jpg", "refused.jpg", "ok.jpg")
	r.Brand = "evening"
	if _, result := draw(t, s, r); result.Degraded || w.fetches.Load() != 1 {
		t.Errorf("%d fetched with a brand's logo, %s", w.fetches.Load(), result.Codes)
	}
}

// The same content is the same value, so that what is scaled from it can be kept.
func TestPictureIdentity(t *testing.T) {
	r := &renderer{}
	s := newService(t, card.Config{Renderer: r, Pictures: &web{}})
	first, second := withPictures("ok.jpg", "ok.jpg", "ok.jpg"), withPictures("ok.jpg", "ok.jpg", "ok.jpg")
	second.Article.Title = "另"
	draw(t, s, first)
	one := r.cover.Load()
	draw(t, s, second)
	if two := r.cover.Load(); one == nil || *one != *two {
		t.Error("two cards were handed two pictures of one address")
	}
}
