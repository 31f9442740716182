package layout

import (
	"math"

	"sharecard/render/style"
)

// placeBlock lays out a block container: block-level children in normal flow
// (CSS 2.2 §9.4.1) or inline content.
func placeBlock(b *Box, c constraints) *fragment {
	g := newGeometry(b, c)
	if b.Content != nil {
		return placeInline(&g)
	}
	fl := newFlow(&g)
	for i, ch := range b.Children {
		switch {
		case outOfFlow(ch.Style) && fl.f.clamped:
		case floats(ch.Style):
			fl.addFloat(ch)
		case !outOfFlow(ch.Style):
			fl.add(ch, i)
		case !c.measure:
			fl.addOutOfFlow(ch)
		}
	}
	return fl.finish()
}

// isolated reports whether b establishes an independent formatting context, so
// that margins of its children stay inside (CSS 2.2 §9.4.1, CSS Align 3 §5.1.1).
func (g *geometry) isolated() bool { return g.c.isolated || establishes(g.box) }

// establishes is isolated for a box by its style alone.
func establishes(b *Box) bool {
	s := b.Style
	return scrolls(s) || s.Isolates() || s.LaysOutItems() || s.IsTable() || b.Replaced != nil || b.Orthogonal || b.Multicol ||
		s.Display == style.FlowRoot || s.Display == style.InlineBlock || blockAlign(s) != style.AlignNormal
}

func outOfFlow(s *style.Style) bool {
	return s.Position == style.Absolute || s.Position == style.FixedPosition
}

// flow is a block formatting context being filled from the top.
type flow struct {
	g   *geometry
	f   *fragment
	y   float64 // bottom border edge of the last box placed
	end strut   // margins below that edge, still to collapse
	// open is set while no border, padding or content separates the box's top
	// margin from its children's: end is then part of the box's own top margin.
	open   bool
	budget lineBudget // of line-clamp

	fc    *floatContext // of the box; nil without floats
	last  *floated      // the latest float
	apart bool          // end does not collapse with the bottom margin of the box
	spare float64       // room for annotations that the last box leaves, px
}

func newFlow(g *geometry) *flow {
	fl := &flow{g: g, f: g.fragment(g.frameH), y: g.top(), budget: g.budget()}
	if n := len(g.box.Children); n > 0 && !g.c.measure {
		fl.f.children = make([]child, 0, n)
	}
	fl.open = !g.isolated() && g.top() == 0
	if fl.fc = g.floatContext(); fl.fc != nil {
		fl.last = fl.fc.last
	}
	return fl
}

// add places the next block-level box, the i-th child.
func (fl *flow) add(b *Box, i int) {
	g := fl.g
	dir := g.box.Style.Direction
	justify := style.AlignNormal
	if !b.Anonymous { // browsers align elements alone
		justify = justifySelf(b.Style, g.box.Style.JustifyItems, dir)
	}
	if justify == style.AlignNormal {
		justify = oldAlign(g.box.Style)
	}
	w, m := blockWidth(b, g.inW, g.basisH, dir, justify)
	c := constraints{w: w, h: indefinite, cbW: g.inW, cbH: g.basisH, measure: g.c.measure}
	if fl.f.clamped {
		if !g.c.measure {
			fl.f.add(child{f: layout(b, c), x: g.left() + m.Left, y: fl.y, margin: m, hidden: true})
		}
		return
	}
	c.clamp = fl.budget.share(g.box.Children, i, fl.f.lines)
	c.trim = g.trimOf(i)
	c.above = fl.roomAbove()
	at := child{x: g.left() + m.Left, margin: m}
	switch {
	case fl.fc == nil:
		at.f = layout(b, c)
		at.y = fl.follow(at.f)
	default:
		fl.addAmid(&at, b, c, justify)
	}
	f, y := at.f, at.y
	fl.spare = f.spare
	fl.f.lines += f.lines
	if fl.f.clamped = f.clamped; f.clamped {
		fl.end = strut{} // the content ends with the line
	}
	if definite(f.first) && !definite(fl.f.first) {
		fl.f.first = y + f.first
	}
	if definite(f.last) {
		fl.f.last = y + f.last
	}
	if definite(f.standing) {
		fl.f.standing = y + f.standing
	}
	if !g.c.measure {
		at.relative(g.inW, g.basisH, dir)
		fl.f.add(at)
	}
}

// follow puts a box below those before it, and returns its y.
func (fl *flow) follow(f *fragment) (y float64) {
	y = fl.y
	fl.end.join(f.top)
	if !fl.open {
		y += fl.end.sum()
	} else if !f.through {
		fl.close()
	}
	if f.through {
		fl.end.join(f.bottom)
	} else {
		fl.y = y + f.h
		fl.end, fl.apart = f.bottom, false
	}
	return y
}

// close ends the collapsing with the box's own top margin.
func (fl *flow) close() {
	fl.f.top.join(fl.end)
	fl.end = strut{}
	fl.open = false
}

// addOutOfFlow notes the static position of an out-of-flow box.
func (fl *flow) addOutOfFlow(b *Box) {
	y := fl.y
	if !fl.open {
		y += fl.end.sum()
	}
	area := Rect{fl.g.left(), y, fl.g.inW, 0}
	if fl.fc != nil && b.Style.WasInline {
		area.X, area.W = fl.besideFloats(y)
	}
	s := fl.g.box.Style
	align := staticBlock(justifySelf(b.Style, s.JustifyItems, s.Direction), s.Direction)
	fl.f.addOutOfFlow(pending{b, area, align})
}

// finish decides on the height and on which margins go on collapsing (CSS 2.2
// §8.3.1).
func (fl *flow) finish() *fragment {
	g, f := fl.g, fl.f
	m, _ := margins(g.box.Style, g.c.cbW)
	f.top.add(m.Top)
	if !g.counts() {
		f.lines, f.clamped = 0, false
	}
	if !f.clamped {
		f.bottom.add(m.Bottom)
	}
	bottomFrame := g.border.Bottom + g.padding.Bottom
	isolated := g.isolated()
	if bottomFrame == 0 && !isolated {
		f.spare = fl.spare
	}

	natural := fl.y + bottomFrame
	if !fl.open && (isolated || bottomFrame > 0 || fl.apart) {
		natural += fl.end.sum()
		fl.end = strut{}
	}
	f.natural = g.orContained(g.holdFloats(natural, fl.last))
	f.floats = fl.last
	f.h = g.height(f.natural)
	switch {
	case fl.open && f.h == 0:
		f.through = true
		f.top.join(fl.end)
	case fl.open:
		f.top.join(fl.end)
	case definite(g.inH) || f.h != f.natural:
		// The content's last margin ends inside the box.
	default:
		f.bottom.join(fl.end)
	}
	if isolated {
		fl.alignContent()
	}
	f.resolve(g)
	return f
}

// blockAlign returns align-content as it applies to a block container (CSS
// Align 3 §5.3).
func blockAlign(s *style.Style) style.Align {
	switch a := s.AlignContent &^ style.AlignSafe; a {
	case style.AlignAuto, style.AlignNormal:
		return style.AlignNormal
	default:
		return s.AlignContent
	}
}

// alignContent moves the content as align-content asks.
func (fl *flow) alignContent() {
	f := fl.f
	if a := blockAlign(fl.g.box.Style); a != style.AlignNormal {
		f.shift(blockOffset(a, f.h-f.natural))
	}
}

// blockOffset is the offset of a block container's content as one alignment
// subject. Content that overflows stays at the start, as in browsers.
func blockOffset(a style.Align, free float64) float64 {
	switch a &^ style.AlignSafe {
	case style.AlignCenter, style.AlignSpaceAround, style.AlignSpaceEvenly:
		return math.Max(0, free/2)
	case style.AlignEnd, style.AlignFlexEnd, style.AlignLastBaseline:
		return math.Max(0, free)
	}
	return 0
}

// shift moves the content of a fragment under construction down by dy.
func (f *fragment) shift(dy float64) {
	for i := range f.children {
		f.children[i].y += dy
	}
	for i := range f.pending {
		f.pending[i].static.Y += dy
	}
	f.first += dy
	f.last += dy
	f.standing += dy
}

// relative applies position: relative in a containing block (CSS Position 3
// §3.4): of opposed insets the one at the start wins.
func (c *child) relative(cbW, cbH float64, dir style.Direction) {
	s := c.f.box.Style
	if s.Position != style.Relative {
		return
	}
	left, right := resolve(s.Inset[style.Left], cbW), resolve(s.Inset[style.Right], cbW)
	switch {
	case definite(right) && (!definite(left) || dir == style.RTL):
		c.x -= right
	case definite(left):
		c.x += left
	}
	if top := resolve(s.Inset[style.Top], cbH); definite(top) {
		c.down = top
	} else if bottom := resolve(s.Inset[style.Bottom], cbH); definite(bottom) {
		c.down = -bottom
	}
	c.y += c.down
}

// add appends a placed child.
func (f *fragment) add(c child) {
	f.children = append(f.children, c)
	f.open |= c.f.open
}
