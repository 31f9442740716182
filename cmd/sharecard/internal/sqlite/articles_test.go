package sqlite_test

import (
	"path/filepath"
	"sync"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/objects"
	"sharecard/cmd/sharecard/internal/sqlite"
	"sharecard/cmd/sharecard/internal/storetest"
)

func open(t *testing.T, path string) *sqlite.Articles {
	t.Helper()
	db, err := openDB(t, path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db.Articles()
}

// openDB opens a database with the covers beside it.
func openDB(t testing.TB, path string) (*sqlite.DB, error) {
	t.Helper()
	return sqlite.Open(t.Context(), sqlite.Config{File: path, Covers: folder(t, path+".covers")})
}

func folder(t testing.TB, path string) *objects.Folder {
	t.Helper()
	f, err := objects.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// begin is the home of a data folder.
func begin(t *testing.T) storetest.Open {
	path := filepath.Join(t.TempDir(), "a ?#%.db")
	return func(now func() time.Time) *storetest.Opened {
		t.Helper()
		cards, covers := folder(t, path+".cards"), folder(t, path+".covers")
		db, err := sqlite.Open(t.Context(), sqlite.Config{File: path, Covers: covers, Cards: cards, Now: now})
		if err != nil {
			t.Fatal(err)
		}
		closed := sync.OnceFunc(func() {
			if err := db.Close(); err != nil {
				t.Error(err)
			}
		})
		t.Cleanup(closed)
		return &storetest.Opened{
			Stores: db.Articles(), Cards: db.Cards(), Jobs: db.Jobs(), CardObjects: cards, CoverObjects: covers,
			Bound: db.Articles().Bound, Tidy: db.TidyCovers, Close: closed,
		}
	}
}

func TestArticles(t *testing.T) { storetest.Articles(t, begin) }

func TestCards(t *testing.T) { storetest.Cards(t, begin) }

func TestJobs(t *testing.T) { storetest.Jobs(t, begin) }

func put(t *testing.T, s article.Store, a *article.Article) *article.Record {
	t.Helper()
	r, err := s.Put(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func second[T any](_ T, err error) error { return err }
