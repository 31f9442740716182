package card

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/render"
	"sharecard/render/css"
)

// Loader parses the template NAME.html of fsys; that of a
// [render.Loader] is one.
type Loader func(fsys fs.FS, name string) (*render.Template, []css.Diagnostic, error)

// Library holds the templates that a [Service] draws with, and the brands that
// dress them. It is safe for concurrent use.
type Library struct {
	load  Loader
	files fs.FS
	upper fs.FS // of files, the designer's own; nil: none

	mu      sync.RWMutex
	set     *set
	changed chan struct{} // closed at the next reload
}

// LoadedTemplate is a template of the library. It is immutable.
type LoadedTemplate struct {
	Name string
	// Theme is the theme whose own layout this is, NAME.THEME.html; "" for that of all others.
	Theme string
	// Themes are those that suit the card, in the order of [Themes].
	Themes []string
	// Template is what cards are drawn with. While the source is broken it is
	// the last one that was not, or nil.
	Template *render.Template
	// Fields are the fields of an article that Template shows or depends on, as
	// its JSON names them, sorted.
	Fields []string
	// Diagnostics are the faults of the source as it is now.
	Diagnostics []css.Diagnostic
	// Err wraps render.ErrTemplate while the source is unusable.
	Err error

	// files identifies the files that its cards are made of: those that Template reads,
	// with a brand's over them, the brand's own, and the pictures of the folder. A change
	// of any other file, and a new card, leave it as it is.
	files string
}

// slug is the form of the names of templates and brands.
var slug = regexp.MustCompile(`^[a-z0-9-]{1,64}$`)

// NewLibrary reads the built-in templates and, where upper is not nil, those
// of upper over them. Templates and brands that cannot be used are not an error
// here: see [Library.Check].
func NewLibrary(builtin, upper fs.FS, load Loader) (*Library, error) {
	l := &Library{load: load, files: builtin, upper: upper, set: &set{}, changed: make(chan struct{})}
	if upper != nil {
		l.files = overlay{upper: upper, lower: builtin}
	}
	return l, l.Reload()
}

// Own reports whether a file is a designer's to mend: one of the folder that lies over
// the built-in templates, or any where there is no such folder.
func (l *Library) Own(file string) bool {
	if l.upper == nil {
		return true
	}
	if !fs.ValidPath(file) {
		return false
	}
	_, err := fs.Stat(l.upper, file)
	return err == nil
}

// Files returns the files that templates and brands are read from.
func (l *Library) Files() fs.FS { return l.files }

// Reload reads all templates and brands again. What has become unusable keeps
// the form that cards were last drawn with.
func (l *Library) Reload() error {
	fresh, err := loadSet(l.files, l.load)
	if err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	fresh.succeed(l.set, l.Own)
	l.set = fresh
	close(l.changed)
	l.changed = make(chan struct{})
	return nil
}

// current returns what was last loaded.
func (l *Library) current() *set {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.set
}

// Check returns an error that holds every diagnostic of every template and
// brand that cannot be used, one a line.
func (l *Library) Check() error {
	var errs []error
	for _, e := range l.Layouts() {
		if e.Err == nil {
			continue
		}
		told := false
		for _, d := range e.Diagnostics {
			if d.Severity == css.Error {
				errs, told = append(errs, errors.New(d.String())), true
			}
		}
		if !told {
			errs = append(errs, e.Err)
		}
	}
	for _, d := range l.BrandDiagnostics() {
		if d.Severity == css.Error {
			errs = append(errs, errors.New(d.String()))
		}
	}
	return errors.Join(errs...)
}

// BrandDiagnostics returns the faults of the folders of brands, each once. It
// loads every card of a brand that has markup of its own; without, a brand
// changes no card's actions, and what is wrong with its style sheet is known.
func (l *Library) BrandDiagnostics() []css.Diagnostic {
	s := l.current()
	diagnostics := slices.Clone(s.faults)
	for _, b := range l.Brands() {
		diagnostics = append(diagnostics, b.Diagnostics...)
		if b.Err != nil || !b.markup {
			continue
		}
		for _, e := range l.Layouts() {
			if e.Err != nil {
				continue // its own faults are told without the brand
			}
			for _, d := range s.dressed(e.File(), b).Diagnostics {
				if d.Severity == css.Error || strings.HasPrefix(d.File, b.path("")) {
					diagnostics = append(diagnostics, d)
				}
			}
		}
	}
	var once []css.Diagnostic
	for _, d := range diagnostics {
		if !slices.Contains(once, d) { // a partial's fault is one of every card
			once = append(once, d)
		}
	}
	return once
}

// Log writes every diagnostic to log: as an error where it keeps a template or a brand
// from being used, else as a warning.
func (l *Library) Log(log *slog.Logger) {
	for _, e := range l.Layouts() {
		logDiagnostics(log, e.Diagnostics)
	}
	logDiagnostics(log, l.BrandDiagnostics())
}

func logDiagnostics(log *slog.Logger, diagnostics []css.Diagnostic) {
	for _, d := range diagnostics {
		level := slog.LevelWarn
		if d.Severity == css.Error {
			level = slog.LevelError
		}
		log.Log(context.Background(), level, d.String())
	}
}

// File is the name of the layout's file without its ending: "cover", "cover.cinema".
func (e *LoadedTemplate) File() string { return layoutName(e.Name, e.Theme) }

// All returns the templates without a brand and without the layouts of themes, sorted by
// name.
func (l *Library) All() []*LoadedTemplate {
	return slices.SortedFunc(maps.Values(l.current().entries), func(a, b *LoadedTemplate) int {
		return strings.Compare(a.Name, b.Name)
	})
}

// Brands returns the brands, sorted by name.
func (l *Library) Brands() []*Brand {
	return slices.SortedFunc(maps.Values(l.current().brands), func(a, b *Brand) int {
		return strings.Compare(a.Name, b.Name)
	})
}

// BrandOf returns the name of the brand that an article's cards are drawn under
// where a request names none: its own, or its source's; "" for none.
func (l *Library) BrandOf(a *article.Article) string {
	if b, _ := l.current().brand("", a); b != nil {
		return b.Name
	}
	return ""
}

// Changed returns a channel that is closed when the templates are next loaded.
func (l *Library) Changed() <-chan struct{} {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.changed
}

// Hash identifies the files the templates and brands were last loaded from.
func (l *Library) Hash() string { return l.current().hash }

// Template returns the template of that name without a brand. The error wraps
// [ErrNoTemplate], or [render.ErrTemplate] for one that has never been usable.
func (l *Library) Template(name string) (*render.Template, error) {
	e, err := l.current().find(name, "", nil)
	if err != nil {
		return nil, err
	}
	return e.Template, nil
}

// slugs lists the files or folders of a folder whose names without suffix are
// slugs, and the other ones.
func slugs(fsys fs.FS, folder, suffix string, dirs bool) (names, others []string, err error) {
	files, err := fs.ReadDir(fsys, folder)
	if err != nil {
		return nil, nil, fmt.Errorf("reading the templates: %w", err)
	}
	for _, f := range files {
		name, ok := strings.CutSuffix(f.Name(), suffix)
		switch {
		case !ok || f.IsDir() != dirs:
		case slug.MatchString(name):
			names = append(names, name)
		default:
			others = append(others, name)
		}
	}
	return names, others, nil
}

// Alt is [Alt] of the template of that name without a brand; "" where there is none.
func (l *Library) Alt(name string, a *article.Article) string {
	e, err := l.current().find(name, "", nil)
	if err != nil {
		return ""
	}
	return Alt(e, a)
}
