// Package sample holds the invented articles that a new store is filled with, and
// draws their covers.
package sample

import (
	"embed"
	"fmt"
	"io/fs"

	"sharecard/cmd/sharecard/internal/article"
)

//go:embed articles/*.json
var files embed.FS

// Sums returns what [article.Sum] is of each sample: an article that somebody has
// changed is none any more.
func Sums() (map[string]bool, error) {
	articles, err := Articles()
	if err != nil {
		return nil, err
	}
	sums := make(map[string]bool, len(articles))
	for _, a := range articles {
		sum, err := article.Sum(a)
		if err != nil {
			return nil, err
		}
		sums[sum] = true
	}
	return sums, nil
}

// Articles returns the articles a new store is filled with, by file name. They
// are invented, and differ in what a layout has to cope with: with and without
// cover, summary and kicker; short and long titles; Latin words, emoji, digits
// with units, nested punctuation; a quotation; a digest. The articles belong to
// the caller.
func Articles() ([]*article.Article, error) {
	names, err := fs.Glob(files, "articles/*.json")
	if err != nil {
		return nil, fmt.Errorf("sample articles: %w", err)
	}
	articles := make([]*article.Article, 0, len(names))
	for _, name := range names {
		data, err := files.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("sample articles: %w", err)
		}
		a, err := article.Decode(data)
		if err != nil {
			return nil, fmt.Errorf("sample article %s: %w", name, err)
		}
		articles = append(articles, a)
	}
	return articles, nil
}
