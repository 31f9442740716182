package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/article/extract"
	"sharecard/cmd/sharecard/internal/strictjson"
)

// articleCommand groups what can be done with articles.
type articleCommand struct {
	Import articleImportCommand `cmd:"" help:"Make an article of a news page or a text, or articles of a feed, and print their JSON."`
	Fetch  articleFetchCommand  `cmd:"" help:"Fetch an article from an upstream, as serve would, and print its JSON."`
}

// articleImportCommand makes an article of a news page or of a plain text, or the
// articles of a feed.
type articleImportCommand struct {
	fetchSettings
	Page string `arg:"" help:"The address of a page or a feed, https://…; or a file: HTML, plain text, RSS, Atom or JSON Feed; - for stdin."`
	URL  string `name:"url" help:"Where the page in the file was got, if it does not say so itself." placeholder:"ADDRESS"`
}

// Run prints the article, or those of a feed one a line.
func (c *articleImportCommand) Run(ctx context.Context, m *Main) error {
	page, err := c.read(ctx, m)
	if err != nil {
		return err
	}
	if extract.Sniff(page.HTML) == extract.FeedOfArticles {
		return c.printFeed(ctx, m, page)
	}
	articles, err := extract.Articles(ctx, page)
	if err != nil {
		return fmt.Errorf("%s: %w", c.Page, err)
	}
	return printArticle(m, articles[0])
}

// printFeed prints the articles of a feed, one a line, and on stderr the items that make
// none.
func (c *articleImportCommand) printFeed(ctx context.Context, m *Main, page extract.Page) error {
	items, err := extract.Feed(ctx, page)
	if err != nil {
		return fmt.Errorf("%s: %w", c.Page, err)
	}
	for i, item := range items {
		if item.Err != nil {
			fmt.Fprintf(m.Stderr, "%s: item %d is left out: %v\n", c.Page, i+1, item.Err)
			continue
		}
		line, err := article.Encode(item.Article)
		if err != nil {
			return err
		}
		if _, err := m.Stdout.Write(append(line, '\n')); err != nil {
			return fmt.Errorf("printing the articles: %w", err)
		}
	}
	return nil
}

// printArticle prints an article as indented JSON.
func printArticle(m *Main, a *article.Article) error {
	e := json.NewEncoder(m.Stdout)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(a); err != nil {
		return fmt.Errorf("printing the article: %w", err)
	}
	return nil
}

// read reads the document from the web or from a file.
func (c *articleImportCommand) read(ctx context.Context, m *Main) (extract.Page, error) {
	if c.URL != "" {
		if reason := strictjson.CheckURL(c.URL); reason != "" {
			return extract.Page{}, usageError{fmt.Errorf("--url %s", reason)}
		}
	}
	if strings.HasPrefix(c.Page, "http://") || strings.HasPrefix(c.Page, "https://") {
		if c.URL != "" {
			return extract.Page{}, usageError{errors.New("--url is for a file: the page's own address is given")}
		}
		web, err := c.client()
		if err != nil {
			return extract.Page{}, err
		}
		defer web.Close()
		got, err := web.Document(ctx, c.Page, extract.MaxBytes)
		if err != nil {
			return extract.Page{}, err
		}
		return extract.Page{HTML: got.Body, ContentType: got.ContentType, Address: got.Address}, nil
	}
	in, name, err := m.open(c.Page)
	if err != nil {
		return extract.Page{}, err
	}
	defer in.Close()
	html, err := io.ReadAll(io.LimitReader(in, extract.MaxBytes+1))
	if err != nil {
		return extract.Page{}, fmt.Errorf("reading %s: %w", name, err)
	}
	if len(html) > extract.MaxBytes {
		return extract.Page{}, fmt.Errorf("%s: a page has at most %d MB", name, extract.MaxBytes>>20)
	}
	return extract.Page{HTML: html, Address: c.URL}, nil
}
