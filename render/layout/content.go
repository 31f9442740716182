package layout

import "sharecard/render/style"

// Content is the inline content of a box, implemented by package text. Its
// methods may be called any number of times and must return the same result for
// the same arguments.
type Content interface {
	// Intrinsic returns the min-content and max-content widths in px.
	Intrinsic() (min, max float64)
	// Layout breaks the content into lines of the given width in px.
	Layout(width float64, b Bounds) *Inline
}

// Bounds is what limits inline content besides the width.
type Bounds struct {
	// Height is the definite height of the containing block in px, for
	// percentages inside; NaN where it is indefinite.
	Height float64
}

// Inline is inline content after line breaking; coordinates in px are
// relative to the content box it was laid out in.
type Inline struct {
	Width, Height float64 // used: the widest line, the sum of the lines
	FirstBaseline float64 // from the top
	LastBaseline  float64
	Lines         []Line
	Fragments     []Fragment // in painting order
	Atoms         []Placement
	Cut           bool // text was left out by line-clamp or text-overflow
}

// Line is one line box.
type Line struct {
	Rect
	Baseline float64
	Text     string   // as drawn, an ellipsis included
	Fonts    []string // family names, in order of first use
}

// Fragment is a piece of inline content that is painted: a glyph run or the
// box of a span, by the types of package text.
type Fragment interface {
	// Bounds is the fragment's rectangle without overflowing ink.
	Bounds() Rect
}

// Span is a fragment that is the part of an inline box on one line; its bounds
// are the border box. Boxes whose [Box.Span] it is stand in it.
type Span interface {
	Fragment
	Element() *style.Node
}

// Placement is the place of an inline-level or out-of-flow box of Box.Atoms: the
// top left corner of its margin box, or its static position.
type Placement struct {
	Atom   int // index into Box.Atoms
	X, Y   float64
	Hidden bool // left out by line-clamp
}
