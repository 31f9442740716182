package fonts

import (
	"slices"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
)

// Face is one font face. It is immutable and safe for concurrent use. Faces
// that [Face.As] made from one another share what they read.
type Face struct {
	Family string // first English family name of the file, or that of [Face.As]
	Weight int    // 1–1000, usWeightClass of OS/2
	Italic bool   // italic or oblique
	Width  int    // usWidthClass of OS/2, 1–9; 5 is normal

	names  []string // family names in all languages of the file
	ranges []Range  // what it is used for; nil: all that it has
	source *source
}

// Range is a range of code points, both ends included.
type Range struct{ First, Last rune }

// For returns the face restricted to code points: unicode-range of an @font-face rule.
// Without ranges it is used for all that it has. Faces of one family and style with
// different ranges serve a style together.
func (f *Face) For(ranges []Range) *Face {
	g := *f
	g.ranges = ranges
	return &g
}

func (f *Face) usedFor(r rune) bool {
	return f.ranges == nil || slices.ContainsFunc(f.ranges, func(in Range) bool { return in.First <= r && r <= in.Last })
}

// As returns the face under another family, weight and style, as the
// descriptors of an @font-face rule give it (CSS Fonts 4 §4). Weight 0 keeps
// the face's own.
func (f *Face) As(family string, weight int, italic bool) *Face {
	g := *f
	g.Family, g.names, g.Italic = family, []string{family}, italic
	if weight != 0 {
		g.Weight = weight
	}
	return &g
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
	if p, err := f.source.parsed(); err == nil {
		return p.font
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
	if p, err := f.source.parsed(); err == nil {
		return float64(p.face.HorizontalAdvance(opentype.GID(gid)))
	}
	return 0
}

// UnitsPerEm is the size of the em square in font units.
func (f *Face) UnitsPerEm() float64 {
	if p, err := f.source.parsed(); err == nil {
		return float64(p.font.Upem())
	}
	return 1000
}
