package raster

import (
	"image"
	"image/color"

	"github.com/fogleman/gg"
)

// Surface is an image that is drawn on: the canvas, or the layer of a group. The coordinates of the image are device
// pixels, so the rectangle of a layer need not start at 0.
type Surface struct {
	Image *image.RGBA

	dc      *gg.Context  // on the same pixels, with its origin at Image.Rect.Min
	masked  *image.Alpha // the mask that dc holds
	maskBuf *image.Alpha
	pattern pattern
}

// NewSurface returns a surface that draws on img.
func NewSurface(img *image.RGBA) *Surface {
	b := img.Rect
	alias := &image.RGBA{Pix: img.Pix, Stride: img.Stride, Rect: image.Rect(0, 0, b.Dx(), b.Dy())}
	return &Surface{Image: img, dc: gg.NewContextForRGBA(alias)}
}

// Fill fills a path through gg, by the even-odd or the nonzero rule. No point of the path may lie outside of the
// image; see [Filler] for one that cuts. A mask, in device pixels as well, weighs what is painted: nothing is painted
// outside of it. nil is no mask.
func (s *Surface) Fill(pa *Path, evenOdd bool, src Source, mask *image.Alpha) {
	s.setMask(mask)
	s.trace(pa)
	if src.Shader != nil {
		s.pattern = pattern{shade: src.Shader, dx: s.Image.Rect.Min.X, dy: s.Image.Rect.Min.Y}
		s.dc.SetFillStyle(&s.pattern)
	} else {
		s.dc.SetColor(src.Color)
	}
	if evenOdd {
		s.dc.SetFillRuleEvenOdd()
	} else {
		s.dc.SetFillRuleWinding()
	}
	s.dc.Fill()
	s.pattern.shade = nil
}

// trace makes pa the path of the gg context.
func (s *Surface) trace(pa *Path) {
	dc := s.dc
	dc.ClearPath()
	ox, oy := float64(s.Image.Rect.Min.X), float64(s.Image.Rect.Min.Y)
	i := 0
	for _, e := range pa.Ends {
		dc.MoveTo(pa.Points[i].X-ox, pa.Points[i].Y-oy)
		for i++; i < e; i++ {
			dc.LineTo(pa.Points[i].X-ox, pa.Points[i].Y-oy)
		}
		dc.ClosePath()
		dc.NewSubPath()
	}
}

// setMask gives the gg context a mask of the size of its image, or none. gg's own clip is not used: its Pop does not
// restore it, and each Clip allocates such a mask.
func (s *Surface) setMask(m *image.Alpha) {
	if m == s.masked {
		return
	}
	s.masked = m
	if m == nil {
		s.dc.ResetClip()
		return
	}
	b := s.Image.Rect
	if s.maskBuf == nil {
		s.maskBuf = image.NewAlpha(image.Rect(0, 0, b.Dx(), b.Dy()))
	} else {
		clear(s.maskBuf.Pix)
	}
	r := m.Rect.Intersect(b)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		o := s.maskBuf.PixOffset(r.Min.X-b.Min.X, y-b.Min.Y)
		copy(s.maskBuf.Pix[o:o+r.Dx()], m.Pix[m.PixOffset(r.Min.X, y):])
	}
	_ = s.dc.SetMask(s.maskBuf) // fails only on another size
}

// pattern hands a shader to gg. The colour it returns is valid until the next call, which is as long as gg needs it.
type pattern struct {
	shade  Shader
	dx, dy int
	c      color.RGBA
}

// ColorAt implements [gg.Pattern].
func (p *pattern) ColorAt(x, y int) color.Color {
	p.c = p.shade.At(x+p.dx, y+p.dy)
	return &p.c
}
