package paint

import (
	"math"

	"sharecard/render/raster"
	"sharecard/render/style"
)

// maxDashes bounds the marks of one dashed or dotted line; beyond it they are
// too fine to see on any canvas.
const maxDashes = 4096

// dashPattern is the rhythm of a dashed or dotted line in the units of its path.
type dashPattern struct {
	mark, gap float64
	round     bool // dots
	square    bool // dots too small to be round: whole px
}

// fitDashes fits marks and gaps of about their usual length to a line, so that it
// begins and ends with a mark; a closed line has as many gaps as marks. Dashes
// are twice as long as wide (three times where thin), dots as far apart as
// wide, and square up to 3 px.
func fitDashes(length, width float64, dotted, closed bool) dashPattern {
	d := dashPattern{mark: 2 * width, gap: width, round: dotted && width > 3, square: dotted && width <= 3}
	if width < 3 {
		d.mark, d.gap = 3*width, 2*width
	}
	if dotted {
		d.mark, d.gap = width, width
	}
	n := math.Floor((length + d.gap) / (d.mark + d.gap))
	if closed {
		n = math.Floor(length / (d.mark + d.gap))
	}
	fit := func(n float64) float64 {
		gaps := n - 1
		if closed {
			gaps = n
		}
		if gaps <= 0 {
			return 0
		}
		return (length - n*d.mark) / gaps
	}
	few, many := fit(n), fit(n+1)
	gap := few
	if few <= 0 || many > 0 && math.Abs(many-d.gap) < math.Abs(few-d.gap) {
		gap = many
	}
	if gap > 0 {
		d.gap = gap
	}
	if length/(d.mark+d.gap) > maxDashes {
		d.mark, d.gap, d.round, d.square = length, 0, false, false
	}
	return d
}

// dashedSides paints dashed or dotted sides. Round a box of one width with
// round corners the marks follow the middle of the border; otherwise each
// side has its own row.
func (p *painter) dashedSides(b style.BorderSide, which [4]bool, outer, inner raster.RoundedRect) {
	w := ringWidths(outer, inner)
	even := w[0] == w[1] && w[1] == w[2] && w[2] == w[3]
	pa := &p.parts
	pa.Reset(p.edgeMatrix())
	dotted := b.Style == style.BorderDotted
	if even && !outer.Square() && which == [4]bool{true, true, true, true} {
		h := w[0] / 2
		line := roundedLine(outer.Inner(h, h, h, h))
		addDashes(pa, line, w[0], fitDashes(lengthOf(line), w[0], dotted, true))
		p.fillPath(pa, b.Color)
		return
	}
	for i, on := range which {
		if !on {
			continue
		}
		line := sideLine(i, outer, w)
		addDashes(pa, line, w[i], fitDashes(lengthOf(line), w[i], dotted, false))
	}
	if outer.Square() {
		p.fillPath(pa, b.Color)
		return
	}
	parts := raster.Path{Matrix: pa.Matrix}
	parts.Points = append(parts.Points, pa.Points...)
	parts.Ends = append(parts.Ends, pa.Ends...)
	old := p.clip
	p.path.Reset(p.edgeMatrix())
	p.path.AddRoundedRect(outer)
	p.clip = p.filler.Clip(old, raster.Shape{Path: &p.path})
	p.fillPath(&parts, b.Color)
	p.clip = old
}

// sideLine is the middle of one side from outer corner to outer corner.
func sideLine(side int, o raster.RoundedRect, w [4]float64) []raster.Point {
	h := w[side] / 2
	switch side {
	case style.Top:
		return []raster.Point{{X: o.X0, Y: o.Y0 + h}, {X: o.X1, Y: o.Y0 + h}}
	case style.Right:
		return []raster.Point{{X: o.X1 - h, Y: o.Y0}, {X: o.X1 - h, Y: o.Y1}}
	case style.Bottom:
		return []raster.Point{{X: o.X0, Y: o.Y1 - h}, {X: o.X1, Y: o.Y1 - h}}
	}
	return []raster.Point{{X: o.X0 + h, Y: o.Y0}, {X: o.X0 + h, Y: o.Y1}}
}

// roundedLine is a rounded rectangle as a closed polyline.
func roundedLine(r raster.RoundedRect) []raster.Point {
	var pa raster.Path
	pa.Reset(raster.Identity())
	pa.AddRoundedRect(r)
	if pa.Empty() {
		return nil
	}
	return append(pa.Points, pa.Points[0])
}

func lengthOf(line []raster.Point) float64 {
	sum := 0.0
	for i := 1; i < len(line); i++ {
		sum += line[i].Distance(line[i-1])
	}
	return sum
}

// addDashes adds the dashes or dots along a polyline to pa.
func addDashes(pa *raster.Path, line []raster.Point, width float64, d dashPattern) {
	total := lengthOf(line)
	if !(d.mark > 0) || total == 0 {
		return
	}
	for from := 0.0; from < total-1e-6; from += d.mark + d.gap {
		if d.round {
			c := pointAt(line, from+d.mark/2)
			pa.AddEllipse(c.X, c.Y, width/2, width/2)
			continue
		}
		at := from
		if d.square {
			at = math.Floor(from + 0.5)
		}
		addBand(pa, line, at, math.Min(at+d.mark, total), width/2)
	}
}

// pointAt is the point at a distance along a polyline.
func pointAt(line []raster.Point, d float64) raster.Point {
	for i := 1; i < len(line); i++ {
		l := line[i].Distance(line[i-1])
		if d <= l && l > 0 {
			return line[i-1].Interpolate(line[i], d/l)
		}
		d -= l
	}
	return line[len(line)-1]
}

// addBand adds the stretch of a polyline between two distances as a band of
// half-width h.
func addBand(pa *raster.Path, line []raster.Point, from, to, h float64) {
	var left, right []raster.Point
	at := 0.0
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		l := b.Distance(a)
		if l == 0 {
			continue
		}
		lo, hi := math.Max(from, at), math.Min(to, at+l)
		if lo < hi {
			nx, ny := (b.Y-a.Y)/l*h, -(b.X-a.X)/l*h
			for _, t := range [2]float64{lo, hi} {
				q := a.Interpolate(b, (t-at)/l)
				left = append(left, raster.Point{X: q.X + nx, Y: q.Y + ny})
				right = append(right, raster.Point{X: q.X - nx, Y: q.Y - ny})
			}
		}
		at += l
	}
	if len(left) < 2 {
		return
	}
	pa.MoveTo(left[0].X, left[0].Y)
	for _, q := range left[1:] {
		pa.LineTo(q.X, q.Y)
	}
	for i := len(right) - 1; i >= 0; i-- {
		pa.LineTo(right[i].X, right[i].Y)
	}
	pa.Close()
}
