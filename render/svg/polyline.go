package svg

import (
	"image"
	"math"

	"sharecard/render/pathdata"
	"sharecard/render/raster"
)

// maxPoints bounds the polylines of one shape: a detailed map has some 20,000.
const maxPoints = raster.MaxStroke

// path is a shape's outline in user space.
type path struct{ pathdata.Path }

// polyline is a subpath with its curves flattened.
type polyline = raster.Polyline

// flatten maps a path by m and replaces its curves by lines (package raster); scale is device px to a unit of the result.
func (p *path) flatten(m raster.Matrix, scale float64) []polyline {
	var lines []polyline
	var cur polyline
	total, i := 0, 0
	end := func() {
		if len(cur.Points) > 0 {
			lines = append(lines, cur)
			total += len(cur.Points)
		}
		cur = polyline{}
	}
	at := func(k int) raster.Point {
		x, y := m.TransformPoint(p.Points[k].X, p.Points[k].Y)
		return raster.Point{X: x, Y: y}
	}
	for _, o := range p.Ops {
		if total+len(cur.Points) > maxPoints {
			break
		}
		switch o {
		case pathdata.MoveTo:
			end()
			cur.Points = append(cur.Points, at(i))
			i++
		case pathdata.LineTo:
			cur.Points = append(cur.Points, at(i))
			i++
		case pathdata.CubicTo:
			cur.Points = raster.AppendCubic(cur.Points, cur.Points[len(cur.Points)-1], at(i), at(i+1), at(i+2), scale)
			i += 3
		case pathdata.ClosePath:
			cur.Closed = true
			end()
		}
	}
	end()
	return lines
}

// polygon is a closed region's edge in device space.
type polygon = []raster.Point

// regions are polylines closed, as fills take them.
func regions(lines []polyline) []polygon {
	out := make([]polygon, 0, len(lines))
	for _, l := range lines {
		if len(l.Points) > 2 {
			out = append(out, l.Points)
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

// cut leaves the part of polygons inside r: gg is never shown a point outside of what it paints.
func cut(polygons []polygon, r image.Rectangle) []polygon {
	var out []polygon
	for _, p := range polygons {
		if p = raster.ClipPolygon(p, r); p != nil {
			out = append(out, p)
		}
	}
	return out
}

// effort estimates what gg's rasteriser spends on polygons inside r, in steps of maxEffort: for each cell of an edge it
// searches the list of a row.
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
