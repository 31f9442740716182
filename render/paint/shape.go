package paint

import (
	"math"

	"sharecard/render/pathdata"
	"sharecard/render/raster"
	"sharecard/render/style"
)

// shapeOutline is the outline of shape() in a box (CSS Shapes 2 §3.2), in px from the corner of the box.
func shapeOutline(commands []style.ShapeCommand, box raster.Rect) pathdata.Path {
	var p pathdata.Path
	var cur, begin, control pathdata.Point
	at := func(q style.Point) pathdata.Point {
		return pathdata.Point{X: q.X.Resolve(box.W()), Y: q.Y.Resolve(box.H())}
	}
	plus := func(a, b pathdata.Point) pathdata.Point { return pathdata.Point{X: a.X + b.X, Y: a.Y + b.Y} }
	before := style.ShapeMove
	// As in SVG, a smooth curve continues one of its own degree only.
	reflected := func(a, b style.ShapeOp) pathdata.Point {
		if before != a && before != b {
			return cur
		}
		return pathdata.Point{X: 2*cur.X - control.X, Y: 2*cur.Y - control.Y}
	}
	for _, c := range commands {
		if before == style.ShapeClose && c.Op != style.ShapeMove {
			p.Move(cur.X, cur.Y)
		}
		to := at(c.To)
		if c.By {
			to = plus(to, cur)
		}
		if c.AlongX {
			to.Y = cur.Y
		} else if c.AlongY {
			to.X = cur.X
		}
		controlAt := func(i int) pathdata.Point {
			q := at(c.Controls[i])
			switch c.From[i] {
			case style.FromStart:
				q = plus(q, cur)
			case style.FromEnd:
				q = plus(q, to)
			}
			return q
		}
		last := to // the control point that the next smooth curve continues
		switch c.Op {
		case style.ShapeMove:
			p.Move(to.X, to.Y)
			begin = to
		case style.ShapeLine:
			p.Line(to.X, to.Y)
		case style.ShapeCurve:
			last = controlAt(1)
			p.Cubic(controlAt(0), last, to)
		case style.ShapeSmooth:
			last = controlAt(1)
			p.Cubic(reflected(style.ShapeCurve, style.ShapeSmooth), last, to)
		case style.ShapeQuad:
			last = controlAt(0)
			p.Quad(cur, last, to)
		case style.ShapeSmoothQuad:
			last = reflected(style.ShapeQuad, style.ShapeSmoothQuad)
			p.Quad(cur, last, to)
		case style.ShapeArc:
			w, h := box.W(), box.H()
			if c.Circle {
				w, h = diagonal(box), diagonal(box)
			}
			rx, ry := math.Abs(c.Radius[0].Resolve(w)), math.Abs(c.Radius[1].Resolve(h))
			p.Arc(cur, to, rx, ry, c.Turn*math.Pi/180, c.Large, c.CW)
		case style.ShapeClose:
			p.Close()
			to, last = begin, begin
		}
		cur, control, before = to, last, c.Op
	}
	return p
}
