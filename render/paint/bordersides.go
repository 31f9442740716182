package paint

import (
	"math"
	"slices"

	"sharecard/render/raster"
	"sharecard/render/style"
)

// ringSides fills some sides of the ring between two edges. The sides of a
// border meet at the lines from its outer to its inner corners.
func (p *painter) ringSides(from, to, outer, inner raster.RoundedRect, which [4]bool, src raster.Source) {
	if which == [4]bool{true, true, true, true} {
		p.ring(from, to, src)
		return
	}
	m := p.edgeMatrix()
	var near, far raster.Path
	near.Reset(m)
	near.AddRoundedRect(from)
	far.Reset(m)
	far.AddRoundedRect(to)
	all := &p.parts
	all.Reset(raster.Identity())
	for i, on := range which {
		if !on {
			continue
		}
		planes := p.sidePlanes(i, outer, inner)
		out := runInside(near.Points, planes[:])
		in := runInside(far.Points, planes[:])
		if len(in) == 0 {
			// Nothing is left inside of the border: its sides meet at points.
			c := boxCorners(to)
			for _, k := range [2]int{i, (i + 1) % 4} {
				x, y := m.TransformPoint(c[k].X, c[k].Y)
				in = append(in, raster.Point{X: x, Y: y})
			}
		}
		slices.Reverse(in)
		for j, q := range append(out, in...) {
			if j == 0 {
				all.MoveTo(q.X, q.Y)
			} else {
				all.LineTo(q.X, q.Y)
			}
		}
		all.Close()
	}
	if all.Empty() {
		return
	}
	p.filler.FillPath(p.surf, p.clip, all, false, src)
}

func boxCorners(r raster.RoundedRect) [4]raster.Point {
	return [4]raster.Point{{X: r.X0, Y: r.Y0}, {X: r.X1, Y: r.Y0}, {X: r.X1, Y: r.Y1}, {X: r.X0, Y: r.Y1}}
}

// sidePlanes are the half-planes whose common part is the region of one side. The two mitre lines at its corners and the
// middle of the box bound it.
func (p *painter) sidePlanes(side int, outer, inner raster.RoundedRect) [3]raster.HalfPlane {
	oc, ic := boxCorners(outer), boxCorners(inner)
	m := p.edgeMatrix()
	at := func(q raster.Point) raster.Point {
		x, y := m.TransformPoint(q.X, q.Y)
		return raster.Point{X: x, Y: y}
	}
	a, b := side, (side+1)%4
	mid := raster.Point{X: (outer.X0 + outer.X1) / 2, Y: (outer.Y0 + outer.Y1) / 2}
	// A side may be thicker than half of the box.
	switch side {
	case style.Top:
		mid.Y = math.Max(mid.Y, inner.Y0)
	case style.Right:
		mid.X = math.Min(mid.X, inner.X1)
	case style.Bottom:
		mid.Y = math.Min(mid.Y, inner.Y1)
	default:
		mid.X = math.Max(mid.X, inner.X0)
	}
	along := raster.Point{X: oc[b].X - oc[a].X, Y: oc[b].Y - oc[a].Y}
	flip := m.XX*m.YY-m.XY*m.YX < 0
	return [3]raster.HalfPlane{
		rightOf(at(oc[a]), at(ic[a]), !flip), // left of the line inward at the first corner
		rightOf(at(oc[b]), at(ic[b]), flip),
		rightOf(at(mid), at(raster.Point{X: mid.X + along.X, Y: mid.Y + along.Y}), !flip),
	}
}

// rightOf is the half-plane to the right of the line from a to b (y down), or to the left of it.
func rightOf(a, b raster.Point, left bool) raster.HalfPlane {
	// Right of the direction (dx, dy) lie the points with cross ≥ 0.
	dx, dy := b.X-a.X, b.Y-a.Y
	h := raster.HalfPlane{A: dy, B: -dx, C: dy*a.X - dx*a.Y}
	if left {
		h = raster.HalfPlane{A: -h.A, B: -h.B, C: -h.C}
	}
	return h
}

// runInside is the run of a closed convex polygon's edge that lies inside all
// half-planes, from where it enters to where it leaves them.
func runInside(pts []raster.Point, planes []raster.HalfPlane) []raster.Point {
	const near = 1e-6
	depth := func(q raster.Point) float64 {
		d := planes[0].A*q.X + planes[0].B*q.Y - planes[0].C
		for _, h := range planes[1:] {
			d = max(d, h.A*q.X+h.B*q.Y-h.C)
		}
		return d
	}
	n := len(pts)
	start := -1
	for i := range pts {
		if depth(pts[i]) <= near && depth(pts[(i+n-1)%n]) > near {
			start = i
		}
	}
	var out []raster.Point
	if start < 0 {
		// No vertex inside, or all: an edge may still pass through.
		for i := range pts {
			a, b := pts[i], pts[(i+1)%n]
			if lo, hi, ok := clipSegment(a, b, planes); ok && hi-lo > near {
				out = append(out, a.Interpolate(b, lo), a.Interpolate(b, hi))
			}
		}
		return out
	}
	before := pts[(start+n-1)%n]
	if lo, _, ok := clipSegment(before, pts[start], planes); ok {
		out = append(out, before.Interpolate(pts[start], lo))
	}
	for k := 0; k < n; k++ {
		q := pts[(start+k)%n]
		if depth(q) > near {
			last := pts[(start+k-1)%n]
			if _, hi, ok := clipSegment(last, q, planes); ok {
				out = append(out, last.Interpolate(q, hi))
			}
			break
		}
		out = append(out, q)
	}
	return out
}

// clipSegment is the part of the segment from a to b, as parameters 0 to 1, that
// lies inside all half-planes.
func clipSegment(a, b raster.Point, planes []raster.HalfPlane) (lo, hi float64, ok bool) {
	hi = 1
	for _, h := range planes {
		da, db := h.A*a.X+h.B*a.Y-h.C, h.A*b.X+h.B*b.Y-h.C
		switch {
		case da > 0 && db > 0:
			return 0, 0, false
		case da > 0:
			lo = max(lo, da/(da-db))
		case db > 0:
			hi = min(hi, da/(da-db))
		}
	}
	return lo, hi, lo <= hi
}
