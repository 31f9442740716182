package raster

import (
	"image"
	"math"
)

// HalfPlane holds the points with a·x + b·y ≤ c.
type HalfPlane struct{ A, B, C float64 }

// Depth is how far a point lies outside: a·x + b·y − c, 0 or less inside.
func (h HalfPlane) Depth(p Point) float64 { return h.A*p.X + h.B*p.Y - h.C }

// sides are the half-planes whose common part is r.
func sides(r image.Rectangle) [4]HalfPlane {
	return [4]HalfPlane{
		{-1, 0, -float64(r.Min.X)}, {1, 0, float64(r.Max.X)},
		{0, -1, -float64(r.Min.Y)}, {0, 1, float64(r.Max.Y)},
	}
}

// Clip appends the part of a polygon inside h to dst (Sutherland and Hodgman). The result may run along the line that
// cuts, there and back, where it adds no area; winding numbers inside stay as they were.
func (h HalfPlane) Clip(dst, polygon []Point) []Point {
	if len(polygon) == 0 {
		return dst
	}
	prev := polygon[len(polygon)-1]
	before := h.Depth(prev)
	for _, q := range polygon {
		d := h.Depth(q)
		if before < 0 && d > 0 || before > 0 && d < 0 {
			dst = append(dst, prev.Interpolate(q, before/(before-d)))
		}
		if d <= 0 {
			dst = append(dst, q)
		}
		prev, before = q, d
	}
	return dst
}

// clip writes the part of p inside all half-planes to out, with tmp for what lies between.
func (p *Path) clip(out *Path, planes []HalfPlane, tmp *Path) {
	src, dst, next := p, out, tmp
	if len(planes)%2 == 0 {
		dst, next = tmp, out // so that the last plane writes to out
	}
	for _, h := range planes {
		dst.Reset(p.Matrix)
		s := 0
		for _, e := range src.Ends {
			dst.flat = h.Clip(dst.flat[:0], src.Points[s:e])
			dst.AddPolygon(dst.flat)
			s = e
		}
		src, dst, next = dst, next, dst
	}
}

// ClipPolygon returns the part of a polygon inside r, which may be the polygon itself. It is nil if nothing is left, or if
// a coordinate is not a number.
func ClipPolygon(polygon []Point, r image.Rectangle) []Point {
	b := pointBounds(polygon)
	if in := FromPixels(r); !(b.X0 < in.X1 && b.X1 > in.X0 && b.Y0 < in.Y1 && b.Y1 > in.Y0) {
		return nil
	}
	planes := sides(r)
	corner, opposite := Point{X: b.X0, Y: b.Y0}, Point{X: b.X1, Y: b.Y1}
	for i, h := range planes {
		if far := [2]Point{corner, opposite}[i%2]; h.Depth(far) > 0 {
			polygon = h.Clip(make([]Point, 0, len(polygon)+4), polygon)
		}
	}
	if len(polygon) < 3 {
		return nil
	}
	return polygon
}

// pointBounds is the bounding box of points. A NaN among their coordinates is one of the box.
func pointBounds(pts []Point) Rect {
	b := Rect{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, q := range pts {
		b.X0, b.Y0 = math.Min(b.X0, q.X), math.Min(b.Y0, q.Y)
		b.X1, b.Y1 = math.Max(b.X1, q.X), math.Max(b.Y1, q.Y)
	}
	return b
}
