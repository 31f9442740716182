package jpeg

import "encoding/binary"

// The constants of the transform of Loeffler, Ligtenberg and Moschytz with eleven
// multiplications and one more, so that each value meets a single one.
const (
	one = 1 << constBits

	c0298 = 306  // one times √2(-c1+c3+c5-c7), cn = cos(nπ/16)
	c0390 = 400  // √2(c3-c5)
	c0541 = 554  // √2 c6
	c0765 = 784  // √2(c2-c6)
	c0899 = 922  // √2(c3-c7)
	c1175 = 1204 // √2 c3
	c1501 = 1537 // √2(c1+c3-c5-c7)
	c1847 = 1892 // √2(c2+c6)
	c1961 = 2009 // √2(c3+c5)
	c2053 = 2102 // √2(c1+c3-c5+c7)
	c2562 = 2624 // √2(c1+c3)
	c3072 = 3146 // √2(c1+c3+c5-c7)
)

// idct8 is an inverse DCT of eight values, √8·one times as large.
func idct8(x0, x1, x2, x3, x4, x5, x6, x7 int64) (y0, y1, y2, y3, y4, y5, y6, y7 int64) {
	z := (x2 + x6) * c0541
	t2, t3 := z-x6*c1847, z+x2*c0765
	t0, t1 := (x0+x4)*one, (x0-x4)*one
	e0, e3, e1, e2 := t0+t3, t0-t3, t1+t2, t1-t2

	z1, z2, z3, z4 := (x7+x1)*-c0899, (x5+x3)*-c2562, x7+x3, x5+x1
	z5 := (z3 + z4) * c1175
	z3, z4 = z5-z3*c1961, z5-z4*c0390
	o0 := x7*c0298 + z1 + z3
	o1 := x5*c2053 + z2 + z4
	o2 := x3*c3072 + z2 + z3
	o3 := x1*c1501 + z1 + z4
	return e0 + o3, e1 + o2, e2 + o1, e3 + o0, e3 - o0, e2 - o1, e1 - o2, e0 - o3
}

// Both halves of a word are made positive to be shifted. The columns keep a bit
// more than whole numbers; the rows drop it, the constants' bits of both and the
// factor 8.
const (
	columnShift = constBits - 1
	columnBias  = (1<<30 + 1<<(columnShift-1)) * both
	columnMask  = (1<<(32-columnShift) - 1) * both
	columnZero  = 1 << (30 - columnShift) * both

	rowShift = constBits + 1 + 3
	rowBias  = (1<<30 + 128<<rowShift + 1<<(rowShift-1)) * both
	rowMask  = (1<<(32-rowShift) - 1) * both
	rowOne   = 1 << (30 - rowShift) // what the shift leaves of 1<<30
	// What is left of it in two rows of four bytes, of which each is shifted to its place.
	upperOnes = (rowOne | rowOne<<8) * both
	lowerOnes = (rowOne>>16 | rowOne>>8 | rowOne | rowOne<<8) * both
)

// pairsOf is in how many pairs of columns the coefficients up to one in zigzag order stand.
var pairsOf = func() (t [64]uint8) {
	for i, at := range zigzag {
		t[i] = max(t[max(i, 1)-1], at%8/2+1)
	}
	return t
}()

// samples writes the n×n samples, 0 to 255, that the coarser coefficients of a block make,
// the last of which in zigzag order is given; n is 3 to 8. Eight bytes are written of each
// row, of which those behind n do not count: the next block, or what pads the rows of the
// plane, stands there.
func (b *block) samples(to []byte, stride, n, last int) {
	inverse := transforms[n&15]
	var halves [4][8]int64 // of two rows each: the upper plus 2³² times the lower
	pairs := n/2 + n&1
	for i := range min(pairs, int(pairsOf[last&63])) { // two columns
		y0, y1, y2, y3, y4, y5, y6, y7 := inverse(b[i&3], b[4+i&3], b[8+i&3], b[12+i&3], b[16+i&3], b[20+i&3], b[24+i&3], b[28+i&3])
		halves[0][2*i], halves[0][2*i+1] = transposeBack(y0, y1)
		halves[1][2*i], halves[1][2*i+1] = transposeBack(y2, y3)
		if n > 4 {
			halves[2][2*i], halves[2][2*i+1] = transposeBack(y4, y5)
		}
		if n > 6 {
			halves[3][2*i], halves[3][2*i+1] = transposeBack(y6, y7)
		}
	}
	for i := range pairs {
		h := &halves[i&3]
		y0, y1, y2, y3, y4, y5, y6, y7 := inverse(h[0], h[1], h[2], h[3], h[4], h[5], h[6], h[7])
		y0, y1, y2, y3 = whole(y0), whole(y1), whole(y2), whole(y3)
		y4, y5, y6, y7 = whole(y4), whole(y5), whole(y6), whole(y7)
		if (y0|y1|y2|y3|y4|y5|y6|y7)&(0xFF00*both) != 0 { // seldom, so all at once
			y0, y1, y2, y3 = clamp(y0), clamp(y1), clamp(y2), clamp(y3)
			y4, y5, y6, y7 = clamp(y4), clamp(y5), clamp(y6), clamp(y7)
		}
		// Four bytes of both rows, and the other four.
		left := uint64(y0 ^ y1<<8 ^ y2<<16 ^ y3<<24)
		right := uint64(y4 ^ y5<<8 ^ y6<<16 ^ y7<<24)
		upper, lower := left&(1<<32-1)|right<<32, left>>32|right>>32<<32
		binary.LittleEndian.PutUint64(to[2*i*stride:], upper^upperOnes)
		if 2*i+1 < n {
			binary.LittleEndian.PutUint64(to[(2*i+1)*stride:], lower^lowerOnes)
		}
	}
}

// transposeBack rounds two rows of two columns and makes them two columns of two rows.
func transposeBack(a, b int64) (left, right int64) {
	u, v := uint64(a+columnBias)>>columnShift&columnMask, uint64(b+columnBias)>>columnShift&columnMask
	left = int64(u&0xFFFFFFFF|v<<32) - columnZero
	right = int64(u>>32|v>>32<<32) - columnZero
	return left, right
}

// whole rounds two samples, rowOne more than they are. What is beyond 0 to 255 has bits in
// the second byte, and is for clamp.
func whole(v int64) int64 { return int64(uint64(v+rowBias) >> rowShift & rowMask) }

// clamp brings both halves of what whole returns to the samples 0 to 255.
func clamp(v int64) int64 {
	low, high := v&(1<<32-1), v>>32
	return min(max(high, rowOne), rowOne+255)<<32 | min(max(low, rowOne), rowOne+255)
}

// samples2 is samples for n = 2, whose transform takes no multiplication.
func (b *block) samples2(to []byte, stride int) {
	for y, v := range [2]int64{b[0] + b[4], b[0] - b[4]} {
		u := int64(int32(v))
		w := (v - u) >> 32
		left, right := (u+w+4)>>3+128, (u-w+4)>>3+128
		if uint64(left|right) > 255 {
			left, right = min(max(left, 0), 255), min(max(right, 0), 255)
		}
		binary.LittleEndian.PutUint16(to[y*stride:], uint16(left|right<<8))
	}
}

// flat is samples for a block that has but its first coefficient.
func flat(to []byte, stride, n int, first int32) {
	v := uint64(min(max((first+4)>>3+128, 0), 255)) * 0x0101010101010101
	for i := range n {
		binary.LittleEndian.PutUint64(to[i*stride:], v)
	}
}
