package layout

import "sharecard/render/style"

// Content is the inline content of a box, implemented by package text. Its
// methods may be called any number of times and must return the same result for
// the same arguments and the same room beside floats.
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
	// Lines bounds the lines, 0 for no bound: those of a box around that has
	// line-clamp (CSS Overflow 4 §5). More tells that further lines follow the
	// content, so that an ellipsis ends the last line even where it is whole.
	Lines int
	More  bool
	// Trim is the sides that a block around the content trims to its text (CSS Inline 3 §5).
	Trim style.TextBoxTrim
	// Rubies tells that there are annotations on the page. Above is the room in px that stands
	// over the first line, outside of the content, for those of that line.
	Rubies bool
	Above  float64
	// Floats is the room beside floats, nil where there are none. The result is then for this room only.
	Floats Floats
}

// Floats is the room that floats leave to lines, in px of the content box.
type Floats interface {
	// Room returns the edges of what is free all the way from y to y+h, which may be less than nothing, and where below y
	// there is more room: infinite where no float narrows it.
	Room(y, h float64) (left, right, next float64)
	// Width returns the width of the margin box of a float of Box.Atoms.
	Width(atom int) float64
	// Place places a float of Box.Atoms with its top at y or below; it changes the room. The result is the top left corner of
	// the margin box.
	Place(atom int, y float64) (x, top float64)
	// Mark returns what takes back the floats that are placed from here on.
	Mark() (takeBack func())
	// Below returns the bottom of the floats that clear names, infinitely far up where there are none.
	Below(clear style.Clear) float64
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
	// Spare is, where there are annotations on the page, the room in px under the text of the
	// last line, less than nothing where an annotation reaches out of the content.
	Spare float64
}

// Line is one line box.
type Line struct {
	Rect
	Baseline float64
	Text     string   // as drawn, an ellipsis included
	Fonts    []string // family names, in order of first use
	End      int      // the fragments up to the end of the line
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

// Group is an inline box that is painted as one and not with the flow: it has a
// position, or is a stacking context. Each paragraph has one for each such box.
type Group struct {
	Style *style.Style
	Outer *Group // the group around it, nil for none
}

// Placement is the place of an inline-level box, a float or an out-of-flow box of Box.Atoms: the
// top left corner of its margin box, or its static position.
type Placement struct {
	Atom   int // index into Box.Atoms
	X, Y   float64
	Hidden bool // left out by line-clamp
	Group  *Group
}
