package paint

import (
	"image"
	"math"
	"slices"

	"github.com/fogleman/gg"

	"sharecard/render/style"
)

// border paints the four sides of a border (CSS Backgrounds 3 §3).
func (p *painter) border(s *style.Style, a areas) {
	var w [4]float64
	any, same := false, true
	for i, b := range s.Border {
		w[i] = edgeWidth(a, i)
		if b.Style == style.BorderNone || b.Color.A == 0 {
			w[i] = 0
		}
		any = any || w[i] > 0
	}
	if !any || !p.reaches(a.border.rect) {
		return
	}
	for _, b := range s.Border[1:] {
		same = same && b.Style == s.Border[0].Style && b.Color == s.Border[0].Color
	}
	if same && s.Border[0].Style == style.BorderSolid {
		p.frame(a.border, w, solid(s.Border[0].Color))
		return
	}
	outer, inner := p.edges(a)
	done := [4]bool{}
	for i := range s.Border {
		if w[i] <= 0 || done[i] {
			continue
		}
		// Sides that look alike are one fill, so that no seam shows where they
		// meet.
		var which [4]bool
		for j := i; j < 4; j++ {
			which[j] = w[j] > 0 && s.Border[j].Style == s.Border[i].Style && s.Border[j].Color == s.Border[i].Color
			done[j] = done[j] || which[j]
		}
		p.borderSides(s.Border[i], which, outer, inner)
	}
}

// edgeWidth is the used width of a side.
func edgeWidth(a areas, side int) float64 {
	switch side {
	case style.Top:
		return a.padding.y0 - a.border.y0
	case style.Right:
		return a.border.x1 - a.padding.x1
	case style.Bottom:
		return a.border.y1 - a.padding.y1
	}
	return a.padding.x0 - a.border.x0
}

// edges are the outer and inner edge of a border: in device space where the
// matrix is upright, in user space otherwise.
func (p *painter) edges(a areas) (outer, inner rounded) {
	if !upright(p.m) {
		return a.border, a.padding
	}
	outer = p.snapped(a.border)
	var w [4]float64
	for i := range w {
		w[i] = p.deviceWidth(edgeWidth(a, i))
	}
	return outer, outer.inner(w[0], w[1], w[2], w[3])
}

// deviceWidth rounds a border width down to whole device px, but to no less
// than one (CSS Values 4, snapping lengths as border widths).
func (p *painter) deviceWidth(w float64) float64 {
	if w <= 0 {
		return 0
	}
	return math.Max(1, math.Floor(w*p.m.XX+1e-6))
}

// edgeMatrix is the space of [painter.edges].
func (p *painter) edgeMatrix() gg.Matrix {
	if upright(p.m) {
		return gg.Identity()
	}
	return p.m
}

// frame fills the ring between a border edge and the edge w px inside of it:
// top, right, bottom, left.
func (p *painter) frame(border rounded, w [4]float64, src source) {
	outer, inner := p.edges(areas{border: border, padding: border.inner(w[0], w[1], w[2], w[3])})
	p.ring(outer, inner, src)
}

func (p *painter) ring(outer, inner rounded, src source) {
	pa := &p.path
	pa.reset(p.edgeMatrix())
	pa.rounded(outer)
	pa.rounded(inner)
	s := shape{path: pa, evenOdd: true}
	if upright(p.m) && outer.whole() && inner.whole() {
		s.exact = true
		for _, c := range [2][4]image.Rectangle{outer.cells(), inner.cells()} {
			for _, q := range c {
				if !q.Empty() {
					s.partial = append(s.partial, q)
				}
			}
		}
		s.partial = disjoint(s.partial)
		s.full = outside(outer.pixels(), append(s.partial[:len(s.partial):len(s.partial)], inner.pixels()))
	}
	p.fill(s, src)
}

// disjoint cuts rectangles so that none overlaps another.
func disjoint(rs []image.Rectangle) []image.Rectangle {
	var out []image.Rectangle
	for _, r := range rs {
		out = append(out, outside(r, out)...)
	}
	return out
}

// borderSides paints the sides that share a style and a colour.
func (p *painter) borderSides(b style.BorderSide, which [4]bool, outer, inner rounded) {
	src := solid(b.Color)
	switch b.Style {
	case style.BorderDouble:
		// Each line takes a third of the width, as much as whole px allow.
		third := func(w float64) float64 { return math.Max(math.Floor((w+1)/3), math.Min(w, 1)) }
		w := ringWidths(outer, inner)
		for i := range w {
			w[i] = third(w[i])
		}
		p.ringSides(outer, outer.inner(w[0], w[1], w[2], w[3]), outer, inner, which, src)
		v := ringWidths(outer, inner)
		for i := range v {
			v[i] -= w[i]
		}
		p.ringSides(outer.inner(v[0], v[1], v[2], v[3]), inner, outer, inner, which, src)
	case style.BorderDashed, style.BorderDotted:
		p.brokenSides(b, which, outer, inner)
	default:
		p.ringSides(outer, inner, outer, inner, which, src)
	}
}

func ringWidths(outer, inner rounded) [4]float64 {
	return [4]float64{inner.y0 - outer.y0, outer.x1 - inner.x1, outer.y1 - inner.y1, inner.x0 - outer.x0}
}

// ringSides fills some sides of the ring between two edges. The sides of a
// border meet at the lines from its outer to its inner corners.
func (p *painter) ringSides(from, to, outer, inner rounded, which [4]bool, src source) {
	if which == [4]bool{true, true, true, true} {
		p.ring(from, to, src)
		return
	}
	m := p.edgeMatrix()
	var near, far path
	near.reset(m)
	near.rounded(from)
	far.reset(m)
	far.rounded(to)
	all := &p.parts
	all.reset(gg.Identity())
	for i, on := range which {
		if !on {
			continue
		}
		planes := p.sidePlanes(i, outer, inner)
		out := stretch(near.pts, planes[:])
		in := stretch(far.pts, planes[:])
		if len(in) == 0 {
			// Nothing is left inside of the border: its sides meet at points.
			c := boxCorners(to)
			for _, k := range [2]int{i, (i + 1) % 4} {
				x, y := m.TransformPoint(c[k].X, c[k].Y)
				in = append(in, gg.Point{X: x, Y: y})
			}
		}
		slices.Reverse(in)
		for j, q := range append(out, in...) {
			if j == 0 {
				all.moveTo(q.X, q.Y)
			} else {
				all.lineTo(q.X, q.Y)
			}
		}
		all.close()
	}
	if all.empty() {
		return
	}
	p.fillPath(all, false, src, p.clip.rect)
}

func boxCorners(r rounded) [4]gg.Point {
	return [4]gg.Point{{X: r.x0, Y: r.y0}, {X: r.x1, Y: r.y0}, {X: r.x1, Y: r.y1}, {X: r.x0, Y: r.y1}}
}

// sidePlanes bound the region of one side: the two mitre lines at its corners
// and the middle of the box.
func (p *painter) sidePlanes(side int, outer, inner rounded) [3]halfPlane {
	oc, ic := boxCorners(outer), boxCorners(inner)
	m := p.edgeMatrix()
	at := func(q gg.Point) gg.Point {
		x, y := m.TransformPoint(q.X, q.Y)
		return gg.Point{X: x, Y: y}
	}
	a, b := side, (side+1)%4
	mid := gg.Point{X: (outer.x0 + outer.x1) / 2, Y: (outer.y0 + outer.y1) / 2}
	// A side may be thicker than half of the box.
	switch side {
	case style.Top:
		mid.Y = math.Max(mid.Y, inner.y0)
	case style.Right:
		mid.X = math.Min(mid.X, inner.x1)
	case style.Bottom:
		mid.Y = math.Min(mid.Y, inner.y1)
	default:
		mid.X = math.Max(mid.X, inner.x0)
	}
	along := gg.Point{X: oc[b].X - oc[a].X, Y: oc[b].Y - oc[a].Y}
	flip := m.XX*m.YY-m.XY*m.YX < 0
	return [3]halfPlane{
		rightOf(at(oc[a]), at(ic[a]), !flip), // left of the line inward at the first corner
		rightOf(at(oc[b]), at(ic[b]), flip),
		rightOf(at(mid), at(gg.Point{X: mid.X + along.X, Y: mid.Y + along.Y}), !flip),
	}
}

// rightOf is the side of the line from a to b that is on the right hand (y
// down), or on the left.
func rightOf(a, b gg.Point, left bool) halfPlane {
	// Right of the direction (dx, dy) lie the points with cross ≥ 0.
	dx, dy := b.X-a.X, b.Y-a.Y
	h := halfPlane{a: dy, b: -dx, c: dy*a.X - dx*a.Y}
	if left {
		h = halfPlane{-h.a, -h.b, -h.c}
	}
	return h
}
