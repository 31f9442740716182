package card

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

// Cards that nobody waits for are drawn by all workers while nobody else needs one, and by
// few once somebody does and a moment after, who does not wait for theirs.
func TestTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLimiter(4, 0)
		ends := make(chan func(), 6)
		for range 6 {
			go func() {
				end, err := l.turns.wait(t.Context())
				if err != nil {
					t.Error(err)
				}
				ends <- end
			}()
			synctest.Wait()
		}
		drawing := func(want int) {
			t.Helper()
			synctest.Wait()
			if got := l.turns.load(); got != want {
				t.Errorf("%d draw in turn, want %d", got, want)
			}
		}
		end := func() {
			t.Helper()
			(<-ends)()
			synctest.Wait()
		}
		drawing(4)
		var releases []func()
		for range 4 {
			release, err := l.acquire(t.Context(), new(pictures))
			if err != nil {
				t.Fatal(err)
			}
			releases = append(releases, release)
		}
		if _, err := l.acquire(t.Context(), new(pictures)); !errors.Is(err, ErrBusy) {
			t.Errorf("a fifth who waits: %v", err)
		}
		end()
		drawing(3)
		end()
		drawing(2)
		end() // two may in any case
		drawing(2)
		releases[0]()
		releases[1]()
		time.Sleep(quiet - 1)
		drawing(2)
		time.Sleep(time.Nanosecond)
		drawing(2) // as many as are spare
		releases[2]()
		releases[3]()
		drawing(2) // somebody may want another card
		time.Sleep(quiet)
		drawing(3)
		for range 3 {
			end()
		}
		drawing(0)
	})
}

// A card whose turn does not come in time may be asked for again.
func TestNoTurn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &Service{limiter: newLimiter(1, 0)}
		end, err := s.limiter.turns.wait(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer end()
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if _, err := s.DrawInTurn(ctx, new(Plan)); !errors.Is(err, ErrBusy) {
			t.Errorf("%v", err)
		}
	})
}

// Whoever leaves the line holds up nobody behind him.
func TestTurnsLeft(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLimiter(1, 0)
		first, err := l.turns.wait(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		leaving, leave := context.WithCancel(t.Context())
		go func() {
			if _, err := l.turns.wait(leaving); !errors.Is(err, context.Canceled) {
				t.Error(err)
			}
		}()
		synctest.Wait()
		served := false
		go func() {
			end, err := l.turns.wait(t.Context())
			if err != nil {
				t.Error(err)
				return
			}
			served = true
			end()
		}()
		synctest.Wait()
		leave()
		synctest.Wait()
		first()
		synctest.Wait()
		if !served || l.turns.load() != 0 {
			t.Errorf("served: %t, %d draw", served, l.turns.load())
		}
	})
}
