package sqlite_test

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/sqlite"
)

// raw opens a store's file as SQLite alone would.
func raw(t testing.TB, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// Another process that holds the lock stops writers, for seconds at most, and no
// reader.
func TestStoreLockedByAnother(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "a.db")
	s := open(t, path)
	put(t, s, &article.Article{ID: "a", Title: "一"})
	tx, err := raw(t, path).Begin()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Put(t.Context(), &article.Article{ID: "a", Title: "二"}); !errors.Is(err, article.ErrBusy) {
		t.Errorf("put: %v", err)
	}
	if r, err := s.Get(t.Context(), "a"); err != nil || r.Article.Title != "一" {
		t.Errorf("get: %v", err)
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	put(t, s, &article.Article{ID: "a", Title: "二"})
}

// A disk that is full stops writers and no reader, and damages nothing.
func TestStoreOnAFullDisk(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	s := open(t, path)
	put(t, s, &article.Article{ID: "a", Title: "一"})
	if err := s.FillDisk(t.Context(), 4); err != nil {
		t.Fatal(err)
	}
	long := strings.Repeat("长", 5000)
	var err error
	stored := 0
	for ; err == nil && stored < 100; stored++ {
		_, err = s.Put(t.Context(), &article.Article{ID: fmt.Sprint("n", stored), Title: "题", Summary: long})
	}
	if !errors.Is(err, article.ErrFull) {
		t.Fatalf("after %d articles: %v", stored, err)
	}
	if _, err := s.SetCover(t.Context(), "a", make([]byte, 100_000)); !errors.Is(err, article.ErrFull) {
		t.Errorf("a cover: %v", err)
	}
	if r, err := s.Get(t.Context(), "a"); err != nil || r.Article.Cover != nil {
		t.Errorf("get: %+v %v", r, err)
	}
	if page, err := s.List(t.Context(), "", 0); err != nil || len(page.Records) != stored {
		t.Errorf("list: %v", err)
	}
	if err := s.Withdraw(t.Context(), "n0"); err != nil {
		t.Errorf("withdrawing frees space, and needs none: %v", err)
	}
}

// Damage is found when the database is opened or, where that would have to read all of
// it, by Check.
func TestDamageIsFound(t *testing.T) {
	dir := t.TempDir()
	whole := filepath.Join(dir, "whole.db")
	s := open(t, whole)
	for i := range 40 {
		put(t, s, &article.Article{ID: fmt.Sprint("a", i), Title: "题", Summary: strings.Repeat("长", 900)})
	}
	copied := filepath.Join(dir, "copy.db")
	if _, err := raw(t, whole).Exec(`VACUUM INTO ?`, copied); err != nil {
		t.Fatal(err)
	}
	good, err := os.ReadFile(copied)
	if err != nil {
		t.Fatal(err)
	}
	if len(good) < 30*4096 {
		t.Fatalf("%d bytes: too few for this test", len(good))
	}
	for what, damage := range map[string]func([]byte) []byte{
		"a text file":     func([]byte) []byte { return []byte(strings.Repeat("a shopping list, and no short one. ", 9)) },
		"half a file":     func(b []byte) []byte { return b[:len(b)/2] },
		"a page of zeros": func(b []byte) []byte { clear(b[4096 : 2*4096]); return b },
		"a page of noise": func(b []byte) []byte { copy(b[12*4096:13*4096], bytes.Repeat([]byte("☃★"), 600)); return b },
	} {
		path := filepath.Join(t.TempDir(), "a.db")
		if err := os.WriteFile(path, damage(bytes.Clone(good)), 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := openDB(t, path)
		if err == nil {
			if err = s.Check(t.Context()); s.Damage() == nil {
				t.Errorf("%s: forgotten", what)
			}
			_ = s.Close()
		}
		if !errors.Is(err, article.ErrCorrupt) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := sqlite.Open(t.Context(), sqlite.Config{File: filepath.Join(t.TempDir(), "no", "a.db"), Covers: folder(t, t.TempDir())}); err == nil {
		t.Error("a folder that is missing: no error")
	}
}

func TestOpenRefusesANewerFormat(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	if _, err := raw(t, path).Exec(`PRAGMA user_version = 99`); err != nil {
		t.Fatal(err)
	}
	_, err := openDB(t, path)
	if !errors.Is(err, sqlite.ErrNewer) || !strings.Contains(err.Error(), "99") {
		t.Errorf("%v", err)
	}
}

// later is the real list of migrations and more.
func later(t *testing.T, more ...string) fs.FS {
	t.Helper()
	files := fstest.MapFS{}
	names, err := fs.Glob(sqlite.Migrations, "migrations/*.sql")
	if err != nil || len(names) == 0 {
		t.Fatalf("no migrations: %v", err)
	}
	for _, name := range names {
		text, err := fs.ReadFile(sqlite.Migrations, name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: text}
	}
	for i, text := range more {
		files[fmt.Sprintf("migrations/9%03d_later.sql", i)] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

// A database of an older format is brought to the newest, with what is in it.
func TestOpenUpgrades(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	s := open(t, path)
	put(t, s, &article.Article{ID: "old", Title: "旧"})
	if err := s.Withdraw(t.Context(), "gone"); err != nil {
		t.Fatal(err)
	}
	db := raw(t, path)
	var before, after int
	if err := db.QueryRow(`PRAGMA user_version`).Scan(&before); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second time there is nothing to do
		steps := later(t, `CREATE TABLE a (x); INSERT INTO a SELECT id FROM articles;`, `ALTER TABLE a ADD COLUMN y`)
		if err := sqlite.Migrate(t.Context(), db, steps); err != nil {
			t.Fatal(err)
		}
	}
	var id string
	if err := db.QueryRow(`SELECT x FROM a WHERE y IS NULL ORDER BY x DESC`).Scan(&id); err != nil || id != "old" {
		t.Errorf("%q %v", id, err)
	}
	if err := db.QueryRow(`PRAGMA user_version`).Scan(&after); err != nil || after != before+2 {
		t.Errorf("format %d, then %d, %v", before, after, err)
	}
	if r, err := s.Get(t.Context(), "old"); err != nil || r.Article.Title != "旧" || r.Revision != 1 {
		t.Errorf("%+v %v", r, err)
	}
	if err := second(s.Get(t.Context(), "gone")); !errors.Is(err, article.ErrWithdrawn) {
		t.Errorf("withdrawn before the upgrade: %v", err)
	}
	if _, err := openDB(t, path); !errors.Is(err, sqlite.ErrNewer) {
		t.Errorf("by the older program: %v", err)
	}
}

// An upgrade that fails leaves the database as it was.
func TestUpgradeIsAllOrNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	open(t, path)
	db := raw(t, path)
	var before, after, tables int
	if err := db.QueryRow(`PRAGMA user_version`).Scan(&before); err != nil {
		t.Fatal(err)
	}
	if err := sqlite.Migrate(t.Context(), db, later(t, `CREATE TABLE a (x)`, `CREATE TABLE copies (a)`)); err == nil {
		t.Fatal("upgraded over a table that is in the way")
	}
	if err := db.QueryRow(`SELECT count(*) FROM sqlite_schema WHERE name = 'a'`).Scan(&tables); err != nil {
		t.Fatal(err)
	}
	if err := db.QueryRow(`PRAGMA user_version`).Scan(&after); err != nil || after != before || tables != 0 {
		t.Errorf("format %d, then %d, %d new tables, %v", before, after, tables, err)
	}
}

// Processes that start at once over no database all find the one that the first of
// them makes.
func TestOpenAtOnce(t *testing.T) {
	dir := t.TempDir()
	for i := range 4 {
		path := filepath.Join(dir, fmt.Sprint(i, ".db"))
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() {
				db, err := openDB(t, path)
				if err != nil {
					t.Error(err)
					return
				}
				_ = db.Close()
			})
		}
		all.Wait()
	}
}

// Articles and withdrawals of the first format have their names afterwards.
func TestUpgradeKnowsNames(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	first, err := fs.ReadFile(sqlite.Migrations, "migrations/0001_first.sql")
	if err != nil {
		t.Fatal(err)
	}
	db := raw(t, path)
	if err := sqlite.Migrate(t.Context(), db, fstest.MapFS{"migrations/0001_first.sql": {Data: first}}); err != nil {
		t.Fatal(err)
	}
	const page = "https://news.example/a"
	hash := article.HashID(&article.Article{URL: "https://news.example/gone"})
	for _, insert := range []string{
		`INSERT INTO articles VALUES ('a', 1, 1, '{"id":"a","title":"题","url":"` + page + `"}'), ` +
			`('gone', 0, 1, NULL), ('` + hash + `', 0, 1, NULL)`,
		`INSERT INTO withdrawn_articles VALUES ('gone', 1), ('` + hash + `', 2)`,
	} {
		if _, err := db.Exec(insert); err != nil {
			t.Fatal(err)
		}
	}
	s := open(t, path)
	gone := func(a *article.Article) bool {
		t.Helper()
		gone, err := s.Cards().Withdrawn(t.Context(), article.Names(a)...)
		if err != nil {
			t.Fatal(err)
		}
		return gone
	}
	if !gone(&article.Article{ID: "gone"}) || !gone(&article.Article{URL: "https://news.example/gone"}) || gone(&article.Article{ID: "a"}) {
		t.Error("not what was withdrawn before")
	}
	if err := s.Withdraw(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	if !gone(&article.Article{URL: page + "/#top"}) {
		t.Error("an article of the first format keeps its address")
	}
	// What was withdrawn one by one is lifted one by one.
	if _, err := s.Reinstate(t.Context(), &article.Article{ID: "gone", Title: "题"}); err != nil {
		t.Fatal(err)
	}
	if gone(&article.Article{ID: "gone"}) || !gone(&article.Article{URL: "https://news.example/gone"}) {
		t.Error("not what was lifted")
	}
}
