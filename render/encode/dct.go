package encode

// block is 8×8 samples, row by row, or their coefficients.
type block [64]float32

// isFlat reports whether all samples are the same.
func (b *block) isFlat() bool {
	for _, v := range b[1:] {
		if v != b[0] {
			return false
		}
	}
	return true
}

// transform is the forward DCT of Arai, Agui and Nakajima: five multiplications
// for eight samples. What it leaves out of the coefficients, reciprocals puts
// into the quantisation.
func (b *block) transform() {
	for i := 0; i < 64; i += 8 {
		r := (*[8]float32)(b[i:])
		r[0], r[1], r[2], r[3], r[4], r[5], r[6], r[7] = dct8(r[0], r[1], r[2], r[3], r[4], r[5], r[6], r[7])
	}
	for i := range 8 {
		b[i], b[8+i], b[16+i], b[24+i], b[32+i], b[40+i], b[48+i], b[56+i] =
			dct8(b[i], b[8+i], b[16+i], b[24+i], b[32+i], b[40+i], b[48+i], b[56+i])
	}
}

func dct8(x0, x1, x2, x3, x4, x5, x6, x7 float32) (y0, y1, y2, y3, y4, y5, y6, y7 float32) {
	const (
		c4      = 0.70710678118654752440 // cos(4π/16)
		c6      = 0.38268343236508977173 // cos(6π/16)
		c2minus = 0.54119610014619698440 // cos(2π/16) - cos(6π/16)
		c2plus  = 1.30656296487637652786 // cos(2π/16) + cos(6π/16)
	)
	s0, d0 := x0+x7, x0-x7
	s1, d1 := x1+x6, x1-x6
	s2, d2 := x2+x5, x2-x5
	s3, d3 := x3+x4, x3-x4

	a0, a3 := s0+s3, s0-s3
	a1, a2 := s1+s2, s1-s2
	y0, y4 = a0+a1, a0-a1
	z := (a2 + a3) * c4
	y2, y6 = a3+z, a3-z

	e0, e1, e2 := d3+d2, d2+d1, d1+d0
	z5 := (e0 - e2) * c6
	z2 := e0*c2minus + z5
	z4 := e2*c2plus + z5
	z3 := e1 * c4
	p, q := d0+z3, d0-z3
	return y0, p + z4, y2, q - z2, y4, q + z2, y6, p - z4
}

// reciprocals returns what the coefficients of transform are multiplied with to
// be quantised by t.
func reciprocals(t *[64]byte) (r block) {
	scale := [8]float64{1, 1.387039845, 1.306562965, 1.175875602, 1, 0.785694958, 0.541196100, 0.275899379}
	for i := range r {
		r[i] = float32(1 / (float64(t[i]) * scale[i/8] * scale[i%8] * 8))
	}
	return r
}
