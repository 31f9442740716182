package svg

import (
	"image"
	"math"

	"sharecard/render/filter"
	"sharecard/render/pathdata"
	"sharecard/render/raster"
)

// node is an element as it is drawn: a group or a shape. Nodes are immutable
// once built; all numbers are in the user space that matrix leads out of.
type node struct {
	matrix   raster.Matrix // to the parent's user space
	opacity  float64
	clips    []*clipShape // all of which narrow it; in the node's own user space
	mask     *mask        // nil for none
	filters  []*filter.Graph
	children []*node
	shape    *shape // nil for a group
	emoji    *emoji // nil for none
	cells    *box   // of text: what its bounding box is, in place of that of its outlines
}

// emoji is a character that its face has as a picture.
type emoji struct {
	picture *image.RGBA
	matrix  raster.Matrix // from the picture's pixels to user space
	alpha   float64
}

// shape is an outline with its paints.
type shape struct {
	path    path
	evenOdd bool
	crisp   bool
	under   bool // the stroke is drawn below the fill
	fill    ink
	stroke  ink
	pen     raster.Pen
}

// ink is a resolved paint; the zero value draws nothing.
type ink struct {
	on       bool
	colour   colour
	gradient *gradient
	pattern  *pattern
	box      box // of the shape, where the gradient wants it
	alpha    float64
}

// clipShape is a region: the union of shapes, each cut to its own clips.
type clipShape struct {
	matrix raster.Matrix // from its space to that of the node it clips
	parts  []clipPart
	clips  []*clipShape // that narrow the whole
}

type clipPart struct {
	matrix  raster.Matrix
	path    path
	evenOdd bool
	clips   []*clipShape
}

// box is a bounding box, empty where x1 < x0.
type box struct{ x0, y0, x1, y1 float64 }

var noBox = box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}

func (b *box) add(p raster.Point) {
	b.x0, b.y0 = math.Min(b.x0, p.X), math.Min(b.y0, p.Y)
	b.x1, b.y1 = math.Max(b.x1, p.X), math.Max(b.y1, p.Y)
}

func (b *box) join(c box) {
	b.x0, b.y0 = math.Min(b.x0, c.x0), math.Min(b.y0, c.y0)
	b.x1, b.y1 = math.Max(b.x1, c.x1), math.Max(b.y1, c.y1)
}

func (b box) w() float64 { return b.x1 - b.x0 }
func (b box) h() float64 { return b.y1 - b.y0 }

// hasArea reports whether fractions of b mean anything.
func (b box) hasArea() bool { return b.x1 > b.x0 && b.y1 > b.y0 }

// unit maps the unit square to b.
func (b box) unit() raster.Matrix {
	return raster.Matrix{XX: b.w(), YY: b.h(), X0: b.x0, Y0: b.y0}
}

// bounds is the tight box of a path under m, strokes left out (SVG 2 §8.10).
func (p *path) bounds(m raster.Matrix) box {
	b := noBox
	var cur raster.Point
	i := 0
	at := func(k int) raster.Point {
		x, y := m.TransformPoint(p.Points[k].X, p.Points[k].Y)
		return raster.Point{X: x, Y: y}
	}
	for _, o := range p.Ops {
		switch o {
		case pathdata.MoveTo, pathdata.LineTo:
			cur = at(i)
			b.add(cur)
			i++
		case pathdata.CubicTo:
			c1, c2, end := at(i), at(i+1), at(i+2)
			b.add(end)
			for _, t := range turns(cur.X, c1.X, c2.X, end.X) {
				b.add(raster.OnCubic(cur, c1, c2, end, t))
			}
			for _, t := range turns(cur.Y, c1.Y, c2.Y, end.Y) {
				b.add(raster.OnCubic(cur, c1, c2, end, t))
			}
			cur = end
			i += 3
		}
	}
	return b
}

// transform maps all points of a path by m.
func (p *path) transform(m raster.Matrix) {
	for i, q := range p.Points {
		p.Points[i].X, p.Points[i].Y = m.TransformPoint(q.X, q.Y)
	}
}

// corners adds a box that m maps.
func (b *box) corners(c box, m raster.Matrix) {
	for _, q := range [4]raster.Point{{X: c.x0, Y: c.y0}, {X: c.x1, Y: c.y0}, {X: c.x1, Y: c.y1}, {X: c.x0, Y: c.y1}} {
		q.X, q.Y = m.TransformPoint(q.X, q.Y)
		b.add(q)
	}
}

// turns are the parameters where one coordinate of a cubic has an extreme, 0
// where it has not.
func turns(a, b, c, d float64) [2]float64 {
	// The derivative's coefficients, without the factor 3.
	p, q, r := d-a+3*(b-c), 2*(a-2*b+c), b-a
	inside := func(t float64) float64 {
		if t > 0 && t < 1 {
			return t
		}
		return 0
	}
	if math.Abs(p) < 1e-12 {
		if q == 0 {
			return [2]float64{}
		}
		return [2]float64{inside(-r / q)}
	}
	disc := q*q - 4*p*r
	if disc < 0 {
		return [2]float64{}
	}
	root := math.Sqrt(disc)
	return [2]float64{inside((-q + root) / (2 * p)), inside((-q - root) / (2 * p))}
}
