package card_test

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/render"
)

func names(l *card.Library) string {
	var all []string
	for _, e := range l.All() {
		all = append(all, e.Name)
	}
	return strings.Join(all, " ")
}

func TestLibraryOverlay(t *testing.T) {
	upper := fstest.MapFS{
		"mine.html":     page("Mine", "1440"),
		"poster.html":   page("My poster", "1440"),
		"Bad Name.html": {Data: []byte("not a template")},
		"notes.txt":     {Data: []byte("not one either")},
	}
	l, err := card.NewLibrary(sources, upper, render.Load)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := names(l), "long mine plain poster"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	p, err := l.Template("poster")
	if err != nil {
		t.Fatal(err)
	}
	if p.Title != "My poster" {
		t.Errorf("the built-in poster stands before the designer's: %s", p.Title)
	}
	plain, err := card.NewLibrary(sources, nil, render.Load)
	if err != nil {
		t.Fatal(err)
	}
	if plain.Hash() == l.Hash() {
		t.Error("other files, same hash")
	}
}

func TestLibraryCheckNamesThePlace(t *testing.T) {
	l, err := card.NewLibrary(sources, fstest.MapFS{"mine.html": file("<title>Mine</title>\n<p {{if}}>")}, render.Load)
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Check(); err == nil || !strings.Contains(err.Error(), "mine.html:2:") {
		t.Errorf("got %v", err)
	}
	if _, err := l.Template("mine"); !errors.Is(err, render.ErrTemplate) {
		t.Errorf("got %v", err)
	}
}

// While a template is being edited, its broken states must not take the last
// good picture away, and its repair must be seen.
func TestWatch(t *testing.T) {
	dir := t.TempDir()
	mine := func(title string) string { return string(page(title, "1440").Data) }
	save := func(name, source string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(source), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	save("mine.html", mine("First"))
	var upper fs.FS = os.DirFS(dir)
	l, err := card.NewLibrary(sources, upper, render.Load)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended, begun := make(chan error, 1), l.Changed()
	go func() { ended <- l.Watch(ctx, dir, slog.New(slog.DiscardHandler)) }()
	entry := func() *card.LoadedTemplate {
		for _, e := range l.All() {
			if e.Name == "mine" {
				return e
			}
		}
		return &card.LoadedTemplate{Err: errors.New("gone")}
	}
	<-begun // the watch begins with a reload

	save("mine.html", "{{if}}")
	waitFor(t, func() bool { return entry().Err != nil })
	if e := entry(); e.Template == nil || e.Template.Title != "First" || len(e.Diagnostics) == 0 {
		t.Errorf("while broken: %+v", e)
	}
	save("mine.html", mine("Second"))
	waitFor(t, func() bool { e := entry(); return e.Err == nil && e.Template.Title == "Second" })

	hash := l.Hash()
	save("partials/foot.html", "a folder made after the watch began")
	waitFor(t, func() bool { return l.Hash() != hash })
	hash = l.Hash()
	save("partials/foot.html", "changed")
	waitFor(t, func() bool { return l.Hash() != hash })

	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// A saved template must be drawn, not found among the cards of the old one.
// TestKeyFollowsTheFilesOfACard: a file that a card reads changes its key, and no other
// file does, a new card's either.
func TestKeyFollowsTheFilesOfACard(t *testing.T) {
	linked := func(title string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte(`<!doctype html><html><head><title>` + title + `</title>
<meta name="card:size" content="100x100"><link rel="stylesheet" href="base.css"></head><body>{{template "foot" .}}</body></html>`)}
	}
	upper := fstest.MapFS{
		"mine.html": linked("Mine"), "other.html": linked("Other"),
		"base.css": {Data: []byte("p { margin: 0 }")}, "other.css": {Data: []byte("p { margin: 0 }")},
		"partials/foot.html": {Data: []byte("<p>.</p>")}, "partials/alone.html": {Data: []byte("<p>.</p>")},
		"mark.png": {Data: []byte("a picture")}, "notes.txt": {Data: []byte("notes")},
		"brands/dawn/brand.css": {Data: []byte(":root { --theme-accent: #123456 }")},
	}
	key := func(brand string) string {
		t.Helper()
		l, err := card.NewLibrary(sources, upper, render.Load)
		if err != nil {
			t.Fatal(err)
		}
		s := newService(t, card.Config{Renderer: &renderer{}, Templates: l})
		p, err := s.Resolve(t.Context(), card.Request{Article: &article.Article{Title: "题"}, Template: "mine", Brand: brand})
		if err == nil {
			err = s.Prepare(t.Context(), p)
		}
		if err != nil {
			t.Fatal(err)
		}
		return p.Key()
	}
	plain, dressed := key(""), key("dawn")
	for _, test := range []struct {
		file           string
		plain, dressed bool // whose key changes
	}{
		{"mine.html", true, true}, {"base.css", true, true}, {"partials/foot.html", true, true}, {"mark.png", true, true},
		{"brands/dawn/brand.css", false, true},
		{"other.html", false, false}, {"other.css", false, false}, {"partials/alone.html", false, false}, {"notes.txt", false, false},
	} {
		was := upper[test.file]
		upper[test.file] = &fstest.MapFile{Data: append(slices.Clone(was.Data), '\n')}
		if got := key("") != plain; got != test.plain {
			t.Errorf("%s: the key changes: %t, want %t", test.file, got, test.plain)
		}
		if got := key("dawn") != dressed; got != test.dressed {
			t.Errorf("%s: the key in the brand's dress changes: %t, want %t", test.file, got, test.dressed)
		}
		upper[test.file] = was
	}
	upper["new.html"] = linked("New")
	if key("") != plain || key("dawn") != dressed {
		t.Error("a new card changes the keys of another")
	}
}

func TestReloadChangesTheKey(t *testing.T) {
	upper := fstest.MapFS{"mine.html": page("First", "1440")}
	l, err := card.NewLibrary(sources, upper, render.Load)
	if err != nil {
		t.Fatal(err)
	}
	r := &renderer{}
	s := newService(t, card.Config{Renderer: r, Templates: l})
	draw := func() {
		t.Helper()
		if _, err := s.Card(t.Context(), card.Request{Article: &article.Article{Title: "题"}, Template: "mine"}); err != nil {
			t.Fatal(err)
		}
	}
	draw()
	draw()
	upper["mine.html"] = page("Second", "1440")
	if err := l.Reload(); err != nil {
		t.Fatal(err)
	}
	draw()
	if n := r.drawn.Load(); n != 2 {
		t.Errorf("drawn %d times, want 2", n)
	}
}
