package backup_test

import (
	"archive/tar"
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/backup"
	"sharecard/cmd/sharecard/internal/datadir"
	"sharecard/cmd/sharecard/internal/sqlite"
)

// folder is a data folder that is open, and its articles.
func folder(t *testing.T) (dir string, s *sqlite.Articles) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "data")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	return dir, open(t, dir).DB.Articles()
}

func open(t *testing.T, dir string) *datadir.Folder {
	t.Helper()
	data, err := datadir.Open(t.Context(), dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = data.Close() })
	return data
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte(content), 0o600)); err != nil {
		t.Fatal(err)
	}
}

// extract does what tar -xf does, and returns the names.
func extract(t *testing.T, file, dir string) (names []string) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	in := tar.NewReader(f)
	for {
		header, err := in.Next()
		if errors.Is(err, io.EOF) {
			return names
		}
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, header.Name), string(content))
		names = append(names, header.Name)
	}
}

// A backup made while articles are written is one moment of the store: of
// articles written in order it has all up to one and none after.
func TestBackupWhileServing(t *testing.T) {
	dir, s := folder(t)
	put := func(id string) error {
		_, err := s.Put(t.Context(), &article.Article{ID: id, Title: "题"})
		return err
	}
	cover := bytes.Repeat([]byte("picture"), 40_000)
	if err := put("a"); err != nil {
		t.Fatal(err)
	}
	_, err := s.SetCover(t.Context(), "a", cover)
	if err := errors.Join(err, s.Withdraw(t.Context(), "gone")); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "objects", "cards", "3f", "3fb2.jpg"), "a card")
	write(t, filepath.Join(dir, "objects", "cards", "tmp", "half"), "half a card")

	ctx, stop := context.WithCancel(t.Context())
	written, begun := make(chan int), make(chan struct{})
	go func() {
		n := 0
		for ; ctx.Err() == nil; n++ {
			if err := put(fmt.Sprintf("n%06d", n)); err != nil {
				t.Error(err)
				break
			}
			if n == 5 {
				close(begun)
			}
		}
		written <- n
	}()
	<-begun
	file := filepath.Join(t.TempDir(), "saved.tar")
	summary, err := backup.Write(t.Context(), dir, file)
	stop()
	total := <-written
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(file); err != nil || info.Size() != summary.Bytes || info.Mode().Perm() != 0o600 {
		t.Errorf("%v %+v %v", info, summary, err)
	}
	if _, err := backup.Write(t.Context(), dir, file); !errors.Is(err, os.ErrExist) {
		t.Errorf("over an earlier backup: %v", err)
	}
	if around, _ := os.ReadDir(filepath.Dir(file)); len(around) != 1 {
		t.Errorf("left behind: %v", around)
	}

	restored := t.TempDir()
	names := extract(t, file, restored)
	sum := fmt.Sprintf("%x", sha256.Sum256(cover))
	want := "objects/cards/3f/3fb2.jpg objects/covers/" + sum[:2] + "/" + sum + " sharecard.db"
	if got := strings.Join(names, " "); got != want || summary.Files != len(names) {
		t.Errorf("saved %s, summary %+v", got, summary)
	}
	again := open(t, restored).DB.Articles()
	r, err := again.Get(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := again.StoredCover(t.Context(), r.Article.Cover.URL); err != nil || !bytes.Equal(got, cover) {
		t.Errorf("the cover: %d bytes, %v", len(got), err)
	}
	if _, err := again.Get(t.Context(), "gone"); !errors.Is(err, article.ErrWithdrawn) {
		t.Errorf("withdrawn before the backup: %v", err)
	}
	have := 0
	for n := range total {
		switch _, err := again.Get(t.Context(), fmt.Sprintf("n%06d", n)); {
		case err == nil && have == n:
			have++
		case err == nil:
			t.Fatalf("article %d is there and %d is not", n, have)
		case !errors.Is(err, article.ErrNotFound):
			t.Fatal(err)
		}
	}
	if have < 6 {
		t.Errorf("%d articles of the 6 written before the backup", have)
	}
	if _, err := again.Put(t.Context(), &article.Article{ID: "later", Title: "题"}); err != nil {
		t.Error(err)
	}
}

func TestBackupRefuses(t *testing.T) {
	dir, _ := folder(t)
	damaged, empty := t.TempDir(), t.TempDir()
	write(t, filepath.Join(damaged, "sharecard.db"), strings.Repeat("a shopping list ", 90))
	out := t.TempDir()
	for what, test := range map[string]struct {
		dir, file string
		want      error // nil: any
	}{
		"damaged":        {damaged, filepath.Join(out, "a.tar"), backup.ErrDamaged},
		"no data folder": {empty, filepath.Join(out, "a.tar"), nil},
		"missing":        {filepath.Join(empty, "x"), filepath.Join(out, "a.tar"), os.ErrNotExist},
		"into itself":    {dir, filepath.Join(dir, "objects", "a.tar"), nil},
		"nowhere to go":  {dir, filepath.Join(out, "x", "a.tar"), os.ErrNotExist},
	} {
		_, err := backup.Write(t.Context(), test.dir, test.file)
		if err == nil || test.want != nil && !errors.Is(err, test.want) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if left, _ := os.ReadDir(out); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// A link in the folder is not followed out of it.
func TestBackupFollowsNoLinks(t *testing.T) {
	dir, _ := folder(t)
	secret := filepath.Join(t.TempDir(), "secret")
	write(t, secret, "secret")
	if err := os.Symlink(secret, filepath.Join(dir, "objects", "cards", "link.jpg")); err != nil {
		t.Skip("this system makes no links here")
	}
	file := filepath.Join(t.TempDir(), "a.tar")
	if _, err := backup.Write(t.Context(), dir, file); err != nil {
		t.Fatal(err)
	}
	if content, err := os.ReadFile(file); err != nil || bytes.Contains(content, []byte("secret")) {
		t.Errorf("it has what is outside, or %v", err)
	}
}

// While another process holds the lock, the backup still gets its moment.
func TestBackupOfALockedStore(t *testing.T) {
	dir, s := folder(t)
	if _, err := s.Put(t.Context(), &article.Article{ID: "a", Title: "题"}); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", "file:"+filepath.Join(dir, "sharecard.db")+"?_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback() }()
	if _, err := backup.Write(t.Context(), dir, filepath.Join(t.TempDir(), "a.tar")); err != nil {
		t.Error(err)
	}
}
