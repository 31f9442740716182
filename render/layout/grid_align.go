package layout

import (
	"math"

	"sharecard/render/style"
)

// contentAlign returns justify-content or align-content.
func (gr *grid) contentAlign(axis int) style.Align {
	if axis == rows {
		return gr.box.Style.AlignContent
	}
	dir := gr.box.Style.Direction
	return inlineAlign(gr.box.Style.JustifyContent, dir, dir)
}

// positionTracks is "Aligning the Grid" (§10.5): it places the tracks in the
// content box by justify-content or align-content. Collapsed tracks take no part.
func (gr *grid) positionTracks(axis int) {
	a := &gr.axes[axis]
	if a.subgrid != nil {
		return
	}
	n := 0
	for i := range a.tracks {
		if !a.tracks[i].collapsed {
			n++
		}
	}
	align := gr.contentAlign(axis)
	safe := align & style.AlignSafe
	pos, between := distribute(flexRelative(align&^style.AlignSafe, false)|safe, a.space-a.size(), n, false)
	a.between = between
	end, first := pos, true
	for i := range a.tracks {
		t := &a.tracks[i]
		if !t.collapsed && !first {
			end += a.gap + between
		}
		t.start = end
		end += t.base
		first = first && t.collapsed
	}
}

// areaSize returns the size of an item's area along one axis.
func (gr *grid) areaSize(it *gridItem, axis int) float64 {
	start, end := gr.areaEdges(it.place[axis], axis)
	return math.Max(0, end-start)
}

// areaEdges returns the edges of an area along one axis from the start of the
// content box.
func (gr *grid) areaEdges(p gridPlace, axis int) (start, end float64) {
	tracks := gr.axes[axis].tracks
	last := &tracks[p.end-1]
	return tracks[p.start].start, last.start + last.base
}

// area returns the grid area of an item relative to the border box.
func (gr *grid) area(it *gridItem) Rect {
	x0, x1 := gr.areaEdges(it.place[columns], columns)
	y0, y1 := gr.areaEdges(it.place[rows], rows)
	if gr.box.Style.Direction == style.RTL {
		x0, x1 = gr.inW-x1, gr.inW-x0
	}
	return Rect{gr.left() + x0, gr.top() + y0, math.Max(0, x1-x0), math.Max(0, y1-y0)}
}

// selfAlign resolves auto of justify-self and align-self.
func (gr *grid) selfAlign(self, items style.Align) style.Align {
	if self&^style.AlignSafe == style.AlignAuto {
		self = items
	}
	if self == style.AlignAuto {
		return style.AlignNormal
	}
	return self
}

// alignment returns the used alignment of a box along one axis of the container:
// stretch, start, center, end, or a baseline of its row. §6.2: normal is stretch
// but for replaced elements.
func (gr *grid) alignment(b *Box, axis int, a style.Align) style.Align {
	if axis == columns && a&^style.AlignSafe != style.AlignLastBaseline {
		a = inlineAlign(a, b.Style.Direction, gr.box.Style.Direction)
	}
	safe := a & style.AlignSafe
	a &^= style.AlignSafe
	switch a {
	case style.AlignNormal:
		a = style.AlignStretch
		if b.Replaced != nil {
			a = style.AlignStart
		}
	case style.AlignFlexStart, style.AlignSelfStart:
		a = style.AlignStart
	case style.AlignFlexEnd, style.AlignSelfEnd:
		a = style.AlignEnd
	}
	return a | safe
}

// layoutItem lays out an item in its area.
func (gr *grid) layoutItem(it *gridItem) {
	aw, ah := gr.areaSize(it, columns), gr.areaSize(it, rows)
	w, h, mg := gr.itemSize(it, aw, ah)
	it.margin = mg
	it.f = layout(it.box, constraints{w: w, h: h, cbW: aw, cbH: ah, isolated: true, measure: gr.c.measure, inherits: gr.inheritance(it)})
}

// placeItem aligns an item in its area (§10.2–10.4).
func (gr *grid) placeItem(it *gridItem) child {
	area := gr.area(it)
	rtl := gr.box.Style.Direction == style.RTL
	mg := &it.margin
	freeX := area.W - it.f.w - mg.Width()
	freeY := area.H - it.f.h - mg.Height()
	shareAuto(freeX, it.auto[style.Left], it.auto[style.Right], &mg.Left, &mg.Right)
	shareAuto(freeY, it.auto[style.Top], it.auto[style.Bottom], &mg.Top, &mg.Bottom)
	x, y := 0.0, 0.0
	if !it.auto[style.Left] && !it.auto[style.Right] {
		x = alignedStart(it.align[columns], freeX)
	}
	if rtl {
		x = area.W - it.f.w - mg.Width() - x
	}
	switch {
	case it.auto[style.Top] || it.auto[style.Bottom]:
	case !gr.sharesBaseline(it):
		y = alignedStart(it.align[rows], freeY)
	case it.align[rows] == style.AlignLastBaseline:
		y = area.H - it.f.h - mg.Height() - it.shim
	default:
		y = it.shim
	}
	return child{f: it.f, x: area.X + x + mg.Left, y: area.Y + y + mg.Top, margin: *mg}
}

// shareAuto gives free space to auto margins (§10.2).
func shareAuto(free float64, auto0, auto1 bool, m0, m1 *float64) {
	n := count(auto0) + count(auto1)
	if free <= 0 || n == 0 {
		return
	}
	*m0 += count(auto0) * free / n
	*m1 += count(auto1) * free / n
}
