package sqlite_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"sharecard/cmd/sharecard/internal/article"
)

// BenchmarkOpen opens databases of few and of many articles: how long a server takes to
// be ready must not depend on it. Check is what it does afterwards.
func BenchmarkOpen(b *testing.B) {
	for _, n := range []int{100, 200_000} {
		path := filepath.Join(b.TempDir(), "a.db")
		s, err := openDB(b, path)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := s.Articles().Put(b.Context(), &article.Article{ID: "a", Title: "题", Summary: strings.Repeat("长", 500)}); err != nil {
			b.Fatal(err)
		}
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
		db := raw(b, path)
		_, err = db.Exec(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
			INSERT INTO articles SELECT 'a' || i, revision, updated_at, doc FROM articles, n WHERE id = 'a'`, n)
		if err != nil {
			b.Fatal(err)
		}
		if err := db.Close(); err != nil {
			b.Fatal(err)
		}
		for _, check := range []bool{false, true} {
			b.Run(fmt.Sprintf("%d/check=%v", n, check), func(b *testing.B) {
				for b.Loop() {
					s, err := openDB(b, path)
					if err != nil {
						b.Fatal(err)
					}
					if check {
						err = s.Check(b.Context())
					}
					if err := errors.Join(err, s.Close()); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
