package encode

import "encoding/binary"

// Filter types (PNG §9.2).
const (
	filterNone = iota
	filterSub
	filterUp
	filterAverage
	filterPaeth
)

// quick filters the row by Sub or Up, whichever leaves less in a sample of it
// (PNG §12.7: the least sum of absolute differences).
func (f *rowFilter) quick(bpp int) (kind byte, row []byte) {
	const sample = 7
	left, up := 0, 0
	for i := bpp; i < len(f.this); i += sample {
		left += magnitude(f.this[i] - f.this[i-bpp])
		up += magnitude(f.this[i] - f.above[i])
	}
	if left < up {
		copy(f.out[0], f.this[:bpp])
		subtract(f.out[0][bpp:], f.this[bpp:], f.this[:len(f.this)-bpp])
		return filterSub, f.out[0]
	}
	subtract(f.out[0], f.this, f.above)
	return filterUp, f.out[0]
}

// best tries every filter on the whole row.
func (f *rowFilter) best(bpp int) (kind byte, row []byte) {
	least := -1
	for k := byte(filterNone); k <= filterPaeth; k++ {
		if n := f.apply(f.out[1], k, bpp); least < 0 || n < least {
			least, kind = n, k
			f.out[0], f.out[1] = f.out[1], f.out[0]
		}
	}
	return kind, f.out[0]
}

// apply filters the row into dst and returns the sum of absolute differences.
func (f *rowFilter) apply(dst []byte, kind byte, bpp int) (sum int) {
	for i, v := range f.this {
		var a, c byte
		if i >= bpp {
			a, c = f.this[i-bpp], f.above[i-bpp]
		}
		b := f.above[i]
		switch kind {
		case filterSub:
			v -= a
		case filterUp:
			v -= b
		case filterAverage:
			v -= byte((int(a) + int(b)) / 2)
		case filterPaeth:
			v -= paeth(a, b, c)
		}
		dst[i] = v
		sum += magnitude(v)
	}
	return sum
}

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

// subtract sets dst to a-b modulo 256, eight bytes at a time: with the top bit
// of each set in a and clear in b no byte borrows from its neighbour, and the
// right top bit is put in after.
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
