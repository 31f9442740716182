package layout

import (
	"math"

	"sharecard/render/style"
)

// placeInline lays out a block container with inline content (CSS 2.2 §9.4.2).
func placeInline(g *geometry) *fragment {
	b := g.box
	for _, a := range b.Atoms {
		a.memo.offer = g.basisH
	}
	bounds := Bounds{Height: g.basisH, Trim: g.trim()}
	if g.counts() {
		bounds.Lines, bounds.More = g.c.clamp.lines, g.c.clamp.more
	}
	if b.memo.rubies {
		bounds.Rubies, bounds.Above = true, g.above()
	}
	room := g.lineFloats()
	if room != nil {
		bounds.Floats = room
	}
	in := b.Content.Layout(g.inW, bounds)
	natural := math.Max(0, in.Height) + g.frameH + math.Max(0, -in.Spare-g.padding.Bottom)
	if room != nil {
		natural = g.holdFloats(natural, room.last)
	}
	f := g.fragment(natural)
	f.inline = in
	if room != nil {
		f.floats = room.last
	}
	m, _ := margins(b.Style, g.c.cbW)
	f.top.add(m.Top)
	if g.padding.Bottom+g.border.Bottom == 0 && !g.isolated() {
		f.spare = math.Max(0, in.Spare)
	}
	if bounds.Lines > 0 {
		f.lines = len(in.Lines)
		f.clamped = in.Cut || bounds.More && f.lines >= bounds.Lines
	}
	if !f.clamped {
		f.bottom.add(m.Bottom)
	}
	// A box without line boxes is empty: its margins collapse through it.
	f.through = len(in.Lines) == 0 && f.h == 0 && !g.isolated()
	top := g.top()
	if len(in.Lines) > 0 {
		f.first, f.last = top+in.FirstBaseline, top+in.LastBaseline
		f.standing = f.last
	}
	if g.c.measure {
		return f
	}
	for _, p := range in.Atoms {
		a := b.Atoms[p.Atom]
		x, y := g.left()+p.X, top+p.Y
		if outOfFlow(a.Style) {
			wait := pending{a, g.staticInLine(a, in, p), staticInline(b.Style.Direction)}
			if cb, ok := g.spanBox(in, a.Span); ok {
				f.add(wait.place(cb, a.Span.Style.Direction))
			} else {
				f.addOutOfFlow(wait)
			}
			continue
		}
		at := layoutAtom(a, g.inW)
		at.x += x
		at.y += y
		at.hidden = p.Hidden
		at.relative(g.inW, g.basisH, b.Style.Direction)
		f.add(at)
	}
	f.resolve(g)
	return f
}

// spanBox returns the containing block that an inline box makes: from the
// start padding edge of its first part to the end padding edge of its last
// (CSS 2.2 §10.1).
func (g *geometry) spanBox(in *Inline, n *style.Node) (r Rect, ok bool) {
	if n == nil {
		return r, false
	}
	var first, last Rect
	for _, fr := range in.Fragments {
		if s, isSpan := fr.(Span); isSpan && s.Element() == n {
			last = s.Bounds()
			if !ok {
				first, ok = last, true
			}
		}
	}
	start, end := first, last
	if n.Style.Direction == style.RTL {
		start, end = last, first
	}
	r = Rect{start.X, first.Y, end.X + end.W - start.X, last.Y + last.H - first.Y}
	r.X += g.left()
	r.Y += g.top()
	return inset(r, borders(n.Style)), ok
}

// staticInLine returns the static-position rectangle of an out-of-flow box in
// inline content: where it stands in the text, or for one that was block-level
// the line below what stands before it (CSS 2.2 §10.3.7, §10.6.4).
func (g *geometry) staticInLine(b *Box, in *Inline, p Placement) Rect {
	left, top := g.left(), g.top()
	if b.Style.WasInline {
		return Rect{left + p.X, top + p.Y, 0, 0}
	}
	y := p.Y
	rtl := g.box.Style.Direction == style.RTL
	for _, l := range in.Lines {
		if p.Y >= l.Y+l.H || p.Y < l.Y {
			continue
		}
		y = l.Y
		if !rtl && p.X > l.X+tolerance || rtl && p.X < l.X+l.W-tolerance {
			y += l.H
		}
		break
	}
	return Rect{left, top + y, g.inW, 0}
}

// layoutAtom lays out an inline-level box in a containing block of that width
// and places it at its margins (CSS 2.2 §10.3.9).
func layoutAtom(b *Box, cbW float64) child {
	cbH := b.memo.offer
	m := measureStyle(b, cbW, cbH)
	mg, _ := margins(b.Style, cbW)
	w := m.usedWidth(math.Max(m.frameW, cbW-mg.Width()), false)
	f := layout(b, constraints{w: w, h: indefinite, cbW: cbW, cbH: cbH, isolated: true})
	return child{f: f, x: mg.Left, y: mg.Top, margin: mg}
}

// MeasureAtom lays out a box of Box.Atoms that stands on a line, in a
// containing block of that width in px. It returns the size of its margin box
// and the distance of its baseline from the top of the margin box (CSS 2.2
// §10.8.1): of its last line box for a block container that does not clip, of
// its first items for a flex or grid container, else the bottom margin edge.
func MeasureAtom(b *Box, width float64) (w, h, baseline float64) {
	c := layoutAtom(b, width)
	w, h = c.f.w+c.margin.Width(), c.f.h+c.margin.Height()
	base := c.f.standing
	if !definite(base) || scrolls(b.Style) && !b.Style.LaysOutItems() {
		if b.Drawn != nil { // in vertical lines, which have a central baseline
			return w, h, h / 2
		}
		return w, h, h
	}
	return w, h, c.margin.Top + base
}

// AtomIntrinsic returns the min-content and max-content contributions of a box
// of Box.Atoms that stands on a line, margins included, in px.
func AtomIntrinsic(b *Box) (min, max float64) {
	return contribution(b, indefinite)
}
