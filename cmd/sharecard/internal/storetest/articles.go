package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/article"
)

func testStoreKeepsArticles(t *testing.T, open Open) {
	s := open(nil)
	at := time.Date(2024, 5, 1, 9, 30, 0, 0, time.FixedZone("", -3*3600-1800))
	first := put(t, s, &article.Article{ID: "a", Title: "一", PublishedAt: article.At(at)})
	if first.Revision != 1 || time.Since(first.UpdatedAt) > time.Minute {
		t.Errorf("first put: %+v", first)
	}
	if same := put(t, s, &article.Article{ID: "a", Title: "一", PublishedAt: article.At(at)}); same.Revision != 1 ||
		!same.UpdatedAt.Equal(first.UpdatedAt) {
		t.Errorf("the same article again: revision %d at %v", same.Revision, same.UpdatedAt)
	}
	if r := put(t, s, &article.Article{ID: "a", Title: "二", PublishedAt: article.At(at)}); r.Revision != 2 {
		t.Errorf("changed: revision %d", r.Revision)
	}

	other := open(nil) // another process, or a later start
	r, err := other.Get(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	if r.Article.Title != "二" || r.Revision != 2 {
		t.Errorf("got %+v", r)
	}
	if got := r.Article.PublishedAt.String(); got != "2024-05-01T09:30:00-03:30" {
		t.Errorf("time is %s", got)
	}

	if err := second(s.Get(t.Context(), "b")); !errors.Is(err, article.ErrNotFound) {
		t.Errorf("get an unknown one: %v", err)
	}
}

// A withdrawal holds for whoever opens the store later, and only Reinstate and
// Lift end it.
func testStoreWithdraws(t *testing.T, open Open) {
	s := open(nil)
	put(t, s, &article.Article{ID: "stored", Title: "一"})
	for _, id := range []string{"stored", "elsewhere", "stored"} {
		if err := s.Withdraw(t.Context(), id); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Withdraw(t.Context(), ".."); !errors.Is(err, article.ErrInvalid) {
		t.Errorf("withdrawing what can be no article: %v", err)
	}
	later := open(nil)
	for _, id := range []string{"stored", "other", "unknown"} {
		if err := errors.Join(later.Withdraw(t.Context(), "other"), lift(t.Context(), later, id)); err != nil {
			t.Fatal(err)
		}
	}
	if err := second(later.Get(t.Context(), "other")); !errors.Is(err, article.ErrWithdrawn) {
		t.Errorf("withdrawn again: %v", err)
	}
	if err := errors.Join(lift(t.Context(), later, "other"), second(later.Get(t.Context(), "other"))); !errors.Is(err, article.ErrNotFound) {
		t.Errorf("lifted: %v", err)
	}
	for id, revision := range map[string]int64{"stored": 2, "elsewhere": 1} {
		a := &article.Article{ID: id, Title: "二"}
		for what, err := range map[string]error{
			"get": second(later.Get(t.Context(), id)),
			"put": second(later.Put(t.Context(), a)),
		} {
			if !errors.Is(err, article.ErrWithdrawn) {
				t.Errorf("%s %s: %v", what, id, err)
			}
		}
		r, err := later.Reinstate(t.Context(), a)
		if err != nil || r.Revision != revision || r.Article.Title != "二" {
			t.Errorf("reinstate %s: %+v %v", id, r, err)
		}
		if r := put(t, later, a); r.Revision != revision {
			t.Errorf("put %s afterwards: revision %d", id, r.Revision)
		}
	}
}

func testStoreListsNewestFirst(t *testing.T, open Open) {
	s := open(nil)
	for i := range 25 {
		put(t, s, &article.Article{ID: fmt.Sprintf("a%02d", i), Title: "x"})
	}
	if err := s.Withdraw(t.Context(), "a07"); err != nil {
		t.Fatal(err)
	}
	put(t, s, &article.Article{ID: "a03", Title: "changed"})
	var ids []string
	cursor, pages := "", 0
	for {
		page, err := s.List(t.Context(), cursor, 6)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range page.Records {
			ids = append(ids, r.Article.ID)
		}
		pages++
		if cursor = page.Next; cursor == "" {
			break
		}
	}
	if pages != 4 || len(ids) != 24 || ids[0] != "a03" || ids[1] != "a24" || ids[23] != "a00" {
		t.Errorf("%d pages, %v", pages, ids)
	}
	for _, bad := range []string{"x", "!", "MSA", "LS0gLi4"} {
		if _, err := s.List(t.Context(), bad, 6); !errors.Is(err, article.ErrCursor) {
			t.Errorf("cursor %q: %v", bad, err)
		}
	}
}

func testStoreManyAtOnce(t *testing.T, open Open) {
	s := open(nil)
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for j := range 5 {
				_, err := s.Put(t.Context(), &article.Article{ID: "a", Title: fmt.Sprint(i, j)})
				if err == nil {
					_, err = s.Get(t.Context(), "a")
				}
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	r, err := s.Get(t.Context(), "a")
	if err != nil || r.Revision != 40 {
		t.Errorf("after 40 different puts: %+v, %v", r, err)
	}
}

func testStoreHonoursContext(t *testing.T, open Open) {
	s := open(nil)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Get(ctx, "a"); !errors.Is(err, context.Canceled) {
		t.Errorf("get: %v", err)
	}
	if _, err := s.Put(ctx, &article.Article{ID: "a", Title: "x"}); !errors.Is(err, context.Canceled) {
		t.Errorf("put: %v", err)
	}
}

func testStoreRefusesInvalidArticles(t *testing.T, open Open) {
	s := open(nil)
	for _, a := range []*article.Article{{Title: "没有编号"}, {ID: "a"}, {ID: "a b", Title: "x"}, {ID: "a", Title: "x\x00"}} {
		if _, err := s.Put(t.Context(), a); !errors.Is(err, article.ErrInvalid) {
			t.Errorf("%+v: %v", a, err)
		}
	}
}
