package jpeg

import "encoding/binary"

// c1306 is one times √2 cos(π/8); √2 cos(3π/8) is that of c0541.
const c1306 = 1338

// idct4 is an inverse DCT of four values as large as idct8's: those of eight
// values whose finer half is left out, at half of the places.
func idct4(x0, x1, x2, x3 int64) (y0, y1, y2, y3 int64) {
	e0, e1 := (x0+x2)*one, (x0-x2)*one
	o0, o1 := x1*c1306+x3*c0541, x1*c0541-x3*c1306
	return e0 + o0, e1 + o1, e1 - o1, e0 - o0
}

// halfSamples writes the 4×4 samples that the coarser coefficients of a block make.
func (b *block) halfSamples(to []byte, stride int) {
	var halves [2][4]int64 // of two rows each: the upper plus 2³² times the lower
	for i := range 2 {     // two columns
		y0, y1, y2, y3 := idct4(b[i], b[4+i], b[8+i], b[12+i])
		halves[0][2*i], halves[0][2*i+1] = transposeBack(y0, y1)
		halves[1][2*i], halves[1][2*i+1] = transposeBack(y2, y3)
	}
	for i := range halves {
		h := &halves[i]
		y0, y1, y2, y3 := idct4(h[0], h[1], h[2], h[3])
		y0, y1, y2, y3 = whole(y0), whole(y1), whole(y2), whole(y3)
		if (y0|y1|y2|y3)&^(0xFF*both) != 0 {
			y0, y1, y2, y3 = clamp(y0), clamp(y1), clamp(y2), clamp(y3)
		}
		rows := uint64(y0 | y1<<8 | y2<<16 | y3<<24)
		binary.LittleEndian.PutUint32(to[2*i*stride:], uint32(rows))
		binary.LittleEndian.PutUint32(to[(2*i+1)*stride:], uint32(rows>>32))
	}
}
