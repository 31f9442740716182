package sqlite_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"sharecard/cmd/sharecard/internal/article"
)

// full returns a store that holds two articles and has no room for a tombstone.
func full(t *testing.T, path string) interface {
	article.Store
	RoomForWithdrawals(int64)
	Close() error
} {
	t.Helper()
	s := open(t, path)
	put(t, s, &article.Article{ID: "a", Title: "一"})
	put(t, s, &article.Article{ID: "b", Title: "二"})
	if err := s.FillDisk(t.Context(), 0); err != nil {
		t.Fatal(err)
	}
	for i := 0; ; i++ { // what is left of the pages there are
		if err := s.Withdraw(t.Context(), fmt.Sprintf("%0128d", i)); err != nil {
			t.Fatal(err)
		}
		if text, err := os.ReadFile(path + "-reserve"); err != nil || text[0] != 0 {
			return s
		}
	}
}

// Even withdrawals end somewhere: where their own file is full too.
func TestPendingWithdrawalsAreBounded(t *testing.T) {
	s := full(t, filepath.Join(t.TempDir(), "a.db"))
	s.RoomForWithdrawals(1000)
	n := 0
	var err error
	for ; err == nil && n < 100; n++ {
		err = s.Withdraw(t.Context(), fmt.Sprint("n", n))
	}
	if !errors.Is(err, article.ErrFull) || n < 5 || n == 100 {
		t.Errorf("after %d: %v", n, err)
	}
	if err := second(s.Get(t.Context(), "n0")); !errors.Is(err, article.ErrWithdrawn) {
		t.Errorf("withdrawn: %v", err)
	}
}

// Whatever is torn of the last line, those before it stand; a line that is damaged in the
// middle is no accident of power.
func TestPendingWithdrawalsTorn(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	s := full(t, path)
	if err := s.Withdraw(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	reserve := path + "-reserve"
	whole, err := os.ReadFile(reserve)
	if err != nil {
		t.Fatal(err)
	}
	length := 0
	for whole[length] != 0 {
		length++
	}
	torn := append(append([]byte(nil), whole...), 0)
	copy(torn[length:], `0badc0de {"Articles":[["b"`)
	if err := os.WriteFile(reserve, torn, 0o600); err != nil {
		t.Fatal(err)
	}
	s = open(t, path)
	if err := second(s.Get(t.Context(), "a")); !errors.Is(err, article.ErrWithdrawn) {
		t.Errorf("the whole line: %v", err)
	}
	if err := second(s.Get(t.Context(), "b")); err != nil {
		t.Errorf("the torn line: %v", err)
	}
	whole[3] ^= 1
	if err := os.WriteFile(reserve, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := openDB(t, path); !errors.Is(err, article.ErrCorrupt) {
		t.Errorf("a damaged line: %v", err)
	}
}
