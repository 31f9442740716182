package raster

import (
	"image"
	"math"
)

// kappa places the control points of the cubic curve that stands for a quarter of an ellipse.
const kappa = 0.5522847498307936

// RoundedRect is a rectangle with elliptical corners, or with those that superellipse.go describes.
type RoundedRect struct {
	Rect
	Radius [4]Point   // of the top left, top right, bottom right and bottom left corner, along x and y
	Curve  [4]float64 // of each corner
	Out    [4]Point   // how far outside of the corner its curve begins, of those that bulge inward
}

// Fit scales all radii down by the same factor until those of each side fit (CSS Backgrounds 3 §5.5).
func (r *RoundedRect) Fit() {
	f := 1.0
	side := func(length, a, b float64) {
		if a+b > length && a+b > 0 {
			f = math.Min(f, length/(a+b))
		}
	}
	q := &r.Radius
	side(r.W(), q[0].X, q[1].X)
	side(r.W(), q[3].X, q[2].X)
	side(r.H(), q[0].Y, q[3].Y)
	side(r.H(), q[1].Y, q[2].Y)
	if f < 1 {
		for i := range q {
			q[i].X *= f
			q[i].Y *= f
		}
	}
}

// Square reports whether no corner is rounded.
func (r RoundedRect) Square() bool { return r.Radius == [4]Point{} }

// Inner moves the sides inward and shrinks the radii by as much, as the padding edge follows the border edge (CSS
// Backgrounds 3 §5.2).
func (r RoundedRect) Inner(top, right, bottom, left float64) RoundedRect {
	in := RoundedRect{Rect: r.Inset(top, right, bottom, left), Curve: r.Curve}
	shrink := func(p Point, dx, dy float64) Point {
		p = Point{X: p.X - dx, Y: p.Y - dy}
		if p.X <= 0 || p.Y <= 0 {
			return Point{}
		}
		return p
	}
	in.Radius = [4]Point{
		shrink(r.Radius[0], left, top), shrink(r.Radius[1], right, top),
		shrink(r.Radius[2], right, bottom), shrink(r.Radius[3], left, bottom),
	}
	for i, w := range [4]Point{{X: left, Y: top}, {X: right, Y: top}, {X: right, Y: bottom}, {X: left, Y: bottom}} {
		if r.Curve[i] != 0 && r.Radius[i].X > 0 {
			in.Radius[i], in.Out[i] = curvedInner(r.Radius[i], r.Out[i], r.Curve[i], w.X, w.Y)
		}
	}
	return in
}

// Spread grows the shape of a shadow by d, or shrinks it if d < 0. A corner of a small radius grows less, so that it stays
// sharp, but for those that make most of the box (CSS Backgrounds 4 §6.1.1).
func (r RoundedRect) Spread(d float64) RoundedRect {
	if d < 0 {
		return r.Inner(-d, -d, -d, -d)
	}
	out := RoundedRect{Rect: r.Grow(d), Curve: r.Curve, Out: r.Out}
	grow := func(v, coverage float64) float64 {
		if v <= 0 {
			return 0
		}
		if v < d {
			t := 1 - v/d
			return v + d*(1-t*t*t*(1-coverage*coverage*coverage))
		}
		return v + d
	}
	for i, p := range r.Radius {
		coverage := math.Min(1, 2*math.Min(p.X/r.W(), p.Y/r.H()))
		if r.Curve[i] != 0 && p.X > 0 {
			out.Radius[i], out.Out[i] = curvedInner(p, r.Out[i], r.Curve[i], -d, -d)
			continue
		}
		out.Radius[i] = Point{X: grow(p.X, coverage), Y: grow(p.Y, coverage)}
	}
	out.Fit()
	return out
}

// Offset moves r.
func (r RoundedRect) Offset(x, y float64) RoundedRect {
	r.Rect = r.Rect.Offset(x, y)
	return r
}

// Corners are rectangles of whole pixels round the corners: outside of them r is a plain rectangle. The sides of r must
// lie between pixels.
func (r RoundedRect) Corners() (c [4]image.Rectangle) {
	b := r.Pixels()
	ceil := func(v float64) int { return -Floor(-v) }
	for i, p := range r.Radius {
		if p.X == 0 {
			continue
		}
		x0, y0 := b.Min.X, b.Min.Y
		w, h := min(ceil(p.X), b.Dx()), min(ceil(p.Y), b.Dy())
		if i == 1 || i == 2 {
			x0 = b.Max.X - w
		}
		if i >= 2 {
			y0 = b.Max.Y - h
		}
		c[i] = image.Rect(x0, y0, x0+w, y0+h)
	}
	return c
}

// Scaled returns r mapped to another rectangle, by factors along x and y.
func (r RoundedRect) Scaled(to Rect, x, y float64) RoundedRect {
	out := RoundedRect{Rect: to, Curve: r.Curve}
	for i, q := range r.Radius {
		out.Radius[i] = Point{X: q.X * x, Y: q.Y * y}
		out.Out[i] = Point{X: r.Out[i].X * x, Y: r.Out[i].Y * y}
	}
	return out
}

// AddRect adds a rectangle clockwise from its top left corner.
func (p *Path) AddRect(r Rect) {
	if r.Empty() {
		return
	}
	p.MoveTo(r.X0, r.Y0)
	p.LineTo(r.X1, r.Y0)
	p.LineTo(r.X1, r.Y1)
	p.LineTo(r.X0, r.Y1)
	p.Close()
}

// AddEllipse adds an ellipse clockwise.
func (p *Path) AddEllipse(cx, cy, rx, ry float64) {
	p.AddRoundedRect(RoundedRect{
		Rect:   Rect{cx - rx, cy - ry, cx + rx, cy + ry},
		Radius: [4]Point{{X: rx, Y: ry}, {X: rx, Y: ry}, {X: rx, Y: ry}, {X: rx, Y: ry}},
	})
}

// AddRoundedRect adds a rounded rectangle clockwise from its top left corner.
func (p *Path) AddRoundedRect(r RoundedRect) {
	if r.Empty() {
		return
	}
	if r.Curve != [4]float64{} {
		p.addCurved(r)
		return
	}
	const k = 1 - kappa
	tl, tr, br, bl := r.Radius[0], r.Radius[1], r.Radius[2], r.Radius[3]
	p.MoveTo(r.X0+tl.X, r.Y0)
	p.LineTo(r.X1-tr.X, r.Y0)
	if tr.X > 0 {
		p.CubicTo(r.X1-tr.X*k, r.Y0, r.X1, r.Y0+tr.Y*k, r.X1, r.Y0+tr.Y)
	}
	p.LineTo(r.X1, r.Y1-br.Y)
	if br.X > 0 {
		p.CubicTo(r.X1, r.Y1-br.Y*k, r.X1-br.X*k, r.Y1, r.X1-br.X, r.Y1)
	}
	p.LineTo(r.X0+bl.X, r.Y1)
	if bl.X > 0 {
		p.CubicTo(r.X0+bl.X*k, r.Y1, r.X0, r.Y1-bl.Y*k, r.X0, r.Y1-bl.Y)
	}
	p.LineTo(r.X0, r.Y0+tl.Y)
	if tl.X > 0 {
		p.CubicTo(r.X0, r.Y0+tl.Y*k, r.X0+tl.X*k, r.Y0, r.X0+tl.X, r.Y0)
	}
	p.Close()
}
