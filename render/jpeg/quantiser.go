package jpeg

import (
	"math"
	"math/bits"
)

// quantiser divides the coefficients of one component's blocks.
type quantiser struct {
	reciprocal [64]int64  // in zigzag order, 2^quantBits times
	least      [32]uint64 // see significant
	zero       int64      // the first coefficient of a block of zeros
}

const quantBits = 48

// newQuantiser returns the quantiser of a table for samples that are size times as
// large as they should be, the value zero among them standing for 0. It makes up for
// the factors that [dct8] leaves out.
func newQuantiser(t *[64]byte, zero int64, size float64) (q quantiser) {
	scale := [8]float64{1, 1.387039845, 1.306562965, 1.175875602, 1, 0.785694958, 0.541196100, 0.275899379}
	for i, at := range zigzag {
		q.set(i, float64(t[at])*scale[at/8]*scale[at%8]*8*size*(1<<coefficientBits))
	}
	for i := range q.least {
		q.least[i] = q.away(i) | q.away(32+i)<<32
	}
	q.zero = 64 * zero << (coefficientBits - sampleBits)
	return q
}

func (q *quantiser) set(i int, divisor float64) {
	q.reciprocal[i] = int64(math.Round((1 << quantBits) / divisor))
}

// away returns the distance to 2³¹ from the least coefficient at a position that does
// not become 0. It is one less than that because the upper half of a word may be too
// small by one.
func (q *quantiser) away(at int) uint64 {
	const half = 1 << (quantBits - 1)
	least := (half + q.reciprocal[unzigzag[at]] - 1) / q.reciprocal[unzigzag[at]]
	return uint64(1<<31 - least - 1)
}

// significant returns a bit for each coefficient, in the order of the rows: 1 where
// it does not become 0.
func (q *quantiser) significant(b *block) (found uint64) {
	for i := 0; i < len(b); i += 4 {
		found = found>>1 | exceeds(b[i], q.least[i])
		found = found>>1 | exceeds(b[i+1], q.least[i+1])
		found = found>>1 | exceeds(b[i+2], q.least[i+2])
		found = found>>1 | exceeds(b[i+3], q.least[i+3])
	}
	return found
}

// exceeds returns the highest bit of each half of a word: 1 where the magnitude of v's
// half reaches the least one. Shifted down by less than 32, the halves stay apart.
func exceeds(v int64, least uint64) uint64 {
	return ((least + uint64(v)) | (least - uint64(v))) & (both << 31)
}

// code codes a block, of whose coefficients those found are not 0. upper is 32 for a
// block in the upper halves of 4×4 words, else 0.
func (s *scan) code(component int, q *quantiser, b *block, upper byte, found uint64) {
	const half = 1 << (quantBits - 1)
	dc := (int64(int32(b[0]>>upper))-q.zero)*q.reciprocal[0] + half
	table := s.putDC(component, int32(dc>>quantBits)) + 1
	list, counts := s.out.list, &s.out.counts
	before := 0
	for present := zigzagBits(found &^ 1); present != 0; present &= present - 1 {
		i := bits.TrailingZeros64(present) & 63
		run := i - before - 1
		for ; run > 15; run -= 16 {
			counts[(table<<8|sixteen)&symbolMask]++
			list = append(list, table<<8|sixteen)
		}
		at := zigzag[i]
		c := int64(int32(b[at&31] >> ((at&32 | upper) & 63)))
		v := (c*q.reciprocal[i] + half) >> quantBits
		// Counted before it is appended: the compiled loop is shorter so (BenchmarkJPEG).
		tok := table<<8 | token(run<<4) | valueTokens[v&2047]
		counts[tok&symbolMask]++
		list = append(list, tok)
		before = i
	}
	s.out.list = list
	if before < 63 {
		s.out.add(table<<8 | endOfBlock)
	}
}

// valueTokens are the tokens of all values of 11 bits, sign included, after no zeros.
var valueTokens = func() (t [2048]token) {
	for i := range t {
		t[i] = makeToken(0, 0, int32(i)<<21>>21)
	}
	return t
}()

// zigzagBits moves bits from the order of the rows to the zigzag's, a row at a time.
func zigzagBits(v uint64) uint64 {
	t := &zigzagOfRow
	return t[0][v&0xFF] | t[1][v>>8&0xFF] | t[2][v>>16&0xFF] | t[3][v>>24&0xFF] |
		t[4][v>>32&0xFF] | t[5][v>>40&0xFF] | t[6][v>>48&0xFF] | t[7][v>>56]
}

var zigzagOfRow = func() (t [8][256]uint64) {
	for y := range t {
		for v := range t[y] {
			for x := range 8 {
				t[y][v] |= uint64(v>>x&1) << unzigzag[8*y+x]
			}
		}
	}
	return t
}()
