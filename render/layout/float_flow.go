package layout

import (
	"math"

	"sharecard/render/style"
)

// Block-level boxes in a block formatting context with floats (CSS 2.2 §9.5). Where a box stands decides what its floats and
// lines look like, but its place is known for certain only once its margins are: those of its first children collapse with
// them. So the margins are foreseen, and a box that turns out to have others is laid out again.

// addFloat places a float among the children.
func (fl *flow) addFloat(b *Box) {
	g := fl.g
	if fl.f.clamped {
		b.memo.offer = g.basisH
		at := layoutAtom(b, g.inW)
		at.x, at.y, at.hidden = at.x+g.left(), at.y+fl.y, true
		fl.f.add(at)
		return
	}
	y := fl.y
	if !fl.open {
		y += fl.end.sum()
	}
	last, at := g.floatBox(fl.fc, fl.last, b, y)
	fl.last = last
	if !g.c.measure {
		at.relative(g.inW, g.basisH, g.box.Style.Direction)
		fl.f.add(at)
	}
}

// addAmid adds a box among floats.
func (fl *flow) addAmid(at *child, b *Box, c constraints, justify style.Align) {
	var cleared bool
	own, before := establishes(b), fl.last
	if own {
		at.f, at.x, at.y, cleared = fl.placeBeside(b, c, at.margin, justify)
	} else {
		at.f, at.y, cleared = fl.layoutAmid(b, c, at.x)
	}
	switch {
	case cleared:
		fl.addCleared(at.f, at.y)
	case own:
		fl.follow(at.f)
		fl.y = at.y + at.f.h
	default:
		fl.follow(at.f)
		if at.f.through && before.lowest(b.Style.Clear) > fl.fc.y {
			fl.apart = true // as browsers have it, clearance or not
		}
	}
}

// besideFloats is where a line at y would begin, and its width.
func (fl *flow) besideFloats(y float64) (x, w float64) {
	left := fl.fc.x + fl.g.left()
	l, r, _ := fl.last.room(fl.fc.y+y, 0, left, left+fl.g.inW)
	return l - fl.fc.x, math.Max(0, r-l)
}

// layoutAmid lays out a box that takes part in the formatting context, and returns its y, and whether it has clearance.
func (fl *flow) layoutAmid(b *Box, c constraints, x float64) (f *fragment, y float64, cleared bool) {
	var lead strut
	if !fl.open || b.Style.Clear != style.ClearNone {
		lead, _, _ = leading(b, fl.g.inW, 0)
	}
	for {
		y, cleared = fl.clearedPlace(b.Style.Clear, lead)
		fc := floatContext{x: fl.fc.x + x, y: fl.fc.y + y, last: fl.last}
		switch {
		case cleared:
			fc.above, fc.chain = fc.y-lead.sum(), fl.last
		case fl.open:
			fc.above, fc.margins, fc.chain = fl.fc.above, fl.above(), fl.fc.chain
		default:
			fc.above, fc.margins, fc.chain = fl.fc.y+fl.y, fl.end, fl.last
		}
		c.floats = &fc
		f = layout(b, c)
		if fl.open && !cleared || f.top == lead || !b.retry() {
			break
		}
		lead = f.top
	}
	if b.holdsFloats() {
		fl.last = f.floats
	}
	return f, y, cleared
}

// above is the margins above the next child that collapse through the top of the box.
func (fl *flow) above() strut {
	m, _ := margins(fl.g.box.Style, fl.g.c.cbW)
	s := fl.fc.margins
	s.add(m.Top)
	s.join(fl.end)
	return s
}

// clearedPlace returns the y of the top border edge of a box whose top margins are lead, and whether it is there by clearance
// (CSS 2.2 §9.5.2): below floats that it would stand beside otherwise.
func (fl *flow) clearedPlace(clear style.Clear, lead strut) (y float64, cleared bool) {
	s := lead
	if fl.open {
		s.join(fl.above())
		y = fl.fc.above + s.sum() - fl.fc.y
	} else {
		s.join(fl.end)
		y = fl.y + s.sum()
	}
	bottom := fl.last.lowest(clear) - fl.fc.y
	switch {
	case fl.open && adjoins(fl.last, fl.fc.chain, clear):
		// The floats move with the box that holds them, so that the margins of the child must not move it.
		return math.Max(bottom, fl.y), true
	case bottom > y:
		return bottom, true
	case fl.open:
		return fl.y, false
	}
	return y, false
}

// adjoins reports whether one of the floats from last back to chain is to be cleared.
func adjoins(last, chain *floated, clear style.Clear) bool {
	if clear == style.ClearNone {
		return false
	}
	for f := last; f != chain && f != nil; f = f.before {
		if f.H > 0 && (clear == style.ClearBoth || (clear == style.ClearLeft) == (f.side == style.FloatLeft)) {
			return true
		}
	}
	return false
}

// maxLeading bounds how deep margins are foreseen.
const maxLeading = 100

// leading foresees the margins that collapse above the content of a block-level box, and where nothing in it has height,
// so that they collapse through it, those below.
func leading(b *Box, cbW float64, depth int) (top, bottom strut, through bool) {
	m := measureStyle(b, cbW, indefinite)
	mg, _ := margins(b.Style, cbW)
	top.add(mg.Top)
	bottom.add(mg.Bottom)
	if establishes(b) || b.Content != nil || b.Replaced != nil || m.border.Top+m.padding.Top > 0 || depth == maxLeading {
		return top, bottom, false
	}
	beside := false
	for _, c := range b.Children {
		switch {
		case outOfFlow(c.Style):
		case floats(c.Style):
			beside = true
		case beside && c.Style.Clear != style.ClearNone:
			return top, bottom, false
		default:
			t, u, through := leading(c, cbW, depth+1)
			if top.join(t); !through {
				return top, bottom, false
			}
			top.join(u)
		}
	}
	return top, bottom, m.frameH == 0 && m.minH == 0 && !(m.h > 0)
}

// addCleared places a box with clearance: its top margin collapses with none before it.
func (fl *flow) addCleared(f *fragment, y float64) {
	if fl.open {
		fl.close()
	}
	fl.end = strut{}
	if f.through {
		// Its margins collapse with those of the next box as if it stood there (CSS 2.2 §8.3.1).
		fl.y = y - f.top.sum()
		fl.end.join(f.top)
		fl.end.join(f.bottom)
		fl.apart = true
		return
	}
	fl.y, fl.end, fl.apart = y+f.h, f.bottom, false
}

// placeBeside lays out a box that establishes a formatting context of its own: its border box stands beside floats where
// there is room for it, else below them (CSS 2.2 §9.5). Its margins may lie under the floats.
func (fl *flow) placeBeside(b *Box, c constraints, m Edges, justify style.Align) (f *fragment, x, y float64, cleared bool) {
	g := fl.g
	var lead strut
	lead.add(m.Top)
	y, cleared = fl.clearedPlace(b.Style.Clear, lead)
	left, dy := fl.fc.x+g.left(), fl.fc.y
	right := left + g.inW
	mg, auto := margins(b.Style, g.inW)
	ms := measureStyle(b, g.inW, g.basisH)
	w, height, top := c.w, 0.0, y+dy
	for step := 0; ; step++ {
		l, r, next := fl.last.room(top, height, left, right)
		x, c.w = left+m.Left, w
		if l > left || r < right {
			lo, hi := math.Max(l, left+mg.Left), math.Min(r, right-mg.Right)
			c.w = ms.usedWidth(math.Max(ms.frameW, hi-lo), stretchy(justify) && !isTable(b))
			if c.w > r-l+tolerance && !math.IsInf(next, 1) {
				top, height = next, 0
				if step >= maxFloatSteps {
					top = fl.last.lowest(style.ClearBoth)
				}
				continue
			}
			x = beside(lo, hi, c.w, auto, justify, g.box.Style.Direction)
		}
		f = layout(b, c)
		if l2, r2, _ := fl.last.room(top, f.h, left, right); height >= f.h || x >= l2 && x+c.w <= r2 || !b.retry() {
			break
		}
		height = f.h
	}
	// One that did not fit beside floats that move with the box around does not move it.
	cleared = cleared || fl.open && top > y+dy
	return f, x - fl.fc.x, top - dy, cleared
}

// beside returns the x of a box of width w in the room that floats leave from lo to hi.
func beside(lo, hi, w float64, auto [4]bool, justify style.Align, dir style.Direction) float64 {
	free := hi - lo - w
	switch {
	case auto[style.Left] && auto[style.Right]:
		return lo + math.Max(0, free/2)
	case auto[style.Left]:
		return lo + math.Max(0, free)
	case auto[style.Right]:
		return lo
	case dir == style.RTL:
		return hi - w - alignedStart(justify, free)
	}
	return lo + alignedStart(justify, free)
}
