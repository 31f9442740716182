package storetest

import (
	"errors"
	"testing"

	"sharecard/cmd/sharecard/internal/article"
)

// A copy is kept with its revision, apart from stored articles.
func testStoreKeepsCopies(t *testing.T, open Open) {
	s := open(nil)
	s.Bound(1000, 3)
	a := &article.Article{ID: "a", Title: "一"}
	first, err := s.KeepCopy(t.Context(), a, `"e1"`, "")
	if err != nil || first.Revision != 1 {
		t.Fatalf("%+v %v", first, err)
	}
	if same, err := s.KeepCopy(t.Context(), a, `"e2"`, "x"); err != nil || same.Revision != 1 || !same.UpdatedAt.Equal(first.UpdatedAt) {
		t.Errorf("the same again: %+v %v", same, err)
	}
	got, err := open(nil).Copy(t.Context(), "a")
	if err != nil || got.Article.Title != "一" || got.ETag != `"e2"` || got.LastModified != "x" {
		t.Errorf("%+v %v", got, err)
	}
	if err := second(s.Get(t.Context(), "a")); !errors.Is(err, article.ErrNotFound) {
		t.Errorf("a copy is no stored article: %v", err)
	}
	if err := s.DropCopy(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	if err := second(s.Copy(t.Context(), "a")); !errors.Is(err, article.ErrNotFound) {
		t.Errorf("dropped: %v", err)
	}
	if back, err := s.KeepCopy(t.Context(), a, "", ""); err != nil || back.Revision != 2 {
		t.Errorf("back again: %+v %v", back, err)
	}
	if err := s.Withdraw(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	if err := second(s.Copy(t.Context(), "a")); !errors.Is(err, article.ErrNotFound) {
		t.Errorf("withdrawn: %v", err)
	}
	if err := second(s.KeepCopy(t.Context(), a, "", "")); !errors.Is(err, article.ErrWithdrawn) {
		t.Errorf("an answer that comes after the withdrawal: %v", err)
	}
}

// The oldest copies go when there are too many.
func testCopiesAreBounded(t *testing.T, open Open) {
	s := open(nil)
	for _, id := range []string{"a", "b", "c", "d"} {
		if _, err := s.KeepCopy(t.Context(), &article.Article{ID: id, Title: "题"}, "", ""); err != nil {
			t.Fatal(err)
		}
	}
	later := open(nil) // looks at their number with its first new copy
	later.Bound(1000, 3)
	if _, err := later.KeepCopy(t.Context(), &article.Article{ID: "e", Title: "题"}, "", ""); err != nil {
		t.Fatal(err)
	}
	for id, kept := range map[string]bool{"a": false, "b": false, "c": true, "d": true, "e": true} {
		if _, err := later.Copy(t.Context(), id); (err == nil) != kept {
			t.Errorf("%s: %v", id, err)
		}
	}
}
