package postgres_test

import (
	"context"
	"sync/atomic"
	"testing"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/postgres"
	"sharecard/cmd/sharecard/internal/storetest"
)

// A replica reads an article again once after each change of another one, however often it polls.
func TestChangeIsToldOnce(t *testing.T) {
	address, covers := storetest.Database(t), folder(t)
	writer := open(t, postgres.Config{URL: address, Covers: covers})
	put := func(title string) {
		t.Helper()
		if _, err := writer.Articles().Put(t.Context(), &article.Article{ID: "a", Title: title}); err != nil {
			t.Fatal(err)
		}
	}
	put("一")
	var queries atomic.Int64
	reader := open(t, postgres.Config{URL: address, Covers: covers, Queried: func() { queries.Add(1) }})
	read := func(want string, wantQueries int64) {
		t.Helper()
		before := queries.Load()
		r, err := reader.Articles().Get(t.Context(), "a")
		if err != nil || r.Article.Title != want {
			t.Errorf("%v, %v; want %s", r, err, want)
		}
		if n := queries.Load() - before; n != wantQueries {
			t.Errorf("%d queries for %s, want %d", n, want, wantQueries)
		}
	}
	catchUp := func() { reader.CatchUp(context.WithoutCancel(t.Context())) }
	read("一", 1)
	catchUp() // it was changed before this replica began
	read("一", 0)
	put("二")
	catchUp()
	read("二", 1)
	for range 3 {
		catchUp()
		read("二", 0)
	}
	put("三")
	catchUp()
	read("三", 1)
}
