package decode

import "encoding/binary"

// lookBits is how many bits are looked up at once. Most codes of a photograph,
// with the bits of the value after them, are no longer.
const lookBits = 10

// codeTable finds the symbols of Huffman codes (T.81 annex C).
type codeTable struct {
	// whole has, by the next bits, a coefficient at once: its value from bit 16
	// on, the zeros before it from bit 8, and how many bits that takes; 0 where
	// lookBits do not hold it.
	whole [1 << lookBits]int32
	// short has length<<8 | symbol of codes of at most lookBits.
	short   [1 << lookBits]uint16
	limit   [17]uint32 // first code that is longer than n bits, aligned to 16
	offset  [17]int32  // of a length's codes into symbols
	symbols [256]byte
}

// newCodeTable makes the table of so many codes of each length. There may be
// fewer than fit but not more.
func newCodeTable(lengths [16]byte, symbols []byte, coefficients bool) (t *codeTable, ok bool) {
	t = new(codeTable)
	copy(t.symbols[:], symbols)
	code, at := uint32(0), 0
	for i, count := range lengths {
		n := i + 1
		t.offset[n] = int32(at) - int32(code)
		for range count {
			if code>>n != 0 {
				return nil, false
			}
			if n <= lookBits {
				for k := range 1 << (lookBits - n) {
					t.short[int(code)<<(lookBits-n)|k] = uint16(n)<<8 | uint16(symbols[at])
				}
			}
			code++
			at++
		}
		t.limit[n] = code << (16 - n)
		code <<= 1
	}
	if coefficients {
		t.lookWhole()
	}
	return t, true
}

func (t *codeTable) lookWhole() {
	for i := range t.whole {
		length, symbol := int(t.short[i]>>8), t.short[i]&0xFF
		size := int(symbol & 15)
		if length == 0 || size == 0 || length+size > lookBits {
			continue
		}
		v := extend(uint32(i)>>(lookBits-length-size)&(1<<size-1), size)
		t.whole[i] = v<<16 | int32(symbol>>4)<<8 | int32(length+size)
	}
}

// extend is T.81 F.2.2.1's: bits that begin with 0 are negative. It has no branch,
// which would be guessed wrong half of the time.
func extend(v uint32, size int) int32 {
	negative := int32(v>>(size-1)&1) - 1 // all ones
	return int32(v) + negative&(1-1<<size)
}

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

// longest is a code and the bits of its value.
const longest = 16 + 16

// fill makes it 56 bits or more.
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

// symbol reads a code of up to 16 bits; ok is false if there is none such.
func (b *bitReader) symbol(t *codeTable) (symbol byte, ok bool) {
	if s := t.short[b.acc>>(64-lookBits)]; s != 0 {
		b.skip(int(s >> 8))
		return byte(s), true
	}
	next := uint32(b.acc >> 48)
	for n := lookBits + 1; n <= 16; n++ {
		if next < t.limit[n] {
			b.skip(n)
			return t.symbols[(int32(next>>(16-n))+t.offset[n])&0xFF], true
		}
	}
	return 0, false
}
