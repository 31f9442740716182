package encode

// In an image of full colour resolution most blocks do not need it: a photograph
// beside red text, grey text. Their chroma is averaged over squares of 2×2 pixels
// as in 4:2:0 and transformed by a DCT of 4×4, whose coefficients are those of
// low frequency of the block in twice the size. A poster with a photograph takes
// 16 ms instead of 20 and loses 0.02 dB.

// smoothRange is the difference of chroma within a block up to which half of its
// resolution does, in 65,536ths: a quarter of that of red text on white.
const smoothRange = 32 << 16

// smoothQuantiser is the reciprocals for the 16 coefficients of a smooth block.
type smoothQuantiser [16]float32

// smoothPlace is where those coefficients stand in zigzag order.
var smoothPlace = [16]byte{
	0, 1, 5, 6,
	2, 4, 7, 13,
	3, 8, 12, 17,
	9, 11, 18, 24,
}

func newSmoothQuantiser(t *[64]byte) (q smoothQuantiser) {
	for i := range q {
		// Of four sums of 2×2 pixels in 65,536ths; a block of twice the size has
		// twice the coefficients.
		q[i] = 2.0 / (4 * 65536) / float32(t[i/4*8+i%4])
	}
	return q
}

// smoothBlock codes the chroma of 8×8 pixels at half of its resolution.
func (s *scan) smoothBlock(component int, v *[64]int32) {
	var b [16]float32
	for i := range b {
		at := (i>>2<<4 | i&3<<1) & 63
		b[i] = float32(v[at] + v[at|1] + v[at|8] + v[at|9])
	}
	for i := 0; i < 16; i += 4 {
		r := b[i : i+4 : i+4]
		r[0], r[1], r[2], r[3] = dct4(r[0], r[1], r[2], r[3])
	}
	for i := range 4 {
		b[i], b[4+i], b[8+i], b[12+i] = dct4(b[i], b[4+i], b[8+i], b[12+i])
	}
	var values [64]int32
	var present uint64
	for i, r := range &s.chro.smooth {
		q := quantise(b[i] * r)
		place := smoothPlace[i] & 63
		values[place] = q
		present |= uint64(uint32(q|-q)>>31) << place
	}
	s.code(component, &values, present)
}

// dct4 is the orthonormal forward DCT of four samples.
func dct4(x0, x1, x2, x3 float32) (y0, y1, y2, y3 float32) {
	const (
		c1 = 0.65328148243818826393 // √½ cos(π/8)
		c3 = 0.27059805007309849220 // √½ cos(3π/8)
	)
	s0, d0 := x0+x3, x0-x3
	s1, d1 := x1+x2, x1-x2
	return (s0 + s1) / 2, c1*d0 + c3*d1, (s0 - s1) / 2, c3*d0 - c1*d1
}
