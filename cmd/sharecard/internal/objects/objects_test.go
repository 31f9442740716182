package objects_test

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sharecard/cmd/sharecard/internal/objects"
)

const (
	one = "3fb2c4d05e6f708192a3b4c5d6e7f809.jpg"
	two = "00b2c4d05e6f708192a3b4c5d6e7f809"
)

func open(t *testing.T, dir string) *objects.Folder {
	t.Helper()
	f, err := objects.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

func put(t *testing.T, f *objects.Folder, name, text string) {
	t.Helper()
	if err := f.Put(t.Context(), name, []byte(text)); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, f *objects.Folder, name string) string {
	t.Helper()
	file, err := f.Open(t.Context(), name)
	if errors.Is(err, fs.ErrNotExist) {
		return "not there"
	}
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	text, err := io.ReadAll(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func list(t *testing.T, f *objects.Folder) (all []string) {
	t.Helper()
	err := f.List(t.Context(), func(names []string) error {
		all = append(all, names...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(all)
	return all
}

func TestObjectsStay(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b")
	f := open(t, dir)
	put(t, f, one, "first")
	put(t, f, one, "second")
	put(t, f, two, "other")
	f = open(t, dir)
	if got := read(t, f, one); got != "second" {
		t.Errorf("got %q", got)
	}
	if got := list(t, f); !slices.Equal(got, []string{two, one}) {
		t.Errorf("listed %q", got)
	}
	for range 2 { // the second time there is nothing to remove
		if err := f.Remove(t.Context(), one); err != nil {
			t.Error(err)
		}
	}
	if got := read(t, f, one); got != "not there" {
		t.Errorf("removed: %q", got)
	}
	if got := list(t, f); !slices.Equal(got, []string{two}) {
		t.Errorf("listed %q", got)
	}
}

// What a crash left half written goes, and what is no object is left alone.
func TestStrangers(t *testing.T) {
	dir := t.TempDir()
	f := open(t, dir)
	put(t, f, one, "first")
	for name, stays := range map[string]bool{"tmp/half": false, "README": true, "3f/notes.txt": true, "3f/" + two: true} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
		f = open(t, dir)
		if _, err := os.Stat(filepath.Join(dir, name)); (err == nil) != stays {
			t.Errorf("%s: %v", name, err)
		}
	}
	if got := list(t, f); !slices.Equal(got, []string{one}) {
		t.Errorf("listed %q", got)
	}
}

func TestNames(t *testing.T) {
	dir := t.TempDir()
	f := open(t, filepath.Join(dir, "objects"))
	if err := os.WriteFile(filepath.Join(dir, "secret"), []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{
		"", "x", "../secret", "3f/" + one, strings.ToUpper(one), one + ".jpg", "tmp/" + one, strings.Repeat("a", 129),
	} {
		if err := f.Put(t.Context(), name, []byte("x")); !errors.Is(err, objects.ErrName) {
			t.Errorf("put %q: %v", name, err)
		}
		if got := read(t, f, name); got != "not there" {
			t.Errorf("read %q: %q", name, got)
		}
		if err := f.Remove(t.Context(), name); err != nil {
			t.Errorf("remove %q: %v", name, err)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "secret")); err != nil {
		t.Error(err)
	}
}
