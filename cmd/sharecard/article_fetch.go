package main

import (
	"context"
	"encoding/json"
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

// Run prints the article as indented JSON.
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
	e := json.NewEncoder(m.Stdout)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(a); err != nil {
		return fmt.Errorf("printing the article: %w", err)
	}
	return nil
}
