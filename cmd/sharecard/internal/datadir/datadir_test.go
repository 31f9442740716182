package datadir_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"sharecard/cmd/sharecard/internal/article/sample"
	"sharecard/cmd/sharecard/internal/datadir"
)

// Nobody else on the machine reads what is to be published tomorrow.
func TestDataIsPrivate(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("files have no rights of this kind there")
	}
	dir := filepath.Join(t.TempDir(), "data")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	data, err := datadir.Open(t.Context(), dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	articles, err := sample.Articles()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := data.DB.Articles().Put(t.Context(), articles[0]); err != nil {
		t.Fatal(err)
	}
	check := func() {
		t.Helper()
		files := 0
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			info, err := d.Info()
			if err != nil {
				return err
			}
			files++
			if others := info.Mode().Perm() & 0o077; others != 0 {
				t.Errorf("%s: %v", path, info.Mode())
			}
			return nil
		})
		if err != nil || files < 5 {
			t.Errorf("%d files, %v", files, err)
		}
	}
	check()
	if err := data.Close(); err != nil {
		t.Fatal(err)
	}
	// A folder that its owner has opened to a group since then stays open.
	if err := os.Chmod(dir, 0o750); err != nil {
		t.Fatal(err)
	}
	if data, err = datadir.Open(t.Context(), dir, nil); err != nil {
		t.Fatal(err)
	}
	defer data.Close()
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o750 {
		t.Errorf("the folder: %v, %v", info.Mode(), err)
	}
	if err := os.Chmod(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	check()
}
