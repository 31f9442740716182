package sqlite_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"sharecard/cmd/sharecard/internal/article"
)

// On a disk that is really full articles are read and can be withdrawn, and
// nothing else is written until there is room.
func TestStoreOnASmallDisk(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=4m"); err != nil {
		t.Skipf("file systems cannot be mounted here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	})
	s := open(t, filepath.Join(dir, "a.db"))
	long := strings.Repeat("长", 5000)
	n := 0
	var err error
	for ; err == nil && n < 1000; n++ {
		_, err = s.Put(t.Context(), &article.Article{ID: fmt.Sprint("n", n), Title: "题", Summary: long})
	}
	if !errors.Is(err, article.ErrFull) {
		t.Fatalf("after %d articles: %v", n, err)
	}
	if _, err := s.Get(t.Context(), "n0"); err != nil {
		t.Errorf("reading: %v", err)
	}
	for i := range 20 {
		id := fmt.Sprint("n", i)
		if err := s.Withdraw(t.Context(), id); err != nil {
			t.Fatalf("withdrawing: %v", err)
		}
		if _, err := s.Get(t.Context(), id); !errors.Is(err, article.ErrWithdrawn) {
			t.Errorf("withdrawn: %v", err)
		}
	}
	if _, err := s.Get(t.Context(), fmt.Sprint("n", n-2)); err != nil {
		t.Errorf("reading: %v", err)
	}
}
