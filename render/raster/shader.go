package raster

import (
	"encoding/binary"
	"image/color"
)

// Shader gives the colour of every pixel of a fill that is not one colour. Coordinates are device pixels, colours are
// premultiplied.
type Shader interface {
	// At defines the colour of one pixel.
	At(x, y int) color.RGBA
	// Row writes the colours of the pixels from (x, y) rightward into dst, four bytes each. They are within 1/255 of
	// those of At.
	Row(dst []uint8, x, y int)
	// Opaque reports whether all pixels of all rows are known to be opaque.
	Opaque() bool
}

// Source is the colour of a fill: one colour, or a shader. The zero value is transparent.
type Source struct {
	Color  color.NRGBA
	Shader Shader
}

// Solid is a fill in one colour.
func Solid(c color.NRGBA) Source { return Source{Color: c} }

// Shaded is a fill by a shader.
func Shaded(s Shader) Source { return Source{Shader: s} }

func (s Source) invisible() bool { return s.Shader == nil && s.Color.A == 0 }

// RowByPixel is Row for a shader that has no faster way than At.
func RowByPixel(s Shader, dst []uint8, x, y int) {
	for i := 0; i+3 < len(dst); i += 4 {
		binary.LittleEndian.PutUint32(dst[i:], Pack(s.At(x, y)))
		x++
	}
}

// Pack is the colour as the four bytes of a pixel, read little-endian.
func Pack(c color.RGBA) uint32 {
	return uint32(c.R) | uint32(c.G)<<8 | uint32(c.B)<<16 | uint32(c.A)<<24
}
