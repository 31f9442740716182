package sqlite_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/article"
)

// What this process changes is read as it is now, however often and by however
// many it is read meanwhile.
func TestOwnChangesAreSeenAtOnce(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "a.db"))
	put(t, s, &article.Article{ID: "a", Title: "0"})
	done := make(chan struct{})
	var reading sync.WaitGroup
	for range 4 {
		reading.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
					_, _ = s.Get(t.Context(), "a")
				}
			}
		})
	}
	defer reading.Wait()
	defer close(done)
	for i := range 12 {
		title := fmt.Sprint(i)
		put(t, s, &article.Article{ID: "a", Title: title})
		if r, err := s.Get(t.Context(), "a"); err != nil || r.Article.Title != title {
			t.Fatalf("put %s, got %+v %v", title, r, err)
		}
		if err := s.Withdraw(t.Context(), "a"); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Get(t.Context(), "a"); !errors.Is(err, article.ErrWithdrawn) {
			t.Fatalf("withdrawn: %v", err)
		}
		if _, err := s.Reinstate(t.Context(), &article.Article{ID: "a", Title: title}); err != nil {
			t.Fatal(err)
		}
		r, err := s.SetCover(t.Context(), "a", []byte(title))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := s.Get(t.Context(), "a"); err != nil || got.Article.Cover == nil || got.Sum != r.Sum {
			t.Fatalf("cover: %+v %v", got, err)
		}
	}
}

// What is read while it changes is not remembered.
func TestChangeDuringReading(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "a.db"))
	before := put(t, s, &article.Article{ID: "a", Title: "一"})
	_, err := s.GetBy(t.Context(), "a", func(context.Context, string) (*article.Record, error) {
		put(t, s, &article.Article{ID: "a", Title: "二"})
		return before, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if r, err := s.Get(t.Context(), "a"); err != nil || r.Article.Title != "二" {
		t.Errorf("got %+v %v", r, err)
	}
}

// That there is no article is forgotten when there is one, and that there was
// one withdrawn when that is lifted.
func TestAbsenceIsNotRememberedTooLong(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "a.db"))
	want := func(id string, want error) {
		t.Helper()
		for range 2 {
			if _, err := s.Get(t.Context(), id); !errors.Is(err, want) {
				t.Errorf("%s: got %v, want %v", id, err, want)
			}
		}
	}
	want("a", article.ErrNotFound)
	put(t, s, &article.Article{ID: "a", Title: "题"})
	want("a", nil)
	if err := s.Withdraw(t.Context(), "elsewhere"); err != nil {
		t.Fatal(err)
	}
	want("elsewhere", article.ErrWithdrawn)
	if err := lift(t.Context(), s, "elsewhere"); err != nil {
		t.Fatal(err)
	}
	want("elsewhere", article.ErrNotFound)
}

// What another process writes is seen a second later at most.
func TestChangesOfOtherProcessesAreSeen(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "a.db")
	s, other := open(t, path), open(t, path)
	put(t, s, &article.Article{ID: "a", Title: "一"})
	if _, err := s.Get(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	if err := other.Withdraw(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	for end := time.Now().Add(5 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		_, err := s.Get(t.Context(), "a")
		if errors.Is(err, article.ErrWithdrawn) {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("never withdrawn: %v", err)
		}
	}
}

func TestMemoryIsBounded(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "a.db"))
	const most = 64 << 10
	s.RememberAtMost(most)
	for i := range 100 {
		id := fmt.Sprint(i)
		put(t, s, &article.Article{ID: id, Title: "题"})
	}
	for i := range 200 { // half of them are not there
		_, _ = s.Get(t.Context(), fmt.Sprint(i))
	}
	if got := s.Remembered(); got == 0 || got > most {
		t.Errorf("%d bytes are remembered", got)
	}
}

// The sum of a stored article is that of the article.
func TestSum(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "a.db"))
	a := &article.Article{ID: "a", Title: "题", PublishedAt: article.At(time.Date(2024, 5, 1, 9, 30, 0, 0, time.FixedZone("", 5*3600)))}
	stored := put(t, s, a)
	read, err := s.Get(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	sum, err := article.Sum(a)
	if err != nil || sum != stored.Sum || sum != read.Sum {
		t.Errorf("%q of the article, %q stored, %q read: %v", sum, stored.Sum, read.Sum, err)
	}
	a.Title = "题目"
	if other, err := article.Sum(a); err != nil || other == sum {
		t.Errorf("another title, %q: %v", other, err)
	}
}
