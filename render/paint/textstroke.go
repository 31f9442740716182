package paint

import (
	"image/color"

	"sharecard/render/raster"
	"sharecard/render/text"
)

const (
	miterLimit = 4 // Skia's, which browsers leave as it is
	// strokeReach is how far from an outline the corners of its stroke may be, in widths of the stroke.
	strokeReach = miterLimit / 2
)

// strokes paints the strokes of a run's glyphs (Compatibility §5.6): the pen goes along their outlines, half of it
// outside.
func (p *painter) strokes(r *text.GlyphRun, x, y float64, c color.NRGBA) {
	width := r.Style.TextStroke.Width * raster.MeanScale(p.m)
	if !(width > 0) || c.A == 0 || !p.reaches(p.runInk(r, x, y)) {
		return
	}
	pen := raster.Pen{Width: width, MiterLimit: miterLimit}
	var lines []raster.Polyline
	for i := range r.Glyphs {
		g := &r.Glyphs[i]
		if g.Missing || r.Face.HasBitmaps() || p.filler.Exceeded() {
			continue
		}
		p.standing(r, x+r.X+g.X, y+r.Y+g.Y, func(x, y float64) { p.glyphPath(r, g, x, y) })
		lines = lines[:0]
		start := 0
		for _, end := range p.path.Ends {
			lines = append(lines, raster.Polyline{Points: p.path.Points[start:end], Closed: true})
			start = end
		}
		area := raster.Stroke(lines, pen, 1)
		p.path.Reset(raster.Identity())
		for _, polygon := range area {
			p.path.AddPolygon(polygon)
		}
		if p.plain {
			p.fillPath(&p.path, c)
		} else {
			p.inkShape(&p.path, c)
		}
	}
}
