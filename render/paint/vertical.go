package paint

import (
	"sharecard/render/layout"
	"sharecard/render/raster"
	"sharecard/render/style"
	"sharecard/render/text"
)

// linesMatrix maps places on the lines of a box that stands at (x, y) to user space. Lines
// that run down are laid out from left to right and turned to the right
// (CSS Writing Modes 4 §5.1).
func linesMatrix(b *layout.Box, x, y float64) raster.Matrix {
	cx, cy := x+b.Border.Left+b.Padding.Left, y+b.Border.Top+b.Padding.Top
	switch b.Style.WritingMode {
	case style.VerticalRL:
		return raster.Matrix{XY: -1, X0: cx + b.W - b.Border.Width() - b.Padding.Width(), YX: 1, Y0: cy}
	case style.VerticalLR:
		return raster.Matrix{XY: -1, X0: cx + b.Inline.Height, YX: 1, Y0: cy}
	}
	return raster.Translate(cx, cy)
}

// onLines draws what stands on the lines of a box at (x, y); draw is told where they begin.
func (p *painter) onLines(b *layout.Box, x, y float64, draw func(x, y float64)) {
	m := linesMatrix(b, x, y)
	if !b.Style.Vertical() {
		draw(m.X0, m.Y0)
		return
	}
	page, lines := p.m, p.lines
	p.m, p.lines = m.Multiply(page), &m
	draw(0, 0)
	p.m, p.lines = page, lines
}

// standing draws a glyph whose pen is at (x, y) on the lines. One that is upright in a
// vertical line is turned back.
func (p *painter) standing(r *text.GlyphRun, x, y float64, draw func(x, y float64)) {
	if !r.Upright || p.lines == nil {
		draw(x, y)
		return
	}
	turned := p.m
	back := raster.Matrix{XY: 1, X0: -p.lines.Y0, YX: -1, Y0: p.lines.X0} // undoes the turn
	p.m = back.Multiply(turned)
	draw(p.lines.TransformPoint(x, y))
	p.m = turned
}

// lineInk is a user rectangle that holds what a fragment on the lines of a box at (x, y)
// paints.
func lineInk(b *layout.Box, f layout.Fragment, x, y float64) raster.Rect {
	return raster.MapRect(linesMatrix(b, x, y), fragmentInk(f))
}
