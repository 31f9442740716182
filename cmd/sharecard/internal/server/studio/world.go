package studio

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"slices"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/render"
	"sharecard/render/css"
)

// World is what there is to look at.
type World struct {
	Hash     string   `json:"hash"` // of the templates
	Dev      bool     `json:"dev"`  // the templates are watched
	Writable bool     `json:"writable"`
	Address  string   `json:"address"` // of the server, for lines to copy
	Closed   bool     `json:"closed"`  // it asks for tokens
	Cards    []Card   `json:"cards"`
	Themes   []string `json:"themes"`
	Brands   []string `json:"brands"`
	Groups   []Group  `json:"groups"`
	// Diagnostics are the faults of all templates.
	Diagnostics []Diagnostic `json:"diagnostics"`
}

// Card is a template.
type Card struct {
	Name     string `json:"name"`
	Title    string `json:"title"`
	Size     string `json:"size"` // "1080 × 1440"
	Ending   string `json:"ending"`
	MaxBytes int    `json:"max_bytes,omitempty"`
	// Ratios are what the card can be besides its own size, as "4:5".
	Ratios []string `json:"ratios"`
	Themes []string `json:"themes"` // those that suit it
}

// Group is a list of articles of one kind: "sample", "case" or "store".
type Group struct {
	Name     string    `json:"name"`
	Articles []Example `json:"articles"`
}

// Diagnostic is a fault of a template with the line it stands on.
type Diagnostic struct {
	Template string `json:"template"`
	File     string `json:"file,omitempty"`
	Line     int    `json:"line,omitempty"`
	Column   int    `json:"column,omitempty"` // in characters, from 1
	Message  string `json:"message"`
	Source   string `json:"source,omitempty"`
}

// storedArticles is how many stored articles the page offers.
const storedArticles = 24

// Describe gathers the world as far as its reader may see it: may tells the brands
// that are his. The folder's samples come first, then what breaks layouts, then
// the articles stored last.
func Describe(
	ctx context.Context, library *card.Library, store article.Store, samples []Example, may func(brand string) bool,
) (*World, error) {
	w := &World{Hash: library.Hash(), Themes: card.Themes(), Brands: []string{}, Diagnostics: Diagnostics(library, may)}
	for _, e := range library.All() {
		c := Card{Name: e.Name, Title: e.Name, Ending: "png", Ratios: []string{}, Themes: append([]string{}, e.Themes...)}
		if t := e.Template; t != nil {
			c.Title, c.MaxBytes, c.Size = t.Title, t.MaxBytes, sizeOf(t)
			c.Ending, c.Ratios = t.Format.Ext(), append(c.Ratios, t.Ratios...)
		}
		w.Cards = append(w.Cards, c)
	}
	for _, b := range library.Brands() {
		if may(b.Name) {
			w.Brands = append(w.Brands, b.Name)
		}
	}
	page, err := store.List(ctx, "", storedArticles)
	if err != nil {
		return nil, err
	}
	var stored []Example
	for _, r := range page.Records {
		stored = append(stored, Example{Name: r.Article.ID, Article: r.Article})
	}
	for _, g := range []Group{{"sample", samples}, {"case", Cases()}, {"store", stored}} {
		g.Articles = slices.DeleteFunc(g.Articles, func(e Example) bool {
			return !may(e.Article.Brand) || !may(library.BrandOf(e.Article))
		})
		if len(g.Articles) > 0 {
			w.Groups = append(w.Groups, g)
		}
	}
	return w, nil
}

// sizeOf writes a template's size in px, its base scale applied.
func sizeOf(t *render.Template) string {
	px := func(v int) int { return int(float64(v)*t.Scale + .5) }
	if t.Height > 0 {
		return fmt.Sprintf("%d × %d", px(t.Width), px(t.Height))
	}
	return fmt.Sprintf("%d × …", px(t.Width))
}

// Diagnostics returns the faults of all templates, and of the brands that may
// allows, with their source lines. Where a designer's folder lies over the built-in
// files, it names files of the folder only: those are what he can mend. A built-in
// template that his files break is named without a place.
func Diagnostics(library *card.Library, may func(brand string) bool) []Diagnostic {
	found := []Diagnostic{}
	seen := map[Diagnostic]bool{} // a fault of base.css is one of every card
	add := func(template string, d css.Diagnostic) {
		out := Diagnostic{
			Template: template, File: d.File, Line: d.Line, Column: d.Column, Message: d.Message,
			Source: sourceLine(library.Files(), d.File, d.Line),
		}
		key := out
		if out.File != "" {
			key.Template = ""
		}
		if !seen[key] {
			seen[key] = true
			found = append(found, out)
		}
	}
	for _, e := range library.Layouts() {
		told := false
		for _, d := range e.Diagnostics {
			if library.Own(d.File) {
				add(e.Name, d)
				told = told || d.Severity == css.Error
			}
		}
		if e.Err != nil && !told {
			add(e.Name, css.Diagnostic{Message: e.Err.Error()})
		}
	}
	for _, b := range library.Brands() {
		if !may(b.Name) {
			continue
		}
		for _, d := range b.Diagnostics {
			if library.Own(d.File) {
				add(b.Name, d)
			}
		}
	}
	return found
}

// maxSourceLine bounds what is shown of a line, in bytes.
const maxSourceLine = 400

// sourceLine returns a line of a file, "" where there is none.
func sourceLine(files fs.FS, name string, line int) string {
	if !fs.ValidPath(name) || line < 1 {
		return ""
	}
	src, err := fs.ReadFile(files, name)
	if err != nil {
		return ""
	}
	for i := 1; i < line; i++ {
		_, rest, ok := bytes.Cut(src, []byte("\n"))
		if !ok {
			return ""
		}
		src = rest
	}
	text, _, _ := bytes.Cut(src, []byte("\n"))
	return string(bytes.ToValidUTF8(text[:min(len(text), maxSourceLine)], nil))
}
