package postgres_test

import (
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"sharecard/cmd/sharecard/internal/objects"
	"sharecard/cmd/sharecard/internal/postgres"
	"sharecard/cmd/sharecard/internal/publish"
	"sharecard/cmd/sharecard/internal/storetest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// open opens a database, until the test ends.
func open(t *testing.T, c postgres.Config) *postgres.DB {
	t.Helper()
	if c.Covers == nil {
		c.Covers = folder(t)
	}
	db, err := postgres.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(sync.OnceFunc(db.Close))
	return db
}

func folder(t *testing.T) publish.Objects {
	t.Helper()
	f, err := objects.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// beginOver is the home of a database, with objects where they are told to be.
func beginOver(t *testing.T, cards, covers publish.Objects) storetest.Open {
	address := storetest.Database(t)
	return func(now func() time.Time) *storetest.Opened {
		t.Helper()
		db, err := postgres.Open(t.Context(), postgres.Config{URL: address, Covers: covers, Cards: cards, Now: now})
		if err != nil {
			t.Fatal(err)
		}
		closed := sync.OnceFunc(db.Close)
		t.Cleanup(closed)
		return &storetest.Opened{
			Stores: db.Articles(), Cards: db.Cards(), Jobs: db.Jobs(), CardObjects: cards, CoverObjects: covers,
			Bound: db.Bound, Tidy: db.TidyCovers, Close: closed,
		}
	}
}

func TestArticles(t *testing.T) {
	storetest.Articles(t, func(t *testing.T) storetest.Open { return beginOver(t, folder(t), folder(t)) })
}

func TestCards(t *testing.T) {
	storetest.Cards(t, func(t *testing.T) storetest.Open { return beginOver(t, folder(t), folder(t)) })
}

// The same with a bucket.
func TestCardsInABucket(t *testing.T) {
	gateway := storetest.StartGateway(t)
	number := 0
	storetest.Cards(t, func(t *testing.T) storetest.Open {
		number++
		bucket := gateway.OpenBucket(t, gateway.NewBucket(t, "cards-"+string(rune('a'+number)), ""))
		return beginOver(t, bucket.Objects("cards"), bucket.Objects("covers"))
	})
}

func TestJobs(t *testing.T) {
	storetest.Jobs(t, func(t *testing.T) storetest.Open { return beginOver(t, folder(t), folder(t)) })
}
