package objects_test

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"sharecard/cmd/sharecard/internal/objects"
)

// A disk that is really full takes no part of an object, and keeps those it has.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=1m"); err != nil {
		t.Skipf("file systems cannot be mounted here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	})
	f := open(t, dir)
	t.Cleanup(func() { _ = f.Close() }) // before the file system goes
	put(t, f, one, "first")
	for _, name := range []string{one, two} {
		if err := f.Put(t.Context(), name, make([]byte, 2<<20)); !errors.Is(err, objects.ErrFull) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if got := read(t, f, one); got != "first" {
		t.Errorf("got %q", got)
	}
	if left, err := os.ReadDir(filepath.Join(dir, "tmp")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	put(t, f, two, "second")
}
