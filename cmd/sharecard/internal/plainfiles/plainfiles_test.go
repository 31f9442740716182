//go:build unix

package plainfiles_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"sharecard/cmd/sharecard/internal/plainfiles"
)

// A pipe that nobody writes into is refused at once, whatever is asked of it; files and
// folders beside it are as they were.
func TestAttackPipe(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe.html"), 0o644); err != nil {
		t.Skip("this file system has no pipes: ", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "card.html"), []byte("card"), 0o644); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	files := plainfiles.FS(root.FS())
	if _, err := fs.ReadFile(files, "pipe.html"); !errors.Is(err, plainfiles.ErrIrregular) {
		t.Errorf("reading a pipe: %v", err)
	}
	if _, err := fs.Stat(files, "pipe.html"); !errors.Is(err, plainfiles.ErrIrregular) {
		t.Errorf("asking about a pipe: %v", err)
	}
	if text, err := fs.ReadFile(files, "card.html"); err != nil || string(text) != "card" {
		t.Errorf("%q %v", text, err)
	}
	if found, err := fs.Glob(files, "*.html"); err != nil || len(found) != 2 {
		t.Errorf("%v %v", found, err)
	}
	if _, err := fs.ReadFile(files, "none.html"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
}
