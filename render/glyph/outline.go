package glyph

import (
	"math"

	"sharecard/fonts"
	"sharecard/render/raster"
)

// Slant is the horizontal shear of synthetic italics: 14°, as in browsers.
const Slant = 0.25

// Form is what the outline of a glyph depends on besides its face.
type Form struct {
	Size         float64 // px per em
	Bold, Italic bool    // synthetic: for a face that has no such style itself
}

// Outliner adds the outlines of glyphs to paths. Its zero value is ready for use; it keeps scratch memory and is not
// safe for concurrent use.
type Outliner struct {
	segments []fonts.Segment
	moved    []raster.Point
}

// Append adds the outline of a glyph to a path, with its pen at the origin of the path's matrix and y down.
func (o *Outliner) Append(pa *raster.Path, face *fonts.Face, gid uint32, f Form) {
	k := f.Size / face.UnitsPerEm()
	outer := pa.Matrix
	shear := 0.0
	if f.Italic {
		shear = Slant
	}
	// Font units have y up.
	pa.Matrix = raster.Matrix{XX: k, XY: k * shear, YY: -k}.Multiply(outer)
	from := len(pa.Ends)
	o.segments = face.AppendOutline(o.segments[:0], gid)
	for i := range o.segments {
		s := &o.segments[i]
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
	if f.Bold {
		o.embolden(pa, from, boldness(f.Size)*raster.MeanScale(outer)/2)
	}
}

// boldness is the total weight that synthetic bold adds to a stem in px: 1/24
// of small sizes falling to 1/32 of large ones.
func boldness(size float64) float64 {
	t := math.Min(math.Max((size-9)/(36-9), 0), 1)
	return size * (1.0/24 + (1.0/32-1.0/24)*t)
}

// embolden moves the edges of the polygons from index first outward by d. The polygons of an outline turn one way and its
// holes the other; the sign of the whole area tells which.
func (o *Outliner) embolden(pa *raster.Path, first int, d float64) {
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
	for _, e := range pa.Ends[first:] {
		pts := pa.Points[s:e]
		o.moved = o.moved[:0]
		for i, p := range pts {
			prev, next := pts[(i+len(pts)-1)%len(pts)], pts[(i+1)%len(pts)]
			o.moved = append(o.moved, shift(prev, p, next, d))
		}
		copy(pts, o.moved)
		s = e
	}
}

// shift moves a vertex so that both its edges move by d to their right (y
// down: outward for a polygon of positive area). Sharp corners are bevelled at
// twice the distance.
func shift(prev, p, next raster.Point, d float64) raster.Point {
	ux, uy := raster.Unit(p.X-prev.X, p.Y-prev.Y)
	vx, vy := raster.Unit(next.X-p.X, next.Y-p.Y)
	nx, ny := uy+vy, -(ux + vx) // bisector of the two normals
	l2 := nx*nx + ny*ny
	if l2 < 1e-9 {
		return p
	}
	// |n| is 2·cos(half the turn); the miter is d/cos.
	f := math.Min(2/l2, 2/math.Sqrt(l2))
	return raster.Point{X: raster.Grid(p.X + nx*f*d), Y: raster.Grid(p.Y + ny*f*d)}
}
