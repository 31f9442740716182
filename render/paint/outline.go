package paint

import (
	"sharecard/render/layout"
	"sharecard/render/raster"
	"sharecard/render/style"
)

// Outlines stand above the content of their stacking context and below what is positioned in it (CSS 2.2 Appendix E,
// step 10, as browsers place it). A box that paints as a unit paints those in it at its end.

// outlines paints the outlines of the blocks in the flow of b.
func (p *painter) outlines(b *layout.Box, x, y float64) {
	if !p.hasOutlines || b.Style.LaysOutItems() {
		return
	}
	for _, k := range b.Children {
		if k.Hidden || isRaised(k, b) || floating(k) {
			continue
		}
		kx, ky := x+k.X, y+k.Y
		p.clipped(k, kx, ky, func() { p.outlines(k, kx, ky) })
		p.outline(k, kx, ky)
	}
}

// outline paints the outline of one box. Its corners follow those of the border.
func (p *painter) outline(b *layout.Box, x, y float64) {
	s := b.Style
	if b.Anonymous || !s.Visible || s.Outline.Width <= 0 {
		return
	}
	border := boxAreas(b, x, y).border
	inner := grown(border, s.OutlineOffset)
	outer := grown(border, s.OutlineOffset+s.Outline.Width)
	if inner.Empty() {
		return
	}
	line := style.Style{Border: [4]style.BorderSide{s.Outline, s.Outline, s.Outline, s.Outline}}
	p.partly(b, x, y, func() { p.border(&line, areas{border: outer, padding: inner}) })
}

// outlineReach is how far the outline of a box stands out of its border box, px.
func outlineReach(s *style.Style) float64 {
	if s.Outline.Width <= 0 {
		return 0
	}
	return max(0, s.OutlineOffset+s.Outline.Width)
}

// grown moves the sides of a rounded rectangle outward by d px; round corners keep their centres.
func grown(r raster.RoundedRect, d float64) raster.RoundedRect {
	out := raster.RoundedRect{Rect: r.Rect.Grow(d)}
	if r.Curve != [4]float64{} {
		return r.Inner(-d, -d, -d, -d)
	}
	for i, q := range r.Radius {
		if q.X > 0 && q.Y > 0 {
			out.Radius[i] = raster.Point{X: max(0, q.X+d), Y: max(0, q.Y+d)}
		}
	}
	return out
}
