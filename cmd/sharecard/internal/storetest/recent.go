package storetest

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/article"
)

// What this process changes is read as it is now, however often and by however
// many it is read meanwhile.
func testOwnChangesAreSeenAtOnce(t *testing.T, open Open) {
	s := open(nil)
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
					time.Sleep(100 * time.Microsecond)
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

// That there is no article is forgotten when there is one, and that there was
// one withdrawn when that is lifted.
func testAbsenceIsNotRememberedTooLong(t *testing.T, open Open) {
	s := open(nil)
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
func testChangesOfOtherProcessesAreSeen(t *testing.T, open Open) {
	t.Parallel()
	s, other := open(nil), open(nil)
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

// The sum of a stored article is that of the article.
func testSum(t *testing.T, open Open) {
	s := open(nil)
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
