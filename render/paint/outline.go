package paint

import (
	"math"

	"sharecard/fonts"
	"sharecard/render/raster"
)

// Subpixel positions of glyphs: a quarter of a px along the line, whole px
// across it, as Chromium has them on Linux. The finer the steps, the more masks
// a text needs; a quarter moves no stem by more than 1/8 px.
const subpixels = 4

// slant is the horizontal shear of synthetic italics, 14° as in browsers.
const slant = 0.25

// glyphForm is what a glyph's outline depends on besides face and glyph.
type glyphForm struct {
	size         float64 // device px per em
	bold, italic bool
}

// addGlyph adds the outline of a glyph to p.path with its pen at the origin of
// the path's matrix, which maps px at 1 px per px of the form's size, y down.
func (p *painter) addGlyph(face *fonts.Face, gid uint32, f glyphForm) {
	pa := &p.path
	k := f.size / face.UnitsPerEm()
	outer := pa.Matrix
	shear := 0.0
	if f.italic {
		shear = slant
	}
	// Font units have y up.
	pa.Matrix = raster.Matrix{XX: k, XY: k * shear, YY: -k}.Multiply(outer)
	from := len(pa.Ends)
	p.outline = face.AppendOutline(p.outline[:0], gid)
	for i := range p.outline {
		s := &p.outline[i]
		a := &s.Args
		switch s.Op {
		case fonts.MoveTo:
			pa.MoveTo(float64(a[0].X), float64(a[0].Y))
		case fonts.LineTo:
			pa.LineTo(float64(a[0].X), float64(a[0].Y))
		case fonts.QuadTo:
			pa.QuadTo(float64(a[0].X), float64(a[0].Y), float64(a[1].X), float64(a[1].Y))
		case fonts.CubeTo:
			pa.CubicTo(float64(a[0].X), float64(a[0].Y), float64(a[1].X), float64(a[1].Y), float64(a[2].X), float64(a[2].Y))
		}
	}
	pa.Close()
	pa.Matrix = outer
	if f.bold {
		embolden(pa, from, boldness(f.size)*raster.MeanScale(outer)/2)
	}
}

// boldness is the total weight that synthetic bold adds to a stem in px: 1/24
// of small sizes falling to 1/32 of large ones.
func boldness(size float64) float64 {
	t := math.Min(math.Max((size-9)/(36-9), 0), 1)
	return size * (1.0/24 + (1.0/32-1.0/24)*t)
}

// embolden moves the edges of the polygons from index first outward by d.
// Polygons of an outline turn one way, its holes the other; the way is read
// from the sign of the whole area.
func embolden(pa *raster.Path, first int, d float64) {
	start := 0
	if first > 0 {
		start = pa.Ends[first-1]
	}
	area, s := 0.0, start
	for _, e := range pa.Ends[first:] {
		q := pa.Points[e-1]
		for _, p := range pa.Points[s:e] {
			area += q.X*p.Y - p.X*q.Y
			q = p
		}
		s = e
	}
	if area < 0 {
		d = -d
	}
	s = start
	var moved []raster.Point
	for _, e := range pa.Ends[first:] {
		pts := pa.Points[s:e]
		moved = moved[:0]
		for i, p := range pts {
			prev, next := pts[(i+len(pts)-1)%len(pts)], pts[(i+1)%len(pts)]
			moved = append(moved, shift(prev, p, next, d))
		}
		copy(pts, moved)
		s = e
	}
}

// shift moves a vertex so that both its edges move by d to their right (y
// down: outward for a polygon of positive area). Sharp corners are bevelled at
// twice the distance.
func shift(prev, p, next raster.Point, d float64) raster.Point {
	ux, uy := unit(p.X-prev.X, p.Y-prev.Y)
	vx, vy := unit(next.X-p.X, next.Y-p.Y)
	nx, ny := uy+vy, -(ux + vx) // bisector of the two normals
	l2 := nx*nx + ny*ny
	if l2 < 1e-9 {
		return p
	}
	// |n| is 2·cos(half the turn); the miter is d/cos.
	f := math.Min(2/l2, 2/math.Sqrt(l2))
	return raster.Point{X: raster.Grid(p.X + nx*f*d), Y: raster.Grid(p.Y + ny*f*d)}
}

func unit(x, y float64) (float64, float64) {
	l := math.Hypot(x, y)
	if l == 0 {
		return 0, 0
	}
	return x / l, y / l
}
