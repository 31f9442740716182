package encode

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

// blockWriter collects literals and matches and writes them as blocks with codes
// of their own (RFC 1951 §3.2.7).
type blockWriter struct {
	out      []byte
	pending  uint64 // bits not yet written, the first lowest
	n        uint   // of them, below 32 between calls
	perBlock int    // tokens
	blocks   int    // written
	// A token has, from bit 0 on, 9 bits for a literal, or for 256 more than a
	// length less 3, then 5 for the symbol of the distance and 13 for the bits after
	// it. A literal has the symbol noDistance, whose code is empty, so that no
	// branch tells tokens apart: it would be guessed wrong at every other one.
	tokens  []uint32
	counts  [dataSymbols]uint32
	far     [32]uint32
	codes   [dataSymbols]prefixCode
	farCode [farSymbols]prefixCode
}

const (
	endOfData   = 256 // symbol that ends a block
	dataSymbols = 286
	farSymbols  = 30
	noDistance  = 30 // symbol of a literal's
)

// begin starts a stream after out, in blocks of so many tokens: fewer have codes
// that fit them better, but cost the time to make them.
func (b *blockWriter) begin(out []byte, perBlock int) {
	b.out, b.pending, b.n, b.perBlock = out, 0, 0, perBlock
	b.reset()
}

func (b *blockWriter) reset() {
	b.tokens = b.tokens[:0]
	clear(b.counts[:])
	clear(b.far[:])
	b.counts[endOfData] = 1
}

func (b *blockWriter) literal(v byte) {
	if len(b.tokens) >= b.perBlock {
		b.write(0)
	}
	b.tokens = append(b.tokens, uint32(v)|noDistance<<9)
	b.counts[v]++
}

// match adds a match of at least 3 bytes, in pieces if it is long.
func (b *blockWriter) match(length, distance int) {
	for length > 0 {
		n := min(length, longestMatch)
		if rest := length - n; rest > 0 && rest < 3 {
			n -= 3 // leaves a match
		}
		length -= n
		if len(b.tokens) >= b.perBlock {
			b.write(0)
		}
		far := uint32(distance - 1)
		s := distanceSymbol(far)
		b.tokens = append(b.tokens, 256|uint32(n-3)|s<<9|(far&(1<<distanceExtra[s]-1))<<14)
		b.counts[lengthSymbols[n-3]]++
		b.far[s&31]++
	}
}

func (b *blockWriter) end() []byte {
	b.write(1)
	defer func() { b.out = nil }() // which is the caller's
	b.put(0, (8-b.n%8)%8)
	for ; b.n > 0; b.n -= 8 {
		b.out = append(b.out, byte(b.pending))
		b.pending >>= 8
	}
	return b.out
}

// put appends up to 32 bits.
func (b *blockWriter) put(v uint32, n uint) {
	b.pending |= uint64(v) << b.n
	b.n += n
	if b.n >= 32 {
		b.out = binary.LittleEndian.AppendUint32(b.out, uint32(b.pending))
		b.pending >>= 32
		b.n -= 32
	}
}

// write writes what was collected as a block; final is 1 for the last.
func (b *blockWriter) write(final uint32) {
	limitedCodes(b.codes[:], b.counts[:], 15)
	limitedCodes(b.farCode[:], b.far[:farSymbols], 15)
	b.put(final, 1)
	b.put(2, 2) // dynamic codes
	b.writeCodes()
	var first [2 * 256]prefixCode // of literals, then of lengths with their extra bits
	copy(first[:256], b.codes[:])
	for i := range 256 {
		s := lengthSymbols[i]
		c := b.codes[s]
		first[256+i] = prefixCode{c.bits | (uint32(i)-lengthBases[s-257])<<c.n, c.n + lengthExtra[s-257]}
	}
	var second [32]prefixCode // of distances; none for literals
	copy(second[:], b.farCode[:])
	b.out = slices.Grow(b.out, b.bits()/8+16) // eight are written at once
	out, at := b.out[:cap(b.out)], len(b.out)
	pending, n := b.pending, b.n
	for ; n >= 8; n -= 8 { // so that there is room for the 48 bits of a token
		out[at] = byte(pending)
		at++
		pending >>= 8
	}
	for _, t := range b.tokens {
		c, d := first[t&511], second[t>>9&31]
		pending |= uint64(c.bits) << (n & 63)
		n += uint(c.n)
		pending |= (uint64(d.bits) | uint64(t>>14)<<(d.n&63)) << (n & 63)
		n += uint(d.n) + uint(distanceExtra[t>>9&31])
		binary.LittleEndian.PutUint64(out[at:], pending)
		at += int(n >> 3)
		pending >>= n & 56
		n &= 7
	}
	b.out, b.pending, b.n = out[:at], pending, n
	b.blocks++
	c := b.codes[endOfData]
	b.put(c.bits, uint(c.n))
	b.reset()
}

// bits is how long the tokens are in the codes of the block.
func (b *blockWriter) bits() int {
	n := 0
	for s, c := range b.codes {
		extra := 0
		if s > endOfData {
			extra = int(lengthExtra[s-endOfData-1])
		}
		n += int(b.counts[s]) * (int(c.n) + extra)
	}
	for s, c := range b.farCode {
		n += int(b.far[s]) * int(c.n+distanceExtra[s])
	}
	return n
}

// distanceSymbol is that of a distance less 1 (RFC 1951 §3.2.5): twice the
// place of its highest bit, and the bit below.
func distanceSymbol(d uint32) uint32 {
	if d < 4 {
		return d
	}
	n := uint32(bits.Len32(d)) - 2
	return 2*n + d>>n
}

// distanceExtra is the number of bits after each symbol of a distance.
var distanceExtra = [32]uint8{4: 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13}

// The symbols of lengths (RFC 1951 §3.2.5), by length less 3, and the first
// length, less 3, and the number of extra bits of each symbol from 257 on.
var lengthSymbols, lengthBases, lengthExtra = func() (symbols [256]uint16, bases [29]uint32, extra [29]uint8) {
	length := 0
	for s := range 28 {
		bases[s] = uint32(length)
		extra[s] = uint8(max(s/4-1, 0))
		for range 1 << extra[s] {
			symbols[min(length, 255)] = uint16(257 + s)
			length++
		}
	}
	symbols[255], bases[28] = 285, 255
	return symbols, bases, extra
}()

// codeOrder is the order in which the lengths of the codes for lengths are
// written (RFC 1951 §3.2.7).
var codeOrder = [19]byte{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}

// writeCodes writes the lengths of the codes, run by run, in codes of their own.
func (b *blockWriter) writeCodes() {
	literals, far := dataSymbols, farSymbols
	for b.codes[literals-1].n == 0 && literals > 257 {
		literals--
	}
	for b.farCode[far-1].n == 0 && far > 1 {
		far--
	}
	var lengths [dataSymbols + farSymbols]byte
	for i := range literals {
		lengths[i] = b.codes[i].n
	}
	for i := range far {
		lengths[literals+i] = b.farCode[i].n
	}
	runs, counts := lengthRuns(lengths[:literals+far])
	var codes [19]prefixCode
	limitedCodes(codes[:], counts[:], 7)
	used := len(codeOrder)
	for codes[codeOrder[used-1]].n == 0 && used > 4 {
		used--
	}
	b.put(uint32(literals-257), 5)
	b.put(uint32(far-1), 5)
	b.put(uint32(used-4), 4)
	for _, s := range codeOrder[:used] {
		b.put(uint32(codes[s].n), 3)
	}
	for _, r := range runs {
		c := codes[r.symbol]
		b.put(c.bits, uint(c.n))
		b.put(uint32(r.extra), uint(r.bits))
	}
}

// lengthRun is a symbol of RFC 1951 §3.2.7 and the bits after it.
type lengthRun struct{ symbol, extra, bits byte }

func lengthRuns(lengths []byte) (runs []lengthRun, counts [19]uint32) {
	runs = make([]lengthRun, 0, len(lengths))
	add := func(symbol, extra, bits byte) {
		runs = append(runs, lengthRun{symbol, extra, bits})
		counts[symbol]++
	}
	for i := 0; i < len(lengths); {
		v, n := lengths[i], 1
		for i+n < len(lengths) && lengths[i+n] == v {
			n++
		}
		i += n
		if v != 0 {
			add(v, 0, 0)
			n--
		}
		for n >= 3 {
			var k int
			switch {
			case v != 0:
				k = min(n, 6)
				add(16, byte(k-3), 2)
			case n < 11:
				k = n
				add(17, byte(k-3), 3)
			default:
				k = min(n, 138)
				add(18, byte(k-11), 7)
			}
			n -= k
		}
		for range n {
			add(v, 0, 0)
		}
	}
	return runs, counts
}
