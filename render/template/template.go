package template

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	htmltemplate "html/template"
	"io/fs"
	"maps"
	"slices"
	"sync"

	"sharecard/render/css"
	"sharecard/render/dom"
	"sharecard/render/encode"
	"sharecard/render/style"
)

// ErrTemplate: the template's source is unusable; see its diagnostics.
var ErrTemplate = errors.New("template is not usable")

// Limits of a card.
const (
	MaxSide   = 4096       // px, after scaling
	MaxPixels = 12_000_000 // after scaling
)

// Template is a card's layout, parsed once: HTML actions, style sheets and
// card:* metadata. It is immutable and safe for concurrent use.
type Template struct {
	Name  string // file name without .html
	Title string // of <title>

	Width     int // px
	Height    int // px, 0 where the content decides
	MinHeight int // px, where Height is 0
	MaxHeight int // px, where Height is 0
	// Ratios are what the card can be besides its own size, as "4:5": its width stays
	// and its height follows.
	Ratios   []string
	Scale    float64
	Format   encode.Format
	MaxBytes int  // 0: no limit
	QR       bool // shows the article's address as a QR code

	file    string
	hash    string
	html    *htmltemplate.Template
	fields  []string
	root    root
	rules   *style.Rules
	styleAt func(text string) (line, column int)
	faces   *FaceSet // nil: none of its own
	loader  *Loader
	fsys    fs.FS
	codes   codes
	files   sync.Map // pictures beside the template: name → Picture
}

// Load is [Loader.Load] of a Loader for this template alone.
func Load(fsys fs.FS, name string) (*Template, []css.Diagnostic, error) {
	return new(Loader).Load(fsys, name)
}

// Load reads the template NAME.html and the style sheets it links from fsys.
// Diagnostics come with or without an error; one of severity Error makes the
// error wrap [ErrTemplate]. A missing file is an error that wraps
// [fs.ErrNotExist].
func (l *Loader) Load(fsys fs.FS, name string) (*Template, []css.Diagnostic, error) {
	file := name + ".html"
	src, err := readText(fsys, file)
	if err != nil {
		return nil, nil, fmt.Errorf("load template: %w", err)
	}
	s := readSource(fsys, file, src)
	t := &Template{Name: name, Title: s.title, Scale: 1, Format: encode.PNG, file: file, fsys: fsys, loader: l}
	t.setMeta(s)
	s.readPartials(fsys)
	t.QR = s.callsQR(src)
	t.html = s.parseActions(name, string(src), t.codes.funcs())
	fields, partials := findFields(t.html)
	t.fields = slices.Sorted(maps.Keys(fields))
	s.checkFields(fields, l.Data)
	t.root.tag = readRoot(src)

	faces := t.compile(s)
	t.hash = s.hash(partials, faces)

	if n := countErrors(s.diags); n > 0 {
		return nil, s.diags, fmt.Errorf("%s: %w: %d errors, first %s", file, ErrTemplate, n, firstError(s.diags))
	}
	return t, s.diags, nil
}

// LoadPage reads an HTML file that need not be a template: actions in it are plain
// text, and it needs no metadata. It is laid out in width × height px. The
// diagnostics tell what is wrong with the file; the error wraps [ErrTemplate] where it
// cannot be parsed at all.
func LoadPage(fsys fs.FS, file string, width, height int) (*Template, *dom.Document, []css.Diagnostic, error) {
	src, err := readText(fsys, file)
	if err != nil {
		return nil, nil, nil, err
	}
	doc, err := dom.Parse(string(src))
	if err != nil {
		return nil, nil, nil, fmt.Errorf("%s: %w: %w", file, ErrTemplate, err)
	}
	s := readSource(fsys, file, src)
	for _, tag := range doc.Dropped {
		s.fault(place{}, "<%s> is left out: it cannot be drawn", tag)
	}
	t := &Template{file: file, fsys: fsys, Width: width, Height: height, Scale: 1}
	_ = t.compile(s)
	return t, doc, s.diags, nil
}

// Files returns the file system that the template was loaded from.
func (t *Template) Files() fs.FS { return t.fsys }

// File returns the name of the template's file, for diagnostics.
func (t *Template) File() string { return t.file }

// Fill appends to buf the template filled with data. The error wraps [ErrTemplate]
// where an action fails, or where the template writes without end.
func (t *Template) Fill(ctx context.Context, buf *bytes.Buffer, data any) error {
	if err := t.html.Execute(&boundedWriter{ctx: ctx, buf: buf}, data); err != nil {
		return fmt.Errorf("%s: %w: %w", t.file, ErrTemplate, err)
	}
	return nil
}

// Style computes the styles of a filled document by the template's style sheets. Of
// opts it sets the file, StyleAt and, where its Height is 0, the size of the viewport.
func (t *Template) Style(doc *dom.Document, opts style.Options) (*style.Node, []css.Diagnostic) {
	opts.File, opts.StyleAt = t.file, t.styleAt
	opts.Width = float64(t.Width)
	if opts.Height == 0 {
		opts.Height = float64(t.viewportHeight())
	}
	return t.rules.Compute(doc, opts)
}

// viewportHeight is what 100vh means: the least height where the content decides.
func (t *Template) viewportHeight() int {
	if t.Height > 0 {
		return t.Height
	}
	return t.MinHeight
}

// compile parses the style sheets and opens the faces they bring. It returns which
// faces these are.
func (t *Template) compile(s *source) (faces string) {
	var bring faceReader
	sheets := make([]*css.Sheet, 0, len(s.styles))
	for _, st := range s.styles {
		sheet, diags := css.Parse(st.file, st.text, css.Options{
			Line: st.at.line, Column: st.at.column,
			Import: func(from, href string) (string, string, error) { return s.importSheet(t.fsys, from, href) },
		})
		s.diags = append(s.diags, diags...)
		sheets = append(sheets, sheet)
		bring.load(t.fsys, s, sheet.FontFaces)
	}
	t.faces = t.loader.share(&bring)
	t.rules = style.Compile(sheets...)
	t.styleAt = s.styleAt
	return bring.key.String()
}

func (s *source) faultIn(file string, at place, message string) {
	s.diags = append(s.diags, css.Diagnostic{
		File: file, Line: at.line, Column: at.column, Severity: css.Error, Message: message,
	})
}

func countErrors(diags []css.Diagnostic) int {
	n := 0
	for _, d := range diags {
		if d.Severity == css.Error {
			n++
		}
	}
	return n
}

func firstError(diags []css.Diagnostic) css.Diagnostic {
	for _, d := range diags {
		if d.Severity == css.Error {
			return d
		}
	}
	return css.Diagnostic{}
}
