package article

import (
	"embed"
	"fmt"
	"io/fs"
)

//go:embed samples/*.json
var sampleFiles embed.FS

// Samples returns the articles a new store is filled with, by file name. They
// are invented, and differ in what a layout has to cope with: with and without
// cover, summary and kicker; short and long titles; Latin words, emoji, digits
// with units, nested punctuation; a quotation; a digest. The articles belong to
// the caller.
func Samples() ([]*Article, error) {
	names, err := fs.Glob(sampleFiles, "samples/*.json")
	if err != nil {
		return nil, fmt.Errorf("sample articles: %w", err)
	}
	articles := make([]*Article, 0, len(names))
	for _, name := range names {
		data, err := sampleFiles.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("sample articles: %w", err)
		}
		a, err := Decode(data)
		if err != nil {
			return nil, fmt.Errorf("sample article %s: %w", name, err)
		}
		articles = append(articles, a)
	}
	return articles, nil
}
