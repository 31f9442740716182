package svg

import (
	"image"
	"math"

	"github.com/fogleman/gg"
)

// flatness is the largest distance in device px between a curve and the
// polyline that stands for it.
const flatness = 0.05

// maxPoints bounds the polylines of one shape.
const maxPoints = 2_000_000

// polyline is a subpath with its curves flattened.
type polyline struct {
	pts    []gg.Point
	closed bool
}

// flatten maps a path by m and replaces its curves; scale is device px to a
// unit of the result.
func (p *path) flatten(m gg.Matrix, scale float64) []polyline {
	var lines []polyline
	var cur polyline
	total, i := 0, 0
	end := func() {
		if len(cur.pts) > 0 {
			lines = append(lines, cur)
			total += len(cur.pts)
		}
		cur = polyline{}
	}
	at := func(k int) gg.Point {
		x, y := m.TransformPoint(p.pts[k].X, p.pts[k].Y)
		return gg.Point{X: x, Y: y}
	}
	for _, o := range p.ops {
		if total+len(cur.pts) > maxPoints {
			break
		}
		switch o {
		case moveTo:
			end()
			cur.pts = append(cur.pts, at(i))
			i++
		case lineTo:
			cur.pts = append(cur.pts, at(i))
			i++
		case cubicTo:
			cur.pts = appendCubic(cur.pts, at(i), at(i+1), at(i+2), scale)
			i += 3
		case closePath:
			cur.closed = true
			end()
		}
	}
	end()
	return lines
}

// appendCubic adds a cubic curve from the last point on, in equal steps of its
// parameter by the bound on its second derivative (Wang's formula).
func appendCubic(pts []gg.Point, b, c, d gg.Point, scale float64) []gg.Point {
	a := pts[len(pts)-1]
	deviation := 0.75 * scale * math.Max(
		math.Hypot(a.X-2*b.X+c.X, a.Y-2*b.Y+c.Y),
		math.Hypot(b.X-2*c.X+d.X, b.Y-2*c.Y+d.Y))
	n := 500
	if k := math.Ceil(math.Sqrt(deviation / flatness)); k < 500 {
		n = max(int(k), 1)
	}
	for i := 1; i < n; i++ {
		pts = append(pts, onCubic(a, b, c, d, float64(i)/float64(n)))
	}
	return append(pts, d)
}

// polygon is a closed region's edge in device space.
type polygon []gg.Point

// regions are polylines closed, as fills take them.
func regions(lines []polyline) []polygon {
	out := make([]polygon, 0, len(lines))
	for _, l := range lines {
		if len(l.pts) > 2 {
			out = append(out, l.pts)
		}
	}
	return out
}

// snap moves the upright and level edges of polygons between pixels, which is
// how shape-rendering: crispEdges is drawn; slanted edges stay as they are.
func snap(polygons []polygon) []polygon {
	const level = 1e-6
	out := make([]polygon, len(polygons))
	for k, p := range polygons {
		q := make(polygon, len(p))
		copy(q, p)
		for i := range p {
			j := (i + 1) % len(p)
			if math.Abs(p[i].X-p[j].X) < level {
				q[i].X = math.Floor(p[i].X + 0.5)
				q[j].X = q[i].X
			}
			if math.Abs(p[i].Y-p[j].Y) < level {
				q[i].Y = math.Floor(p[i].Y + 0.5)
				q[j].Y = q[i].Y
			}
		}
		out[k] = q
	}
	return out
}

// cut leaves the part of polygons inside r (Sutherland and Hodgman, side by
// side): gg is never shown a point outside of what it paints. Polygons may
// degenerate along the sides, where they add no area; winding numbers inside
// stay as they were.
func cut(polygons []polygon, r image.Rectangle) []polygon {
	x0, y0, x1, y1 := float64(r.Min.X), float64(r.Min.Y), float64(r.Max.X), float64(r.Max.Y)
	var out []polygon
	for _, p := range polygons {
		b := noBox
		for _, q := range p {
			b.add(q)
		}
		if !(b.x0 < x1 && b.x1 > x0 && b.y0 < y1 && b.y1 > y0) {
			continue // beside it, or not numbers
		}
		if b.x0 < x0 {
			p = cutSide(p, 1, 0, x0)
		}
		if b.x1 > x1 {
			p = cutSide(p, -1, 0, -x1)
		}
		if b.y0 < y0 {
			p = cutSide(p, 0, 1, y0)
		}
		if b.y1 > y1 {
			p = cutSide(p, 0, -1, -y1)
		}
		if len(p) > 2 {
			out = append(out, p)
		}
	}
	return out
}

// cutSide keeps the points with a·x + b·y ≥ c.
func cutSide(p polygon, a, b, c float64) polygon {
	if len(p) == 0 {
		return nil
	}
	out := make(polygon, 0, len(p)+4)
	prev := p[len(p)-1]
	before := a*prev.X + b*prev.Y - c
	for _, q := range p {
		d := a*q.X + b*q.Y - c
		if before < 0 && d > 0 || before > 0 && d < 0 {
			out = append(out, prev.Interpolate(q, before/(before-d)))
		}
		if d >= 0 {
			out = append(out, q)
		}
		prev, before = q, d
	}
	return out
}

// effort estimates what gg's rasteriser spends on polygons inside r, in steps:
// it finds each cell of an edge in its row's list.
func effort(polygons []polygon, r image.Rectangle) float64 {
	rows := 0.0
	points := 0
	for _, p := range polygons {
		prev := p[len(p)-1]
		for _, q := range p {
			rows += math.Abs(q.Y-prev.Y) + math.Abs(q.X-prev.X) + 1
			prev = q
		}
		points += len(p)
	}
	crowd := math.Min(float64(r.Dx()), rows/float64(max(r.Dy(), 1)))
	return rows*(1+crowd/2) + 16*float64(points)
}
