package paint

import (
	"image"

	"github.com/fogleman/gg"
)

// halfPlane holds the points with a·x + b·y ≤ c.
type halfPlane struct{ a, b, c float64 }

func sides(r image.Rectangle) [4]halfPlane {
	return [4]halfPlane{
		{-1, 0, -float64(r.Min.X)}, {1, 0, float64(r.Max.X)},
		{0, -1, -float64(r.Min.Y)}, {0, 1, float64(r.Max.Y)},
	}
}

// cut writes the part of p inside all half-planes to out (Sutherland and
// Hodgman), with tmp for what lies between. Polygons may degenerate along the
// cutting lines, where they add no area; winding numbers inside stay as they
// were.
func (p *path) cut(out *path, planes []halfPlane, tmp *path) {
	src, dst, next := p, out, tmp
	if len(planes)%2 == 0 {
		dst, next = tmp, out // so that the last plane writes to out
	}
	for _, h := range planes {
		dst.reset(p.m)
		s := 0
		for _, e := range src.ends {
			cutPolygon(dst, src.pts[s:e], h)
			s = e
		}
		src, dst, next = dst, next, dst
	}
}

func cutPolygon(dst *path, pts []gg.Point, h halfPlane) {
	prev := pts[len(pts)-1]
	dp := h.a*prev.X + h.b*prev.Y - h.c
	for _, q := range pts {
		dq := h.a*q.X + h.b*q.Y - h.c
		if (dp < 0 && dq > 0) || (dp > 0 && dq < 0) {
			t := dp / (dp - dq)
			dst.add(prev.X+(q.X-prev.X)*t, prev.Y+(q.Y-prev.Y)*t)
		}
		if dq <= 0 {
			dst.add(q.X, q.Y)
		}
		prev, dp = q, dq
	}
	dst.close()
}

// stretch is the run of a closed convex polygon's edge that lies inside all
// half-planes, from where it enters to where it leaves them.
func stretch(pts []gg.Point, planes []halfPlane) []gg.Point {
	const near = 1e-6
	depth := func(q gg.Point) float64 {
		d := planes[0].a*q.X + planes[0].b*q.Y - planes[0].c
		for _, h := range planes[1:] {
			d = max(d, h.a*q.X+h.b*q.Y-h.c)
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
	var out []gg.Point
	if start < 0 {
		// No vertex inside, or all: an edge may still pass through.
		for i := range pts {
			a, b := pts[i], pts[(i+1)%n]
			if lo, hi, ok := window(a, b, planes); ok && hi-lo > near {
				out = append(out, a.Interpolate(b, lo), a.Interpolate(b, hi))
			}
		}
		return out
	}
	before := pts[(start+n-1)%n]
	if lo, _, ok := window(before, pts[start], planes); ok {
		out = append(out, before.Interpolate(pts[start], lo))
	}
	for k := 0; k < n; k++ {
		q := pts[(start+k)%n]
		if depth(q) > near {
			last := pts[(start+k-1)%n]
			if _, hi, ok := window(last, q, planes); ok {
				out = append(out, last.Interpolate(q, hi))
			}
			break
		}
		out = append(out, q)
	}
	return out
}

// window is the part of the segment from a to b, as parameters 0 to 1, that
// lies inside all half-planes.
func window(a, b gg.Point, planes []halfPlane) (lo, hi float64, ok bool) {
	hi = 1
	for _, h := range planes {
		da, db := h.a*a.X+h.b*a.Y-h.c, h.a*b.X+h.b*b.Y-h.c
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
