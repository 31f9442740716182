package card

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"regexp"
	"slices"
	"strings"
	"sync"

	"sharecard/render"
	"sharecard/render/css"
)

// Loader parses the template NAME.html of fsys; [render.Load] is one.
type Loader func(fsys fs.FS, name string) (*render.Template, []css.Diagnostic, error)

// Library holds the templates that a [Service] draws with. It is safe for
// concurrent use.
type Library struct {
	load  Loader
	files fs.FS

	mu      sync.RWMutex
	set     set
	changed chan struct{} // closed at the next reload
}

// set is what one loading gave.
type set struct {
	hash    string
	entries map[string]*Entry
}

// Entry is a template of the library. It is immutable.
type Entry struct {
	Name string
	// Template is what cards are drawn with. While the source is broken it is
	// the last one that was not, or nil.
	Template *render.Template
	// Diagnostics are the faults of the source as it is now.
	Diagnostics []css.Diagnostic
	// Err wraps render.ErrTemplate while the source is unusable.
	Err error
}

var templateName = regexp.MustCompile(`^[a-z0-9-]{1,64}$`)

// NewLibrary reads the built-in templates and, where upper is not nil, those
// of upper over them. Templates that cannot be used are not an error here: see
// [Library.Check].
func NewLibrary(builtin, upper fs.FS, load Loader) (*Library, error) {
	l := &Library{load: load, files: builtin, changed: make(chan struct{})}
	if upper != nil {
		l.files = overlay{upper: upper, lower: builtin}
	}
	return l, l.Reload()
}

// Reload reads all templates again. One whose source has become unusable keeps
// the form that cards were last drawn with.
func (l *Library) Reload() error {
	hash, err := hashFiles(l.files)
	if err != nil {
		return err
	}
	names, err := l.names()
	if err != nil {
		return err
	}
	fresh := set{hash: hash, entries: make(map[string]*Entry, len(names))}
	for _, name := range names {
		t, diagnostics, err := l.load(l.files, name)
		if err != nil {
			t = nil
		}
		fresh.entries[name] = &Entry{Name: name, Template: t, Diagnostics: diagnostics, Err: err}
	}

	l.mu.Lock()
	defer l.mu.Unlock()
	for name, e := range fresh.entries {
		if last := l.set.entries[name]; e.Template == nil && last != nil {
			e.Template = last.Template
		}
	}
	l.set = fresh
	close(l.changed)
	l.changed = make(chan struct{})
	return nil
}

// names lists the files NAME.html of the top folder.
func (l *Library) names() ([]string, error) {
	files, err := fs.ReadDir(l.files, ".")
	if err != nil {
		return nil, fmt.Errorf("reading the templates: %w", err)
	}
	var names []string
	for _, f := range files {
		name, isHTML := strings.CutSuffix(f.Name(), ".html")
		if isHTML && !f.IsDir() && templateName.MatchString(name) {
			names = append(names, name)
		}
	}
	return names, nil
}

// Check returns an error that holds every diagnostic of every template that
// cannot be used, one a line.
func (l *Library) Check() error {
	var errs []error
	for _, e := range l.Entries() {
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
	return errors.Join(errs...)
}

// Log writes every diagnostic to log as a warning.
func (l *Library) Log(log *slog.Logger) {
	for _, e := range l.Entries() {
		for _, d := range e.Diagnostics {
			log.Warn(d.String())
		}
	}
}

// Entries returns the templates, sorted by name.
func (l *Library) Entries() []*Entry {
	l.mu.RLock()
	defer l.mu.RUnlock()
	entries := make([]*Entry, 0, len(l.set.entries))
	for _, e := range l.set.entries {
		entries = append(entries, e)
	}
	slices.SortFunc(entries, func(a, b *Entry) int { return strings.Compare(a.Name, b.Name) })
	return entries
}

// Changed returns a channel that is closed when the templates are next loaded.
func (l *Library) Changed() <-chan struct{} {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.changed
}

// Hash identifies the files the templates were last loaded from.
func (l *Library) Hash() string {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.set.hash
}

// Template returns the template of that name. The error wraps [ErrNoTemplate],
// or [render.ErrTemplate] for one that has never been usable.
func (l *Library) Template(name string) (*render.Template, error) {
	t, _, err := l.find(name)
	return t, err
}

// find returns the template and the hash of the set it belongs to.
func (l *Library) find(name string) (*render.Template, string, error) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	e := l.set.entries[name]
	switch {
	case e == nil:
		return nil, "", fmt.Errorf("%w: %.64q", ErrNoTemplate, name)
	case e.Template == nil:
		return nil, "", fmt.Errorf("template %s: %w", name, e.Err)
	}
	return e.Template, l.set.hash, nil
}
