package svg

import (
	"math"

	"sharecard/render/raster"
)

// arc adds an elliptical arc given by its end points (SVG 2 §9.5.1); phi is the
// rotation of the x axis in radians.
func (p *path) arc(from, to raster.Point, rx, ry, phi float64, large, sweep bool) {
	if from == to {
		return
	}
	if rx == 0 || ry == 0 {
		p.line(to.X, to.Y)
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
		p.line(to.X, to.Y)
		return
	}
	// From the unit circle to user space.
	m := raster.Matrix{
		XX: rx * cos, YX: rx * sin, XY: -ry * sin, YY: ry * cos,
		X0: cos*cx1 - sin*cy1 + (from.X+to.X)/2, Y0: sin*cx1 + cos*cy1 + (from.Y+to.Y)/2,
	}
	p.turn(m, start, angle, to)
}

// turn adds an arc of the unit circle under m, ending at to. Pieces of an
// eighth of a turn are within 4e-6 of the circle's radius.
func (p *path) turn(m raster.Matrix, start, angle float64, to raster.Point) {
	n := max(1, int(math.Ceil(math.Abs(angle)/(math.Pi/4)-1e-9)))
	step := angle / float64(n)
	k := 4.0 / 3 * math.Tan(step/4)
	at := func(x, y float64) raster.Point {
		x, y = m.TransformPoint(x, y)
		return raster.Point{X: x, Y: y}
	}
	s0, c0 := math.Sincos(start)
	for i := 1; i <= n; i++ {
		s1, c1 := math.Sincos(start + step*float64(i))
		end := at(c1, s1)
		if i == n {
			end = to
		}
		p.cubic(at(c0-k*s0, s0+k*c0), at(c1+k*s1, s1-k*c1), end)
		s0, c0 = s1, c1
	}
}

// ellipse adds a whole ellipse, clockwise from its right as SVG 2 §10.4 draws
// it: dashes start there.
func (p *path) ellipse(cx, cy, rx, ry float64) {
	p.move(cx+rx, cy)
	p.turn(raster.Matrix{XX: rx, YY: ry, X0: cx, Y0: cy}, 0, 2*math.Pi, raster.Point{X: cx + rx, Y: cy})
	p.close()
}

// rect adds a rectangle with elliptical corners (SVG 2 §10.2).
func (p *path) rect(x, y, w, h, rx, ry float64) {
	if rx <= 0 || ry <= 0 {
		p.move(x, y)
		p.line(x+w, y)
		p.line(x+w, y+h)
		p.line(x, y+h)
		p.close()
		return
	}
	corner := func(cx, cy, quarter, toX, toY float64) {
		p.turn(raster.Matrix{XX: rx, YY: ry, X0: cx, Y0: cy}, quarter*math.Pi/2, math.Pi/2, raster.Point{X: toX, Y: toY})
	}
	p.move(x+rx, y)
	p.line(x+w-rx, y)
	corner(x+w-rx, y+ry, 3, x+w, y+ry)
	p.line(x+w, y+h-ry)
	corner(x+w-rx, y+h-ry, 0, x+w-rx, y+h)
	p.line(x+rx, y+h)
	corner(x+rx, y+h-ry, 1, x, y+h-ry)
	p.line(x, y+ry)
	corner(x+rx, y+ry, 2, x+rx, y)
	p.close()
}
