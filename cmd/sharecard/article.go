package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"sharecard/cmd/sharecard/internal/article/extract"
	"sharecard/cmd/sharecard/internal/strictjson"
)

// articleCommand groups what can be done with articles.
type articleCommand struct {
	Import articleImportCommand `cmd:"" help:"Make an article of a saved news page and print its JSON."`
}

// articleImportCommand makes an article of a news page.
type articleImportCommand struct {
	Page string `arg:"" help:"The page's HTML; - for stdin."`
	URL  string `name:"url" help:"Where the page was got, for pages that do not say so themselves." placeholder:"ADDRESS"`
}

// Run prints the article as indented JSON.
func (c *articleImportCommand) Run(ctx context.Context, m *Main) error {
	if c.URL != "" {
		if reason := strictjson.CheckURL(c.URL); reason != "" {
			return usageError{fmt.Errorf("--url %s", reason)}
		}
	}
	in, name, err := m.open(c.Page)
	if err != nil {
		return err
	}
	defer in.Close()
	page, err := io.ReadAll(io.LimitReader(in, extract.MaxBytes+1))
	if err != nil {
		return fmt.Errorf("reading %s: %w", name, err)
	}
	if len(page) > extract.MaxBytes {
		return fmt.Errorf("%s: a page has at most %d MB", name, extract.MaxBytes>>20)
	}
	a, err := extract.Extract(ctx, extract.Page{HTML: page, Address: c.URL})
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	e := json.NewEncoder(m.Stdout)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(a); err != nil {
		return fmt.Errorf("printing the article: %w", err)
	}
	return nil
}
