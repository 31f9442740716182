package card_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/render"
	"sharecard/render/css"
	"sharecard/templates"
)

// A theme draws its own layout of a card where it has one, else the card's, and
// refuses the cards that it does not suit.
func TestLayouts(t *testing.T) {
	page := func(width string) *fstest.MapFile {
		return file(`<title>N</title><meta name="card:size" content="` + width + `x400"><p>{{.Title}}</p>`)
	}
	library, err := card.NewLibrary(fstest.MapFS{
		"poster.html": page("600"), "poster.cinema.html": page("700"), "cover.html": page("600"), "link.html": page("600"),
		"poster.nothing.html":      page("600"),
		"themes/cinema.css":        file(`:root { --card-suits: "poster", "cover"; }`),
		"brands/evening/brand.css": file(`:root { --card-theme: cinema; }`),
	}, nil, render.Load)
	if err != nil {
		t.Fatal(err)
	}
	s := newService(t, card.Config{Templates: library, Renderer: &renderer{}, Pictures: &web{}})
	width := func(r card.Request) int {
		t.Helper()
		r.Article = &article.Article{Title: "题"}
		plan, err := s.Resolve(t.Context(), r)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Prepare(t.Context(), plan); err != nil {
			t.Fatal(err)
		}
		return card.TemplateOf(plan).Width
	}
	for _, test := range []struct {
		request card.Request
		width   int
	}{
		{card.Request{Template: "poster"}, 600},
		{card.Request{Template: "poster", Theme: "ink"}, 600},
		{card.Request{Template: "poster", Theme: "cinema"}, 700},
		{card.Request{Template: "cover", Theme: "cinema"}, 600},
		{card.Request{Template: "poster", Brand: "evening"}, 700}, // by the brand's theme
		{card.Request{Template: "link", Brand: "evening"}, 600},   // which does not suit it
	} {
		if got := width(test.request); got != test.width {
			t.Errorf("%s in %q of %q is %d px wide, want %d", test.request.Template, test.request.Theme, test.request.Brand, got, test.width)
		}
	}
	_, err = s.Card(t.Context(), card.Request{Template: "link", Theme: "cinema", Article: &article.Article{Title: "题"}})
	if !errors.Is(err, card.ErrUnsuited) || card.CodeOf(err) != "unsuited_theme" ||
		!strings.Contains(err.Error(), "poster, cover") || !strings.Contains(err.Error(), "paper") {
		t.Errorf("a card that the theme does not suit: %v", err)
	}
	faults := library.BrandDiagnostics()
	if !slices.ContainsFunc(faults, func(d css.Diagnostic) bool { return d.File == "poster.nothing.html" }) {
		t.Errorf("a layout of no theme is not told: %v", faults)
	}
}

// Every card that a theme names is there, and every layout of a theme belongs to a card
// that the theme names.
func TestBuiltinLayouts(t *testing.T) {
	library, err := card.NewLibrary(templates.FS, nil, render.Load)
	if err != nil {
		t.Fatal(err)
	}
	own := 0
	for _, e := range library.Layouts() {
		if e.Theme == "" {
			continue
		}
		own++
		if library.LayoutOf(e.Name, e.Theme) != e {
			t.Errorf("%s.html is drawn by no request: the theme does not name the card", e.File())
		}
	}
	if own == 0 {
		t.Error("no theme has a layout of its own")
	}
	for _, theme := range card.Themes() {
		cards := 0
		for _, e := range library.All() {
			if slices.Contains(e.Themes, theme) {
				cards++
			}
		}
		if cards < 4 {
			t.Errorf("%s suits %d cards, want 4 at least", theme, cards)
		}
	}
}
