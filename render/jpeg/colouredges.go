package jpeg

import (
	"encoding/binary"
	"image"
	"math/bits"
)

// hasColourEdges reports whether the image has sharp edges of colour, such as those of
// red text, which halved chroma would blur. It looks at every other row of every other
// band of 16 rows: a headline is higher than the bands left out.
func hasColourEdges(img *image.RGBA) bool {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	// A line of red text, 24 px high and three characters long, has some 60
	// such pixels in a million; photographs have fewer than ten.
	const looked, share = 4, 60e-6
	enough := int(share * float64(w*h) / looked)
	edges := 0
	for y := 0; y < h; y += 2 {
		if y%32 >= 16 {
			continue
		}
		row := img.Pix[y*img.Stride:][:4*w]
		before := differences(uint64(binary.LittleEndian.Uint32(row)))
		for ; len(row) >= 8; row = row[8:] {
			d := differences(binary.LittleEndian.Uint64(row))
			if far := steps(before&0xFFFFFFFF|d<<32, d); far != 0 {
				edges += bits.OnesCount64(far)
			}
			before = d >> 32
		}
		if len(row) > 0 {
			d := differences(uint64(binary.LittleEndian.Uint32(row)))
			edges += bits.OnesCount64(steps(before&0xFFFFFFFF, d&0xFFFFFFFF))
		}
		if edges > enough {
			return true
		}
	}
	return false
}

// differences returns 256 + R-G and 256 + B-G of two pixels. Where G differs little they
// change as Cr and Cb do, but for constant factors.
func differences(w uint64) uint64 {
	return w&(0xFF*four) + 0x100*four - w>>8&(0xFF*both)*0x10001
}

// steps returns a bit for each of two pixels: 1 where one of its differences is further
// from the other pixel's than the edge of a letter makes it within a pixel or two.
func steps(a, b uint64) uint64 {
	const step, sign = 96, 0x8000
	far := (a + (sign-1-step)*four - b) | (b + (sign-1-step)*four - a)
	return (far | far>>16) >> 15 & both
}
