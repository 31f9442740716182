package paint

import (
	"image"
	"image/color"

	"github.com/fogleman/gg"
)

// surface is what is drawn on: the canvas, or the layer of a group. Its image
// has device coordinates, so a layer's Rect does not start at 0.
type surface struct {
	img *image.RGBA
	dc  *gg.Context // on the same pixels, with its origin at img.Rect.Min

	masked  *clip // whose mask dc holds
	maskBuf *image.Alpha
}

func newSurface(img *image.RGBA) *surface {
	b := img.Rect
	alias := &image.RGBA{Pix: img.Pix, Stride: img.Stride, Rect: image.Rect(0, 0, b.Dx(), b.Dy())}
	return &surface{img: img, dc: gg.NewContextForRGBA(alias)}
}

// trace makes pa the path of the gg context.
func (s *surface) trace(pa *path) {
	dc := s.dc
	dc.ClearPath()
	ox, oy := float64(s.img.Rect.Min.X), float64(s.img.Rect.Min.Y)
	i := 0
	for _, e := range pa.ends {
		dc.MoveTo(pa.pts[i].X-ox, pa.pts[i].Y-oy)
		for i++; i < e; i++ {
			dc.LineTo(pa.pts[i].X-ox, pa.pts[i].Y-oy)
		}
		dc.ClosePath()
		dc.NewSubPath()
	}
}

// fill fills the path by one of gg's rules.
func (s *surface) fill(evenOdd bool) {
	if evenOdd {
		s.dc.SetFillRuleEvenOdd()
	} else {
		s.dc.SetFillRuleWinding()
	}
	s.dc.Fill()
}

// mask gives the gg context the mask of c, or none. gg wants a mask of the
// size of its image.
func (s *surface) mask(c *clip) {
	if c == s.masked {
		return
	}
	s.masked = c
	if c == nil {
		s.dc.ResetClip()
		return
	}
	b := s.img.Rect
	if s.maskBuf == nil {
		s.maskBuf = image.NewAlpha(image.Rect(0, 0, b.Dx(), b.Dy()))
	} else {
		clear(s.maskBuf.Pix)
	}
	r := c.mask.Rect.Intersect(b)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		o := s.maskBuf.PixOffset(r.Min.X-b.Min.X, y-b.Min.Y)
		copy(s.maskBuf.Pix[o:o+r.Dx()], c.mask.Pix[c.mask.PixOffset(r.Min.X, y):])
	}
	_ = s.dc.SetMask(s.maskBuf) // fails only on another size
}

// shader gives the colour of every pixel of a fill that is not one colour.
// Coordinates are device pixels, colours are premultiplied.
type shader interface {
	// at defines the colour of one pixel.
	at(x, y int) color.RGBA
	// row writes the colours of the pixels from (x, y) rightward into dst, four
	// bytes each; within 1/255 of at.
	row(dst []uint8, x, y int)
	// opaque reports whether all pixels of all rows are known to be.
	opaque() bool
}

// source is the colour of a fill: one colour, or a shader.
type source struct {
	color color.NRGBA
	shade shader
}

func solid(c color.NRGBA) source { return source{color: c} }

func shaded(s shader) source { return source{shade: s} }

func (s source) invisible() bool { return s.shade == nil && s.color.A == 0 }

// pattern hands a shader to gg. The colour it returns is valid until the next
// call, which is as long as gg wants it.
type pattern struct {
	shade  shader
	dx, dy int
	c      color.RGBA
}

// ColorAt implements [gg.Pattern].
func (p *pattern) ColorAt(x, y int) color.Color {
	p.c = p.shade.at(x+p.dx, y+p.dy)
	return &p.c
}
