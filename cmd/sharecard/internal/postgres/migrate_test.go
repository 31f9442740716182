package postgres_test

import (
	"errors"
	"io/fs"
	"sync"
	"testing"
	"testing/fstest"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/postgres"
	"sharecard/cmd/sharecard/internal/storetest"
)

// However many replicas start together on an empty database, one begins it.
func TestOpenAtOnce(t *testing.T) {
	address := storetest.Database(t)
	covers := folder(t)
	const replicas = 6
	fresh := make(chan bool, replicas)
	var starting sync.WaitGroup
	for range replicas {
		starting.Go(func() {
			db, err := postgres.Open(t.Context(), postgres.Config{URL: address + "&pool_max_conns=2", Covers: covers})
			if err != nil {
				t.Error(err)
				return
			}
			fresh <- db.Fresh
			db.Close()
		})
	}
	starting.Wait()
	close(fresh)
	began := 0
	for first := range fresh {
		if first {
			began++
		}
	}
	if began != 1 {
		t.Errorf("%d replicas began the database", began)
	}
}

// nextFormat is the format after the newest one.
func nextFormat(t *testing.T, statements string) fs.FS {
	t.Helper()
	files, err := fs.Glob(postgres.Migrations, "migrations/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	steps := fstest.MapFS{"migrations/9999_next.sql": {Data: []byte(statements)}}
	for _, name := range files {
		text, err := fs.ReadFile(postgres.Migrations, name)
		if err != nil {
			t.Fatal(err)
		}
		steps[name] = &fstest.MapFile{Data: text}
	}
	return steps
}

// A newer program adds to the tables while replicas of the version before work; they go
// on, and start again.
func TestUpgradeUnderARunningReplica(t *testing.T) {
	c := postgres.Config{URL: storetest.Database(t), Covers: folder(t)}
	old := open(t, c)
	write := func(db *postgres.DB, id string) {
		t.Helper()
		if _, err := db.Articles().Put(t.Context(), &article.Article{ID: id, Title: "题"}); err != nil {
			t.Error(err)
		}
	}
	write(old, "before")
	newer := open(t, c)
	if err := newer.Migrate(t.Context(), nextFormat(t, `ALTER TABLE articles ADD COLUMN section text NOT NULL DEFAULT ''`)); err != nil {
		t.Fatal(err)
	}
	write(old, "after")
	write(open(t, c), "started-again")
	for _, id := range []string{"before", "after", "started-again"} {
		if _, err := old.Articles().Get(t.Context(), id); err != nil {
			t.Error(err)
		}
	}
}

// A step that fails leaves the format before it.
func TestUpgradeIsAllOrNothing(t *testing.T) {
	c := postgres.Config{URL: storetest.Database(t), Covers: folder(t)}
	db := open(t, c)
	if err := db.Migrate(t.Context(), nextFormat(t, `CREATE TABLE half (x text); SELECT 1/0`)); err == nil {
		t.Fatal("it succeeded")
	}
	if err := db.Exec(t.Context(), `SELECT * FROM half`); err == nil {
		t.Error("half of it is there")
	}
	if err := db.Migrate(t.Context(), nextFormat(t, `CREATE TABLE half (x text)`)); err != nil {
		t.Error(err)
	}
}

// An empty database beside objects of an earlier one is refused: what was withdrawn is lost.
func TestEmptyDatabaseBesideObjects(t *testing.T) {
	cards := folder(t)
	if err := cards.Put(t.Context(), "3fb2c4d05e6f708192a3b4c5d6e7f809.jpg", []byte("card")); err != nil {
		t.Fatal(err)
	}
	db, err := postgres.Open(t.Context(), postgres.Config{URL: storetest.Database(t), Covers: folder(t), Cards: cards})
	if !errors.Is(err, article.ErrCorrupt) {
		t.Errorf("got %v", err)
	}
	if err == nil {
		db.Close()
	}
}

// What a replica missed of the log, since that does not go back so far, it reads anew.
func TestLogWithAGap(t *testing.T) {
	c := postgres.Config{URL: storetest.Database(t), Covers: folder(t), Deaf: true}
	first, second := open(t, c), open(t, c)
	for _, id := range []string{"a", "b", "c"} {
		if err := first.Articles().Withdraw(t.Context(), id); err != nil {
			t.Fatal(err)
		}
	}
	if err := first.Exec(t.Context(), `DELETE FROM withdrawal_log WHERE number < 3`); err != nil {
		t.Fatal(err)
	}
	second.CatchUp(t.Context())
	for _, id := range []string{"a", "b", "c"} {
		if gone, err := second.Cards().Withdrawn(t.Context(), id); err != nil || !gone {
			t.Errorf("%s: %v, %v", id, gone, err)
		}
	}
}
