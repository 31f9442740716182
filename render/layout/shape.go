package layout

import (
	"math"

	"sharecard/render/style"
)

// The shapes of floats beside which lines stand (CSS Shapes 1 §4).

// maxShapes bounds the floats of one block formatting context that have a shape; further ones are rectangles.
const maxShapes = 100

// Corners of the polygons that stand for curves.
const (
	ellipseCorners = 128
	quarterCorners = ellipseCorners / 4
)

// outline is the shape of a float as a polygon, with what shape-margin adds around it.
type outline struct {
	points []point
	margin float64
}

type point struct{ x, y float64 }

// shapeOf returns the shape of a float with that margin box in a containing block of width cbW; nil for a rectangle.
func shapeOf(at *child, box Rect, cbW float64) *outline {
	s := at.f.box.Style
	if s.Shape == nil {
		return nil
	}
	o := &outline{margin: math.Max(0, orZero(resolve(s.ShapeMargin, cbW)))}
	ref := box
	for _, e := range []Edges{at.margin, at.f.border, at.f.padding}[:s.Shape.Box] {
		ref = inset(ref, e)
	}
	if c := s.Shape.Shape; c != nil {
		o.basic(c, ref)
	} else {
		o.rounded(ref, boxRadii(at, s))
	}
	for i, p := range o.points {
		o.points[i] = point{bounded(orZero(p.x)), bounded(orZero(p.y))}
	}
	return o
}

// basic adds a basic shape in its reference box (CSS Shapes 1 §3).
func (o *outline) basic(c *style.ClipPath, ref Rect) {
	switch c.Shape {
	case style.ClipInset:
		e := Edges{
			c.Inset[style.Top].Resolve(ref.H), c.Inset[style.Right].Resolve(ref.W),
			c.Inset[style.Bottom].Resolve(ref.H), c.Inset[style.Left].Resolve(ref.W),
		}
		var r [4]point
		for i, q := range c.Radius {
			r[i] = point{q.X.Resolve(ref.W), q.Y.Resolve(ref.H)}
		}
		o.rounded(inset(ref, e), r)
	case style.ClipCircle, style.ClipEllipse:
		m := point{ref.X + c.Center.X.Resolve(ref.W), ref.Y + c.Center.Y.Resolve(ref.H)}
		r := shapeRadii(c, ref, m)
		for i := range ellipseCorners {
			sin, cos := math.Sincos(2 * math.Pi * float64(i) / ellipseCorners)
			o.points = append(o.points, point{m.x + r.x*cos, m.y + r.y*sin})
		}
	case style.ClipPolygon:
		for _, q := range c.Points {
			o.points = append(o.points, point{ref.X + q.X.Resolve(ref.W), ref.Y + q.Y.Resolve(ref.H)})
		}
	}
}

// shapeRadii resolves the radii of circle() and ellipse() around m (CSS Shapes 1 §3.1).
func shapeRadii(c *style.ClipPath, box Rect, m point) point {
	circle := c.Shape == style.ClipCircle
	if c.RX.IsFixed() {
		if circle {
			r := c.RX.Resolve(math.Hypot(box.W, box.H) / math.Sqrt2)
			return point{r, r}
		}
		return point{c.RX.Resolve(box.W), c.RY.Resolve(box.H)}
	}
	pick := math.Min
	if c.Extent == style.FarthestSide {
		pick = math.Max
	}
	r := point{
		pick(math.Abs(m.x-box.X), math.Abs(box.X+box.W-m.x)),
		pick(math.Abs(m.y-box.Y), math.Abs(box.Y+box.H-m.y)),
	}
	if circle {
		r.x = pick(r.x, r.y)
		r.y = r.x
	}
	return r
}

// boxRadii returns the radii of the round corners of the box that the shape is, from the top left clockwise: those of the
// border box, less by the edges inside it or more by the margins around it (CSS Shapes 1 §4.1).
func boxRadii(at *child, s *style.Style) (r [4]point) {
	f := at.f
	for i, q := range s.Radius {
		r[i] = point{q.X.Resolve(f.w), q.Y.Resolve(f.h)}
	}
	grow := func(e Edges, change func(r, d float64) float64) {
		for i := range r {
			dx, dy := e.Left, e.Top
			if i == 1 || i == 2 {
				dx = e.Right
			}
			if i >= 2 {
				dy = e.Bottom
			}
			r[i] = point{change(r[i].x, dx), change(r[i].y, dy)}
		}
	}
	less := func(r, d float64) float64 { return math.Max(0, r-d) }
	switch s.Shape.Box {
	case style.ShapeMarginBox:
		grow(at.margin, func(r, d float64) float64 {
			if d > 0 && r < d {
				d *= 1 + math.Pow(r/d-1, 3)
			}
			return math.Max(0, r+d)
		})
	case style.ShapePaddingBox:
		grow(f.border, less)
	case style.ShapeContentBox:
		grow(f.border, less)
		grow(f.padding, less)
	}
	return r
}

// rounded adds a rectangle with round corners, which are made smaller where they do not fit (CSS Backgrounds 3 §4.5).
func (o *outline) rounded(b Rect, r [4]point) {
	fit := 1.0
	for _, side := range [...][2]float64{
		{b.W, r[0].x + r[1].x}, {b.H, r[1].y + r[2].y}, {b.W, r[2].x + r[3].x}, {b.H, r[3].y + r[0].y},
	} {
		if side[1] > side[0] {
			fit = math.Min(fit, side[0]/side[1])
		}
	}
	for i := range r {
		r[i] = point{r[i].x * fit, r[i].y * fit}
	}
	centers := [4]point{
		{b.X + r[0].x, b.Y + r[0].y}, {b.X + b.W - r[1].x, b.Y + r[1].y},
		{b.X + b.W - r[2].x, b.Y + b.H - r[2].y}, {b.X + r[3].x, b.Y + b.H - r[3].y},
	}
	for i, c := range centers {
		for k := range quarterCorners + 1 {
			sin, cos := math.Sincos(math.Pi/2*float64(k)/quarterCorners + math.Pi + math.Pi/2*float64(i))
			o.points = append(o.points, point{c.x + r[i].x*cos, c.y + r[i].y*sin})
		}
	}
}

// span returns how far the shape reaches left and right anywhere from y to y+h; ok is false where none of it is there.
func (o *outline) span(y, h float64) (left, right float64, ok bool) {
	left, right = math.Inf(1), math.Inf(-1)
	n := len(o.points)
	for i, p := range o.points {
		q := o.points[(i+1)%n]
		if o.margin == 0 {
			widen(&left, &right, p, q, y, y+h)
			continue
		}
		// The margin makes the edge a band with round ends.
		o.disc(&left, &right, p, y, y+h)
		d := math.Hypot(q.x-p.x, q.y-p.y)
		if d == 0 {
			continue
		}
		dx, dy := -(q.y-p.y)/d*o.margin, (q.x-p.x)/d*o.margin
		widen(&left, &right, point{p.x + dx, p.y + dy}, point{q.x + dx, q.y + dy}, y, y+h)
		widen(&left, &right, point{p.x - dx, p.y - dy}, point{q.x - dx, q.y - dy}, y, y+h)
	}
	return left, right, left <= right
}

// disc widens a span by the margin around a corner.
func (o *outline) disc(left, right *float64, c point, top, bottom float64) {
	dy := math.Max(0, math.Max(top-c.y, c.y-bottom))
	if dy < o.margin {
		reach := math.Sqrt(o.margin*o.margin - dy*dy)
		*left, *right = math.Min(*left, c.x-reach), math.Max(*right, c.x+reach)
	}
}

// widen widens a span by the part of an edge from p to q between top and bottom.
func widen(left, right *float64, p, q point, top, bottom float64) {
	if p.y > q.y {
		p, q = q, p
	}
	if q.y <= top && (q.y < top || top < bottom) || p.y >= bottom && (p.y > bottom || top < bottom) {
		return
	}
	x0, x1 := p.x, q.x
	if q.y > p.y {
		slope := (q.x - p.x) / (q.y - p.y)
		x0 += slope * math.Max(0, top-p.y)
		x1 -= slope * math.Max(0, q.y-bottom)
	}
	*left = math.Min(*left, math.Min(x0, x1))
	*right = math.Max(*right, math.Max(x0, x1))
}
