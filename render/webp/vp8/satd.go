package vp8

import "encoding/binary"

// Modes are compared by the sum of absolute transformed differences (SATD) between
// pixels and what is predicted: about how much there is to code. The transform is
// Hadamard's, whose gain is 4. It is linear, so that of the pixels is made once, and what
// is predicted is taken from it. Of a prediction whose rows or columns are all the same,
// or grow evenly, few coefficients are not 0.

// spectrum is 4×4 pixels, transformed.
type spectrum struct {
	// columns are transformed down the columns alone. A word is the sum of four numbers,
	// each times its power of 1<<16, the leftmost first: a negative one borrows from the next.
	columns [4]uint64
	satd    [4]int // of each row
	sums    [4]int // the first coefficient of each row
}

func newSpectrum(r *rows) (s spectrum) {
	s.columns = r.transformColumns()
	for i, w := range s.columns {
		s.satd[i], s.sums[i] = rowSATD(w), rowSum(w)
	}
	return s
}

func (r *rows) transformColumns() [4]uint64 {
	d0, d1, d2, d3 := spread(uint64(r[0])), spread(uint64(r[1])), spread(uint64(r[2])), spread(uint64(r[3]))
	a, b, c, d := d0+d1, d0-d1, d2+d3, d2-d3
	return [4]uint64{a + c, a - c, b + d, b - d}
}

// rowSATD transforms the numbers of a word and returns the sum of their absolute values.
func rowSATD(w uint64) int {
	low := int32(w)
	high := int32(w>>32) - low>>31 // less what a negative number borrowed
	return int(larger(low+high)+larger(low-high)) * 2
}

// larger returns the larger of |a| and |b|, which is half of |a+b| + |a-b|.
func larger(w int32) int32 {
	a := int32(int16(w))
	b := (w - a) >> 16
	return max(a, -a, b, -b)
}

// rowSum is the sum of the numbers of a word.
func rowSum(w uint64) int {
	low := int32(w)
	pairs := low + int32((w-uint64(low))>>32)
	a := int(int16(pairs))
	return a + (int(pairs)-a)>>16
}

// any is the SATD from whatever is predicted, or part of it that is enough.
func (s *spectrum) any(predicted *rows, enough int) (sum int) {
	c := predicted.transformColumns()
	sum = rowSATD(s.columns[0]-c[0]) + rowSATD(s.columns[1]-c[1])
	if sum >= enough {
		return sum
	}
	return sum + rowSATD(s.columns[2]-c[2]) + rowSATD(s.columns[3]-c[3])
}

// flat is the SATD from a prediction of one value.
func (s *spectrum) flat(v int) int {
	return s.firstRow(16*v) + s.satd[1] + s.satd[2] + s.satd[3]
}

// vertical is the SATD from a prediction whose rows are all the same.
func (s *spectrum) vertical(row uint32) int {
	return rowSATD(s.columns[0]-4*spread(uint64(row))) + s.satd[1] + s.satd[2] + s.satd[3]
}

// horizontal is the SATD from a prediction whose columns are all that one.
func (s *spectrum) horizontal(c *column) int {
	return s.firstRow(c[0]) + s.otherRows(c)
}

// gradient is the SATD from the sum of a row and a column, less a corner. That pixels
// are clipped is left out.
func (s *spectrum) gradient(row uint32, c *column, corner int) int {
	const ones = 0x0001_0001_0001_0001
	return rowSATD(s.columns[0]-4*spread(uint64(row))-uint64(c[0]/4-4*corner)*ones) + s.otherRows(c)
}

func (s *spectrum) firstRow(v int) int { return s.satd[0] - abs(s.sums[0]) + abs(s.sums[0]-v) }

func (s *spectrum) otherRows(c *column) (sum int) {
	for i := 1; i < 4; i++ {
		sum += s.satd[i] - abs(s.sums[i]) + abs(s.sums[i]-c[i])
	}
	return sum
}

func abs(v int) int { return max(v, -v) }

// column is a column of four pixels, transformed as the same in each of four columns.
type column [4]int

func newColumn(p0, p1, p2, p3 byte) column {
	a, b, c, d := int(p0)+int(p1), int(p0)-int(p1), int(p2)+int(p3), int(p2)-int(p3)
	return column{4 * (a + c), 4 * (a - c), 4 * (b + d), 4 * (b - d)}
}

// squareSATD adds to the scores of the modes the SATD of a square of n×n pixels. Its
// blocks are given row by row.
func (p *plane) squareSATD(scores *[modes16]int, blocks []spectrum, x, y, n int) {
	at := p.at(x, y)
	corner := int(p.pix[at-p.stride-1])
	average := int(p.average(x, y, n))
	for top := 0; top < n; top += 4 {
		left := at + top*p.stride - 1
		c := newColumn(p.pix[left], p.pix[left+p.stride], p.pix[left+2*p.stride], p.pix[left+3*p.stride])
		for i := range n / 4 {
			row := binary.LittleEndian.Uint32(p.pix[at-p.stride+4*i:])
			s := &blocks[0]
			blocks = blocks[1:]
			scores[modeDC] += s.flat(average)
			scores[modeTM] += s.gradient(row, &c, corner)
			scores[modeVE] += s.vertical(row)
			scores[modeHE] += s.horizontal(&c)
		}
	}
}

// blockSATD is the SATD of 4×4 pixels from what a mode makes of their edge, or part of it
// that is enough.
func (s *spectrum) blockSATD(e *edge, mode, enough int) int {
	predicted := e.predict(mode)
	switch mode {
	case modeDC:
		return s.flat(int(predicted[0] & 0xFF))
	case modeVE:
		return s.vertical(predicted[0])
	case modeHE:
		c := newColumn(byte(predicted[0]), byte(predicted[1]), byte(predicted[2]), byte(predicted[3]))
		return s.horizontal(&c)
	}
	return s.any(&predicted, enough)
}

// least returns the mode with the lowest score.
func least(scores *[modes16]int) int {
	best := 0
	for mode, score := range scores {
		if score < scores[best] {
			best = mode
		}
	}
	return best
}
