package raster

import (
	"image"
	"math"
)

// MaxCoord bounds device coordinates, px: gg keeps them in 26.6 fixed point, and a page may ask for boxes of 1e9 px.
const MaxCoord = 1 << 20

// Rect is a rectangle in px, in user or in device space. X0 ≤ X1 and Y0 ≤ Y1 unless it is empty.
type Rect struct{ X0, Y0, X1, Y1 float64 }

// XYWH is the rectangle of a size at a place.
func XYWH(x, y, w, h float64) Rect { return Rect{x, y, x + w, y + h} }

// W is the width.
func (r Rect) W() float64 { return r.X1 - r.X0 }

// H is the height.
func (r Rect) H() float64 { return r.Y1 - r.Y0 }

// Empty reports whether r has no area, or coordinates that are no numbers.
func (r Rect) Empty() bool { return !(r.X0 < r.X1 && r.Y0 < r.Y1) }

// Inset moves the four sides inward. Sides that would pass each other meet in the middle.
func (r Rect) Inset(top, right, bottom, left float64) Rect {
	r = Rect{r.X0 + left, r.Y0 + top, r.X1 - right, r.Y1 - bottom}
	if r.X1 < r.X0 {
		r.X0 = (r.X0 + r.X1) / 2
		r.X1 = r.X0
	}
	if r.Y1 < r.Y0 {
		r.Y0 = (r.Y0 + r.Y1) / 2
		r.Y1 = r.Y0
	}
	return r
}

// Grow moves the four sides outward by d.
func (r Rect) Grow(d float64) Rect { return Rect{r.X0 - d, r.Y0 - d, r.X1 + d, r.Y1 + d} }

// Offset moves r.
func (r Rect) Offset(x, y float64) Rect { return Rect{r.X0 + x, r.Y0 + y, r.X1 + x, r.Y1 + y} }

// Union is the smallest rectangle that holds both.
func (r Rect) Union(s Rect) Rect {
	if r.Empty() {
		return s
	}
	if s.Empty() {
		return r
	}
	return Rect{math.Min(r.X0, s.X0), math.Min(r.Y0, s.Y0), math.Max(r.X1, s.X1), math.Max(r.Y1, s.Y1)}
}

// Intersect is what both have in common.
func (r Rect) Intersect(s Rect) Rect {
	return Rect{math.Max(r.X0, s.X0), math.Max(r.Y0, s.Y0), math.Min(r.X1, s.X1), math.Min(r.Y1, s.Y1)}
}

// Pixels is the smallest rectangle of whole pixels that holds r.
func (r Rect) Pixels() image.Rectangle {
	if r.Empty() {
		return image.Rectangle{}
	}
	return image.Rect(Floor(r.X0), Floor(r.Y0), -Floor(-r.X1), -Floor(-r.Y1))
}

// Whole reports whether all sides lie between pixels.
func (r Rect) Whole() bool {
	return r.X0 == math.Trunc(r.X0) && r.Y0 == math.Trunc(r.Y0) &&
		r.X1 == math.Trunc(r.X1) && r.Y1 == math.Trunc(r.Y1)
}

// FromPixels is a rectangle of whole pixels.
func FromPixels(r image.Rectangle) Rect {
	return Rect{float64(r.Min.X), float64(r.Min.Y), float64(r.Max.X), float64(r.Max.Y)}
}

// Clamp bounds a device coordinate to ±[MaxCoord].
func Clamp(v float64) float64 {
	if v > MaxCoord {
		return MaxCoord
	}
	if v > -MaxCoord {
		return v
	}
	return -MaxCoord // NaN too
}

// Floor is the pixel that a device coordinate lies in.
func Floor(v float64) int { return int(math.Floor(Clamp(v))) }

// Round is the border between pixels that is nearest to a device coordinate.
func Round(v float64) int { return int(math.Floor(Clamp(v) + 0.5)) }

// Grid rounds a device coordinate to gg's 1/64 px grid. gg itself truncates
// toward zero; after this rounding there is nothing left to truncate.
func Grid(v float64) float64 { return math.Floor(Clamp(v)*64+0.5) / 64 }

// Snap moves the sides of a device rectangle to the nearest borders between pixels. A rectangle with an area keeps at
// least one pixel, so that hairlines do not vanish at small scales.
func Snap(r Rect) Rect {
	if r.Empty() {
		return Rect{}
	}
	s := Rect{float64(Round(r.X0)), float64(Round(r.Y0)), float64(Round(r.X1)), float64(Round(r.Y1))}
	if s.X1 == s.X0 {
		s.X0 = float64(Floor(r.X0))
		s.X1 = s.X0 + 1
	}
	if s.Y1 == s.Y0 {
		s.Y0 = float64(Floor(r.Y0))
		s.Y1 = s.Y0 + 1
	}
	return s
}
