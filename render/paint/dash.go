package paint

import (
	"math"

	"sharecard/render/raster"
)

// maxDashes bounds the marks of one dashed or dotted line. More would be too fine to see on any canvas: the line is solid.
const maxDashes = 4096

// dashPattern is the length of the marks and gaps of a dashed or dotted line, in the units of its path.
type dashPattern struct {
	mark, gap float64
	round     bool // dots
	square    bool // dots too small to be round: whole px
}

// fitDashes fits marks and gaps of about their usual length to a line, so that it begins and ends with a mark; a closed
// line has as many gaps as marks. Dashes are twice as long as wide, three times below 3 px. Dots are as far apart as they
// are wide, and square up to 3 px.
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
