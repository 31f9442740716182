package paint

import "sharecard/render/raster"

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
