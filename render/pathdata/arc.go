package pathdata

import "math"

// Arc adds an elliptical arc given by its end points (SVG 2 §9.5.1); phi is the
// rotation of the x axis in radians.
func (p *Path) Arc(from, to Point, rx, ry, phi float64, large, sweep bool) {
	if from == to {
		return
	}
	if rx == 0 || ry == 0 {
		p.Line(to.X, to.Y)
		return
	}
	// The conversion to a centre, in the steps and letters of Appendix B.2.4.
	sin, cos := math.Sincos(phi)
	hx, hy := (from.X-to.X)/2, (from.Y-to.Y)/2
	x1, y1 := cos*hx+sin*hy, cos*hy-sin*hx
	if k := x1*x1/(rx*rx) + y1*y1/(ry*ry); k > 1 {
		rx, ry = rx*math.Sqrt(k), ry*math.Sqrt(k)
	}
	d := rx*rx*y1*y1 + ry*ry*x1*x1
	f := math.Sqrt(math.Max(0, rx*rx*ry*ry-d) / d)
	if large == sweep {
		f = -f
	}
	cx1, cy1 := f*rx*y1/ry, -f*ry*x1/rx
	start := math.Atan2((y1-cy1)/ry, (x1-cx1)/rx)
	angle := math.Atan2((-y1-cy1)/ry, (-x1-cx1)/rx) - start
	if sweep && angle < 0 {
		angle += 2 * math.Pi
	} else if !sweep && angle > 0 {
		angle -= 2 * math.Pi
	}
	if math.IsNaN(start) || math.IsNaN(angle) {
		p.Line(to.X, to.Y)
		return
	}
	// From the unit circle to user space.
	m := matrix{
		XX: rx * cos, YX: rx * sin, XY: -ry * sin, YY: ry * cos,
		X0: cos*cx1 - sin*cy1 + (from.X+to.X)/2, Y0: sin*cx1 + cos*cy1 + (from.Y+to.Y)/2,
	}
	p.turn(m, start, angle, to)
}

// matrix is an affine transformation of points.
type matrix struct{ XX, YX, XY, YY, X0, Y0 float64 }

func (m matrix) transform(x, y float64) Point {
	return Point{X: m.XX*x + m.XY*y + m.X0, Y: m.YX*x + m.YY*y + m.Y0}
}

// turn adds an arc of the unit circle under m, ending at to. Pieces of an
// eighth of a turn are within 4e-6 of the circle's radius.
func (p *Path) turn(m matrix, start, angle float64, to Point) {
	n := max(1, int(math.Ceil(math.Abs(angle)/(math.Pi/4)-1e-9)))
	step := angle / float64(n)
	k := 4.0 / 3 * math.Tan(step/4)
	s0, c0 := math.Sincos(start)
	for i := 1; i <= n; i++ {
		s1, c1 := math.Sincos(start + step*float64(i))
		end := m.transform(c1, s1)
		if i == n {
			end = to
		}
		p.Cubic(m.transform(c0-k*s0, s0+k*c0), m.transform(c1+k*s1, s1-k*c1), end)
		s0, c0 = s1, c1
	}
}

// Ellipse adds a whole ellipse, clockwise from its right as SVG 2 §10.4 draws
// it: dashes start there.
func (p *Path) Ellipse(cx, cy, rx, ry float64) {
	p.Move(cx+rx, cy)
	p.turn(matrix{XX: rx, YY: ry, X0: cx, Y0: cy}, 0, 2*math.Pi, Point{X: cx + rx, Y: cy})
	p.Close()
}

// Rect adds a rectangle with elliptical corners (SVG 2 §10.2).
func (p *Path) Rect(x, y, w, h, rx, ry float64) {
	if rx <= 0 || ry <= 0 {
		p.Move(x, y)
		p.Line(x+w, y)
		p.Line(x+w, y+h)
		p.Line(x, y+h)
		p.Close()
		return
	}
	corner := func(cx, cy, quarter, toX, toY float64) {
		p.turn(matrix{XX: rx, YY: ry, X0: cx, Y0: cy}, quarter*math.Pi/2, math.Pi/2, Point{X: toX, Y: toY})
	}
	p.Move(x+rx, y)
	p.Line(x+w-rx, y)
	corner(x+w-rx, y+ry, 3, x+w, y+ry)
	p.Line(x+w, y+h-ry)
	corner(x+w-rx, y+h-ry, 0, x+w-rx, y+h)
	p.Line(x+rx, y+h)
	corner(x+rx, y+h-ry, 1, x, y+h-ry)
	p.Line(x, y+ry)
	corner(x+rx, y+ry, 2, x+rx, y)
	p.Close()
}
