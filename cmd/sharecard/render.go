package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/platform"
	"sharecard/cmd/sharecard/internal/progress"
	"sharecard/render"
	"sharecard/render/encode"
)

// renderCommand draws one card without a server.
type renderCommand struct {
	oneArticle
	Template string `help:"Name of the template, as in poster." placeholder:"NAME"`
	Platform string `help:"In place of template, ratio, format and limit: where the card is to be posted, as in weibo." placeholder:"NAME"`
	Output   string `short:"o" default:"-" help:"File to write; - for stdout." placeholder:"FILE"`
	Format   string `help:"png, jpg or webp; else by the file's ending, else the template's own." placeholder:"FORMAT"`
}

// Run draws the card.
func (c *renderCommand) Run(ctx context.Context, m *Main) error {
	if (c.Template == "") == (c.Platform == "") {
		return usageError{errors.New("--template or --platform says what to draw, one of them")}
	}
	format, err := c.format()
	if err != nil {
		return err
	}
	if f, isFile := m.Stdout.(*os.File); c.Output == "-" && isFile && progress.IsTerminal(f) {
		return usageError{errors.New("a picture does not go to a terminal: use -o FILE")}
	}
	return c.draw(m, func(service *card.Service, r card.Request) error {
		if err := c.choose(&r, format); err != nil {
			return err
		}
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

// choose has r ask for the card of the template or of the platform.
func (c *renderCommand) choose(r *card.Request, format render.Format) error {
	if c.Platform == "" {
		r.Template, r.Format = c.Template, format
		return nil
	}
	p, err := platform.Find(c.Platform)
	if err == nil {
		err = p.Apply(r)
	}
	if err != nil {
		return misused(err)
	}
	if c.Format != "" {
		return usageError{errors.New("--format: the platform says it")}
	}
	if format != "" && r.Format != "" && format != r.Format {
		return usageError{fmt.Errorf("-o %s: the platform takes .%s", c.Output, r.Format.Ext())}
	}
	if r.Format == "" {
		r.Format = format
	}
	return nil
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
