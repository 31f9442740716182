package render

import (
	"sync"

	"sharecard/fonts"
	"sharecard/render/glyph"
	"sharecard/render/lettering"
	"sharecard/render/style"
	"sharecard/render/svg"
	"sharecard/render/text"
)

// maskBytes bounds the glyph masks kept for one set of faces.
const maskBytes = 32 << 20

// typesetter is what renders over one set of faces share: the cache of shaped
// runs behind the shapers, and the glyph masks.
type typesetter struct {
	fonts   *fonts.Collection
	shapers sync.Pool // *text.Shaper
	masks   *glyph.Cache
}

func newTypesetter(c *fonts.Collection) *typesetter {
	first := text.NewShaper(c)
	return &typesetter{
		fonts:   c,
		shapers: sync.Pool{New: func() any { return first.Fork() }},
		masks:   glyph.NewCache(maskBytes),
	}
}

// fontUnits returns what ex, ch, ic and cap are in the first face of a style
// (CSS Values 4 §6.1.1), from the measures of 0 and 水.
func (ts *typesetter) fontUnits(s *style.Style) style.Metrics {
	face := ts.fonts.Chain(text.Query(s)).Primary().Face
	m := face.Metrics()
	advance := func(r rune, otherwise float64) float64 {
		if gid, ok := face.Glyph(r); ok {
			return face.Advance(gid) / face.UnitsPerEm() * s.FontSize
		}
		return otherwise * s.FontSize
	}
	return style.Metrics{
		Ex: m.XHeight * s.FontSize, Cap: m.CapHeight * s.FontSize,
		Ch: advance('0', 0.5), Ic: advance('水', 1),
	}
}

// typesetterOf returns the typesetter for a template: that of the renderer, or
// where the template brings faces of its own, one made for these and kept with
// them.
func (r *Renderer) typesetterOf(t *Template) *typesetter {
	own := t.Faces()
	if own == nil {
		return r.types
	}
	return own.Keep(r.types, func() any { return newTypesetter(r.types.fonts.With(own.List()...)) }).(*typesetter)
}

// setter sets the text of vector pictures in the same faces as that of the page.
func (ts *typesetter) setter() svg.Typesetter {
	return &lettering.Setter{Shapers: &ts.shapers, Fonts: ts.fonts, Units: ts.fontUnits}
}
