package encode

import (
	"encoding/binary"
	"image"
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
	for y := range h {
		if y%32 >= 16 || y%2 != 0 {
			continue
		}
		row := img.Pix[y*img.Stride:][:4*w]
		before := binary.LittleEndian.Uint32(row)
		for x := 4; x < len(row); x += 4 {
			c := binary.LittleEndian.Uint32(row[x:])
			if c != before && chromaStep(c, before) {
				if edges++; edges > enough {
					return true
				}
			}
			before = c
		}
	}
	return false
}

// chromaStep reports whether two pixels differ in colour by a step that text on
// its ground has within a pixel or two.
func chromaStep(a, b uint32) bool {
	ra, ga, ba := channels(a)
	rb, gb, bb := channels(b)
	dr, dg, db := ra-rb, ga-gb, ba-bb
	// Differences of Cb and Cr, without their constant factors.
	cb, cr := db-dg, dr-dg
	const step = 96
	return max(cb, -cb) > step || max(cr, -cr) > step
}
