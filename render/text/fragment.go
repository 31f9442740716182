package text

import (
	"sharecard/fonts"
	"sharecard/render/layout"
	"sharecard/render/style"
)

// GlyphRun is a shaped run of one face, size and style on one line, ready to
// draw. It implements [layout.Fragment].
type GlyphRun struct {
	Rect   layout.Rect // inline box of the run: advance × (ascent + descent)
	Face   *fonts.Face
	Size   float64 // px per em
	X, Y   float64 // pen start: X on the baseline at Y, in px of the content box
	Glyphs []Glyph
	Style  *style.Style
	Text   string
	// SyntheticBold and SyntheticItalic ask for an emboldened or slanted
	// outline where the family has no such face (CSS Fonts 4 §5.1).
	SyntheticBold, SyntheticItalic bool
	// Upright glyphs of a vertical line stand as they are. Those of other runs, and all
	// else on the line, are turned to the right.
	Upright bool
	Group   *layout.Group // nil for none
}

// Glyph is one positioned glyph; offsets in px from the run's pen start, y down.
type Glyph struct {
	ID   uint32
	X, Y float64
	// Missing marks a code point that no face has: drawn as a box.
	Missing bool
}

// Bounds implements [layout.Fragment].
func (g *GlyphRun) Bounds() layout.Rect { return g.Rect }

// SpanBox is the part of an inline box that stands on one line: what carries
// its background, border and padding. It implements [layout.Fragment].
type SpanBox struct {
	Rect        layout.Rect // border box
	Style       *style.Style
	Node        *style.Node
	First, Last bool // whether this part has the box's start and end edge
	Group       *layout.Group
}

// Bounds implements [layout.Fragment].
func (s *SpanBox) Bounds() layout.Rect { return s.Rect }

// Element implements [layout.Span].
func (s *SpanBox) Element() *style.Node { return s.Node }

// DecorationBox is one line of text-decoration under, over or through a run of
// text on one line. It implements [layout.Fragment].
type DecorationBox struct {
	Rect       layout.Rect // the stroke: width × thickness
	Line       style.DecorationLine
	Decoration style.Decoration
	Shadow     []style.Shadow
	Group      *layout.Group
}

// Bounds implements [layout.Fragment].
func (d *DecorationBox) Bounds() layout.Rect { return d.Rect }
