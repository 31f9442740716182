package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/progress"
	"sharecard/render"
	"sharecard/render/encode"
)

// renderCommand draws one card without a server.
type renderCommand struct {
	oneArticle
	Template string `required:"" help:"Name of the template, as in poster." placeholder:"NAME"`
	Output   string `short:"o" default:"-" help:"File to write; - for stdout." placeholder:"FILE"`
	Format   string `help:"png or jpg; else by the file's ending, else the template's own." placeholder:"FORMAT"`
}

// Run draws the card.
func (c *renderCommand) Run(ctx context.Context, m *Main) error {
	format, err := c.format()
	if err != nil {
		return err
	}
	if f, isFile := m.Stdout.(*os.File); c.Output == "-" && isFile && progress.IsTerminal(f) {
		return usageError{errors.New("a picture does not go to a terminal: use -o FILE")}
	}
	return c.draw(m, func(service *card.Service, r card.Request) error {
		r.Template, r.Format = c.Template, format
		result, err := service.Card(ctx, r)
		if err != nil {
			return misused(err)
		}
		if codes := result.Codes.String(); codes != "" {
			fmt.Fprintf(m.Stderr, "sharecard: report: %s\n", codes)
		}
		if result.Codes.Blocked() {
			fmt.Fprintln(m.Stderr, "sharecard: a picture's host is at no public address; --allow-fetch CIDR lets a network of your own through")
		}
		for _, d := range result.Report.Diagnostics {
			fmt.Fprintf(m.Stderr, "sharecard: %v\n", d)
		}
		return c.write(m, result.Bytes)
	})
}

func (c *renderCommand) write(m *Main, picture []byte) (err error) {
	if c.Output == "-" {
		_, err = m.Stdout.Write(picture)
	} else {
		err = os.WriteFile(c.Output, picture, 0o644)
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
	format, err := encode.ParseFormat(word)
	switch {
	case err == nil:
		return format, nil
	case c.Format != "":
		return "", usageError{fmt.Errorf("--format %s: must be %s", c.Format, encode.FormatWords(""))}
	case word != "":
		return "", usageError{fmt.Errorf("-o %s: must end in %s, or --format say which it is", c.Output, encode.FormatWords("."))}
	}
	return "", nil
}
