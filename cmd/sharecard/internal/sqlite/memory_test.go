package sqlite_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"sharecard/cmd/sharecard/internal/article"
)

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
