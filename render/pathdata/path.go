// Package pathdata reads path data (SVG 2 §9.3), which the d attribute of SVG and path() of CSS have in common, and holds
// what it draws: outlines of lines and cubic curves.
package pathdata

// Path is an outline in user space. The zero value is empty. Each operation takes one point, a curve three, a close none.
type Path struct {
	Ops    []Op
	Points []Point
}

// Point is a point in user space.
type Point struct{ X, Y float64 }

// toward is the point at the part t of the way to q.
func (p Point) toward(q Point, t float64) Point {
	return Point{X: p.X + (q.X-p.X)*t, Y: p.Y + (q.Y-p.Y)*t}
}

// Op is an operation of a path.
type Op uint8

// The operations. Each subpath begins with a MoveTo.
const (
	MoveTo Op = iota
	LineTo
	CubicTo
	ClosePath
)

// Empty reports whether the path has no operations.
func (p *Path) Empty() bool { return len(p.Ops) == 0 }

// Move begins a subpath.
func (p *Path) Move(x, y float64) { p.append(MoveTo, Point{X: x, Y: y}) }

// Line adds a line.
func (p *Path) Line(x, y float64) { p.append(LineTo, Point{X: x, Y: y}) }

// Cubic adds a cubic Bézier curve with the control points a and b to c.
func (p *Path) Cubic(a, b, c Point) { p.append(CubicTo, a, b, c) }

// Quad adds a quadratic curve from a point, as the cubic curve that it is.
func (p *Path) Quad(from, c, to Point) { p.Cubic(from.toward(c, 2.0/3), to.toward(c, 2.0/3), to) }

// Close closes the subpath.
func (p *Path) Close() { p.append(ClosePath) }

func (p *Path) append(o Op, pts ...Point) {
	p.Ops = append(p.Ops, o)
	p.Points = append(p.Points, pts...)
}
