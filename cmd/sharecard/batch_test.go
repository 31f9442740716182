package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/datadir"
)

// Jobs may name articles of a server's store; a corrected article is drawn
// again.
func TestBatchOfStoredArticles(t *testing.T) {
	data, out := t.TempDir(), t.TempDir()
	put := func(title string) {
		t.Helper()
		folder, err := datadir.Open(t.Context(), data, nil)
		if err != nil {
			t.Fatal(err)
		}
		defer folder.Close()
		for _, id := range []string{"corrected", "other"} {
			a := &article.Article{ID: id, Title: "一座城的清晨"}
			if id == "corrected" {
				a.Title = title
			}
			if _, err := folder.DB.Articles().Put(t.Context(), a); err != nil {
				t.Fatal(err)
			}
		}
	}
	run := func() (status int, said string) {
		var errs bytes.Buffer
		jobs := `{"name":"a","template":"thumb","article_id":"corrected"}
{"name":"b","template":"thumb","article_id":"other"}
{"name":"c","template":"thumb","article_id":"unknown"}`
		m := Main{Args: []string{"batch", "--data", data, "-", "-o", out}, Stdin: strings.NewReader(jobs), Stdout: &errs, Stderr: &errs}
		return m.Run(t.Context()), errs.String()
	}
	put("一座城的早晨")
	if status, said := run(); status != exitError || !strings.Contains(said, "2 drawn, 0 done before, 1 failed") ||
		!strings.Contains(said, `line 3: reading article "unknown": article not found`) {
		t.Fatalf("%d %s", status, said)
	}
	before, err := os.ReadFile(filepath.Join(out, "a.jpg"))
	if err != nil {
		t.Fatal(err)
	}
	put("一座城的傍晚")
	if _, said := run(); !strings.Contains(said, "1 drawn, 1 done before, 1 failed") {
		t.Error(said)
	}
	after, err := os.ReadFile(filepath.Join(out, "a.jpg"))
	if err != nil || bytes.Equal(before, after) {
		t.Errorf("the corrected article's card is as before (%v)", err)
	}
}
