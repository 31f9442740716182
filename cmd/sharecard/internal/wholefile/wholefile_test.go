package wholefile_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sharecard/cmd/sharecard/internal/wholefile"
)

func TestWrite(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.jpg")
	for _, content := range []string{"first", "", strings.Repeat("second", 1<<16)} {
		if err := wholefile.Write(path, []byte(content)); err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(path)
		if err != nil || string(got) != content {
			t.Errorf("%d bytes, %v, want %d", len(got), err, len(content))
		}
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o644 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
}

// What cannot be written leaves what was there, and nothing beside it.
func TestWriteFails(t *testing.T) {
	dir := t.TempDir()
	taken := filepath.Join(dir, "folder")
	if err := os.MkdirAll(filepath.Join(taken, "x"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := wholefile.Write(taken, []byte("x")); err == nil || !strings.Contains(err.Error(), taken) {
		t.Errorf("over a folder: %v", err)
	}
	if err := wholefile.Write(filepath.Join(dir, "no", "a.jpg"), nil); err == nil {
		t.Error("into no folder")
	}
	left, err := fs.Glob(os.DirFS(dir), ".*")
	if err != nil || len(left) > 0 {
		t.Errorf("left %q, %v", left, err)
	}
}

func TestTidy(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{".sharecard-123", "a.jpg", ".hidden"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, ".sharecard-folder"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := wholefile.Tidy(dir); err != nil {
		t.Fatal(err)
	}
	left, err := fs.Glob(os.DirFS(dir), "*")
	if err != nil || !slices.Equal(left, []string{".hidden", ".sharecard-folder", "a.jpg"}) {
		t.Errorf("left %q, %v", left, err)
	}
}
