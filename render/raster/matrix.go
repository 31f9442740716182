package raster

import (
	"math"

	"github.com/fogleman/gg"
)

// Matrix maps a point (x, y) to (XX·x + XY·y + X0, YX·x + YY·y + Y0). a.Multiply(b) maps by a first, then by b.
type Matrix = gg.Matrix

// Point is a point or a vector.
type Point = gg.Point

// Identity maps every point to itself.
func Identity() Matrix { return gg.Identity() }

// Translate moves points by (x, y).
func Translate(x, y float64) Matrix { return gg.Translate(x, y) }

// Scale scales points about the origin.
func Scale(x, y float64) Matrix { return gg.Scale(x, y) }

// Upright reports whether m only translates and scales by positive factors. Then boxes stay boxes, and can be snapped to
// whole pixels.
func Upright(m Matrix) bool {
	return m.XY == 0 && m.YX == 0 && m.XX > 0 && m.YY > 0
}

// MeanScale is the factor by which m scales lengths: exact if m keeps angles, the geometric mean of both axes otherwise.
func MeanScale(m Matrix) float64 {
	return math.Sqrt(math.Abs(m.XX*m.YY - m.XY*m.YX))
}

// Invert returns the inverse of m, and false where there is none.
func Invert(m Matrix) (Matrix, bool) {
	det := m.XX*m.YY - m.XY*m.YX
	if math.Abs(det) < 1e-15 || math.IsNaN(det) || math.IsInf(det, 0) {
		return Matrix{}, false
	}
	d := 1 / det
	return Matrix{
		XX: m.YY * d, YX: -m.YX * d,
		XY: -m.XY * d, YY: m.XX * d,
		X0: (m.XY*m.Y0 - m.YY*m.X0) * d,
		Y0: (m.YX*m.X0 - m.XX*m.Y0) * d,
	}, true
}

// MapRect returns the bounds of a rectangle that m maps.
func MapRect(m Matrix, r Rect) Rect {
	ax, ay := m.TransformPoint(r.X0, r.Y0)
	bx, by := m.TransformPoint(r.X1, r.Y0)
	cx, cy := m.TransformPoint(r.X1, r.Y1)
	dx, dy := m.TransformPoint(r.X0, r.Y1)
	return Rect{
		math.Min(math.Min(ax, bx), math.Min(cx, dx)), math.Min(math.Min(ay, by), math.Min(cy, dy)),
		math.Max(math.Max(ax, bx), math.Max(cx, dx)), math.Max(math.Max(ay, by), math.Max(cy, dy)),
	}
}

// Unit returns the vector of length 1 in the direction of (x, y), (0, 0) for one without length.
func Unit(x, y float64) (float64, float64) {
	l := math.Hypot(x, y)
	if l == 0 {
		return 0, 0
	}
	return x / l, y / l
}
