package layout

import (
	"math"

	"sharecard/render/style"
)

// minColumn is the least height of a column whose height is given, px, and the least column-width, as browsers have it.
const minColumn = 1

// columnGrid is the columns of a multi-column container.
type columnGrid struct {
	count      int
	width, gap float64
}

// columnGrid finds how many columns there are and how wide they are (CSS Multi-column 1 §3.4).
func (g *geometry) columnGrid() columnGrid {
	c := &g.box.Style.Columns
	count, most := float64(c.Count), float64(g.box.memo.maxColumns)
	gap := columnGap(g.box.Style, g.inW)
	if width := resolve(c.Width, indefinite); definite(width) {
		fit := math.Floor((g.inW + gap) / (math.Max(minColumn, width) + gap))
		if count == 0 || fit < count {
			count = fit
		}
	}
	count = clamp(count, 1, most)
	return columnGrid{int(count), math.Max(0, (g.inW-(count-1)*gap)/count), gap}
}

// columnGap is column-gap between columns: 1em where it is normal (§4.1).
func columnGap(s *style.Style, basis float64) float64 {
	if s.ColumnGap.Kind != style.Fixed {
		return s.FontSize
	}
	return math.Max(0, orZero(resolve(s.ColumnGap, basis)))
}

// columnsIntrinsic is intrinsic for a multi-column container, as browsers have it.
func columnsIntrinsic(b *Box, height float64) (lo, hi float64) {
	c := &b.Style.Columns
	lo, hi = intrinsic(b.Children[0], height)
	count := float64(min(max(c.Count, 1), b.memo.maxColumns))
	gaps := (count - 1) * columnGap(b.Style, indefinite)
	if width := resolve(c.Width, indefinite); definite(width) {
		return math.Min(lo, width), math.Max(hi, width)*count + gaps
	}
	return lo*count + gaps, hi*count + gaps
}

// columnRows is a multi-column container being filled from the top: rows of columns, and between them what spans them
// (CSS Multi-column 1 §6).
type columnRows struct {
	g      *geometry
	f      *fragment
	grid   columnGrid
	pieces *pieces
	parts  *partMaker
	y      float64 // bottom of the last row or spanner
	bottom float64 // the lowest place that a row may have
	end    strut   // margins below the last spanner, still to collapse
}

// placeColumns lays out a multi-column container.
func placeColumns(b *Box, c constraints) *fragment {
	g := newGeometry(b, c)
	grid := g.columnGrid()
	content := layout(b.Children[0], constraints{w: grid.width, h: indefinite, cbW: grid.width, cbH: g.inH, isolated: true})
	r := columnRows{g: &g, f: g.fragment(g.frameH), grid: grid, pieces: piecesOf(content), y: g.top(), bottom: g.top() + g.room()}
	r.parts = newPartMaker(content, r.pieces.spanned)
	from := 0.0
	for i := range r.pieces.breaks {
		if br := &r.pieces.breaks[i]; br.spanner != nil && br.start > from {
			r.row(from, br.end, br.start, false)
			r.span(br.spanner)
			from = br.start
		}
	}
	r.row(from, content.h, math.Inf(1), true)
	return r.finish()
}

// room is the height that there is for the columns of a box, infinite where the content decides.
func (g *geometry) room() float64 {
	switch {
	case definite(g.inH):
		return math.Max(minColumn, g.inH)
	case math.IsInf(g.maxH, 1):
		return g.maxH
	}
	return math.Max(minColumn, g.maxH-g.frameH)
}

// row places the content between from and to in columns, each a part of it; next is where the content goes on behind it.
func (r *columnRows) row(from, to, next float64, last bool) {
	p := r.pieces
	empty := math.Min(to, p.filled) <= from+breakTolerance
	if empty && (!last || r.parts.any()) {
		return
	}
	r.y += r.end.sum()
	r.end = strut{}
	room := math.Max(minColumn, r.bottom-r.y)
	height := room
	if !last || r.g.box.Style.Columns.Fill != style.FillInTurn {
		height = p.balanced(from, to, r.grid.count, room)
	}
	spans := []columnSpan{{from: from, to: to}}
	if !math.IsInf(height, 1) {
		spans = p.columnsOf(from, to, height, r.g.box.memo.maxColumns)
	}
	if height > to-from && len(spans) == 1 {
		height = math.Max(0, to-from)
	}
	for i, s := range spans {
		until := next
		if i+1 < len(spans) {
			until = spans[i+1].from
		}
		at := child{f: r.parts.part(s, until, height), x: r.x(i), y: r.y - s.from}
		if i == 0 && definite(at.f.first) && !definite(r.f.first) {
			r.f.first = at.y + at.f.first
		}
		r.f.add(at)
		if i > 0 {
			r.rule(i, height)
		}
	}
	r.y += height
}

// x is the left edge of the i-th column; columns follow each other in the direction of the container.
func (r *columnRows) x(i int) float64 {
	x := float64(i) * (r.grid.width + r.grid.gap)
	if r.g.box.Style.Direction == style.RTL {
		x = r.g.inW - r.grid.width - x
	}
	return r.g.left() + x
}

// rule notes the line before the i-th column of a row (CSS Multi-column 1 §5).
func (r *columnRows) rule(i int, height float64) {
	w := r.g.box.Style.Columns.Rule.Width
	if w <= 0 {
		return
	}
	x := r.x(i) - r.grid.gap/2
	if r.g.box.Style.Direction == style.RTL {
		x = r.x(i) + r.grid.width + r.grid.gap/2
	}
	r.f.rules = append(r.f.rules, Rect{x - w/2, r.y, w, height})
}

// span places a box that spans all columns. Its margins collapse with those of spanners beside it alone (§6.1).
func (r *columnRows) span(b *Box) {
	g := r.g
	dir := g.box.Style.Direction
	w, m := blockWidth(b, g.inW, indefinite, dir, justifySelf(b.Style, g.box.Style.JustifyItems, dir))
	at := child{margin: m, x: g.left() + m.Left}
	at.f = layout(b, constraints{w: w, h: indefinite, cbW: g.inW, cbH: g.inH, isolated: true, measure: g.c.measure})
	r.end.join(at.f.top)
	r.y += r.end.sum()
	at.y = r.y
	r.y += at.f.h
	r.end = at.f.bottom
	if definite(at.f.first) && !definite(r.f.first) {
		r.f.first = at.y + at.f.first
	}
	at.relative(g.inW, g.inH, dir)
	r.f.add(at)
}

// finish decides on the height of the box.
func (r *columnRows) finish() *fragment {
	g, f := r.g, r.f
	natural := r.y + r.end.sum() + g.border.Bottom + g.padding.Bottom
	f.natural = g.orContained(natural)
	f.h = g.height(natural)
	f.last, f.standing = f.first, f.first
	m, _ := margins(g.box.Style, g.c.cbW)
	f.top.add(m.Top)
	f.bottom.add(m.Bottom)
	f.resolve(g)
	if g.c.measure {
		f.children, f.rules = nil, nil
	}
	return f
}
