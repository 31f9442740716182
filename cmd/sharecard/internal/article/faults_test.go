package article_test

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sharecard/cmd/sharecard/internal/article"
)

// raw opens a store's file as SQLite alone would.
func raw(t *testing.T, path string) *sql.DB {
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

func TestOpenRefusesDamage(t *testing.T) {
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
		s, err := article.OpenSQLite(t.Context(), path)
		if !errors.Is(err, article.ErrCorrupt) {
			t.Errorf("%s: %v", what, err)
		}
		if err == nil {
			_ = s.Close()
		}
	}
	if _, err := article.OpenSQLite(t.Context(), filepath.Join(t.TempDir(), "no", "a.db")); err == nil {
		t.Error("a folder that is missing: no error")
	}
}

func TestOpenRefusesANewerFormat(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	if _, err := raw(t, path).Exec(`PRAGMA user_version = 99`); err != nil {
		t.Fatal(err)
	}
	_, err := article.OpenSQLite(t.Context(), path)
	if !errors.Is(err, article.ErrNewer) || !strings.Contains(err.Error(), "99") {
		t.Errorf("%v", err)
	}
}

// A store of the first format is brought to the newest, with what is in it.
func TestOpenUpgrades(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	db := raw(t, path)
	for _, statement := range []string{
		article.FirstFormat,
		`INSERT INTO articles VALUES ('old', 7, 1714527000000000, '{"id":"old","title":"旧"}'), ('gone', 2, 1714527000000000, NULL)`,
		`PRAGMA user_version = 1`,
	} {
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	s := open(t, path)
	if r, err := s.Get(t.Context(), "old"); err != nil || r.Article.Title != "旧" || r.Revision != 7 {
		t.Errorf("%+v %v", r, err)
	}
	if err := second(s.Get(t.Context(), "gone")); !errors.Is(err, article.ErrWithdrawn) {
		t.Errorf("withdrawn before the upgrade: %v", err)
	}
	if _, err := s.SetCover(t.Context(), "old", []byte("picture")); err != nil {
		t.Errorf("a table of the newer format: %v", err)
	}
	var format int
	if err := db.QueryRow(`PRAGMA user_version`).Scan(&format); err != nil || format != article.Formats {
		t.Errorf("format %d of %d, %v", format, article.Formats, err)
	}
}

// An upgrade that fails leaves the store as it was.
func TestUpgradeIsAllOrNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	db := raw(t, path)
	for _, statement := range []string{
		article.FirstFormat,
		`CREATE TABLE copies (a)`, // in the way, after other tables were made
		`PRAGMA user_version = 1`,
	} {
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := article.OpenSQLite(t.Context(), path); err == nil {
		t.Fatal("opened")
	}
	var format, tables int
	if err := db.QueryRow(`SELECT count(*) FROM sqlite_schema WHERE name IN ('pictures', 'covers')`).Scan(&tables); err != nil {
		t.Fatal(err)
	}
	if err := db.QueryRow(`PRAGMA user_version`).Scan(&format); err != nil || format != 1 || tables != 0 {
		t.Errorf("format %d, %d new tables, %v", format, tables, err)
	}
}
