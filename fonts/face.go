package fonts

import (
	"slices"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
)

// Face is one font face. It is immutable and safe for concurrent use. Faces
// that [Face.As] made from one another share what they read.
type Face struct {
	Family string  // first English family name of the file, or that of [Face.As]
	Weight int     // 1–1000, usWeightClass of OS/2; that of a variable face's default
	Italic bool    // italic or oblique
	Width  float64 // percent of normal, by usWidthClass of OS/2; that of a variable face's default

	names                   []string // family names in all languages of the file
	ranges                  []Range  // what it is used for; nil: all that it has
	weights, widths, slants Span     // what it covers: one value each, or ranges of its axes
	axes                    []axis
	settings                []Variation // font-variation-settings of its rule
	source                  *source
	instances               *instances  // nil: the face does not vary
	instance                *parsedFace // at a place of the axes; nil: as the file is
}

// Range is a range of code points, both ends included.
type Range struct{ First, Last rune }

func (f *Face) usedFor(r rune) bool {
	return f.ranges == nil || slices.ContainsFunc(f.ranges, func(in Range) bool { return in.First <= r && r <= in.Last })
}

// Rule is what the descriptors of an @font-face rule say of a face (CSS Fonts 4 §4).
type Rule struct {
	Family string
	// Weight (1–1000), Width (percent) and Slant (degrees) are what the face covers. Nil stands
	// for auto: all that an axis of the face has, or else 400, 100 and upright.
	Weight, Width, Slant *Span
	Variations           []Variation // font-variation-settings
	// Ranges are the code points that the face is used for; nil: all that it has. Faces of one
	// family and style with different ranges serve a style together.
	Ranges []Range
}

// As returns the face as an @font-face rule describes it.
func (f *Face) As(r Rule) *Face {
	g := *f
	g.Family, g.names, g.Italic = r.Family, []string{r.Family}, false
	g.weights = orElse(r.Weight, f.spanOf(weightAxis, 400))
	g.widths = orElse(r.Width, f.spanOf(widthAxis, 100))
	g.slants = orElse(r.Slant, g.slantsOfAxes())
	g.Weight, g.Width, g.Italic = int(g.weights.clamp(400)), g.widths.clamp(100), !g.upright()
	g.ranges, g.settings = r.Ranges, r.Variations
	if g.instances != nil {
		g.instances = &instances{byPlace: map[string]*Face{}}
	}
	return &g
}

func orElse(s *Span, otherwise Span) Span {
	if s != nil {
		return *s
	}
	return otherwise
}

// upright and leans report whether a face has an upright form and a slanted one.
func (f *Face) upright() bool { return f.slants.Min <= 0 && f.slants.Max >= 0 }
func (f *Face) leans() bool   { return f.slants != Span{} }

// parsed is what drawing and shaping need of the face.
func (f *Face) parsed() (*parsedFace, error) {
	if f.instance != nil {
		return f.instance, nil
	}
	return f.source.parsed()
}

// File is the name of the file that the face came from, for reports.
func (f *Face) File() string { return f.source.path }

// Err reads the face if that has not been done, and returns why it cannot be
// used. A [Collection] hands out no face that has an error.
func (f *Face) Err() error {
	_, err := f.source.parsed()
	return err
}

// Font is the parsed font for the shaper, nil if [Face.Err] is not. It may be
// shared by goroutines; a go-text Face that [font.NewFace] makes of it may not.
// The font of a built-in face has no outlines and knows no extents of glyphs;
// [Face.AppendOutline] and [Face.Ink] do.
func (f *Face) Font() *font.Font {
	if p, err := f.parsed(); err == nil {
		return p.font
	}
	return nil
}

// Coords is where on its axes a face made of a variable one stands, to be set in what
// shapes with [Face.Font]; nil for other faces. The result must not be changed.
func (f *Face) Coords() []font.VarCoord {
	if f.instance != nil {
		return f.instance.face.Coords()
	}
	return nil
}

// Has reports whether the face maps r to a glyph and is used for it. It reads no more
// of the file than its cmap table.
func (f *Face) Has(r rune) bool {
	if !f.usedFor(r) {
		return false
	}
	_, ok := f.Glyph(r)
	return ok
}

// Glyph returns the glyph that cmap gives for r.
func (f *Face) Glyph(r rune) (gid uint32, ok bool) {
	cmap := f.source.cmap()
	if cmap == nil {
		return 0, false
	}
	g, ok := cmap.Lookup(r)
	return uint32(g), ok && g != 0
}

// Advance is the width of a glyph along a horizontal line, font units.
func (f *Face) Advance(gid uint32) float64 {
	if p, err := f.parsed(); err == nil {
		return float64(p.face.HorizontalAdvance(opentype.GID(gid)))
	}
	return 0
}

// UnitsPerEm is the size of the em square in font units.
func (f *Face) UnitsPerEm() float64 {
	if p, err := f.parsed(); err == nil {
		return float64(p.font.Upem())
	}
	return 1000
}
