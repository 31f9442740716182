package text

import "sharecard/render/style"

// Item is one step of inline content in source order: a run of text, the start
// or end of a span, a forced break, or a box that stands on the line.
type Item struct {
	Kind  ItemKind
	Text  string       // of a Run, white space not yet collapsed
	Style *style.Style // of the text's parent, the span or the atom
	Node  *style.Node  // the element, for what refers back to it
	Atom  Atom         // of an AtomItem or FloatItem
	Index int          // of an AtomItem, FloatItem or OutOfFlow: index into the box's Atoms
	// Annotation is what stands beside the text of the inline box that an Open begins, nil for nothing.
	Annotation *Annotation
}

// ItemKind tells what an [Item] is.
type ItemKind uint8

// The kinds of an [Item].
const (
	Run       ItemKind = iota
	Open               // start of an inline box
	Close              // end of an inline box
	Break              // <br>
	AtomItem           // inline-block, inline-flex or replaced element
	OutOfFlow          // absolutely positioned box: only its static position is wanted
	FloatItem          // float: lines stand beside it
)

// Atom is a box that stands on a line as one unit. Sizes are of its margin box
// in px.
type Atom interface {
	// Intrinsic returns the min-content and max-content contributions.
	Intrinsic() (min, max float64)
	// Measure lays the atom out in a containing block of that width and returns
	// its size and the distance of its baseline from the top of its margin box.
	Measure(width float64) (w, h, baseline float64)
}
