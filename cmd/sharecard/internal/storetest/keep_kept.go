package storetest

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/publish"
)

func testCardStaysAfterRestart(t *testing.T, open Open) {
	now := newClock()
	s := open.keep(config{now: now.now})
	expect(t, s, hash(1), "not found")
	putCard(t, s, card(1, "a", "b"), "一")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open.keep(config{})
	expect(t, s, hash(1), "一")
	got, err := s.Find(t.Context(), hash(1))
	if err != nil {
		t.Fatal(err)
	}
	want := card(1, "a", "b")
	want.Size, want.Created = 3, now.now()
	want.Sum = fmt.Sprintf("%x", sha256.Sum256([]byte("一")))
	if fmt.Sprint(*got) != fmt.Sprint(*want) {
		t.Errorf("got %+v\nwant %+v", *got, *want)
	}
	if _, _, err := s.Read(t.Context(), hash(1), "link.jpg"); !errors.Is(err, publish.ErrNotFound) {
		t.Errorf("under another name: %v", err)
	}
}

func testKeptTwiceIsKeptOnce(t *testing.T, open Open) {
	now := newClock()
	s := open.keep(config{now: now.now})
	putCard(t, s, card(1), "一")
	made := now.now()
	now.pass(time.Hour)
	again, err := s.Put(t.Context(), card(1), []byte("二"))
	if err != nil || !again.Created.Equal(made) {
		t.Errorf("%v: made %v, not %v", err, again.Created, made)
	}
	expect(t, s, hash(1), "一")
	if used, _, _ := s.Usage(t.Context()); used != 3 {
		t.Errorf("%d bytes in use", used)
	}
}

func testManyKeepOneCard(t *testing.T, open Open) {
	s := open.keep(config{})
	var wg sync.WaitGroup
	for range 16 {
		wg.Go(func() {
			if _, err := s.Put(t.Context(), card(1, "a"), []byte("一")); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	expect(t, s, hash(1), "一")
	if used, _, _ := s.Usage(t.Context()); used != 3 {
		t.Errorf("%d bytes in use", used)
	}
	if got := s.files(t); len(got) != 1 {
		t.Errorf("files: %q", got)
	}
}

// A store at its limit takes no more and gives what it has.
func testLimit(t *testing.T, open Open) {
	s := open.keep(config{maxBytes: 10})
	putCard(t, s, card(1, "a"), "12345")
	putCard(t, s, card(2), "12345")
	if _, err := s.Put(t.Context(), card(3), []byte("1")); !errors.Is(err, publish.ErrFull) {
		t.Errorf("beyond the limit: %v", err)
	}
	expect(t, s, hash(1), "12345")
	expect(t, s, hash(3), "not found")
	putCard(t, s, card(2), "12345") // is there: needs no room
	if _, _, err := s.withdraw(t.Context(), []string{"a"}, nil); err != nil {
		t.Fatal(err)
	}
	putCard(t, s, card(3), "1")
	if used, limit, err := s.Usage(t.Context()); err != nil || used != 6 || limit != 10 {
		t.Errorf("%d of %d bytes in use, %v", used, limit, err)
	}
}

// Kept for the later of making and last reading.
func testKeep(t *testing.T, open Open) {
	now := newClock()
	c := config{keep: 48 * time.Hour, now: now.now}
	s := open.keep(c)
	putCard(t, s, card(1), "一")
	putCard(t, s, card(2), "二")
	now.pass(36 * time.Hour)
	expect(t, s, hash(1), "一") // is read
	putCard(t, s, card(3), "三")
	now.pass(24 * time.Hour)
	tidy(t, s)
	expect(t, s, hash(2), "not found")
	// A reading survives a restart.
	s.Close()
	s = open.keep(c)
	tidy(t, s)
	expect(t, s, hash(1), "一")
	expect(t, s, hash(3), "三")
	if got := s.files(t); len(got) != 2 {
		t.Errorf("files: %q", got)
	}
	now.pass(-1000 * time.Hour) // a clock set back
	tidy(t, s)
	expect(t, s, hash(3), "三")
	now.pass(10_000 * time.Hour)
	tidy(t, s)
	expect(t, s, hash(3), "not found")
}

// What was read when the server stops is known when it starts again.
func testRunNotesReadings(t *testing.T, open Open) {
	now := newClock()
	c := config{keep: 48 * time.Hour, now: now.now}
	s := open.keep(c)
	putCard(t, s, card(1), "一")
	putCard(t, s, card(2), "二")
	now.pass(36 * time.Hour)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan bool)
	go func() {
		defer close(ended)
		s.Run(ctx, slog.New(slog.DiscardHandler))
	}()
	expect(t, s, hash(1), "一")
	stop()
	<-ended
	s.Close()
	now.pass(24 * time.Hour)
	s = open.keep(c)
	tidy(t, s)
	expect(t, s, hash(1), "一")
	expect(t, s, hash(2), "not found")
}

// Without Keep nothing goes, however old.
func testKeptForever(t *testing.T, open Open) {
	now := newClock()
	s := open.keep(config{now: now.now})
	putCard(t, s, card(1), "一")
	now.pass(20 * 365 * 24 * time.Hour)
	tidy(t, s)
	expect(t, s, hash(1), "一")
}

func testHashesOnly(t *testing.T, open Open) {
	s := open.keep(config{})
	for _, h := range []string{"", "..", strings.Repeat("g", 32), strings.Repeat("A", 32), hash(1) + "0",
		"../../../../../../etc/passwd....."} {
		expect(t, s, h, "not found")
	}
}

// Tidying takes no bytes from a card that is being kept, and leaves none behind.
func testKeepWhileTidying(t *testing.T, open Open) {
	s := open.keep(config{})
	done := make(chan struct{})
	var tidying, keeping sync.WaitGroup
	for range 2 {
		tidying.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
					if err := s.Tidy(t.Context()); err != nil {
						t.Error(err)
						return
					}
				}
			}
		})
	}
	const cards = 60
	for part := range 4 {
		keeping.Go(func() {
			for n := part + 1; n <= cards; n += 4 {
				for attempt := 1; ; attempt++ { // bytes may be taken for a crash's three times in a row
					_, err := s.Put(t.Context(), card(n), []byte("一"))
					if err == nil {
						break
					}
					if !errors.Is(err, fs.ErrNotExist) || attempt == 20 {
						t.Error(err)
						return
					}
				}
			}
		})
	}
	keeping.Wait()
	close(done)
	tidying.Wait()
	for n := range cards {
		expect(t, s, hash(n+1), "一")
	}
	if got := s.files(t); len(got) != cards {
		t.Errorf("%d files", len(got))
	}
}
