package recent_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/recent"
)

var errAway, errNone = errors.New("away"), errors.New("none")

func open(t *testing.T, fresh time.Duration) *recent.Memory[string] {
	t.Helper()
	m := recent.New(recent.Config[string]{
		Bytes: 64 << 10, Weigh: func(v string) int { return len(v) }, Fresh: fresh, Keep: time.Hour,
		Answers: func(err error) bool { return errors.Is(err, errNone) },
		Away:    func(err error) bool { return errors.Is(err, errAway) },
	})
	t.Cleanup(m.Close)
	return m
}

func get(t *testing.T, m *recent.Memory[string], key, stored string, fault error) (string, error) {
	t.Helper()
	return m.Get(t.Context(), key, func(context.Context, string) (string, error) { return stored, fault })
}

// While an answer is fresh nobody asks again; a change of its key ends that at once, and
// one of another key does not.
func TestFreshUntilChanged(t *testing.T) {
	m := open(t, time.Hour)
	for i, want := range []string{"first", "first"} {
		if got, err := get(t, m, "a", []string{"first", "second"}[i], nil); got != want || err != nil {
			t.Errorf("%q, %v", got, err)
		}
	}
	m.Changed("a")
	if got, _ := get(t, m, "a", "third", nil); got != "third" {
		t.Errorf("changed, and yet %q", got)
	}
	m.Changed()
	if got, _ := get(t, m, "a", "fourth", nil); got != "fourth" {
		t.Errorf("all changed, and yet %q", got)
	}
	if _, err := get(t, m, "b", "", errNone); !errors.Is(err, errNone) {
		t.Error(err)
	}
	if _, err := get(t, m, "b", "late", nil); !errors.Is(err, errNone) {
		t.Errorf("that there is none is an answer too: %v", err)
	}
}

// What was read while it changed is not remembered.
func TestChangedMeanwhile(t *testing.T) {
	m := open(t, time.Hour)
	_, _ = m.Get(t.Context(), "a", func(context.Context, string) (string, error) {
		m.Changed("a")
		return "before", nil
	})
	if got, _ := get(t, m, "a", "after", nil); got != "after" {
		t.Errorf("got %q", got)
	}
}

// A store that is away is answered for by what is known, unless that changed since.
func TestAway(t *testing.T) {
	m := open(t, time.Nanosecond)
	_, _ = get(t, m, "a", "known", nil)
	if got, err := get(t, m, "a", "", errAway); got != "known" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := get(t, m, "b", "", errAway); !errors.Is(err, errAway) {
		t.Errorf("what nobody knows: %v", err)
	}
	m.Changed("a")
	if _, err := get(t, m, "a", "", errAway); !errors.Is(err, errAway) {
		t.Errorf("what changed: %v", err)
	}
}

func TestBounded(t *testing.T) {
	m := open(t, time.Hour)
	for i := range 500 {
		_, _ = get(t, m, strings.Repeat("k", i), strings.Repeat("v", 100), nil)
	}
	if got := m.Bytes(); got == 0 || got > 64<<10 {
		t.Errorf("%d bytes are remembered", got)
	}
}
