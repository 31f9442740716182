package raster

import "math"

// Corners of a RoundedRect may have other curves than an ellipse (CSS Borders 4 §3.3). A curve is the parameter of
// superellipse() less one, so that zero is round: 1 is a squircle, -1 a bevel, -2 a scoop; beyond straightCurve both ways it
// is square, or notched.
const straightCurve = 8

// curveSteps is how many lines stand for the curve of a corner.
const curveSteps = 48

// curvedInner is what is left of a corner and of its distance from that of the rectangle, w and h px further inside. What
// bulges inward is as thick on the way as at the sides.
func curvedInner(radius, out Point, curve, w, h float64) (Point, Point) {
	s := curve + 1
	if s >= 0 {
		// From a bevel, whose line moves by w·√2 along the sides, to a round corner, whose radius shrinks by w.
		k := math.Min(s, 1) + (2-math.Sqrt2)*(1-math.Min(s, 1))
		radius = Point{X: radius.X - w*k, Y: radius.Y - h*k}
		if radius.X <= 0 || radius.Y <= 0 {
			radius = Point{}
		}
		return radius, out
	}
	k := math.Max(1+s, 0)*(math.Sqrt2-1) + 1
	radius = Point{X: math.Max(radius.X+w*(k-1), 0), Y: math.Max(radius.Y+h*(k-1), 0)}
	return radius, Point{X: out.X + w, Y: out.Y + h}
}

// addCurved adds a rectangle of which some corners are no ellipses, clockwise.
func (p *Path) addCurved(r RoundedRect) {
	begun := false
	to := func(x, y float64) {
		if begun {
			p.LineTo(x, y)
			return
		}
		p.MoveTo(x, y)
		begun = true
	}
	for i, corner := range [4]Point{{X: r.X0, Y: r.Y0}, {X: r.X1, Y: r.Y0}, {X: r.X1, Y: r.Y1}, {X: r.X0, Y: r.Y1}} {
		sx, sy := 1.0, 1.0 // from the corner inward
		if i == 1 || i == 2 {
			sx = -1
		}
		if i >= 2 {
			sy = -1
		}
		pts := cornerCurve(r.Radius[i], r.Out[i], r.Curve[i])
		for j := range pts {
			q := pts[j]
			if i == 0 || i == 2 { // clockwise, these begin at their upright side
				q = pts[len(pts)-1-j]
			}
			to(corner.X+sx*q.X, corner.Y+sy*q.Y)
		}
	}
	p.Close()
}

// cornerCurve is the curve of a corner, from its level side to its upright one, as distances from the corner.
func cornerCurve(radius, out Point, curve float64) []Point {
	rx, ry := radius.X+out.X, radius.Y+out.Y
	if rx <= 0 || ry <= 0 {
		return []Point{{}}
	}
	if s := curve + 1; s < -straightCurve {
		return []Point{{X: radius.X}, radius, {Y: radius.Y}}
	} else if s > straightCurve {
		return []Point{{}}
	}
	n := math.Exp2(math.Abs(curve + 1))
	pts := make([]Point, 0, curveSteps+3)
	if out.X < 0 || out.Y < 0 { // the sides go on to where the curve begins
		pts = append(pts, Point{X: radius.X})
	}
	for i := range curveSteps + 1 {
		sin, cos := math.Sincos(float64(i) / curveSteps * math.Pi / 2)
		u, v := math.Pow(math.Max(cos, 0), 2/n), math.Pow(math.Max(sin, 0), 2/n)
		if i == curveSteps {
			u, v = 0, 1
		}
		if curve+1 >= 0 {
			u, v = 1-v, 1-u
		}
		pts = appendInside(pts, Point{X: u*rx - out.X, Y: v*ry - out.Y}, out)
	}
	if out.X < 0 || out.Y < 0 {
		pts = append(pts, Point{Y: radius.Y})
	}
	if len(pts) == 0 {
		return []Point{{}}
	}
	return pts
}

// appendInside adds a point of a curve that may lie outside of the rectangle: the curve is cut at its sides.
func appendInside(pts []Point, q, out Point) []Point {
	if out.X <= 0 && out.Y <= 0 {
		return append(pts, q)
	}
	if q.X < 0 || q.Y < 0 {
		q = Point{X: math.Max(q.X, 0), Y: math.Max(q.Y, 0)}
	}
	return append(pts, q)
}
