package storetest

import (
	"errors"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/publish"
)

func testAnswersAreRemembered(t *testing.T, open Open) {
	now := newClock()
	c := config{now: now.now}
	s := open.keep(c)
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
	s = open.keep(c)
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
