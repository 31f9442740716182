package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/progress"
	"sharecard/render"
)

// renderCommand draws one card without a server.
type renderCommand struct {
	design
	fetchSettings
	wishes
	Article  string `arg:"" help:"The article's JSON; - for stdin."`
	Template string `required:"" help:"Name of the template, as in poster." placeholder:"NAME"`
	Output   string `short:"o" default:"-" help:"File to write; - for stdout." placeholder:"FILE"`
	Format   string `help:"png or jpg; else by the file's ending, else the template's own." placeholder:"FORMAT"`
}

// Run draws the card.
func (c *renderCommand) Run(ctx context.Context, m *Main) error {
	if err := c.check(); err != nil {
		return err
	}
	format, err := c.format()
	if err != nil {
		return err
	}
	if f, isFile := m.Stdout.(*os.File); c.Output == "-" && isFile && progress.IsTerminal(f) {
		return usageError{errors.New("a picture does not go to a terminal: use -o FILE")}
	}
	in, name, err := m.open(c.Article)
	if err != nil {
		return err
	}
	defer in.Close()
	a, err := article.Read(in)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	log := slog.New(slog.NewTextHandler(m.Stderr, nil))
	web, err := c.client()
	if err != nil {
		return err
	}
	defer web.Close()
	service, err := newService(c.design, false, card.Config{Pictures: newPictures(web), Log: log})
	if err != nil {
		return err
	}
	defer service.Close()
	r := c.request(a)
	r.Template, r.Format = c.Template, format
	result, err := service.Card(ctx, r)
	if err != nil {
		return misused(err)
	}
	if codes := result.Codes.String(); codes != "" {
		fmt.Fprintf(m.Stderr, "sharecard: report: %s\n", codes)
	}
	if c.Output == "-" {
		_, err = m.Stdout.Write(result.Bytes)
	} else {
		err = os.WriteFile(c.Output, result.Bytes, 0o644)
	}
	if err != nil {
		return fmt.Errorf("writing the card: %w", err)
	}
	return nil
}

// format is the one asked for, else the one that the output's ending means,
// else empty.
func (c *renderCommand) format() (render.Format, error) {
	word := c.Format
	if word == "" {
		word = strings.TrimPrefix(strings.ToLower(filepath.Ext(c.Output)), ".")
	}
	switch word {
	case "png":
		return render.PNG, nil
	case "jpg", "jpeg":
		return render.JPEG, nil
	}
	switch {
	case c.Format != "":
		return "", usageError{fmt.Errorf("--format %s: must be png or jpg", c.Format)}
	case word != "":
		return "", usageError{fmt.Errorf("-o %s: must end in .png or .jpg, or --format say which it is", c.Output)}
	}
	return "", nil
}
