package render

import (
	"fmt"
	"html/template"
	"io/fs"
	"sync"

	"sharecard/render/css"
	"sharecard/render/style"
)

// Limits of a card.
const (
	maxSide   = 4096       // px, after scaling
	maxPixels = 12_000_000 // after scaling
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
	Scale     float64
	Format    Format
	MaxBytes  int  // 0: no limit
	QR        bool // shows the article's address as a QR code

	file    string
	html    *template.Template
	fields  []string
	root    root
	rules   *style.Rules
	styleAt func(text string) (line, column int)
	faces   *faceSet // nil: none of its own
	loader  *Loader
	fsys    fs.FS
	codes   codes
	files   sync.Map // pictures beside the template: name → ownPicture
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
	t := &Template{Name: name, Title: s.title, Scale: 1, Format: PNG, file: file, fsys: fsys, loader: l}
	t.setMeta(s)
	s.readPartials(fsys)
	t.QR = s.callsQR(src)
	t.html = s.parseActions(name, string(src), t.codes.funcs())
	t.fields = fieldsOf(t.html)
	t.root.tag = readRoot(src)

	t.compile(s)

	if n := countErrors(s.diags); n > 0 {
		return nil, s.diags, fmt.Errorf("%s: %w: %d errors, first %s", file, ErrTemplate, n, firstError(s.diags))
	}
	return t, s.diags, nil
}

// Files returns the file system that the template was loaded from.
func (t *Template) Files() fs.FS { return t.fsys }

// compile parses the style sheets and opens the faces they bring.
func (t *Template) compile(s *source) {
	var bring faceReader
	sheets := make([]*css.Sheet, 0, len(s.styles))
	for _, st := range s.styles {
		sheet, diags := css.Parse(st.file, st.text, css.Options{Line: st.at.line, Column: st.at.column})
		s.diags = append(s.diags, diags...)
		sheets = append(sheets, sheet)
		bring.load(t.fsys, s, st.file, sheet.FontFaces)
	}
	t.faces = t.loader.share(&bring)
	t.rules = style.Compile(sheets...)
	t.styleAt = s.styleAt
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
