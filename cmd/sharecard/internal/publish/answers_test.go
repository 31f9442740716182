package publish_test

import (
	"crypto/sha256"
	"errors"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/publish"
)

func asked(caller, key, body string) publish.Request {
	return publish.Request{Caller: caller, Key: key, Body: sha256.Sum256([]byte(body))}
}

func TestAnswersAreRemembered(t *testing.T) {
	folder, now := t.TempDir(), newClock()
	c := config{folder: folder, now: now.now}
	s := open(t, c)
	r := asked("desk", "k", "body")
	if _, err := s.Answer(t.Context(), r); !errors.Is(err, publish.ErrNotFound) {
		t.Errorf("before: %v", err)
	}
	for _, answer := range []string{"first", "second"} { // the first one stands
		if got, err := s.Remember(t.Context(), r, []byte(answer)); err != nil || string(got) != "first" {
			t.Errorf("remembering %s: %q, %v", answer, got, err)
		}
	}
	s.Close()
	s = open(t, c)
	now.pass(23 * time.Hour)
	tidy(t, s)
	if got, err := s.Answer(t.Context(), r); err != nil || string(got) != "first" {
		t.Errorf("after a restart: %q, %v", got, err)
	}
	other := asked("desk", "k", "another body")
	if _, err := s.Answer(t.Context(), other); !errors.Is(err, publish.ErrKeyReused) {
		t.Errorf("another body: %v", err)
	}
	if _, err := s.Remember(t.Context(), other, nil); !errors.Is(err, publish.ErrKeyReused) {
		t.Errorf("another body, remembered: %v", err)
	}
	if _, err := s.Answer(t.Context(), asked("culture", "k", "another body")); !errors.Is(err, publish.ErrNotFound) {
		t.Errorf("another caller: %v", err)
	}
	for range 2 { // the second one finds nothing to forget
		if err := s.ForgetAnswer(t.Context(), other); err != nil {
			t.Error(err)
		}
	}
	if got, err := s.Answer(t.Context(), r); err != nil || string(got) != "first" {
		t.Errorf("after another request was forgotten: %q, %v", got, err)
	}
	now.pass(time.Hour)
	if _, err := s.Answer(t.Context(), other); !errors.Is(err, publish.ErrNotFound) {
		t.Errorf("after a day: %v", err)
	}
	if got, err := s.Remember(t.Context(), other, []byte("new")); err != nil || string(got) != "new" {
		t.Errorf("after a day: %q, %v", got, err)
	}
	now.pass(25 * time.Hour)
	tidy(t, s)
	if _, err := s.Answer(t.Context(), other); !errors.Is(err, publish.ErrNotFound) {
		t.Errorf("forgotten: %v", err)
	}
}

func TestAnswersAreBounded(t *testing.T) {
	s := open(t, config{})
	if _, err := s.Remember(t.Context(), asked("desk", "k", ""), make([]byte, 65<<10)); !errors.Is(err, publish.ErrFull) {
		t.Errorf("a long answer: %v", err)
	}
	s.RememberAtMost(2)
	for _, key := range []string{"a", "b", "a"} {
		if _, err := s.Remember(t.Context(), asked("desk", key, ""), []byte("x")); err != nil {
			t.Errorf("%s: %v", key, err)
		}
	}
	if _, err := s.Remember(t.Context(), asked("desk", "k", ""), []byte("x")); !errors.Is(err, publish.ErrFull) {
		t.Errorf("one answer too many: %v", err)
	}
	if err := s.ForgetAnswer(t.Context(), asked("desk", "a", "")); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Remember(t.Context(), asked("desk", "k", ""), []byte("x")); err != nil {
		t.Errorf("in place of one that was forgotten: %v", err)
	}
}
