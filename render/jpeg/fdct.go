package jpeg

// dct8 is the forward DCT of Arai, Agui and Nakajima: five multiplications for eight
// samples. Its coefficients lack factors, which [newQuantiser] puts into the
// quantisation. No value is multiplied by more than one constant.
func dct8(x0, x1, x2, x3, x4, x5, x6, x7 int64) (y0, y1, y2, y3, y4, y5, y6, y7 int64) {
	const (
		c4      = 724  // 2^constBits cos(4π/16)
		c6      = 392  // cos(6π/16)
		c2minus = 554  // cos(2π/16) - cos(6π/16)
		c2plus  = 1338 // cos(2π/16) + cos(6π/16)
	)
	s0, d0 := x0+x7, x0-x7
	s1, d1 := x1+x6, x1-x6
	s2, d2 := x2+x5, x2-x5
	s3, d3 := x3+x4, x3-x4

	a0, a3 := s0+s3, s0-s3
	a1, a2 := s1+s2, s1-s2
	y0, y4 = (a0+a1)<<constBits, (a0-a1)<<constBits
	z := (a2 + a3) * c4
	a3 <<= constBits
	y2, y6 = a3+z, a3-z

	e0, e1, e2 := d3+d2, d2+d1, d1+d0
	z5 := (e0 - e2) * c6
	z2 := e0*c2minus + z5
	z4 := e2*c2plus + z5
	z3 := e1 * c4
	d0 <<= constBits
	p, q := d0+z3, d0-z3
	return y0, p + z4, y2, q - z2, y4, q + z2, y6, p - z4
}

// Samples come in 16ths. The columns keep 5 bits after the point for the rows,
// whose constants add theirs: a coefficient of up to 30,848 then fills 31 bits.
const (
	columnBits      = 5
	coefficientBits = columnBits + constBits
)

// forward transforms samples into coefficients.
func (b *block) forward() {
	var halves [4][8]int64 // of two rows each, four apart
	for i := range 4 {     // two columns
		y0, y1, y2, y3, y4, y5, y6, y7 := dct8(b[i], b[4+i], b[8+i], b[12+i], b[16+i], b[20+i], b[24+i], b[28+i])
		halves[0][2*i], halves[0][2*i+1] = transpose(y0, y4)
		halves[1][2*i], halves[1][2*i+1] = transpose(y1, y5)
		halves[2][2*i], halves[2][2*i+1] = transpose(y2, y6)
		halves[3][2*i], halves[3][2*i+1] = transpose(y3, y7)
	}
	for i := range halves {
		h, to := &halves[i], b[8*i:][:8]
		to[0], to[1], to[2], to[3], to[4], to[5], to[6], to[7] = dct8(h[0], h[1], h[2], h[3], h[4], h[5], h[6], h[7])
	}
}

// transpose rounds two rows of two columns and makes them two columns of two rows.
func transpose(a, b int64) (left, right int64) {
	const drop = sampleBits + constBits - columnBits
	left = int64(int32(a))>>drop + int64(int32(b))>>drop<<32
	right = a>>(32+drop) + b>>(32+drop)<<32
	return left, right
}
