package paint

import (
	"image"
	"image/color"

	"sharecard/render/layout"
	"sharecard/render/raster"
	"sharecard/render/style"
	"sharecard/render/text"
)

// clipsToText reports whether the background shows only through the text (CSS Backgrounds 4 §2.5). The value for the last
// layer counts for all: cards fill words with one gradient.
func clipsToText(s *style.Style) bool {
	return s.BackgroundClip == style.AreaText && (s.BackgroundColor.A != 0 || len(s.Background) > 0)
}

// textBackground paints the background of a box, masked by its text.
func (p *painter) textBackground(s *style.Style, a areas, letters func()) {
	r := raster.MapRect(p.m, a.border.Rect).Pixels().Intersect(p.clip.Rect)
	if r.Empty() {
		return
	}
	if !p.filler.Spend(2 * r.Dx() * r.Dy()) {
		return
	}
	oldSurf, oldClip := p.surf, p.clip
	layer := func(draw func()) *image.RGBA {
		img := p.filler.NewLayer(r)
		p.surf, p.clip = raster.NewSurface(img), &raster.Clip{Rect: r}
		draw()
		p.surf, p.clip = oldSurf, oldClip
		return img
	}
	words := layer(letters)
	fill := layer(func() {
		plain := *s
		plain.BackgroundClip = style.AreaBorder
		plain.Background = append([]style.Layer(nil), s.Background...)
		for i := range plain.Background {
			plain.Background[i].Clip = style.AreaBorder
		}
		p.background(&plain, a, nil)
	})
	for i := 0; i+3 < len(fill.Pix); i += 4 {
		for k := range 4 {
			fill.Pix[i+k] = raster.Mul(fill.Pix[i+k], words.Pix[i+3])
		}
	}
	p.path.Reset(raster.Identity())
	p.path.AddRect(raster.FromPixels(r))
	p.fill(raster.Shape{Path: &p.path, Exact: true, Full: []image.Rectangle{r}}, raster.Shaded(&raster.Placed{Image: fill}))
	p.filler.Release(fill.Pix)
	p.filler.Release(words.Pix)
}

// letters draws all text in a box in black.
func (p *painter) letters(b *layout.Box, x, y float64) {
	if b.Inline != nil {
		p.onLines(b, x, y, func(x, y float64) {
			for _, f := range b.Inline.Fragments {
				p.letter(f, x, y)
			}
		})
	}
	for _, k := range b.Children {
		p.letters(k, x+k.X, y+k.Y)
	}
}

// spanLetters draws the text on one line's part of an inline box in black.
func (p *painter) spanLetters(s *text.SpanBox, all []layout.Fragment, x, y float64) {
	span := raster.XYWH(s.Rect.X, s.Rect.Y, s.Rect.W, s.Rect.H)
	for _, f := range all {
		b := f.Bounds()
		if in := span.Intersect(raster.XYWH(b.X, b.Y, b.W, b.H)); in.W() > b.W/2 && in.H() > 0 {
			p.letter(f, x, y)
		}
	}
}

func (p *painter) letter(f layout.Fragment, x, y float64) {
	black := color.NRGBA{A: 255}
	switch f := f.(type) {
	case *text.GlyphRun:
		p.glyphs(f, x, y, black)
	case *text.DecorationBox:
		p.stroke(f, raster.XYWH(x+f.Rect.X, y+f.Rect.Y, f.Rect.W, f.Rect.H), black)
	}
}
