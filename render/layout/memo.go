package layout

import "sharecard/render/style"

// constraints are what a parent tells a box before laying it out; the parent
// has decided on the width already. Sizes are of the border box in px.
type constraints struct {
	w        float64
	h        float64 // forced height, indefinite where the box decides
	cbW, cbH float64 // containing block, for percentages; cbH may be indefinite
	// soft marks a forced h that percentages of children cannot use (CSS
	// Flexbox 1 §9.8).
	soft bool
	// isolated boxes establish an independent formatting context whatever their
	// style: flex items, atoms, out-of-flow boxes, the root.
	isolated bool
	// content asks for the height of the content: height is taken for auto, and
	// no aspect ratio applies.
	content bool
	// measure asks for the size and baselines of the box only: its fragment has
	// no children. Without it each level of nested containers would be placed in
	// sizes that it does not keep.
	measure bool
	clamp   lineBudget
	trim    style.TextBoxTrim // sides that a block around the box trims
	// floats is where the box stands among floats, nil where there are none. A box that establishes a block formatting
	// context does not look at it.
	floats *floatContext
	// inherits are the tracks of a subgrid, nil for none.
	inherits *inheritance
	// lower is how far vertical-align lowers the content of a table cell, px. It counts as
	// padding, and not for the height.
	lower float64
	// above is the room for annotations over the first line of a box.
	above roomAbove
}

// answers reports whether the result under c is one under d: the same but for
// measure, which a full layout answers too.
func (c constraints) answers(d constraints) bool {
	return (!c.measure || d.measure) && same(c.w, d.w) && same(c.h, d.h) && same(c.cbW, d.cbW) && same(c.cbH, d.cbH) &&
		c.clamp == d.clamp && c.trim == d.trim && c.lower == d.lower && c.soft == d.soft && c.isolated == d.isolated &&
		c.content == d.content && c.above == d.above && sameContext(c.floats, d.floats) && c.inherits.same(d.inherits)
}

func same(a, b float64) bool { return a == b || !definite(a) && !definite(b) }

// memoSize bounds the results that a box keeps. A flex or grid container lays its
// items out under the same few constraints several times; without the results kept
// the work doubles with each level of nested containers.
const memoSize = 8

// memo keeps the results of laying out and measuring one box.
type memo struct {
	frags  []memoFrag
	next   int // the entry to overwrite once frags is full
	widths []memoWidths
	// nextWidths is the entry to overwrite once widths is full.
	nextWidths int
	// offer is the height of the containing block in which the box was last
	// measured as an atom.
	offer float64
	// percentH tells whether the box's own height depends on its containing
	// block; 0 unknown, 1 no, 2 yes.
	percentH uint8
	// floats tells whether the box holds floats; 0 unknown, 1 no, 2 yes.
	floats  uint8
	retries int // how often floats made a further layout necessary
	// nesting is one more than Box.gridNesting, 0 where that is unknown.
	nesting int
	page    float64    // height of the page, 0 where the content decides
	table   *tableGrid // of a table
	edges   *Edges     // borders of a table or a cell that collapse, in place of its own
	// inItem is set in table cells and in flex items that have no width; [Run] sets it.
	inItem bool
	// ruby is set in boxes with annotations in them, rubies in all boxes of a page that has any; [Run] sets them.
	ruby, rubies bool
	// maxTracks bounds the lines of a grid container, maxInherited the tracks of a
	// subgrid; [Run] sets them.
	maxTracks, maxInherited int
	// maxColumns bounds the columns of a multi-column container; [Run] sets it.
	maxColumns int
	content    *Box // of a multi-column container, in one piece, while columns have its place
}

type memoFrag struct {
	c constraints
	f *fragment
}

type memoWidths struct{ h, min, max float64 }

// layout lays b out under c, or returns what it laid out before.
func layout(b *Box, c constraints) *fragment {
	if !definite(c.h) {
		c.soft = false
	}
	c.content = c.content && (!b.Style.Height.IsAuto() || b.Style.AspectRatio.Value > 0)
	if !b.Anonymous && definite(c.cbH) && !b.usesContainerHeight() {
		c.cbH = indefinite
	}
	if !b.memo.ruby {
		c.above = roomAbove{}
	}
	if c.floats != nil && !c.floats.matters(b) {
		c.floats = nil
	}
	for i := range b.memo.frags {
		if e := &b.memo.frags[i]; e.c.answers(c) {
			return e.f
		}
	}
	f := place(b, c)
	if scrolls(b.Style) { // CSS Align 3 §9.1
		f.first, f.last = clamp(f.first, 0, f.h), clamp(f.last, 0, f.h)
		if f.standing = f.h; b.Style.LaysOutItems() {
			f.standing = f.first
		}
	}
	if b.Style.Contain&style.ContainLayout != 0 { // CSS Containment 2 §3.2
		f.first, f.last, f.standing = indefinite, indefinite, indefinite
	}
	if len(b.memo.frags) < memoSize {
		b.memo.frags = append(b.memo.frags, memoFrag{c, f})
		return f
	}
	b.memo.frags[b.memo.next] = memoFrag{c, f}
	b.memo.next = (b.memo.next + 1) % memoSize
	return f
}

// usesContainerHeight reports whether b's own size depends on the height of
// its containing block, the forced one aside.
func (b *Box) usesContainerHeight() bool {
	if b.memo.percentH == 0 {
		b.memo.percentH = 1
		s := b.Style
		for _, l := range [...]*style.Length{&s.Height, &s.MinHeight, &s.MaxHeight} {
			if l.HasPercent() || l.Kind == style.Stretch {
				b.memo.percentH = 2
			}
		}
	}
	return b.memo.percentH == 2
}

// place lays b out by its kind.
func place(b *Box, c constraints) *fragment {
	switch {
	case b.Orthogonal:
		return placeOrthogonal(b, c)
	case b.Multicol:
		return placeColumns(b, c)
	case b.Replaced != nil:
		return placeReplaced(b, c)
	case b.Style.IsFlex():
		return placeFlex(b, c)
	case b.Style.IsGrid():
		return placeGrid(b, c)
	case b.Style.IsTable():
		return placeTable(b, c)
	default:
		return placeBlock(b, c)
	}
}
