package raster

import (
	"encoding/binary"
	"image/color"
	"math"
)

// Linear is the shader of a linear gradient: the position on the gradient line is an affine function of the pixel's
// centre.
type Linear struct {
	line   *ColorLine
	m      Matrix // device to gradient space
	from   Point
	dx, dy float64 // the gradient line
	square float64 // of its length

	// The row last filled, from lastX on, of a gradient that runs along x: all its rows are the same.
	last  []uint8
	lastX int
}

// NewLinear returns a gradient between two different points of gradient space; m maps device space to that.
func NewLinear(line *ColorLine, from, to Point, m Matrix) *Linear {
	dx, dy := to.X-from.X, to.Y-from.Y
	return &Linear{line: line, m: m, from: from, dx: dx, dy: dy, square: dx*dx + dy*dy}
}

// position is where the centre of a pixel lies on the gradient line.
func (g *Linear) position(x, y int) float64 {
	u, v := g.m.TransformPoint(float64(x)+0.5, float64(y)+0.5)
	return ((u-g.from.X)*g.dx + (v-g.from.Y)*g.dy) / g.square
}

func (g *Linear) At(x, y int) color.RGBA { return g.line.At(g.position(x, y)) }

// Row fills a row of one colour at once if the gradient runs along y, and takes other colours from a table.
func (g *Linear) Row(dst []uint8, x, y int) {
	step := (g.m.XX*g.dx + g.m.YX*g.dy) / g.square // from a pixel to the next
	if step == 0 {
		fillRow(dst, g.At(x, y))
		return
	}
	table := g.line.colors()
	if table == nil {
		RowByPixel(g, dst, x, y)
		return
	}
	first, scale := g.line.tableScale()
	along := g.m.XY*g.dx+g.m.YY*g.dy == 0 // x
	if along && x == g.lastX && len(dst) <= len(g.last) {
		copy(dst, g.last)
		return
	}
	u, du := (g.position(x, y)-first)*scale, step*scale
	for i := 0; i+3 < len(dst); i += 4 {
		binary.LittleEndian.PutUint32(dst[i:i+4:i+4], nearest(table, u))
		u += du
	}
	if along {
		g.last, g.lastX = append(g.last[:0], dst...), x
	}
}

func (g *Linear) Opaque() bool { return g.line.opaque() }

// Circle is a circle that a radial gradient starts from or ends at.
type Circle struct {
	Center Point
	R      float64
}

// Radial is the shader of a radial gradient between two circles (SVG 2 §14.2.3). A gradient of CSS is one from the origin
// to the unit circle, in a space that makes its ending shape that circle.
type Radial struct {
	line          *ColorLine
	m             Matrix // device to gradient space
	start         Circle
	dx, dy, dr, a float64 // end less start, and dx²+dy²−dr²
	unit          bool    // from the origin to the unit circle
}

// NewRadial returns a gradient between two circles of gradient space; m maps device space to that.
func NewRadial(line *ColorLine, start, end Circle, m Matrix) *Radial {
	dx, dy, dr := end.Center.X-start.Center.X, end.Center.Y-start.Center.Y, end.R-start.R
	return &Radial{
		line: line, m: m, start: start, dx: dx, dy: dy, dr: dr, a: dx*dx + dy*dy - dr*dr,
		unit: start == Circle{} && end == Circle{R: 1},
	}
}

func (g *Radial) At(x, y int) color.RGBA {
	u, v := g.m.TransformPoint(float64(x)+0.5, float64(y)+0.5)
	t, ok := g.position(u, v)
	if !ok {
		return color.RGBA{}
	}
	return g.line.At(t)
}

// position is where a point lies between the circles: the larger t for which the circle a fraction t of the way from
// start to end passes through the point and has a radius. It is false if there is none.
func (g *Radial) position(x, y float64) (float64, bool) {
	if g.unit {
		return math.Sqrt(x*x + y*y), true
	}
	// |p − t·d| = r + t·dr, solved for t.
	r := g.start.R
	px, py := x-g.start.Center.X, y-g.start.Center.Y
	b := px*g.dx + py*g.dy + r*g.dr
	c := px*px + py*py - r*r
	if math.Abs(g.a) < 1e-12 {
		if b == 0 {
			return 0, false
		}
		t := c / (2 * b)
		return t, r+t*g.dr >= 0
	}
	square := b*b - g.a*c
	if square < 0 {
		return 0, false
	}
	root := math.Sqrt(square)
	t1, t2 := (b+root)/g.a, (b-root)/g.a
	if t1 < t2 {
		t1, t2 = t2, t1
	}
	if r+t1*g.dr >= 0 {
		return t1, true
	}
	return t2, r+t2*g.dr >= 0
}

// Row takes colours from a table.
func (g *Radial) Row(dst []uint8, x, y int) {
	table := g.line.colors()
	if table == nil || !g.unit {
		RowByPixel(g, dst, x, y)
		return
	}
	first, scale := g.line.tableScale()
	u, v := g.m.TransformPoint(float64(x)+0.5, float64(y)+0.5)
	for i := 0; i+3 < len(dst); i += 4 {
		binary.LittleEndian.PutUint32(dst[i:i+4:i+4], nearest(table, (math.Sqrt(u*u+v*v)-first)*scale))
		u += g.m.XX
		v += g.m.YX
	}
}

// Opaque is false for two circles that may not reach every point.
func (g *Radial) Opaque() bool { return g.unit && g.line.opaque() }
