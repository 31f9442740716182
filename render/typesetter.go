package render

import (
	"fmt"
	"path"
	"sync"

	"github.com/go-text/typesetting/font"

	"sharecard/fonts"
	"sharecard/render/css"
	"sharecard/render/paint"
	"sharecard/render/style"
	"sharecard/render/text"
)

// maskBytes bounds the glyph masks kept for one set of faces.
const maskBytes = 32 << 20

// typesetter is what renders over one set of faces share: the cache of shaped
// runs behind the shapers, and the glyph masks.
type typesetter struct {
	fonts   *fonts.Collection
	shapers sync.Pool // *text.Shaper
	masks   *paint.MaskCache
}

func newTypesetter(c *fonts.Collection) *typesetter {
	first := text.NewShaper(c)
	return &typesetter{
		fonts:   c,
		shapers: sync.Pool{New: func() any { return first.Fork() }},
		masks:   paint.NewMaskCache(maskBytes),
	}
}

// fontUnits returns what ex, ch, ic and cap are in the first face of a style
// (CSS Values 4 §6.1.1), from the measures of 0 and 水.
func (ts *typesetter) fontUnits(s *style.Style) style.Metrics {
	face := ts.fonts.Chain(fonts.Query{Families: s.FontFamily, Weight: s.FontWeight, Italic: s.Italic, Lang: s.Lang}).Primary().Face
	m := face.Metrics()
	advance := func(r rune, otherwise float64) float64 {
		if gid, ok := face.Glyph(r); ok {
			return float64(font.NewFace(face.Font()).HorizontalAdvance(font.GID(gid))) / face.UnitsPerEm() * s.FontSize
		}
		return otherwise * s.FontSize
	}
	return style.Metrics{
		Ex: m.XHeight * s.FontSize, Cap: m.CapHeight * s.FontSize,
		Ch: advance('0', 0.5), Ic: advance('水', 1),
	}
}

// typesetterOf returns the typesetter for a template: that of the renderer, or
// where the template brings faces of its own, one made for it and kept with it.
func (r *Renderer) typesetterOf(t *Template) *typesetter {
	if len(t.faces) == 0 {
		return r.types
	}
	if own, ok := t.types.Load(r.types); ok {
		return own.(*typesetter)
	}
	own, _ := t.types.LoadOrStore(r.types, newTypesetter(r.types.fonts.With(t.faces...)))
	return own.(*typesetter)
}

// loadFaces opens the files of the template's @font-face rules. A rule without
// a usable file is a fault of the template.
func (t *Template) loadFaces(s *source, sheet string, rules []css.FontFace) {
	for _, rule := range rules {
		face, err := t.openFace(sheet, rule)
		if err != nil {
			s.diags = append(s.diags, css.Diagnostic{
				File: sheet, Line: rule.Line, Column: rule.Column,
				Severity: css.Error, Message: fmt.Sprintf("@font-face %q: %v", rule.Family, err),
			})
			continue
		}
		if face != nil {
			t.faces = append(t.faces, face)
		}
	}
}

// openFace opens the first source of rule that is a file; addresses are
// relative to the style sheet. A rule with local() names only needs none: the
// collection knows them already.
func (t *Template) openFace(sheet string, rule css.FontFace) (*fonts.Face, error) {
	var err error
	for _, src := range rule.Sources {
		if src.URL == "" {
			continue
		}
		var faces []*fonts.Face
		faces, err = fonts.Open(t.fsys, path.Join(path.Dir(sheet), src.URL))
		if err == nil && len(faces) > 0 {
			return faces[0].As(rule.Family, rule.MinWeight, rule.Italic), nil
		}
	}
	return nil, err
}
