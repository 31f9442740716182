package vp8l

import (
	"encoding/binary"
	"slices"

	"sharecard/render/internal/palette"
)

// writeIndices writes an image of w×h px in the given colours, little-endian
// premultiplied RGBA: an index for each pixel (RFC 9649 §3.5.4).
func (e *Encoder) writeIndices(indices []byte, w, h int, colours []uint32, small bool) {
	e.transform(indexingTransform)
	e.bits.put(uint32(len(colours)-1), 8)
	e.describe(pixels{data: differences(colours), size: 4, w: len(colours), h: 1})

	perPixel := 1
	switch n := len(colours); {
	case n <= 2:
		perPixel = 8
	case n <= 4:
		perPixel = 4
	case n <= 16:
		perPixel = 2
	}
	if perPixel > 1 {
		indices, w = e.pack(indices, w, h, perPixel), (w+perPixel-1)/perPixel
	}
	e.image(pixels{data: padded(indices, w*h), size: 1, w: w, h: h}, small)
}

// differences returns the colours as pixels, each less the one before, channel by channel.
func differences(colours []uint32) []byte {
	var out []byte
	before := uint32(0)
	for _, c := range colours {
		r, g, b, a := palette.Straight(c)
		argb := uint32(a)<<24 | uint32(r)<<16 | uint32(g)<<8 | uint32(b)
		out = binary.LittleEndian.AppendUint32(out, subtract(argb, before))
		before = argb
	}
	return padded(out, len(out))
}

// pack puts so many indices into a pixel, the leftmost in its lowest bits.
func (e *Encoder) pack(indices []byte, w, h, perPixel int) []byte {
	depth := 8 / perPixel
	e.packed = slices.Grow(e.packed[:0], (w+perPixel-1)/perPixel*h+wordBytes)
	for y := range h {
		for row := indices[y*w:][:w]; len(row) > 0; {
			n := min(perPixel, len(row))
			v := byte(0)
			for k, index := range row[:n] {
				v |= index << (depth * k)
			}
			e.packed = append(e.packed, v)
			row = row[n:]
		}
	}
	return e.packed
}
