package vp8

import "math"

// index returns the index of the quantiser for a quality of 1 to 100. The curve is that
// of cwebp: sizes shrink about evenly.
func index(quality int) int {
	c := float64(quality) / 100
	if c < 0.75 {
		c *= 2.0 / 3
	} else {
		c = 2*c - 1
	}
	return int(127 * (1 - math.Cbrt(c)))
}

// quantiser makes levels of the coefficients of a kind of blocks, of the DC by the first
// of two numbers and of the others by the second.
type quantiser struct {
	step    [2]int32
	inverse [2]uint32 // 1/step in 1<<inverseBits
	round   [2]uint32 // what is added to a quotient, in the same
	least   [2]uint32 // the least coefficient whose level is not 0
}

const inverseBits = 17

// Coefficients are rounded down a little more often than up: small levels cost few bits.
const roundDC, roundAC = 0.46, 0.40

func newQuantiser(dc, ac int32) (q quantiser) {
	q.step = [2]int32{dc, ac}
	for i, share := range []float64{roundDC, roundAC} {
		q.inverse[i] = 1<<inverseBits/uint32(q.step[i]) + 1
		q.round[i] = uint32(share * (1 << inverseBits))
		q.least[i] = (1<<inverseBits - q.round[i] + q.inverse[i] - 1) / q.inverse[i]
	}
	return q
}

// quantisers are those of a frame (RFC 6386 section 9.6).
type quantisers struct {
	luma, means, chroma quantiser
}

func newQuantisers(index int) *quantisers {
	dc, ac := int32(dcSteps[index]), int32(acSteps[index])
	return &quantisers{
		luma:   newQuantiser(dc, ac),
		means:  newQuantiser(2*dc, max(ac*155/100, 8)),
		chroma: newQuantiser(int32(dcSteps[min(max(index-chromaChange, 0), maxChromaDC)]), ac),
	}
}

// chromaChange is by how much the index is less for the DC of chroma: wrong colours show
// most where an area is plain. maxChromaDC is the largest that is allowed.
const chromaChange, maxChromaDC = 4, 117

// block is the coefficients of 4×4 pixels as they are written.
type block struct {
	levels [16]int16 // in zigzag order
	last   int       // the place of the last that is not 0, -1 if there is none
}

// quantise makes levels of coefficients from the first place on, and puts in place of
// the coefficients what decoders make of the levels. It returns the square of the error,
// in quarters of pixels'.
func (b *block) quantise(c *coefs, q *quantiser, first int) (distortion int) {
	b.levels = [16]int16{}
	b.last = -1
	for n := first; n < 16; n++ {
		at := zigzag[n]
		kind := min(n, 1)
		v := c[at]
		sign := v >> 31
		size := uint32(v ^ sign - sign)
		if size < q.least[kind] {
			distortion += int(size * size)
			c[at] = 0
			continue
		}
		level := int32(min((size*q.inverse[kind]+q.round[kind])>>inverseBits, maxLevel))
		restored := level * q.step[kind]
		d := int(size) - int(restored)
		distortion += d * d
		c[at] = restored ^ sign - sign
		b.levels[n] = int16(level ^ sign - sign)
		b.last = n
	}
	return distortion
}
