package jpeg

import (
	"encoding/binary"
	"image"
	"math/bits"
)

// hasColourEdges reports whether the image has sharp edges of colour, such as
// those of red text, which halved chroma would blur. It looks at every other
// row of every other band of 16 rows, which no headline escapes.
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

// differences returns R-G and B-G of two pixels, 256 more: Cr and Cb without
// their constant factors, where G differs little. White ground changes neither.
func differences(w uint64) uint64 {
	return w&(0xFF*four) + 0x100*four - w>>8&(0xFF*both)*0x10001
}

// steps has a bit for each of two pixels whose differences are another's by a
// step that text on its ground has within a pixel or two.
func steps(a, b uint64) uint64 {
	const step, sign = 96, 0x8000
	far := (a + (sign-1-step)*four - b) | (b + (sign-1-step)*four - a)
	return (far | far>>16) >> 15 & both
}
