package fonts

import (
	"github.com/go-text/typesetting/font"
)

// Face is one font face. It is immutable and safe for concurrent use.
type Face struct {
	Family string
	Weight int // 1–1000
	Italic bool
	font   *font.Font
}

// Font is the parsed font for the shaper.
func (f *Face) Font() *font.Font { return f.font }

// UnitsPerEm is the size of the em square in font units.
func (f *Face) UnitsPerEm() float64 { return float64(f.font.Upem()) }

// Collection finds faces by family, weight and language, and the face that has
// a glyph for a cluster. It is immutable and safe for concurrent use.
type Collection struct {
	faces []*Face
}
