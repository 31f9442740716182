package paint

import (
	"sharecard/render/raster"
	"sharecard/render/style"
)

// shadowed draws a text-shadow: what draw paints, moved and blurred.
func (p *painter) shadowed(sh style.Shadow, ink raster.Rect, draw func()) {
	if sh.Color.A == 0 {
		return
	}
	old := p.m
	p.m = raster.Translate(sh.X, sh.Y).Multiply(p.m)
	defer func() { p.m = old }()
	if !p.reaches(ink.Grow(2 * sh.Blur)) {
		return
	}
	if sh.Blur <= 0 {
		draw()
		return
	}
	p.group(ink, finish{filters: []style.Filter{{Kind: style.FilterBlur, Amount: sh.Blur / 2}}}, draw)
}
