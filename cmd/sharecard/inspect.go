package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"sharecard/cmd/sharecard/internal/plainfiles"
	"sharecard/render"
	"sharecard/render/css"
)

// inspectCommand lays out an HTML file and prints where everything stands.
type inspectCommand struct {
	File    string `arg:"" help:"HTML file; its style sheets, fonts and pictures are read from its folder." placeholder:"FILE.html"`
	Width   int    `default:"1200" help:"Width of the viewport in px, 1 to 20000." placeholder:"PX"`
	Height  int    `default:"800" help:"Height of the viewport in px, 1 to 20000." placeholder:"PX"`
	Dark    bool   `help:"As prefers-color-scheme: dark."`
	FontDir string `type:"existingdir" help:"Folder of fonts for what the built-in ones lack." placeholder:"DIR"`
	JSON    bool   `name:"json" help:"Print JSON."`
}

const maxViewport = 20_000

// Run prints the boxes as an indented outline, or as JSON, and fails where the file has
// faults.
func (c *inspectCommand) Run(ctx context.Context, m *Main) error {
	for flag, v := range map[string]int{"--width": c.Width, "--height": c.Height} {
		if v < 1 || v > maxViewport {
			return usageError{fmt.Errorf("%s %d: must be from 1 to %d", flag, v, maxViewport)}
		}
	}
	faces, err := openFonts(c.FontDir, m.log())
	if err != nil {
		return err
	}
	root, err := os.OpenRoot(filepath.Dir(c.File)) // links cannot lead out of it
	if err != nil {
		return err
	}
	defer root.Close()
	found, err := render.New(faces).Inspect(ctx, plainfiles.FS(root.FS()), filepath.Base(c.File),
		render.PageOptions{Width: c.Width, Height: c.Height, Dark: c.Dark})
	if path := (*fs.PathError)(nil); errors.As(err, &path) {
		return fmt.Errorf("open %s: %w", c.File, path.Err)
	}
	if err != nil {
		return err
	}
	if c.JSON {
		err = json.NewEncoder(m.Stdout).Encode(found)
	} else {
		err = printInspection(m.Stdout, found)
	}
	if err != nil {
		return err
	}
	errs := 0
	for _, d := range found.Diagnostics {
		if d.Severity == css.Error {
			errs++
		}
		if !c.JSON { // which holds them
			fmt.Fprintf(m.Stderr, "%v: %v\n", d.Severity, d)
		}
	}
	if errs > 0 {
		return fmt.Errorf("%w: %d", errFaults, errs)
	}
	return nil
}

// printInspection writes one element a line, and its lines of text below it.
func printInspection(w io.Writer, found *render.Inspection) error {
	var sb strings.Builder
	var walk func(e *render.Element, indent string)
	walk = func(e *render.Element, indent string) {
		name := e.Tag
		if e.ID != "" {
			name += "#" + e.ID
		}
		if e.Class != "" {
			name += "." + strings.Join(strings.Fields(e.Class), ".")
		}
		fmt.Fprintf(&sb, "%s%s  x %.6g  y %.6g  %.6g × %.6g\n", indent, name, e.X, e.Y, e.W, e.H)
		for _, l := range e.Lines {
			fmt.Fprintf(&sb, "%s  | %s  x %.6g  width %.6g  baseline %.6g  (%s)\n",
				indent, l.Text, l.X, l.W, l.Baseline, strings.Join(l.Fonts, ", "))
		}
		for _, c := range e.Children {
			walk(c, indent+"  ")
		}
	}
	walk(found.Root, "")
	_, err := io.WriteString(w, sb.String())
	return err
}
