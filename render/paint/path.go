package paint

import (
	"math"

	"github.com/fogleman/gg"
)

// flatness is the largest distance in device px between a curve and the
// polyline that stands for it.
const flatness = 0.05

// kappa places the control points of a cubic that stands for a quarter of an
// ellipse.
const kappa = 0.5522847498307936

// path is a set of closed polygons in device space. Curves are flattened as
// they are added and every point lies on gg's 1/64 px grid, so that moving a
// path by whole pixels, or cutting it between pixels, changes no edge.
type path struct {
	m    gg.Matrix // user to device space, for the methods that add
	pts  []gg.Point
	ends []int // end of each polygon in pts
	cur  gg.Point
}

func (p *path) reset(m gg.Matrix) {
	p.m, p.pts, p.ends = m, p.pts[:0], p.ends[:0]
}

func (p *path) empty() bool { return len(p.pts) == 0 }

func (p *path) add(x, y float64) {
	pt := gg.Point{X: grid(x), Y: grid(y)}
	if n := len(p.pts); n > p.start() && p.pts[n-1] == pt {
		return
	}
	p.pts = append(p.pts, pt)
}

// start is the index of the first point of the polygon being built.
func (p *path) start() int {
	if len(p.ends) == 0 {
		return 0
	}
	return p.ends[len(p.ends)-1]
}

// close ends the polygon being built; one without an area is dropped.
func (p *path) close() {
	s := p.start()
	if len(p.pts)-s < 3 {
		p.pts = p.pts[:s]
		return
	}
	p.ends = append(p.ends, len(p.pts))
}

func (p *path) moveTo(x, y float64) {
	p.close()
	x, y = p.m.TransformPoint(x, y)
	p.cur = gg.Point{X: x, Y: y}
	p.add(x, y)
}

func (p *path) lineTo(x, y float64) {
	x, y = p.m.TransformPoint(x, y)
	p.cur = gg.Point{X: x, Y: y}
	p.add(x, y)
}

func (p *path) quadTo(x1, y1, x2, y2 float64) {
	x1, y1 = p.m.TransformPoint(x1, y1)
	x2, y2 = p.m.TransformPoint(x2, y2)
	a := p.cur
	n := pieces(0.25 * math.Hypot(a.X-2*x1+x2, a.Y-2*y1+y2))
	for i := 1; i < n; i++ {
		t := float64(i) / float64(n)
		u := 1 - t
		p.add(u*u*a.X+2*u*t*x1+t*t*x2, u*u*a.Y+2*u*t*y1+t*t*y2)
	}
	p.add(x2, y2)
	p.cur = gg.Point{X: x2, Y: y2}
}

func (p *path) cubicTo(x1, y1, x2, y2, x3, y3 float64) {
	x1, y1 = p.m.TransformPoint(x1, y1)
	x2, y2 = p.m.TransformPoint(x2, y2)
	x3, y3 = p.m.TransformPoint(x3, y3)
	a := p.cur
	n := pieces(0.75 * math.Max(
		math.Hypot(a.X-2*x1+x2, a.Y-2*y1+y2),
		math.Hypot(x1-2*x2+x3, y1-2*y2+y3)))
	for i := 1; i < n; i++ {
		t := float64(i) / float64(n)
		u := 1 - t
		b0, b1, b2, b3 := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
		p.add(b0*a.X+b1*x1+b2*x2+b3*x3, b0*a.Y+b1*y1+b2*y2+b3*y3)
	}
	p.add(x3, y3)
	p.cur = gg.Point{X: x3, Y: y3}
}

// pieces is the number of equal parameter steps that keep a Bézier curve
// within flatness of its chords, by the bound on its second derivative
// (Wang's formula); deviation is d(d-1)/8 × the largest second difference.
func pieces(deviation float64) int {
	n := math.Ceil(math.Sqrt(deviation / flatness))
	if !(n < 500) {
		return 500
	}
	return max(int(n), 1)
}

func (p *path) rect(r rect) {
	if r.empty() {
		return
	}
	p.moveTo(r.x0, r.y0)
	p.lineTo(r.x1, r.y0)
	p.lineTo(r.x1, r.y1)
	p.lineTo(r.x0, r.y1)
	p.close()
}

func (p *path) ellipse(cx, cy, rx, ry float64) {
	p.rounded(rounded{
		rect:   rect{cx - rx, cy - ry, cx + rx, cy + ry},
		radius: [4]gg.Point{{X: rx, Y: ry}, {X: rx, Y: ry}, {X: rx, Y: ry}, {X: rx, Y: ry}},
	})
}

// rounded adds a rounded rectangle clockwise from its top left corner.
func (p *path) rounded(r rounded) {
	if r.empty() {
		return
	}
	const k = 1 - kappa
	tl, tr, br, bl := r.radius[0], r.radius[1], r.radius[2], r.radius[3]
	p.moveTo(r.x0+tl.X, r.y0)
	p.lineTo(r.x1-tr.X, r.y0)
	if tr.X > 0 {
		p.cubicTo(r.x1-tr.X*k, r.y0, r.x1, r.y0+tr.Y*k, r.x1, r.y0+tr.Y)
	}
	p.lineTo(r.x1, r.y1-br.Y)
	if br.X > 0 {
		p.cubicTo(r.x1, r.y1-br.Y*k, r.x1-br.X*k, r.y1, r.x1-br.X, r.y1)
	}
	p.lineTo(r.x0+bl.X, r.y1)
	if bl.X > 0 {
		p.cubicTo(r.x0+bl.X*k, r.y1, r.x0, r.y1-bl.Y*k, r.x0, r.y1-bl.Y)
	}
	p.lineTo(r.x0, r.y0+tl.Y)
	if tl.X > 0 {
		p.cubicTo(r.x0, r.y0+tl.Y*k, r.x0+tl.X*k, r.y0, r.x0+tl.X, r.y0)
	}
	p.close()
}

// move shifts all points by whole px.
func (p *path) move(dx, dy float64) {
	for i := range p.pts {
		p.pts[i].X = clampCoord(p.pts[i].X + dx)
		p.pts[i].Y = clampCoord(p.pts[i].Y + dy)
	}
}

// bounds is the bounding box in device space.
func (p *path) bounds() rect {
	if len(p.pts) == 0 {
		return rect{}
	}
	b := rect{p.pts[0].X, p.pts[0].Y, p.pts[0].X, p.pts[0].Y}
	for _, q := range p.pts[1:] {
		// Comparisons, as there is no NaN: math.Min takes five times as long.
		if q.X < b.x0 {
			b.x0 = q.X
		}
		if q.X > b.x1 {
			b.x1 = q.X
		}
		if q.Y < b.y0 {
			b.y0 = q.Y
		}
		if q.Y > b.y1 {
			b.y1 = q.Y
		}
	}
	return b
}
