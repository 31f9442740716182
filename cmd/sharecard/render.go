package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/progress"
	"sharecard/render"
)

// renderCommand draws one card without a server.
type renderCommand struct {
	design
	fetchSettings
	Article  string  `arg:"" help:"The article's JSON; - for stdin."`
	Template string  `required:"" help:"Name of the template, as in poster."`
	Output   string  `short:"o" default:"-" help:"File to write; - for stdout." placeholder:"FILE"`
	Theme    string  `help:"Look: paper, clean, ink or red." placeholder:"LOOK"`
	Accent   string  `help:"Accent colour, as in c02020." placeholder:"RRGGBB"`
	Scale    float64 `default:"1" help:"From 1 to 3."`
	Format   string  `help:"png or jpg; else by the file's ending, else the template's own." placeholder:"FORMAT"`
	Strict   bool    `help:"Fail where text is cut or a glyph is missing."`
}

// coverPatience is how long the command waits for a cover.
const coverPatience = 5 * time.Second

// Run draws the card.
func (c *renderCommand) Run(ctx context.Context, m *Main) error {
	format, err := c.format()
	if err != nil {
		return err
	}
	if err := checkScale(c.Scale); err != nil {
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
	web := c.client()
	defer web.Close()
	service, err := newService(c.design, false, card.Config{Pictures: newPictures(web), Log: log})
	if err != nil {
		return err
	}
	defer service.Close()
	result, err := service.Card(ctx, card.Request{
		Article: a, Template: c.Template, Format: format, Theme: c.Theme, Accent: c.Accent,
		Scale: c.Scale, Strict: c.Strict, Patience: coverPatience,
	})
	if err != nil {
		return err
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
