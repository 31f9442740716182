package paint

import (
	"image"
	"image/color"
	"math"

	"sharecard/render/glyph"
	"sharecard/render/raster"
	"sharecard/render/style"
	"sharecard/render/text"
)

// run paints a glyph run whose content box stands at (x, y) in user space:
// its shadows, last one first, then its glyphs.
func (p *painter) run(r *text.GlyphRun, x, y float64) {
	if !r.Style.Visible || len(r.Glyphs) == 0 || r.Face == nil {
		return
	}
	for i := len(r.Style.TextShadow) - 1; i >= 0; i-- {
		sh := r.Style.TextShadow[i]
		p.shadowed(sh, p.runInk(r, x, y), func() {
			p.inkRun(r, x, y, sh.Color, sh.Color)
		})
	}
	p.inkRun(r, x, y, r.Style.FillColor(), r.Style.StrokeColor())
}

// inkRun fills and strokes the glyphs of a run.
func (p *painter) inkRun(r *text.GlyphRun, x, y float64, fill, stroke color.NRGBA) {
	first := r.Style.TextStroke.First
	if first {
		p.strokes(r, x, y, stroke)
	}
	p.glyphs(r, x, y, fill)
	if !first {
		p.strokes(r, x, y, stroke)
	}
}

// runInk is a user rectangle that holds all ink of the run.
func (p *painter) runInk(r *text.GlyphRun, x, y float64) raster.Rect {
	return raster.XYWH(x+r.Rect.X, y+r.Rect.Y, r.Rect.W, r.Rect.H).Grow(r.Size + strokeReach*r.Style.TextStroke.Width)
}

func (p *painter) glyphs(r *text.GlyphRun, x, y float64, c color.NRGBA) {
	if c.A == 0 && !r.Face.HasBitmaps() {
		return
	}
	if !p.reaches(p.runInk(r, x, y)) {
		return
	}
	x, y = x+r.X, y+r.Y
	for i := range r.Glyphs {
		g := &r.Glyphs[i]
		if g.Missing {
			p.missing(r, i, x, y, c)
			continue
		}
		p.standing(r, x+g.X, y+g.Y, func(x, y float64) {
			if !r.Face.HasBitmaps() || !p.emoji(r, g, x, y, c.A) {
				p.glyph(r, g, x, y, c)
			}
		})
	}
}

// glyph paints one outline with the pen at (x, y).
func (p *painter) glyph(r *text.GlyphRun, g *text.Glyph, x, y float64, c color.NRGBA) {
	k, px, py, level := p.maskKey(r, g, x, y)
	if p.plain || !level || k.Size > glyph.MaxSize {
		p.glyphPath(r, g, x, y)
		p.outlined(c, r.Size*raster.MeanScale(p.m))
		return
	}
	m := p.opts.Masks.Mask(k, &p.drawer)
	if m == nil {
		return
	}
	seen := m.Rect.Add(image.Pt(px, py)).Intersect(p.clip.Rect)
	if !seen.Empty() && p.filler.SpendRows(seen.Dx()*seen.Dy()) {
		p.ink.Draw(p.surf.Image, p.clip, m, px, py, c)
	}
}

// maskKey names the mask of a glyph with the pen at (x, y), and the pixel that the pen stands in. level is false where
// text is turned or stretched, and has no masks.
func (p *painter) maskKey(r *text.GlyphRun, g *text.Glyph, x, y float64) (k glyph.Key, px, py int, level bool) {
	if !raster.Upright(p.m) || p.m.XX != p.m.YY {
		return k, 0, 0, false
	}
	px, py, sub := glyph.Pen(p.m.TransformPoint(x, y))
	k = glyph.Key{
		Face: r.Face, ID: g.ID, Size: float32(r.Size * p.m.XX), Sub: sub,
		Bold: r.SyntheticBold, Italic: r.SyntheticItalic,
	}
	return k, px, py, true
}

// glyphPath makes p.path the outline of a glyph with the pen at (x, y). It is built where the glyph's mask would be and then
// moved by whole px, so that its points are rounded as those of the mask.
func (p *painter) glyphPath(r *text.GlyphRun, g *text.Glyph, x, y float64) {
	if k, px, py, level := p.maskKey(r, g, x, y); level {
		p.drawer.Outline(&p.path, k)
		p.path.Move(float64(px), float64(py))
		return
	}
	p.path.Reset(raster.Translate(x, y).Multiply(p.m))
	p.drawer.Append(&p.path, r.Face, g.ID, glyph.Form{Size: r.Size, Bold: r.SyntheticBold, Italic: r.SyntheticItalic})
}

// outlined paints the outline in p.path; size is px per em. Letters too large for masks are filled like other shapes, but
// for the few levels of coverage that all text has.
func (p *painter) outlined(c color.NRGBA, size float64) {
	switch {
	case size <= glyph.MaxSize:
		p.inkPath(&p.path, c)
	case p.plain:
		p.fillPath(&p.path, c)
	default:
		p.inkShape(&p.path, c)
	}
}

// inkShape paints a path as a letter that is too large for a mask.
func (p *painter) inkShape(pa *raster.Path, c color.NRGBA) {
	r := pa.Bounds().Pixels().Intersect(p.clip.Rect)
	if r.Empty() || c.A == 0 || !p.filler.SpendRows(r.Dx()*r.Dy()) {
		return
	}
	p.drawer.Bands(pa, r, func(m *image.Alpha) { p.ink.DrawShape(p.surf.Image, p.clip, m, c) })
}

// inkPath paints a path as text: its coverage is drawn first, then adjusted for contrast and blended through gg.
func (p *painter) inkPath(pa *raster.Path, c color.NRGBA) {
	r := pa.Bounds().Pixels().Intersect(p.clip.Rect)
	if r.Empty() || c.A == 0 {
		return
	}
	a := p.filler.Coverage(raster.Shape{Path: pa}, r)
	p.path.Reset(raster.Identity())
	p.path.AddRect(raster.FromPixels(r))
	p.filler.FillPath(p.surf, p.clip, &p.path, false, raster.Shaded(glyph.NewShader(a, c)))
	p.filler.Release(a.Pix)
}

// missing draws a thin box in place of a glyph that no face has.
func (p *painter) missing(r *text.GlyphRun, i int, x, y float64, c color.NRGBA) {
	g := &r.Glyphs[i]
	end := r.Rect.X + r.Rect.W - r.X
	if i+1 < len(r.Glyphs) {
		end = r.Glyphs[i+1].X
	}
	advance := end - g.X
	if !(advance > 0) {
		advance = r.Size / 2
	}
	line := math.Max(r.Size/20, 1)
	side := math.Min(advance/10, line*2)
	box := raster.Rect{
		X0: x + g.X + side, Y0: y + g.Y - 0.78*r.Size,
		X1: x + g.X + advance - side, Y1: y + g.Y + 0.08*r.Size,
	}
	p.frame(raster.RoundedRect{Rect: box}, [4]float64{line, line, line, line}, raster.Solid(c))
}

// emoji paints a colour bitmap scaled to the size of the run with the pen at (x, y); alpha is
// the opacity of the text's colour. It reports whether the face has one.
func (p *painter) emoji(r *text.GlyphRun, g *text.Glyph, x, y float64, alpha uint8) bool {
	b, ok := r.Face.Bitmap(g.ID, r.Size*raster.MeanScale(p.m))
	if !ok || b.PPEM <= 0 {
		return ok
	}
	k := r.Size / b.PPEM
	size := b.Image.Rect.Size()
	box := raster.XYWH(x+b.Left*k, y-b.Top*k, float64(size.X)*k, float64(size.Y)*k)
	p.picture(b.Image, pictureSpec{box: box, alpha: alpha, rendering: style.RenderAuto})
	return true
}
