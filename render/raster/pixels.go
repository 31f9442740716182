package raster

import (
	"encoding/binary"
	"image"
	"image/color"
	"math"
)

// Placed is the shader of pixels drawn one to one. Outside of the image it is transparent.
type Placed struct {
	Image    *image.RGBA
	DX, DY   int  // device position of the image's origin
	IsOpaque bool // tells that the image is opaque and holds all that is filled
}

func (s *Placed) At(x, y int) color.RGBA { return s.Image.RGBAAt(x-s.DX, y-s.DY) }

// Row implements [Shader] by copying.
func (s *Placed) Row(dst []uint8, x, y int) {
	r := s.Image.Rect
	x, y = x-s.DX, y-s.DY
	n := len(dst) / 4
	from, to := max(x, r.Min.X), min(x+n, r.Max.X)
	if y < r.Min.Y || y >= r.Max.Y || from >= to {
		clear(dst)
		return
	}
	clear(dst[:4*(from-x)])
	copy(dst[4*(from-x):4*(to-x)], s.Image.Pix[s.Image.PixOffset(from, y):])
	clear(dst[4*(to-x):])
}

func (s *Placed) Opaque() bool { return s.IsOpaque }

// Faded is a shader whose opacity is multiplied by alpha.
type Faded struct {
	Shader
	Alpha uint8
}

func (s *Faded) At(x, y int) color.RGBA {
	c := s.Shader.At(x, y)
	return color.RGBA{R: Mul(c.R, s.Alpha), G: Mul(c.G, s.Alpha), B: Mul(c.B, s.Alpha), A: Mul(c.A, s.Alpha)}
}

func (s *Faded) Row(dst []uint8, x, y int) {
	s.Shader.Row(dst, x, y)
	var was, is uint32 // the last pixel before and after, as for blend
	for i := 0; i+3 < len(dst); i += 4 {
		d := dst[i : i+4 : i+4]
		v := binary.LittleEndian.Uint32(d)
		if v == was {
			binary.LittleEndian.PutUint32(d, is)
			continue
		}
		was = v
		for k := range d {
			d[k] = Mul(d[k], s.Alpha)
		}
		is = binary.LittleEndian.Uint32(d)
	}
}

func (s *Faded) Opaque() bool { return false }

// Mul is a·b/255, rounded.
func Mul(a, b uint8) uint8 {
	t := uint32(a)*uint32(b) + 128
	return uint8((t + t>>8) >> 8)
}

// Bilinear samples an image through a matrix from device to image space.
type Bilinear struct {
	Image  *image.RGBA
	Matrix Matrix
}

func (s *Bilinear) At(x, y int) color.RGBA {
	u, v := s.Matrix.TransformPoint(float64(x)+0.5, float64(y)+0.5)
	u, v = u-0.5, v-0.5
	x0, y0 := math.Floor(u), math.Floor(v)
	fx, fy := u-x0, v-y0
	a, b := s.pixel(int(x0), int(y0)), s.pixel(int(x0)+1, int(y0))
	c, d := s.pixel(int(x0), int(y0)+1), s.pixel(int(x0)+1, int(y0)+1)
	mix := func(a, b, c, d uint8) uint8 {
		top := float64(a) + (float64(b)-float64(a))*fx
		low := float64(c) + (float64(d)-float64(c))*fx
		return uint8(top + (low-top)*fy + 0.5)
	}
	return color.RGBA{
		R: mix(a.R, b.R, c.R, d.R), G: mix(a.G, b.G, c.G, d.G), B: mix(a.B, b.B, c.B, d.B), A: mix(a.A, b.A, c.A, d.A),
	}
}

// pixel is the nearest pixel of the image. The path that is filled makes the edge of the picture, so the image has no
// edge of its own.
func (s *Bilinear) pixel(x, y int) color.RGBA {
	r := s.Image.Rect
	return s.Image.RGBAAt(min(max(x, r.Min.X), r.Max.X-1), min(max(y, r.Min.Y), r.Max.Y-1))
}

func (s *Bilinear) Row(dst []uint8, x, y int) { RowByPixel(s, dst, x, y) }

func (s *Bilinear) Opaque() bool { return false }
