package paint

import (
	"image"
	"math"

	"github.com/fogleman/gg"
)

// maxCoord bounds device coordinates in px: gg keeps them in 26.6 fixed point,
// and a page may ask for boxes of 1e9 px.
const maxCoord = 1 << 20

// rect is a rectangle in px, in user or device space as the name of the
// variable tells; x0 ≤ x1 and y0 ≤ y1 unless it is empty.
type rect struct{ x0, y0, x1, y1 float64 }

func xywh(x, y, w, h float64) rect { return rect{x, y, x + w, y + h} }

func (r rect) w() float64 { return r.x1 - r.x0 }
func (r rect) h() float64 { return r.y1 - r.y0 }

func (r rect) empty() bool { return !(r.x0 < r.x1 && r.y0 < r.y1) }

// inset moves the four sides inward; a side that passes its opposite stops at
// it.
func (r rect) inset(top, right, bottom, left float64) rect {
	r = rect{r.x0 + left, r.y0 + top, r.x1 - right, r.y1 - bottom}
	if r.x1 < r.x0 {
		r.x0 = (r.x0 + r.x1) / 2
		r.x1 = r.x0
	}
	if r.y1 < r.y0 {
		r.y0 = (r.y0 + r.y1) / 2
		r.y1 = r.y0
	}
	return r
}

func (r rect) grow(d float64) rect { return rect{r.x0 - d, r.y0 - d, r.x1 + d, r.y1 + d} }

func (r rect) offset(x, y float64) rect { return rect{r.x0 + x, r.y0 + y, r.x1 + x, r.y1 + y} }

func (r rect) union(s rect) rect {
	if r.empty() {
		return s
	}
	if s.empty() {
		return r
	}
	return rect{math.Min(r.x0, s.x0), math.Min(r.y0, s.y0), math.Max(r.x1, s.x1), math.Max(r.y1, s.y1)}
}

func (r rect) intersect(s rect) rect {
	return rect{math.Max(r.x0, s.x0), math.Max(r.y0, s.y0), math.Min(r.x1, s.x1), math.Min(r.y1, s.y1)}
}

// outer is the smallest rectangle of whole pixels that holds r.
func (r rect) outer() image.Rectangle {
	if r.empty() {
		return image.Rectangle{}
	}
	return image.Rect(floorPx(r.x0), floorPx(r.y0), -floorPx(-r.x1), -floorPx(-r.y1))
}

// pixels converts a rectangle whose sides are whole numbers.
func (r rect) pixels() image.Rectangle { return r.outer() }

// whole reports whether all sides lie between pixels.
func (r rect) whole() bool {
	return r.x0 == math.Trunc(r.x0) && r.y0 == math.Trunc(r.y0) &&
		r.x1 == math.Trunc(r.x1) && r.y1 == math.Trunc(r.y1)
}

func fromPixels(r image.Rectangle) rect {
	return rect{float64(r.Min.X), float64(r.Min.Y), float64(r.Max.X), float64(r.Max.Y)}
}

func clampCoord(v float64) float64 {
	if v > maxCoord {
		return maxCoord
	}
	if v > -maxCoord {
		return v
	}
	return -maxCoord // NaN too
}

func floorPx(v float64) int { return int(math.Floor(clampCoord(v))) }

func roundPx(v float64) int { return int(math.Floor(clampCoord(v) + 0.5)) }

// grid rounds a device coordinate to gg's 1/64 px grid. gg itself truncates
// toward zero; after this rounding there is nothing left to truncate.
func grid(v float64) float64 { return math.Floor(clampCoord(v)*64+0.5) / 64 }

// upright reports whether m only scales by positive factors and translates:
// then boxes stay boxes and snap to whole pixels.
func upright(m gg.Matrix) bool {
	return m.XY == 0 && m.YX == 0 && m.XX > 0 && m.YY > 0
}

// uniform is the factor by which m scales lengths: exact where it keeps
// angles, the geometric mean otherwise.
func uniform(m gg.Matrix) float64 {
	return math.Sqrt(math.Abs(m.XX*m.YY - m.XY*m.YX))
}

// invert returns the inverse of m, and false where there is none.
func invert(m gg.Matrix) (gg.Matrix, bool) {
	det := m.XX*m.YY - m.XY*m.YX
	if math.Abs(det) < 1e-12 || math.IsNaN(det) || math.IsInf(det, 0) {
		return gg.Matrix{}, false
	}
	d := 1 / det
	return gg.Matrix{
		XX: m.YY * d, YX: -m.YX * d,
		XY: -m.XY * d, YY: m.XX * d,
		X0: (m.XY*m.Y0 - m.YY*m.X0) * d,
		Y0: (m.YX*m.X0 - m.XX*m.Y0) * d,
	}, true
}

// device returns the bounds of a user rectangle in device space.
func device(m gg.Matrix, r rect) rect {
	ax, ay := m.TransformPoint(r.x0, r.y0)
	bx, by := m.TransformPoint(r.x1, r.y0)
	cx, cy := m.TransformPoint(r.x1, r.y1)
	dx, dy := m.TransformPoint(r.x0, r.y1)
	return rect{
		math.Min(math.Min(ax, bx), math.Min(cx, dx)), math.Min(math.Min(ay, by), math.Min(cy, dy)),
		math.Max(math.Max(ax, bx), math.Max(cx, dx)), math.Max(math.Max(ay, by), math.Max(cy, dy)),
	}
}

// snap moves the sides of a device rectangle between pixels. A rectangle that
// had an area keeps at least one pixel, so that hairlines do not vanish at
// small scales.
func snap(r rect) rect {
	if r.empty() {
		return rect{}
	}
	s := rect{float64(roundPx(r.x0)), float64(roundPx(r.y0)), float64(roundPx(r.x1)), float64(roundPx(r.y1))}
	if s.x1 == s.x0 {
		s.x0 = float64(floorPx(r.x0))
		s.x1 = s.x0 + 1
	}
	if s.y1 == s.y0 {
		s.y0 = float64(floorPx(r.y0))
		s.y1 = s.y0 + 1
	}
	return s
}
