package jpeg

import "encoding/binary"

// bitReader reads the bits of an interval, which end in spare bytes.
type bitReader struct {
	data []byte
	pos  int    // of the byte to load next
	acc  uint64 // bits loaded, the next one highest
	n    int    // of them
	over bool   // read into the spare bytes and out of them
}

// spare bytes follow the data, so that eight can be loaded anywhere in it.
const spare = 16

// fill makes it 56 bits or more: several short codes, or the longest and the bits of its value.
func (b *bitReader) fill() {
	if b.pos+8 > len(b.data) {
		b.over = true
		b.pos = 0
	}
	b.acc |= binary.BigEndian.Uint64(b.data[b.pos:]) >> b.n
	b.pos += (63 - b.n) >> 3
	b.n |= 56
}

func (b *bitReader) skip(n int) {
	b.acc <<= n & 63
	b.n -= n
}

// take returns the next n bits, 1 to 16.
func (b *bitReader) take(n int) uint32 {
	v := uint32(b.acc >> (64 - n))
	b.skip(n)
	return v
}
