package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestKeepWords(t *testing.T) {
	read := func(content string) ([]string, error) {
		file := filepath.Join(t.TempDir(), "words.txt")
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return readWords(file)
	}
	got, err := read("新质生产力\r\n\n  鹿鸣洲 \n")
	if want := []string{"新质生产力", "鹿鸣洲"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
	for name, content := range map[string]string{
		"no UTF-8":       "\xff\xfe",
		"a long line":    strings.Repeat("长", 50),
		"too many words": strings.Repeat("词语\n", maxKeepWords+1),
	} {
		if _, err := read(content); err == nil {
			t.Errorf("%s is accepted", name)
		}
	}
}
