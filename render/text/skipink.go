package text

import (
	"math"

	"sharecard/fonts"
)

// maxInkGap bounds the room between a line and the ink that crosses it, px.
const maxInkGap = 13

// aroundInk cuts a line of text-decoration where glyphs of its run cross it, with as
// much room on both sides as the line is thick (CSS Text Decoration 4 §2.6). Ideographs
// and symbols of East Asia are crossed, as in browsers: they all reach so far down.
func (b *builder) aroundInk(r *placedRun, line *DecorationBox) []*DecorationBox {
	room := math.Min(line.Rect.H, maxInkGap)
	at, end := line.Rect.X, line.Rect.X+line.Rect.W
	var parts []*DecorationBox
	add := func(from, to float64) {
		if to > from {
			part := *line
			part.Rect.X, part.Rect.W = from, to-from
			parts = append(parts, &part)
		}
	}
	for i := range r.Glyphs {
		g := &r.Glyphs[i]
		if g.Missing || i >= len(r.chars) || overIdeograph(r.chars[i]) {
			continue
		}
		top := line.Rect.Y - r.Y - g.Y
		left, right, crosses := b.inkBetween(r, g.ID, top, top+line.Rect.H)
		if !crosses {
			continue
		}
		from, to := r.X+g.X+left-room, r.X+g.X+right+room
		add(at, math.Min(from, end))
		at = math.Max(at, to)
	}
	add(at, end)
	return parts
}

// overIdeograph reports what lines under text run through.
func overIdeograph(r rune) bool {
	return isIdeograph(r) || eastAsianWide(r) || r >= 0xAC00 && r <= 0xD7A3
}

// curveSteps is how many lines stand for a curve where ink is looked for.
const curveSteps = 8

// inkBetween is from where to where the outline of a glyph lies in a band below the
// baseline, px from its pen.
func (b *builder) inkBetween(r *placedRun, gid uint32, top, bottom float64) (left, right float64, ok bool) {
	k := r.Size / r.Face.UnitsPerEm()
	left, right = math.Inf(1), math.Inf(-1)
	var x, y float64
	line := func(x1, y1 float64) {
		x0, y0 := x, y
		x, y = x1, y1
		lo, hi := 0.0, 1.0 // the part of the line within the band
		if d := y1 - y0; d == 0 {
			if y0 < top || y0 > bottom {
				return
			}
		} else {
			a, z := (top-y0)/d, (bottom-y0)/d
			lo, hi = math.Max(lo, math.Min(a, z)), math.Min(hi, math.Max(a, z))
		}
		if lo > hi {
			return
		}
		for _, t := range [2]float64{lo, hi} {
			at := x0 + t*(x1-x0)
			left, right = math.Min(left, at), math.Max(right, at)
		}
	}
	b.segments = r.Face.AppendOutline(b.segments[:0], gid)
	for i := range b.segments {
		s := &b.segments[i]
		at := func(n int) (float64, float64) { return float64(s.Args[n].X) * k, -float64(s.Args[n].Y) * k }
		ax, ay := at(0)
		bx, by := at(1)
		cx, cy := at(2)
		x0, y0 := x, y
		switch s.Op {
		case fonts.MoveTo:
			x, y = ax, ay
		case fonts.LineTo:
			line(ax, ay)
		case fonts.QuadTo:
			for n := 1; n <= curveSteps; n++ {
				t := float64(n) / curveSteps
				u := 1 - t
				line(u*u*x0+2*u*t*ax+t*t*bx, u*u*y0+2*u*t*ay+t*t*by)
			}
		case fonts.CubeTo:
			for n := 1; n <= curveSteps; n++ {
				t := float64(n) / curveSteps
				u := 1 - t
				line(u*u*u*x0+3*u*u*t*ax+3*u*t*t*bx+t*t*t*cx, u*u*u*y0+3*u*u*t*ay+3*u*t*t*by+t*t*t*cy)
			}
		}
	}
	return left, right, left <= right
}
