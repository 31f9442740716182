package publish_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/datadir"
	"sharecard/cmd/sharecard/internal/objects"
	"sharecard/cmd/sharecard/internal/publish"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv("PUBLISH_TEST_WRITE"); dir != "" {
		writeUntilKilled(dir)
	}
	goleak.VerifyTestMain(m)
}

// config is how a keeper is opened in a test.
type config struct {
	folder   string // "": a new one
	maxBytes int64
	keep     time.Duration
	now      func() time.Time
}

// keeper is a Keeper over a data folder.
type keeper struct {
	*publish.Keeper
	data *datadir.Folder
}

func (k *keeper) Close() error { return k.data.Close() }

func openKeeper(ctx context.Context, c config) (*keeper, error) {
	data, err := datadir.Open(ctx, c.folder, c.now)
	if err != nil {
		return nil, err
	}
	return &keeper{publish.New(publish.Config{
		Store: data.DB.Cards(), Objects: data.Cards, MaxBytes: c.maxBytes, Keep: c.keep, Now: c.now,
	}), data}, nil
}

func open(t *testing.T, c config) *keeper {
	t.Helper()
	if c.folder == "" {
		c.folder = t.TempDir()
	}
	s, err := openKeeper(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func hash(n int) string { return fmt.Sprintf("%032x", uint64(n)*0x9e3779b97f4a7c15) }

func card(n int, articles ...string) *publish.Card {
	return &publish.Card{
		Hash: hash(n), Name: "poster.jpg", MIME: "image/jpeg", ETag: `"tag"`, Report: "cut=1",
		Manifest: []byte(`{"template":"poster"}`), Articles: articles, Brand: "evening",
	}
}

func put(t *testing.T, s *keeper, c *publish.Card, text string) {
	t.Helper()
	if _, err := s.Put(t.Context(), c, []byte(text)); err != nil {
		t.Fatal(err)
	}
}

// read returns the text of a card, or its error in short.
func read(t *testing.T, s *keeper, hash string) string {
	t.Helper()
	c, text, err := s.Read(t.Context(), hash, "poster.jpg")
	switch {
	case errors.Is(err, publish.ErrNotFound):
		return "not found"
	case errors.Is(err, publish.ErrWithdrawn):
		return "withdrawn"
	case err != nil:
		t.Fatal(err)
	}
	if int64(len(text)) != c.Size {
		t.Errorf("%d bytes of %d", len(text), c.Size)
	}
	return string(text)
}

func expect(t *testing.T, s *keeper, hash, want string) {
	t.Helper()
	if got := read(t, s, hash); got != want {
		t.Errorf("card %s is %q, want %q", hash, got, want)
	}
}

// files lists what lies in the folder of cards.
func files(t *testing.T, folder string) (names []string) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(filepath.Join(folder, "objects", "cards")), ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestDiskFull(t *testing.T) {
	folder := t.TempDir()
	s := open(t, config{folder: folder})
	put(t, s, card(1), "一")
	s.FillDisk(objects.ErrFull)
	if _, err := s.Put(t.Context(), card(2), []byte("二")); !errors.Is(err, publish.ErrFull) {
		t.Errorf("got %v", err)
	}
	expect(t, s, hash(1), "一")
	expect(t, s, hash(2), "not found")
	if got := files(t, folder); len(got) != 1 {
		t.Errorf("files: %q", got)
	}
}

func tidy(t *testing.T, s *keeper) {
	t.Helper()
	if err := s.Tidy(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// Files that the index does not know are never read, and go; one that was lost
// is made anew.
func TestFilesWithoutIndex(t *testing.T) {
	folder := t.TempDir()
	s := open(t, config{folder: folder})
	put(t, s, card(1), "一")
	path := func(n int) string {
		return filepath.Join(folder, "objects", "cards", hash(n)[:2], hash(n)+".jpg")
	}
	write := func(path, text string) {
		t.Helper()
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	write(path(2), "stray")
	write(filepath.Join(folder, "objects", "cards", "tmp", "left"), "half")
	expect(t, s, hash(2), "not found")
	tidy(t, s)
	s.Close()
	s = open(t, config{folder: folder})
	if got := files(t, folder); len(got) != 1 || !strings.Contains(got[0], hash(1)) {
		t.Errorf("files: %q", got)
	}
	write(path(1), "cut o") // by hand
	expect(t, s, hash(1), "not found")
	put(t, s, card(1), "一")
	expect(t, s, hash(1), "一")
	s.Close()
	s = open(t, config{folder: folder}) // which has nothing in memory
	if err := os.Remove(path(1)); err != nil {
		t.Fatal(err)
	}
	expect(t, s, hash(1), "not found")
	put(t, s, card(1), "一")
	expect(t, s, hash(1), "一")
}

func TestDamagedIndexDoesNotOpen(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, datadir.File), []byte(strings.Repeat("no index ", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := openKeeper(t.Context(), config{folder: folder})
	if !errors.Is(err, article.ErrCorrupt) || !strings.Contains(err.Error(), folder) {
		t.Errorf("got %v", err)
	}
}

// A store whose index was lost does not begin a new one, and keeps its cards.
func TestLostIndex(t *testing.T) {
	folder := t.TempDir()
	s := open(t, config{folder: folder})
	put(t, s, card(1, "a"), "一")
	s.Close()
	index := filepath.Join(folder, datadir.File)
	for name, lose := range map[string]func() error{
		"removed": func() error { return os.Remove(index) },
		"emptied": func() error { return os.WriteFile(index, nil, 0o600) },
	} {
		if err := lose(); err != nil {
			t.Fatal(err)
		}
		again, err := openKeeper(t.Context(), config{folder: folder})
		if !errors.Is(err, article.ErrCorrupt) {
			t.Errorf("%s: %v", name, err)
		}
		if err == nil {
			again.Close()
		}
		if got := files(t, folder); len(got) != 1 {
			t.Errorf("%s: files: %q", name, got)
		}
	}
}
