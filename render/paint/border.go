package paint

import (
	"image"
	"math"

	"sharecard/render/raster"
	"sharecard/render/style"
)

// border paints the four sides of a border (CSS Backgrounds 3 §3).
func (p *painter) border(s *style.Style, a areas) {
	var w [4]float64
	any, same := false, true
	for i, b := range s.Border {
		w[i] = edgeWidth(a, i)
		if !b.Style.Shows() || b.Color.A == 0 {
			w[i] = 0
		}
		any = any || w[i] > 0
	}
	if !any || !p.reaches(a.border.Rect) {
		return
	}
	for _, b := range s.Border[1:] {
		same = same && b.Style == s.Border[0].Style && b.Color == s.Border[0].Color
	}
	if same && s.Border[0].Style == style.BorderSolid {
		p.frame(a.border, w, raster.Solid(s.Border[0].Color))
		return
	}
	outer, inner := p.edges(a)
	looks := sideLooks(s.Border, ringWidths(outer, inner))
	done := [4]bool{}
	for i := range looks {
		if w[i] <= 0 || done[i] {
			continue
		}
		// Sides that look alike are one fill, so that no seam shows where they
		// meet.
		var which [4]bool
		for j := i; j < 4; j++ {
			which[j] = w[j] > 0 && looks[j] == looks[i]
			done[j] = done[j] || which[j]
		}
		p.borderSides(looks[i], which, outer, inner)
	}
}

// edgeWidth is the used width of a side.
func edgeWidth(a areas, side int) float64 {
	switch side {
	case style.Top:
		return a.padding.Y0 - a.border.Y0
	case style.Right:
		return a.border.X1 - a.padding.X1
	case style.Bottom:
		return a.border.Y1 - a.padding.Y1
	}
	return a.padding.X0 - a.border.X0
}

// edges are the outer and inner edge of a border: in device space where the
// matrix is upright, in user space otherwise.
func (p *painter) edges(a areas) (outer, inner raster.RoundedRect) {
	if !raster.Upright(p.m) {
		return a.border, a.padding
	}
	outer = p.snapped(a.border)
	var w [4]float64
	for i := range w {
		w[i] = p.deviceWidth(edgeWidth(a, i))
	}
	return outer, outer.Inner(w[0], w[1], w[2], w[3])
}

// deviceWidth rounds a border width down to whole device px, but to no less
// than one (CSS Values 4, snapping lengths as border widths).
func (p *painter) deviceWidth(w float64) float64 {
	if w <= 0 {
		return 0
	}
	return math.Max(1, math.Floor(w*p.m.XX+1e-6))
}

// edgeMatrix is the space of [painter.edges].
func (p *painter) edgeMatrix() raster.Matrix {
	if raster.Upright(p.m) {
		return raster.Identity()
	}
	return p.m
}

// frame fills the ring between a border edge and the edge w px inside of it:
// top, right, bottom, left.
func (p *painter) frame(border raster.RoundedRect, w [4]float64, src raster.Source) {
	outer, inner := p.edges(areas{border: border, padding: border.Inner(w[0], w[1], w[2], w[3])})
	p.ring(outer, inner, src)
}

func (p *painter) ring(outer, inner raster.RoundedRect, src raster.Source) {
	pa := &p.path
	pa.Reset(p.edgeMatrix())
	pa.AddRoundedRect(outer)
	pa.AddRoundedRect(inner)
	s := raster.Shape{Path: pa, EvenOdd: true}
	if raster.Upright(p.m) && outer.Whole() && inner.Whole() {
		s.Exact = true
		for _, c := range [2][4]image.Rectangle{outer.Corners(), inner.Corners()} {
			for _, q := range c {
				if !q.Empty() {
					s.Partial = append(s.Partial, q)
				}
			}
		}
		s.Partial = raster.Disjoint(s.Partial)
		s.Full = raster.Outside(outer.Pixels(), append(s.Partial[:len(s.Partial):len(s.Partial)], inner.Pixels()))
	}
	p.fill(s, src)
}

// borderSides paints the sides that share a style and a colour.
func (p *painter) borderSides(b sideLook, which [4]bool, outer, inner raster.RoundedRect) {
	src := raster.Solid(b.color)
	switch b.style {
	case style.BorderDouble:
		// Each line takes a third of the width, as much as whole px allow.
		third := func(w float64) float64 { return math.Max(math.Floor((w+1)/3), math.Min(w, 1)) }
		w := ringWidths(outer, inner)
		for i := range w {
			w[i] = third(w[i])
		}
		p.ringSides(outer, outer.Inner(w[0], w[1], w[2], w[3]), outer, inner, which, src)
		v := ringWidths(outer, inner)
		for i := range v {
			v[i] -= w[i]
		}
		p.ringSides(outer.Inner(v[0], v[1], v[2], v[3]), inner, outer, inner, which, src)
	case style.BorderDashed, style.BorderDotted:
		p.dashedSides(b, which, outer, inner)
	case style.BorderGroove, style.BorderRidge:
		w := ringWidths(outer, inner)
		for i := range w {
			w[i] = math.Ceil(w[i] / 2)
		}
		middle := outer.Inner(w[0], w[1], w[2], w[3])
		p.ringSides(outer, middle, outer, inner, which, src)
		p.ringSides(middle, inner, outer, inner, which, raster.Solid(b.within))
	default:
		p.ringSides(outer, inner, outer, inner, which, src)
	}
}

func ringWidths(outer, inner raster.RoundedRect) [4]float64 {
	return [4]float64{inner.Y0 - outer.Y0, outer.X1 - inner.X1, outer.Y1 - inner.Y1, inner.X0 - outer.X0}
}
