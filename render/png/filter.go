package png

import "encoding/binary"

// Filter types (PNG §9.2).
const (
	filterNone = iota
	filterSub
	filterUp
	filterAverage
	filterPaeth
)

// quick filters the row by Sub, Up or Average, whichever has the smallest sum of absolute
// differences (PNG §12.7) in a sample of the row.
func (f *rowFilter) quick(bpp int) (kind byte, row []byte) {
	const sample = 13
	left, up, mean := 0, 0, 0
	for i := bpp; i < len(f.this); i += sample {
		v, a, b := f.this[i], f.this[i-bpp], f.above[i]
		left += magnitude(v - a)
		up += magnitude(v - b)
		mean += magnitude(v - average(a, b))
	}
	kind = filterAverage
	if left < mean || up < mean {
		kind = filterUp
		if left < up {
			kind = filterSub
		}
	}
	f.apply(kind, bpp)
	return kind, f.out
}

// best filters the row by the filter with the smallest sum of absolute differences in
// a sample of the row. It keeps to the filter of the last row unless another's sum is
// smaller by an eighth, because rows that are filtered alike repeat each other. If
// careful is not set, Paeth, which takes longest, must be much better, as in gradients.
func (f *rowFilter) best(bpp int, careful bool) (kind byte, row []byte) {
	const sample = 5 // no divisor of 3 or 4: all channels are met
	var sums [filterPaeth + 1]int
	for i := bpp; i < len(f.this); i += sample {
		v, a, b, c := f.this[i], f.this[i-bpp], f.above[i], f.above[i-bpp]
		sums[filterSub] += magnitude(v - a)
		sums[filterUp] += magnitude(v - b)
		sums[filterAverage] += magnitude(v - average(a, b))
		sums[filterPaeth] += magnitude(v - paeth(a, b, c))
	}
	if !careful {
		sums[filterPaeth] += sums[filterPaeth] / 2
	}
	sums[f.kept] -= sums[f.kept] / 8
	for k := byte(filterSub); k <= filterPaeth; k++ {
		if sums[k] < sums[f.kept] {
			f.kept = k
		}
	}
	kind = f.kept
	f.apply(kind, bpp)
	return kind, f.out
}

// apply filters the row into f.out.
func (f *rowFilter) apply(kind byte, bpp int) {
	this, above, out := f.this, f.above[:len(f.this)], f.out[:len(f.this)]
	switch kind {
	case filterSub:
		copy(out, this[:bpp])
		subtract(out[bpp:], this[bpp:], this[:len(this)-bpp])
	case filterUp:
		subtract(out, this, above)
	case filterAverage:
		for i := range min(bpp, len(this)) {
			out[i] = this[i] - above[i]/2
		}
		subtractMean(out[bpp:], this[bpp:], this[:len(this)-bpp], above[bpp:])
	case filterPaeth:
		subtract(out[:bpp], this, above)
		for i := bpp; i < len(this); i++ {
			out[i] = this[i] - paeth(this[i-bpp], above[i], above[i-bpp])
		}
	}
}

func average(a, b byte) byte { return byte((int(a) + int(b)) / 2) }

func magnitude(v byte) int {
	n := int(int8(v))
	return max(n, -n)
}

// paeth predicts a byte from those to the left, above and above left (PNG §9.4).
func paeth(a, b, c byte) byte {
	pa, pb := int(b)-int(c), int(a)-int(c)
	pc := pa + pb
	pa, pb, pc = max(pa, -pa), max(pb, -pb), max(pc, -pc)
	if pa <= pb && pa <= pc {
		return a
	}
	if pb <= pc {
		return b
	}
	return c
}

// subtract sets dst to a-b modulo 256, eight bytes at a time. It sets the top bit of
// each byte of a and clears those of b, so that no byte borrows from its neighbour,
// and then corrects the top bits.
func subtract(dst, a, b []byte) {
	const high = 0x8080808080808080
	n := len(dst)
	i := 0
	for ; i+8 <= n; i += 8 {
		x, y := binary.LittleEndian.Uint64(a[i:]), binary.LittleEndian.Uint64(b[i:])
		binary.LittleEndian.PutUint64(dst[i:], ((x|high)-(y&^high))^((x^^y)&high))
	}
	for ; i < n; i++ {
		dst[i] = a[i] - b[i]
	}
}

// subtractMean sets dst to v less the mean of a and b, eight bytes at a time. The mean is
// the bits that both have and half of those that one has.
func subtractMean(dst, v, a, b []byte) {
	const high = 0x8080808080808080
	n := len(dst)
	v, a, b = v[:n], a[:n], b[:n]
	i := 0
	for ; i+8 <= n; i += 8 {
		x, p, q := binary.LittleEndian.Uint64(v[i:]), binary.LittleEndian.Uint64(a[i:]), binary.LittleEndian.Uint64(b[i:])
		y := p&q + (p^q)>>1&^high
		binary.LittleEndian.PutUint64(dst[i:], ((x|high)-(y&^high))^((x^^y)&high))
	}
	for ; i < n; i++ {
		dst[i] = v[i] - average(a[i], b[i])
	}
}
