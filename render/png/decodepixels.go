package png

import (
	"encoding/binary"
	"image"
	"image/color"
)

// MaxShrink is the largest square of pixels that [Decode] makes one of: the sums of
// more would not fit into 16 bits.
const MaxShrink = 16

// target takes the rows of a picture.
type target interface {
	// row takes n pixels as they are stored, which belong into row y from x on, one to
	// each dx pixels.
	row(stored []byte, n, x, y, dx int)
	// finish returns the picture when it has all.
	finish() image.Image
}

func (d *decoder) newTarget(shrink int) target {
	switch {
	case shrink > 1:
		return newReducer(d, shrink)
	case d.Colour == typePalette:
		m := image.NewPaletted(image.Rect(0, 0, d.Width, d.Height), make(color.Palette, len(d.palette)))
		for i, c := range d.palette {
			m.Palette[i] = c
		}
		return &canvas{image: m, pix: m.Pix, stride: m.Stride, size: 1, line: make([]byte, d.Width), convert: d.samples}
	case d.Colour == typeGrey && d.Depth <= 8 && !d.hasKey:
		m := image.NewGray(image.Rect(0, 0, d.Width, d.Height))
		return &canvas{image: m, pix: m.Pix, stride: m.Stride, size: 1, line: make([]byte, d.Width), convert: d.greys}
	}
	c := &canvas{size: 4, stride: 4 * d.Width, line: make([]byte, 4*d.Width), convert: d.pixels}
	c.pix = make([]byte, c.stride*d.Height)
	all := image.Rect(0, 0, d.Width, d.Height)
	if d.isPremultiplied() {
		c.image = &image.RGBA{Pix: c.pix, Stride: c.stride, Rect: all}
	} else {
		c.image = &image.NRGBA{Pix: c.pix, Stride: c.stride, Rect: all}
	}
	return c
}

// canvas is a target that keeps all pixels.
type canvas struct {
	image   image.Image
	pix     []byte
	stride  int
	size    int    // of a pixel, bytes
	line    []byte // room for a row
	convert func(to, stored []byte)
}

func (c *canvas) row(stored []byte, n, x, y, dx int) {
	to := c.pix[y*c.stride : (y+1)*c.stride]
	if dx == 1 {
		c.convert(to[:n*c.size], stored)
		return
	}
	line := c.line[:n*c.size]
	c.convert(line, stored)
	for i := range n {
		copy(to[(x+i*dx)*c.size:][:c.size], line[i*c.size:])
	}
}

func (c *canvas) finish() image.Image { return c.image }

// samples unpacks the samples of a row, one in a byte (PNG §7.2).
func (d *decoder) samples(to, stored []byte) {
	if d.Depth == 8 {
		copy(to, stored)
		return
	}
	perByte, mask := 8/d.Depth, byte(1<<d.Depth-1)
	for i := range to {
		to[i] = stored[i/perByte] >> (8 - d.Depth*(i%perByte+1)) & mask
	}
}

// greys unpacks samples of up to 8 bits and scales them to 0 to 255.
func (d *decoder) greys(to, stored []byte) {
	d.samples(to, stored)
	if d.Depth < 8 {
		scale := byte(255 / (1<<d.Depth - 1))
		for i := range to {
			to[i] *= scale
		}
	}
}

// isPremultiplied reports whether pixels gives premultiplied colours. Samples of 16 bits
// are multiplied by alpha before the lower eight are dropped, as package image/draw does.
func (d *decoder) isPremultiplied() bool { return d.Depth == 16 || d.opaque }

// pixels converts a row to red, green, blue and alpha.
func (d *decoder) pixels(to, stored []byte) {
	switch {
	case d.Depth == 16:
		d.deepPixels(to, stored)
	case d.Colour == typeGrey:
		n := len(to) / 4
		line := to[3*n:] // each sample is read before a pixel takes its place
		d.samples(line, stored)
		scale := byte(255 / (1<<d.Depth - 1))
		for i := range n {
			v, alpha := line[i], byte(0xFF)
			if d.hasKey && v == byte(d.key[0]) {
				alpha = 0
			}
			v *= scale
			to[4*i], to[4*i+1], to[4*i+2], to[4*i+3] = v, v, v, alpha
		}
	case d.Colour == typePalette:
		n := len(to) / 4
		line := to[3*n:]
		d.samples(line, stored)
		for i := range n {
			c := &d.palette[line[i]]
			to[4*i], to[4*i+1], to[4*i+2], to[4*i+3] = c.R, c.G, c.B, c.A
		}
	case d.Colour == typeRGB:
		key := [3]byte{byte(d.key[0]), byte(d.key[1]), byte(d.key[2])}
		for i := range len(to) / 4 {
			from, pixel := stored[3*i:3*i+3:3*i+3], to[4*i:4*i+4:4*i+4]
			pixel[0], pixel[1], pixel[2], pixel[3] = from[0], from[1], from[2], 0xFF
			if d.hasKey && [3]byte(from) == key {
				pixel[3] = 0
			}
		}
	case d.Colour == typeGreyAlpha:
		for i := range len(to) / 4 {
			v := stored[2*i]
			to[4*i], to[4*i+1], to[4*i+2], to[4*i+3] = v, v, v, stored[2*i+1]
		}
	default:
		copy(to, stored)
	}
}

// deepPixels does that for samples of 16 bits.
func (d *decoder) deepPixels(to, stored []byte) {
	samples := samplesOf(d.Colour)
	for i := range len(to) / 4 {
		at := func(k int) uint16 { return binary.BigEndian.Uint16(stored[2*(samples*i+k):]) }
		c := color.NRGBA64{A: 0xFFFF}
		switch d.Colour {
		case typeGrey, typeGreyAlpha:
			c.R = at(0)
			c.G, c.B = c.R, c.R
		default:
			c.R, c.G, c.B = at(0), at(1), at(2)
		}
		switch {
		case d.Colour == typeGreyAlpha || d.Colour == typeRGBA:
			c.A = at(samples - 1)
		case d.hasKey && c.R == d.key[0] && (samples == 1 || c.G == d.key[1] && c.B == d.key[2]):
			c.A = 0
		}
		r, g, b, a := c.RGBA()
		to[4*i], to[4*i+1], to[4*i+2], to[4*i+3] = byte(r>>8), byte(g>>8), byte(b>>8), byte(a>>8)
	}
}

// premultiply multiplies colours of 8 bits by alpha, with package image/draw's rounding.
func premultiply(pix []byte) {
	for i := 0; i+4 <= len(pix); i += 4 {
		p := pix[i : i+4 : i+4]
		if p[3] == 0xFF {
			continue
		}
		alpha := uint32(p[3]) * 0x101
		for c := range 3 {
			p[c] = byte(uint32(p[c]) * alpha / 0xFF >> 8)
		}
	}
}
