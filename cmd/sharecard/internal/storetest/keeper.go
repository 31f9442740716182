package storetest

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/publish"
)

// clock is a clock that a test sets.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func newClock() *clock { return &clock{at: time.Date(2024, 5, 1, 8, 0, 0, 0, time.UTC)} }

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// config is how a keeper is opened in a test.
type config struct {
	maxBytes int64
	keep     time.Duration
	now      func() time.Time
}

// keeper is a Keeper over the stores of a home.
type keeper struct {
	*publish.Keeper
	opened *Opened
}

func (o Open) keep(c config) *keeper {
	opened := o(c.now)
	return &keeper{publish.New(publish.Config{
		Store: opened.Cards, Objects: opened.CardObjects, MaxBytes: c.maxBytes, Keep: c.keep, Now: c.now,
	}), opened}
}

func (k *keeper) Close() error {
	k.opened.Close()
	return nil
}

// files are the names of the cards' bytes.
func (k *keeper) files(t *testing.T) []string { return names(t, k.opened.CardObjects) }

// withdraw takes back what has no brand of its own: articles of one name each.
func (k *keeper) withdraw(ctx context.Context, articles, hashes []string) (removed int, concerned []string, err error) {
	names, gone, err := k.Withdraw(ctx, publish.Withdrawal{Articles: sets(articles), Hashes: hashes})
	for _, c := range gone {
		concerned = append(concerned, c.Articles...)
	}
	return len(gone), append(concerned, names...), err
}

// sets are the names of articles that have one each.
func sets(names []string) (each [][]string) {
	for _, name := range names {
		each = append(each, []string{name})
	}
	return each
}

// lift takes a withdrawal back.
func (k *keeper) lift(ctx context.Context, articles, hashes []string) error {
	_, err := k.Lift(ctx, publish.Withdrawal{Articles: sets(articles), Hashes: hashes})
	return err
}

// brands are those that a withdrawal would concern.
func (k *keeper) brands(ctx context.Context, articles, hashes []string) ([]string, error) {
	c, err := k.Concerned(ctx, publish.Withdrawal{Articles: sets(articles), Hashes: hashes})
	if err != nil {
		return nil, err
	}
	return c.Brands, nil
}

func withdrawn(t *testing.T, s *keeper, names ...string) bool {
	t.Helper()
	gone, err := s.Withdrawn(t.Context(), names...)
	if err != nil {
		t.Fatal(err)
	}
	return gone
}

func tidy(t *testing.T, s *keeper) {
	t.Helper()
	if err := s.Tidy(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func asked(caller, key, body string) publish.Request {
	return publish.Request{Caller: caller, Key: key, Body: sha256.Sum256([]byte(body))}
}

func hash(n int) string { return fmt.Sprintf("%032x", uint64(n)*0x9e3779b97f4a7c15) }

func card(n int, articles ...string) *publish.Card {
	return &publish.Card{
		Hash: hash(n), Name: "poster.jpg", MIME: "image/jpeg", ETag: `"tag"`, Report: "cut=1",
		Manifest: []byte(`{"template":"poster"}`), Articles: articles, Brand: "evening",
	}
}

// putCard keeps a card.
func putCard(t *testing.T, s *keeper, c *publish.Card, text string) {
	t.Helper()
	if _, err := s.Put(t.Context(), c, []byte(text)); err != nil {
		t.Fatal(err)
	}
}

// expect compares the text of a card, or its error in short.
func expect(t *testing.T, s *keeper, hash, want string) {
	t.Helper()
	c, text, err := s.Read(t.Context(), hash, "poster.jpg")
	got := string(text)
	switch {
	case errors.Is(err, publish.ErrNotFound):
		got = "not found"
	case errors.Is(err, publish.ErrWithdrawn):
		got = "withdrawn"
	case err != nil:
		t.Fatal(err)
	case int64(len(text)) != c.Size:
		t.Errorf("%d bytes of %d", len(text), c.Size)
	}
	if got != want {
		t.Errorf("card %s is %q, want %q", hash, got, want)
	}
}
