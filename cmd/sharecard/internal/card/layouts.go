package card

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"sharecard/render/css"
)

// themesFolder holds the style sheets of themes that have layouts of their own: THEME.css.
const themesFolder = "themes"

// suitsPage is a template that links nothing but [suitsSheet]: its tokens are what a
// theme says, whichever card it dresses.
//
//go:embed _theme.html
var suitsPage embed.FS

const (
	suitsName  = "_theme" // is no slug, so no template has it
	suitsSheet = "theme.css"
)

// layoutName is the name, without its ending, of the file of a card's own layout in a
// theme: "cover.cinema". Without a theme it is that of the card.
func layoutName(name, theme string) string {
	if theme == "" {
		return name
	}
	return name + "." + theme
}

// UnsuitedError tells which cards a theme suits, and in which themes a card comes. It
// wraps [ErrUnsuited].
type UnsuitedError struct {
	Theme, Card   string
	Cards, Themes []string
}

func (e *UnsuitedError) Error() string {
	return fmt.Sprintf("theme %s does not suit the card %s: it is for %s; %s comes in %s",
		e.Theme, e.Card, strings.Join(e.Cards, ", "), e.Card, strings.Join(e.Themes, ", "))
}

// Unwrap returns ErrUnsuited.
func (e *UnsuitedError) Unwrap() error { return ErrUnsuited }

// alias is a file system in which one file has another name.
type alias struct {
	fs.FS
	name, file string
}

// Open opens the file that the name stands for.
func (a alias) Open(name string) (fs.File, error) {
	if name == a.name {
		name = a.file
	}
	return a.FS.Open(name)
}

// loadThemes reads which cards each theme suits.
func (s *set) loadThemes() {
	s.suits = map[string][]string{}
	for _, theme := range themes {
		file := themesFolder + "/" + theme + ".css"
		if _, err := fs.Stat(s.files, file); err != nil {
			continue
		}
		page, diagnostics, err := s.load(overlay{upper: suitsPage, lower: alias{s.files, suitsSheet, file}}, suitsName)
		if err != nil {
			for _, d := range diagnostics {
				if d.File == suitsSheet {
					d.File = file
				}
				s.faults = append(s.faults, d)
			}
			continue
		}
		if cards, ok := css.ParseStrings(page.Tokens("", false)[css.CardSuits]); ok {
			s.suits[theme] = cards
		}
	}
}

// loadLayouts loads the layouts that themes have of their own, CARD.THEME.html, among
// files whose names without the ending are no slugs.
func (s *set) loadLayouts(files []string) {
	for _, file := range files {
		name, theme, dotted := strings.Cut(file, ".")
		switch {
		case !dotted:
		case s.entries[name] == nil || !slices.Contains(themes, theme):
			s.faults = append(s.faults, css.Diagnostic{File: file + ".html", Severity: css.Warning, Message: fmt.Sprintf(
				"is not read: a theme's own layout is CARD.THEME.html, and the themes are %s", strings.Join(themes, ", "))})
		default:
			s.layouts[file] = s.loadTemplate(file, nil)
		}
	}
	for _, e := range s.entries {
		e.Themes = s.themesOf(e.Name)
	}
	for _, e := range s.layouts {
		e.Themes = []string{e.Theme}
	}
}

// suited reports whether a theme suits a card; "" suits all.
func (s *set) suited(theme, name string) bool {
	cards, some := s.suits[theme]
	return !some || slices.Contains(cards, name)
}

func (s *set) unsuited(theme, name string) error {
	return &UnsuitedError{Theme: theme, Card: name, Cards: s.suits[theme], Themes: s.themesOf(name)}
}

// themesOf returns the themes that suit a card.
func (s *set) themesOf(name string) []string {
	return slices.DeleteFunc(Themes(), func(theme string) bool { return !s.suited(theme, name) })
}

// LayoutOf returns the layout that a card has in a theme without a brand: that of the
// theme, or else that of the card; nil where there is no such card, or the theme does
// not suit it.
func (l *Library) LayoutOf(name, theme string) *LoadedTemplate {
	s := l.current()
	if !s.suited(theme, name) {
		return nil
	}
	if own := s.layouts[layoutName(name, theme)]; own != nil {
		return own
	}
	return s.entries[name]
}

// Layouts returns all templates without a brand, each followed by the layouts that themes
// have of it.
func (l *Library) Layouts() []*LoadedTemplate {
	s := l.current()
	own := slices.SortedFunc(maps.Values(s.layouts), func(a, b *LoadedTemplate) int {
		return strings.Compare(a.File(), b.File())
	})
	var all []*LoadedTemplate
	for _, e := range l.All() {
		all = append(all, e)
		for _, layout := range own {
			if layout.Name == e.Name {
				all = append(all, layout)
			}
		}
	}
	return all
}
