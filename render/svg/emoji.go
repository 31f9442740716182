package svg

import (
	"image"
	"image/color"
	"math"

	"sharecard/render/raster"
)

// halved is a picture at half its size: each pixel the mean of four.
func halved(src *image.RGBA) *image.RGBA {
	w, h := src.Rect.Dx()/2, src.Rect.Dy()/2
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		a := src.Pix[2*y*src.Stride:]
		b := src.Pix[(2*y+1)*src.Stride:]
		to := out.Pix[y*out.Stride:]
		for i := range 4 * w {
			k := i/4*8 + i%4
			to[i] = uint8((int(a[k]) + int(a[k+4]) + int(b[k]) + int(b[k+4]) + 2) / 4)
		}
	}
	return out
}

// pictureShader shows a picture, transparent around it.
type pictureShader struct {
	picture *image.RGBA
	m       raster.Matrix // device to pixels of the picture
	alpha   float64
}

// At implements [raster.Shader]: the four nearest pixels, weighted.
func (s *pictureShader) At(x, y int) color.RGBA {
	u, v := s.m.TransformPoint(float64(x)+0.5, float64(y)+0.5)
	u, v = u-0.5, v-0.5
	u0, v0 := math.Floor(u), math.Floor(v)
	fu, fv := u-u0, v-v0
	at := func(dx, dy int) color.RGBA {
		r := s.picture.Rect
		return s.picture.RGBAAt(r.Min.X+int(u0)+dx, r.Min.Y+int(v0)+dy)
	}
	a, b, c, d := at(0, 0), at(1, 0), at(0, 1), at(1, 1)
	mix := func(a, b, c, d uint8) uint8 {
		top := float64(a) + fu*(float64(b)-float64(a))
		low := float64(c) + fu*(float64(d)-float64(c))
		return uint8((top+fv*(low-top))*s.alpha + 0.5)
	}
	return color.RGBA{mix(a.R, b.R, c.R, d.R), mix(a.G, b.G, c.G, d.G), mix(a.B, b.B, c.B, d.B), mix(a.A, b.A, c.A, d.A)}
}

// Row implements [raster.Shader].
func (s *pictureShader) Row(dst []uint8, x, y int) { raster.RowByPixel(s, dst, x, y) }

// Opaque implements [raster.Shader].
func (s *pictureShader) Opaque() bool { return false }
