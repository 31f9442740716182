package main

import (
	"context"
	"errors"
	"fmt"
	"image"
	"log/slog"
	"slices"
	"strings"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/render"
	"sharecard/render/css"
	"sharecard/templates"
)

// checkCommand loads every template and lays it out with the hardest articles.
type checkCommand struct {
	Dir     string `arg:"" optional:"" type:"existingdir" help:"Folder of templates to lay over the built-in ones; none checks the built-in ones." placeholder:"DIR"`
	FontDir string `type:"existingdir" help:"Folder of fonts for what the built-in ones lack." placeholder:"DIR"`
	Verbose bool   `short:"v" help:"Print warnings too: text that is cut, glyphs that are missing."`
}

// errFaults tells that a check found what its lines on stdout say.
var errFaults = errors.New("the check found faults")

// Run prints one fault a line, and a line for each template without one.
func (c *checkCommand) Run(ctx context.Context, m *Main) error {
	faces, err := openFonts(c.FontDir, m.log())
	if err != nil {
		return err
	}
	// Its faults are printed here, not logged.
	library, err := openLibrary(c.Dir, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	r := render.New(faces)
	faults := 0
	for _, e := range library.Layouts() {
		n := c.print(m, "", e.Diagnostics)
		if e.Template == nil || e.Err != nil {
			faults += max(n, 1)
			if n == 0 {
				fmt.Fprintf(m.Stdout, "%s.html: %v\n", e.File(), e.Err)
			}
			continue
		}
		laidOut, err := c.layOut(ctx, m, r, e, drawnIn(library, e))
		if err != nil {
			return err
		}
		n += laidOut
		if n == 0 {
			fmt.Fprintf(m.Stdout, "%s.html: ok\n", e.File())
		}
		faults += n
	}
	faults += c.print(m, "", library.BrandDiagnostics())
	if faults > 0 {
		return fmt.Errorf("%w: %d", errFaults, faults)
	}
	return nil
}

// drawnIn are the themes in which a layout is drawn: of those that suit the card, the ones
// without a layout of their own, or the one that it belongs to.
func drawnIn(library *card.Library, e *card.LoadedTemplate) []string {
	return slices.DeleteFunc(slices.Clone(e.Themes), func(theme string) bool { return library.LayoutOf(e.Name, theme) != e })
}

// layOut lays a template out with every stress case in these themes and returns the
// number of errors it printed.
func (c *checkCommand) layOut(ctx context.Context, m *Main, r *render.Renderer, e *card.LoadedTemplate, all []string) (int, error) {
	faults := 0
	for _, stress := range templates.StressCases() {
		var found []css.Diagnostic // each once, with the themes that have it
		themes := map[css.Diagnostic][]string{}
		for _, theme := range all {
			diagnostics, err := checkCase(ctx, r, e, stress, theme)
			if err != nil {
				return faults, err
			}
			for _, d := range diagnostics {
				if themes[d] == nil {
					found = append(found, d)
				}
				themes[d] = append(themes[d], theme)
			}
		}
		for _, d := range found {
			where := stress.Name
			if len(themes[d]) < len(all) {
				where += ", " + strings.Join(themes[d], ", ")
			}
			faults += c.print(m, " ("+where+")", []css.Diagnostic{d})
		}
	}
	return faults, nil
}

// checkCase lays out one case in one theme. What makes that impossible is a
// diagnostic too; the error is that of ctx.
func checkCase(
	ctx context.Context, r *render.Renderer, e *card.LoadedTemplate, stress templates.Case, theme string,
) ([]css.Diagnostic, error) {
	stress.Data.Theme = theme
	found, err := r.Check(ctx, render.Job{
		Template: e.Template, Data: &stress.Data,
		Images: func(_ context.Context, address string) (image.Image, error) {
			width, height := stress.PictureSize(address)
			return blank{image.White, image.Rect(0, 0, width, height)}, nil
		},
	})
	if err != nil && ctx.Err() == nil {
		found = []css.Diagnostic{{File: e.File() + ".html", Severity: css.Error, Message: err.Error()}}
	}
	return found, ctx.Err()
}

// blank is a picture that has a size only.
type blank struct {
	*image.Uniform
	bounds image.Rectangle
}

// Bounds implements [image.Image].
func (b blank) Bounds() image.Rectangle { return b.bounds }

// print prints diagnostics with where they were found, and returns how many
// are errors.
func (c *checkCommand) print(m *Main, where string, found []css.Diagnostic) int {
	n := 0
	for _, d := range found {
		if d.Severity == css.Error {
			n++
		} else if !c.Verbose {
			continue
		}
		fmt.Fprintf(m.Stdout, "%v%s\n", d, where)
	}
	return n
}
