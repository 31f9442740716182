package raster

// Path is a set of closed polygons in device space. MoveTo, LineTo and the like take points in user space; curves are
// flattened as they are added, and every point is rounded to gg's grid of 1/64 px. Moving a path by whole pixels, or
// cutting it between pixels, changes no edge. The zero value is empty; call Reset before adding to it.
type Path struct {
	Matrix Matrix // user to device space, for the methods that add
	Points []Point
	Ends   []int // end of each polygon in pts

	cur  Point   // where the pen is, in device space
	flat []Point // of the curve that is added
}

// Reset empties the path; m maps what is added from now on.
func (p *Path) Reset(m Matrix) {
	p.Matrix, p.Points, p.Ends = m, p.Points[:0], p.Ends[:0]
}

// copyFrom makes p the same polygons as q.
func (p *Path) copyFrom(q *Path) {
	p.Matrix, p.Points, p.Ends = q.Matrix, append(p.Points[:0], q.Points...), append(p.Ends[:0], q.Ends...)
}

// Empty reports whether the path has no points.
func (p *Path) Empty() bool { return len(p.Points) == 0 }

func (p *Path) add(x, y float64) {
	pt := Point{X: Grid(x), Y: Grid(y)}
	if n := len(p.Points); n > p.start() && p.Points[n-1] == pt {
		return
	}
	p.Points = append(p.Points, pt)
}

// start is the index of the first point of the polygon being built.
func (p *Path) start() int {
	if len(p.Ends) == 0 {
		return 0
	}
	return p.Ends[len(p.Ends)-1]
}

// Close ends the polygon being built. One of fewer than three points is dropped.
func (p *Path) Close() {
	s := p.start()
	if len(p.Points)-s < 3 {
		p.Points = p.Points[:s]
		return
	}
	p.Ends = append(p.Ends, len(p.Points))
}

// AddPolygon adds a polygon that is in device space already.
func (p *Path) AddPolygon(pts []Point) {
	p.Close()
	for _, q := range pts {
		p.add(q.X, q.Y)
	}
	p.Close()
}

// MoveTo ends the polygon being built and begins the next.
func (p *Path) MoveTo(x, y float64) {
	p.Close()
	x, y = p.Matrix.TransformPoint(x, y)
	p.cur = Point{X: x, Y: y}
	p.add(x, y)
}

// LineTo adds a line to a point.
func (p *Path) LineTo(x, y float64) {
	x, y = p.Matrix.TransformPoint(x, y)
	p.cur = Point{X: x, Y: y}
	p.add(x, y)
}

// QuadTo adds a quadratic Bézier curve: a control point and the end.
func (p *Path) QuadTo(x1, y1, x2, y2 float64) {
	x1, y1 = p.Matrix.TransformPoint(x1, y1)
	x2, y2 = p.Matrix.TransformPoint(x2, y2)
	p.curve(AppendQuad(p.flat[:0], p.cur, Point{X: x1, Y: y1}, Point{X: x2, Y: y2}, 1))
}

// CubicTo adds a cubic Bézier curve: two control points and the end.
func (p *Path) CubicTo(x1, y1, x2, y2, x3, y3 float64) {
	x1, y1 = p.Matrix.TransformPoint(x1, y1)
	x2, y2 = p.Matrix.TransformPoint(x2, y2)
	x3, y3 = p.Matrix.TransformPoint(x3, y3)
	p.curve(AppendCubic(p.flat[:0], p.cur, Point{X: x1, Y: y1}, Point{X: x2, Y: y2}, Point{X: x3, Y: y3}, 1))
}

// curve adds the points of a flattened curve.
func (p *Path) curve(flat []Point) {
	for _, q := range flat {
		p.add(q.X, q.Y)
	}
	p.cur, p.flat = flat[len(flat)-1], flat
}

// Move moves all points by whole px.
func (p *Path) Move(dx, dy float64) {
	for i := range p.Points {
		p.Points[i].X = Clamp(p.Points[i].X + dx)
		p.Points[i].Y = Clamp(p.Points[i].Y + dy)
	}
}

// Bounds is the bounding box in device space.
func (p *Path) Bounds() Rect {
	if len(p.Points) == 0 {
		return Rect{}
	}
	b := Rect{p.Points[0].X, p.Points[0].Y, p.Points[0].X, p.Points[0].Y}
	for _, q := range p.Points[1:] {
		// Comparisons are faster than math.Min, and there is no NaN.
		if q.X < b.X0 {
			b.X0 = q.X
		}
		if q.X > b.X1 {
			b.X1 = q.X
		}
		if q.Y < b.Y0 {
			b.Y0 = q.Y
		}
		if q.Y > b.Y1 {
			b.Y1 = q.Y
		}
	}
	return b
}
