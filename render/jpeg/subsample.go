package jpeg

// In an image of full colour resolution most blocks do not need it: a photograph
// beside red text, grey text. Their chroma is averaged over squares of 2×2 pixels as
// in 4:2:0 and transformed by a DCT of 4×4, whose coefficients are those of low
// frequency of the block in twice the size. One transform does both components, one
// in each half of a word. BenchmarkJPEG shows what that saves.

// subsampledQuantisers are those of both components of a subsampled block.
type subsampledQuantisers struct {
	blue, red quantiser
	least     [32]uint64 // of red in the lower halves, of blue in the upper ones
}

func newSubsampledQuantisers(t *[64]byte) (q subsampledQuantisers) {
	gain := [4]float64{2, dct4Gain, 2, dct4Gain}
	for i := range 16 {
		at := i/4*8 + i%4
		// Of four sums of pixels; a block of twice the size has twice the
		// coefficients.
		divisor := float64(t[at]) * gain[i/4] * gain[i%4] * 2 * (1 << sampleBits)
		q.blue.set(int(unzigzag[at]), divisor*blueScale)
		q.red.set(int(unzigzag[at]), divisor*redScale)
		q.least[at] = q.red.away(at) | q.blue.away(at)<<32
	}
	q.blue.zero, q.red.zero = 64*chromaBias, 64*chromaBias
	return q
}

// subsample codes the chroma of 8×8 pixels at half of its resolution.
func (s *scan) subsample(c *samples) {
	b := &s.block // words in four columns of the upper half: R-Y plus 2³² times B-Y
	for i := 0; i < 32; i += 8 {
		to := b[i:][:4]
		to[0], to[1], to[2], to[3] = dct4(c.square(i), c.square(i+1), c.square(i+2), c.square(i+3))
	}
	for i := range 4 {
		b[i], b[8+i], b[16+i], b[24+i] = dct4(b[i], b[8+i], b[16+i], b[24+i])
	}
	q := &s.subsampled
	var found uint64
	for y := 0; y < 32; y += 8 {
		found = found>>1 | exceeds(b[y], q.least[y])
		found = found>>1 | exceeds(b[y+1], q.least[y+1])
		found = found>>1 | exceeds(b[y+2], q.least[y+2])
		found = found>>1 | exceeds(b[y+3], q.least[y+3])
		found >>= 4 // rows are 8 apart
	}
	s.code(1, &q.blue, b, 32, found>>32)
	s.code(2, &q.red, b, 0, found&0xFFFFFFFF)
}

// dct4 is the forward DCT of four samples. 70 and 29 stand to each other as
// cos(π/8) and cos(3π/8), to 0.02 %.
func dct4(x0, x1, x2, x3 int64) (y0, y1, y2, y3 int64) {
	s0, d0 := x0+x3, x0-x3
	s1, d1 := x1+x2, x1-x2
	return s0 + s1, 70*d0 + 29*d1, s0 - s1, 29*d0 - 70*d1
}

// dct4Gain is how much larger the odd coefficients of dct4 are than those of an
// orthonormal transform; the even ones are twice as large.
const dct4Gain = 107.1541 // √2·√(70²+29²)
