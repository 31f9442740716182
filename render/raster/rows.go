package raster

import (
	"encoding/binary"
	"image"
	"image/color"
)

// Rows of whole pixels are written here rather than as gg's spans. The blending is gg's: 16 bits a channel, truncated.

// Max16 is the largest value of a channel of 16 bits.
const Max16 = 1<<16 - 1

// FillSolid paints one colour over whole pixels of img.
func FillSolid(img *image.RGBA, r image.Rectangle, c color.NRGBA) {
	n := 4 * r.Dx()
	first := img.Pix[img.PixOffset(r.Min.X, r.Min.Y):][:n]
	if c.A == 255 {
		fillRow(first, color.RGBA{R: c.R, G: c.G, B: c.B, A: 255})
		for y := r.Min.Y + 1; y < r.Max.Y; y++ {
			copy(img.Pix[img.PixOffset(r.Min.X, y):][:n], first)
		}
		return
	}
	// The result depends on one byte of the destination only.
	var table [4][256]uint8
	cr, cg, cb, ca := c.RGBA()
	a := (Max16 - ca) * 0x101
	for v := uint32(0); v < 256; v++ {
		table[0][v] = uint8((v*a + cr*Max16) / Max16 >> 8)
		table[1][v] = uint8((v*a + cg*Max16) / Max16 >> 8)
		table[2][v] = uint8((v*a + cb*Max16) / Max16 >> 8)
		table[3][v] = uint8((v*a + ca*Max16) / Max16 >> 8)
	}
	for y := r.Min.Y; y < r.Max.Y; y++ {
		d := img.Pix[img.PixOffset(r.Min.X, y):][:n]
		for i := 0; i+3 < len(d); i += 4 {
			q := d[i : i+4 : i+4]
			q[0], q[1], q[2], q[3] = table[0][q[0]], table[1][q[1]], table[2][q[2]], table[3][q[3]]
		}
	}
}

// fillRow sets all pixels of dst to c.
func fillRow(dst []uint8, c color.RGBA) {
	if len(dst) == 0 {
		return
	}
	dst[0], dst[1], dst[2], dst[3] = c.R, c.G, c.B, c.A
	for n := 4; n < len(dst); n *= 2 {
		copy(dst[n:], dst[:n])
	}
}

// blend lays premultiplied src over dst.
func blend(dst, src []uint8) {
	src = src[:len(dst)]
	// Layers mostly have the same pixel again and again: the last one that was mixed is kept (BenchmarkOpacity).
	var over, under, result uint32
	for i := 0; i+3 < len(dst); i += 4 {
		s, d := src[i:i+4:i+4], dst[i:i+4:i+4]
		switch s[3] {
		case 255:
			copy(d, s)
		case 0:
		default:
			u, v := binary.LittleEndian.Uint32(s), binary.LittleEndian.Uint32(d)
			if u == over && v == under {
				binary.LittleEndian.PutUint32(d, result)
				continue
			}
			over, under = u, v
			a := (Max16 - uint32(s[3])*0x101) * 0x101
			for k := range d {
				d[k] = uint8((uint32(d[k])*a + uint32(s[k])*0x101*Max16) / Max16 >> 8)
			}
			result = binary.LittleEndian.Uint32(d)
		}
	}
}

// blendMasked lays premultiplied src over dst through 8-bit coverage.
func blendMasked(dst, src, mask []uint8) {
	src = src[:len(dst)]
	for i, m := range mask {
		if m == 0 {
			continue
		}
		blendPixel(dst[4*i:4*i+4:4*i+4], src[4*i:4*i+4:4*i+4], m)
	}
}

func blendPixel(dst, src []uint8, m uint8) {
	if m == 255 && src[3] == 255 {
		copy(dst, src)
		return
	}
	ma := uint32(m) * 0x101
	a := (Max16 - uint32(src[3])*0x101*ma/Max16) * 0x101
	for k := 0; k < 4; k++ {
		dst[k] = uint8((uint32(dst[k])*a + uint32(src[k])*0x101*ma) / Max16 >> 8)
	}
}

// Premultiply rounds as color.NRGBA.RGBA does.
func Premultiply(c color.NRGBA) color.RGBA {
	r, g, b, a := c.RGBA()
	return color.RGBA{R: uint8(r >> 8), G: uint8(g >> 8), B: uint8(b >> 8), A: uint8(a >> 8)}
}
