package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"sharecard/cmd/sharecard/internal/upstream"
)

// articleFetchCommand tries out the settings of an upstream.
type articleFetchCommand struct {
	upstreamSettings
	ID string `arg:"" help:"The article's ID."`
}

// Run prints the article, and on stderr what of it could not be read.
func (c *articleFetchCommand) Run(ctx context.Context, m *Main) error {
	asked, err := c.upstream(slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	if asked == nil {
		return usageError{errors.New("--article-url says where to fetch it from")}
	}
	a, err := upstream.Ask(ctx, *asked, c.ID)
	if err != nil {
		return fmt.Errorf("fetching article %q: %w", c.ID, err)
	}
	for _, d := range a.Dropped {
		fmt.Fprintln(m.Stderr, "left out:", d)
	}
	return printArticle(m, a)
}
