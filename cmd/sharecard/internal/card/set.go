package card

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/render"
	"sharecard/render/css"
)

const (
	// maxBrands bounds the folders of brands.
	maxBrands = 200
	// maxDressed bounds the templates that are kept with a brand's files laid over
	// them. Each takes memory, and is soon loaded again.
	maxDressed = 128
)

// set is what one loading of the library gave. Of templates in a brand's dress
// it loads those that are asked for.
type set struct {
	files fs.FS
	load  Loader
	hash  string // of all files
	// pictures is the hash of the pictures that any template may show: an address may
	// be put together by actions, so that nobody knows which template shows which.
	pictures string
	entries  map[string]*LoadedTemplate
	layouts  map[string]*LoadedTemplate // those of themes, by layoutName
	suits    map[string][]string        // the cards that a theme suits, by its name; missing: all
	brands   map[string]*Brand
	sources  map[string]*Brand // by sourceKey
	faults   []css.Diagnostic  // of neither a template nor a brand

	mu       sync.Mutex
	pairs    map[pairOf]*pair
	fallback map[pairOf]*render.Template // of earlier loadings, while development breaks them
}

// pairOf names a template in a brand's dress.
type pairOf struct{ template, brand string }

// pair is a template in a brand's dress, loaded once.
type pair struct {
	once  sync.Once
	entry atomic.Pointer[LoadedTemplate] // nil until it is loaded
}

// loadSet reads all templates and brands.
func loadSet(files fs.FS, load Loader) (*set, error) {
	hash, err := hashFiles(files, everyFile)
	if err != nil {
		return nil, err
	}
	pictures, err := hashFiles(files, isPicture)
	if err != nil {
		return nil, err
	}
	names, others, err := slugs(files, ".", ".html", false)
	if err != nil {
		return nil, err
	}
	s := &set{
		files: files, load: load, hash: hash, pictures: pictures,
		entries: make(map[string]*LoadedTemplate, len(names)), layouts: map[string]*LoadedTemplate{},
		brands: map[string]*Brand{}, sources: map[string]*Brand{}, pairs: map[pairOf]*pair{},
	}
	for _, name := range names {
		s.entries[name] = s.loadTemplate(name, nil)
	}
	s.loadThemes()
	s.loadLayouts(others)
	return s, s.loadBrands()
}

// loadTemplate loads a template, with the files of b over its own where b is not nil.
func (s *set) loadTemplate(file string, b *Brand) *LoadedTemplate {
	files := s.files
	if b != nil {
		files = overlay{upper: b.files, lower: s.files}
	}
	t, diagnostics, err := s.load(files, file)
	e := &LoadedTemplate{Diagnostics: diagnostics, Err: err}
	e.Name, e.Theme, _ = strings.Cut(file, ".")
	if err == nil {
		s.use(e, t, b)
	}
	return e
}

// use makes t what the cards of a template are drawn with, in the dress of b where that
// is not nil.
func (s *set) use(e *LoadedTemplate, t *render.Template, b *Brand) {
	e.Template, e.Fields = t, articleFieldsOf(t)
	of := struct{ Template, Pictures, Brand string }{t.Hash(), s.pictures, ""}
	if b != nil {
		of.Brand = b.hash
	}
	e.files = hashOf(&of)
}

// loadBrands reads the folders of brands.
func (s *set) loadBrands() error {
	if _, err := fs.Stat(s.files, brandsFolder); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	names, others, err := slugs(s.files, brandsFolder, "", true)
	if err != nil {
		return err
	}
	if len(names) > maxBrands {
		return fmt.Errorf("reading the templates: more than %d folders in %s", maxBrands, brandsFolder)
	}
	for _, name := range others {
		s.faults = append(s.faults, css.Diagnostic{
			File: brandsFolder + "/" + name, Severity: css.Error,
			Message: "is no name of a brand: 1 to 64 of a–z, 0–9 and -",
		})
	}
	for _, name := range names {
		if s.brands[name], err = loadBrand(s.files, name, s.load); err != nil {
			return err
		}
	}
	return nil
}

// succeed takes over from the set before what is unusable now, and then says
// which brand is whose. Where two brands have one source, it is that of the
// designer's own files before a built-in one.
func (s *set) succeed(last *set, own func(file string) bool) {
	keep := func(entries, last map[string]*LoadedTemplate) {
		for name, e := range entries {
			if before := last[name]; e.Template == nil && before != nil && before.Template != nil {
				s.use(e, before.Template, nil)
			}
		}
	}
	keep(s.entries, last.entries)
	keep(s.layouts, last.layouts)
	for name, b := range s.brands {
		if before := last.brands[name]; b.Err != nil && before != nil {
			b.Theme, b.Sources, b.QRHint, b.Logo, b.LogoDark = before.Theme, before.Sources, before.QRHint, before.Logo, before.LogoDark
		}
	}
	s.fallback = last.usable()
	var designers, builtin []*Brand
	for _, name := range slices.Sorted(maps.Keys(s.brands)) {
		if own(brandsFolder + "/" + name) {
			designers = append(designers, s.brands[name])
		} else {
			builtin = append(builtin, s.brands[name])
		}
	}
	for i, b := range slices.Concat(designers, builtin) {
		for _, source := range b.Sources {
			k := sourceKey(source)
			if other := s.sources[k]; other != nil && other != b {
				if i >= len(designers) && slices.Contains(designers, other) {
					continue
				}
				b.fault(brandSheet, css.Warning, "%s: %q is the brand %s already", css.CardSources, source, other.Name)
				continue
			}
			s.sources[k] = b
		}
	}
}

// usable returns the dressed templates that cards can be drawn with.
func (s *set) usable() map[pairOf]*render.Template {
	s.mu.Lock()
	defer s.mu.Unlock()
	usable := maps.Clone(s.fallback)
	for of, p := range s.pairs {
		e := p.entry.Load()
		if e == nil || e.Template == nil || usable[of] == nil && len(usable) >= maxDressed {
			continue
		}
		if usable == nil {
			usable = map[pairOf]*render.Template{}
		}
		usable[of] = e.Template
	}
	return usable
}

// find returns the layout that a template has in a theme, dressed where b is not nil.
// The error wraps ErrNoTemplate, ErrUnsuited, or render.ErrTemplate for one that has
// never been usable.
func (s *set) find(name, theme string, b *Brand) (*LoadedTemplate, error) {
	e := s.entries[name]
	if e == nil {
		return nil, fmt.Errorf("%w: %.64q%s", ErrNoTemplate, name, s.near(name))
	}
	if !s.suited(theme, name) {
		return nil, s.unsuited(theme, name)
	}
	file := name
	if own := s.layouts[layoutName(name, theme)]; own != nil {
		e, file = own, layoutName(name, theme)
	}
	if b != nil {
		e = s.dressed(file, b)
	}
	if e.Template == nil {
		return nil, fmt.Errorf("template %s: %w", name, e.Err)
	}
	return e, nil
}

// near names the template that was meant, or those that there are.
func (s *set) near(name string) string {
	const shown = 30
	names := slices.Sorted(maps.Keys(s.entries))
	if hint := css.DidYouMean(name, names); hint != "" || len(names) > shown {
		return hint
	}
	return "; there are " + strings.Join(names, ", ")
}

// dressed returns a template, or a theme's layout of one, with the files of a brand over
// its own.
func (s *set) dressed(name string, b *Brand) *LoadedTemplate {
	of := pairOf{name, b.Name}
	s.mu.Lock()
	p := s.pairs[of]
	if p == nil {
		for other := range s.pairs {
			if len(s.pairs) < maxDressed {
				break
			}
			delete(s.pairs, other) // any: a brand's cards are asked for together
		}
		p = &pair{}
		s.pairs[of] = p
	}
	s.mu.Unlock()
	p.once.Do(func() {
		e := s.loadTemplate(name, b)
		e.Diagnostics = b.ours(e.Diagnostics)
		if before := s.fallback[of]; e.Template == nil && before != nil {
			s.use(e, before, b)
		}
		p.entry.Store(e)
	})
	return p.entry.Load()
}

// brand returns the brand of that name or, with "", the article's or else that
// of the article's source; nil for none. known is false where the article names
// a brand that is not there.
func (s *set) brand(asked string, a *article.Article) (b *Brand, known bool) {
	for _, name := range [2]string{asked, a.Brand} {
		if b = s.brands[name]; b != nil {
			return b, true
		}
	}
	return s.sources[sourceKey(a.Source.Name)], a.Brand == ""
}

// noBrand names the brands there are.
func (s *set) noBrand() error {
	const shown = 20
	names := slices.Sorted(maps.Keys(s.brands))
	switch {
	case len(names) == 0:
		return &FieldError{"brand", "is not the name of a brand; there are none"}
	case len(names) > shown:
		names = append(names[:shown], "…")
	}
	return &FieldError{"brand", "must be one of " + strings.Join(names, ", ")}
}
