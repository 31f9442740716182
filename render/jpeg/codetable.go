package jpeg

// lookBits is how many bits are looked up at once. Most codes of a photograph,
// with the bits of the value after them, are no longer.
const lookBits = 10

// codeTable finds the symbols of Huffman codes (T.81 annex C).
type codeTable struct {
	// whole gives a whole coefficient by the next bits: its value from bit 16 on, the
	// zeros before it from bit 8, and how many bits both take; 0 where lookBits do not
	// hold it. Sixteen zeros are fifteen before a 0, and the end of a block is blockEnd of
	// them.
	whole [1 << lookBits]int32
	// short has length<<8 | symbol of codes of at most lookBits.
	short   [1 << lookBits]uint16
	limit   [longestCode + 1]uint32 // first code that is longer than n bits, aligned to 16
	offset  [longestCode + 1]int32  // of a length's codes into symbols
	symbols [256]byte
}

// blockEnd is more zeros than any coefficients of a block have before them.
const blockEnd = 128

// newCodeTable makes the table of so many codes of each length. There may be fewer codes
// than fit but not more. The symbols are those of the AC coefficients if ac, else of DC.
func newCodeTable(lengths [longestCode]byte, symbols []byte, ac bool) (t *codeTable, ok bool) {
	t = new(codeTable)
	copy(t.symbols[:], symbols)
	ok = eachCode(lengths, func(at int, code uint32, n int) {
		t.offset[n] = int32(at) - int32(code)
		t.limit[n] = (code + 1) << (longestCode - n)
		if n <= lookBits {
			for k := range 1 << (lookBits - n) {
				t.short[int(code)<<(lookBits-n)|k] = uint16(n)<<8 | uint16(symbols[at])
			}
		}
	})
	if !ok {
		return nil, false
	}
	for n := 1; n <= longestCode; n++ { // where a length has no codes
		t.limit[n] = max(t.limit[n], t.limit[n-1])
	}
	t.lookWhole(ac)
	return t, true
}

// lookWhole fills t.whole.
func (t *codeTable) lookWhole(ac bool) {
	for i := range t.whole {
		length, symbol := int(t.short[i]>>8), t.short[i]&0xFF
		run, size := int32(symbol>>4), int(symbol&15)
		if length == 0 || length+size > lookBits {
			continue
		}
		v := int32(0)
		switch {
		case size > 0:
			v = extend(uint32(i)>>(lookBits-length-size)&(1<<size-1), size)
		case ac && symbol == endOfBlock:
			run = blockEnd
		case ac && symbol != sixteen:
			continue // for progressive pictures alone
		}
		t.whole[i] = v<<16 | run<<8 | int32(length+size)
	}
}

// extend is EXTEND of T.81 F.2.2.1: bits that begin with 0 mean a negative value. It
// needs no branch.
func extend(v uint32, size int) int32 {
	negative := int32(v>>(size-1)&1) - 1 // all ones
	return int32(v) + negative&(1-1<<size)
}

// symbol reads a code of up to 16 bits; ok is false if the table has no such code.
func (b *bitReader) symbol(t *codeTable) (symbol byte, ok bool) {
	if s := t.short[b.acc>>(64-lookBits)]; s != 0 {
		b.skip(int(s >> 8))
		return byte(s), true
	}
	next := uint32(b.acc >> 48)
	for n := lookBits + 1; n <= longestCode; n++ {
		if next < t.limit[n] {
			b.skip(n)
			return t.symbols[(int32(next>>(longestCode-n))+t.offset[n])&0xFF], true
		}
	}
	return 0, false
}
