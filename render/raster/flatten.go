package raster

import "math"

// Flatness is the largest distance in device px between a curve and the polyline that stands for it.
const Flatness = 0.05

// AppendQuad appends the points of a quadratic Bézier curve, without its start a, to a polyline. scale is the device px of
// one unit of the points.
func AppendQuad(pts []Point, a, b, c Point, scale float64) []Point {
	n := pieces(0.25 * scale * math.Hypot(a.X-2*b.X+c.X, a.Y-2*b.Y+c.Y))
	for i := 1; i < n; i++ {
		t := float64(i) / float64(n)
		u := 1 - t
		pts = append(pts, Point{X: u*u*a.X + 2*u*t*b.X + t*t*c.X, Y: u*u*a.Y + 2*u*t*b.Y + t*t*c.Y})
	}
	return append(pts, c)
}

// AppendCubic is [AppendQuad] for a cubic curve.
func AppendCubic(pts []Point, a, b, c, d Point, scale float64) []Point {
	n := pieces(0.75 * scale * math.Max(
		math.Hypot(a.X-2*b.X+c.X, a.Y-2*b.Y+c.Y),
		math.Hypot(b.X-2*c.X+d.X, b.Y-2*c.Y+d.Y)))
	for i := 1; i < n; i++ {
		pts = append(pts, OnCubic(a, b, c, d, float64(i)/float64(n)))
	}
	return append(pts, d)
}

// OnCubic is the point of a cubic Bézier curve at parameter t, 0 to 1.
func OnCubic(a, b, c, d Point, t float64) Point {
	u := 1 - t
	k0, k1, k2, k3 := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
	return Point{X: k0*a.X + k1*b.X + k2*c.X + k3*d.X, Y: k0*a.Y + k1*b.Y + k2*c.Y + k3*d.Y}
}

// pieces is the number of equal steps of the parameter that keep a Bézier curve within Flatness of its chords, by the
// bound on its second derivative (Wang's formula): deviation is d(d−1)/8 times the largest second difference of its
// control points, d being its degree.
func pieces(deviation float64) int {
	n := math.Ceil(math.Sqrt(deviation / Flatness))
	if !(n < 500) {
		return 500
	}
	return max(int(n), 1)
}
