package layout

import "math"

// commit writes the results into the boxes of a laid out page: first every
// place from the top left of the page, then, edge by edge, the whole device
// pixels that it covers. Edges are rounded where they stand on the page, so
// that neighbours stay neighbours (as browsers snap boxes to pixels).
func commit(page *fragment, scale float64) {
	if !(scale > 0) || math.IsInf(scale, 1) {
		scale = 1
	}
	for _, c := range page.children {
		c.write(frame{}, 0, 0, nil)
	}
	for _, c := range page.children[:1] { // the root; others are its descendants
		snap(c.f.box, 0, 0, scale)
	}
}

// write stores the exact results of a child and its descendants, and returns its box; x and y are
// the place of the parent's border box in the frame. Boxes that are broken over columns are
// replaced by their parts, which t notes.
func (c *child) write(fr frame, x, y float64, t *partTree) *Box {
	f, b := c.f, c.f.box
	x += c.x
	y += c.y
	b.Margin, b.Border, b.Padding = fr.edges(c.margin), fr.edges(f.border), fr.edges(f.padding)
	b.Exact = fr.rect(x, y, f.w, f.h)
	b.Inline = f.inline
	b.Table = f.table
	b.Rules = f.rules
	b.Hidden = c.hidden
	if f.part != nil {
		b = t.part(f)
		b.Exact = fr.rect(x, y+f.part.from, f.w, f.h)
	}
	if b.Orthogonal {
		fr, x, y = inside(b), -f.border.Left-f.padding.Left, -f.border.Top-f.padding.Top
	}
	below := t
	if b.Multicol {
		below = newPartTree()
	}
	for i := range f.children {
		k := f.children[i].write(fr, x, y, below)
		if f.part != nil {
			below.put(b, f.children[i].f.box, k)
		}
	}
	if b.Multicol {
		below.grow(b)
	}
	return b
}

// snap rounds the edges of b and its descendants to device pixels, and leaves them with the
// styles that they are drawn in; x and y are the rounded place of the parent.
func snap(b *Box, x, y, scale float64) {
	b.turn(true)
	round := func(v float64) float64 { return math.Floor(v*scale+0.5) / scale }
	left, top := round(b.Exact.X), round(b.Exact.Y)
	b.W, b.H = round(b.Exact.X+b.Exact.W)-left, round(b.Exact.Y+b.Exact.H)-top
	if b.Part != nil {
		top -= b.Part.From
	}
	b.X, b.Y = left-x, top-y
	for _, c := range b.Children {
		snap(c, left, top, scale)
	}
	for _, c := range b.Atoms {
		snap(c, left, top, scale)
	}
}
