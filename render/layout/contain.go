package layout

import (
	"math"

	"sharecard/render/style"
)

// Containment of sizes (CSS Containment 2 §3.1, 3 §3.2, CSS Sizing 4 §7): a box is as large as if it were empty, or as
// contain-intrinsic-size says, and its content is laid out in that size.

// containedWidth is the width of the content box that takes the place of that of the content; indefinite without
// containment.
func (b *Box) containedWidth(height float64) float64 {
	s := b.Style
	kinds := style.ContainSizes | style.ContainInlineSize
	if b.across() {
		kinds = style.ContainSizes
	}
	switch {
	case s.Contain&kinds == 0:
		return indefinite
	case s.ContainWidth.Kind == style.Fixed:
		return bounded(s.ContainWidth.Px)
	case s.IsGrid(): // its tracks have sizes without items too
		w, _ := gridIntrinsic(b.emptied(), height)
		return w
	}
	return 0
}

// containedHeight is the same for the height of the border box.
func (g *geometry) containedHeight() float64 {
	s := g.box.Style
	switch {
	case s.Contain&style.ContainSizes == 0:
		return indefinite
	case s.ContainHeight.Kind == style.Fixed:
		return bounded(s.ContainHeight.Px) + g.frameH
	case s.IsGrid():
		gr := newGrid(g.box.emptied(), g.c)
		gr.sizeGrid()
		return gr.natural + g.frameH
	}
	return g.frameH
}

// emptied is the box without containment of sizes and without content.
func (b *Box) emptied() *Box {
	s := *b.Style
	s.Contain &^= style.ContainSizes | style.ContainInlineSize
	return &Box{Node: b.Node, Style: &s, memo: memo{maxTracks: b.memo.maxTracks}}
}

// orContained is the natural height of the border box: that of the content, or under containment of sizes the one that
// takes its place.
func (g *geometry) orContained(natural float64) float64 {
	if definite(g.contained) {
		return g.contained
	}
	return math.Max(natural, g.frameH)
}
