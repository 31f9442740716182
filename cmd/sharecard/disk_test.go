package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestDiskProbe(t *testing.T) {
	dir := t.TempDir()
	there := func() error { return nil }
	if err := diskProbe(dir, there).Check(t.Context()); err != nil {
		t.Error(err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("it leaves %v %v", left, err)
	}
	if err := diskProbe(filepath.Join(dir, "gone"), there).Check(t.Context()); err == nil {
		t.Error("a folder that is not there is fit to write to")
	}
}
