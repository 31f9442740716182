package png

import (
	"encoding/binary"
	"slices"

	"sharecard/render/internal/huffman"
)

// blockWriter collects literals and matches and writes them as blocks with codes
// of their own (RFC 1951 §3.2.7).
type blockWriter struct {
	out     []byte
	pending uint64 // bits not yet written, the first lowest
	n       uint   // of them, below 32 between calls
	blocks  int    // written

	tokens []lzToken // of a block, as many as it may have
	count  int       // of them so far
	// How often each half of a token is which.
	first, second [1 << halfBits]uint32

	counts  [dataSymbols]uint32
	far     [farSymbols]uint32
	codes   [dataSymbols]huffman.Code
	farCode [farSymbols]huffman.Code
	runs    []huffman.Run // memory to use
}

const (
	endOfData   = 256 // symbol that ends a block
	dataSymbols = 286
	farSymbols  = 30
)

// begin starts a stream after out, in blocks of perBlock tokens. The codes of small
// blocks fit them better, but take time to make.
func (b *blockWriter) begin(out []byte, perBlock int) {
	b.out, b.pending, b.n = out, 0, 0
	b.tokens = slices.Grow(b.tokens[:0], perBlock)[:perBlock]
	b.reset()
}

func (b *blockWriter) reset() {
	b.count = 0
	clear(b.first[:])
	clear(b.second[:])
}

// makeRoom must be called before each push.
func (b *blockWriter) makeRoom() { b.makeRoomFor(1) }

// makeRoomFor must be called before n pushes.
func (b *blockWriter) makeRoomFor(n int) {
	if b.count+n > len(b.tokens) {
		b.write(0)
	}
}

func (b *blockWriter) push(t lzToken) {
	b.tokens[b.count] = t
	b.count++
	b.first[t.first()]++
	b.second[t.second()]++
}

func (b *blockWriter) literal(v byte) {
	b.makeRoom()
	b.push(lzToken(v) | alone)
}

// literals adds bytes in pairs.
func (b *blockWriter) literals(v []byte) {
	for ; len(v) >= 2; v = v[2:] {
		b.makeRoom()
		b.push(pairOf(uint64(binary.LittleEndian.Uint16(v))))
	}
	if len(v) > 0 {
		b.literal(v[0])
	}
}

// match adds a match of at least 3 bytes, in pieces if it is long.
func (b *blockWriter) match(length, distance int) {
	at := matchAt(distance)
	for length > longestMatch {
		n := min(longestMatch, length-3) // leaves a match
		length -= n
		b.makeRoom()
		b.push(at + lzToken(n-3))
	}
	b.makeRoom()
	b.push(at + lzToken(length-3))
}

// cut ends the block, so that what follows has codes of its own. The blocks from here on
// have perBlock tokens at most.
func (b *blockWriter) cut(perBlock int) {
	if b.count > 0 {
		b.write(0)
	}
	b.tokens = slices.Grow(b.tokens[:0], perBlock)[:perBlock]
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
	b.countSymbols()
	huffman.Codes(b.codes[:], b.counts[:], 15)
	huffman.Codes(b.farCode[:], b.far[:], 15)
	b.put(final, 1)
	b.put(2, 2) // dynamic codes
	b.writeCodes()
	// The codes of both halves of a token. Those of lengths include the bits after
	// them; all also counts the bits after a distance.
	var first [1 << halfBits]huffman.Code
	var second [1 << halfBits]struct {
		huffman.Code
		all uint8
	}
	for i, c := range b.codes[:256] {
		first[i], second[i].Code, second[i].all = c, c, c.N
	}
	for i := range 256 {
		s := lengthSymbols[i]
		c := b.codes[s]
		first[256+i] = huffman.Code{Bits: c.Bits | (uint32(i)-lengthBases[s-257])<<c.N, N: c.N + lengthExtra[s-257]}
	}
	for i, c := range b.farCode {
		second[256+i].Code, second[256+i].all = c, c.N+distanceExtra[i]
	}
	b.out = slices.Grow(b.out, b.bits()/8+16) // eight are written at once
	out, at := b.out[:cap(b.out)], len(b.out)
	pending, n := b.pending, b.n
	for ; n >= 8; n -= 8 { // so that there is room for the 48 bits of a token
		out[at] = byte(pending)
		at++
		pending >>= 8
	}
	for _, t := range b.tokens[:b.count] {
		c, d := &first[t.first()], &second[t.second()]
		pending |= uint64(c.Bits) << (n & 63)
		n += uint(c.N)
		pending |= (uint64(d.Bits) | t.rest()<<(d.N&63)) << (n & 63)
		n += uint(d.all)
		binary.LittleEndian.PutUint64(out[at:], pending)
		at += int(n >> 3)
		pending >>= n & 56
		n &= 7
	}
	b.out, b.pending, b.n = out[:at], pending, n
	b.blocks++
	c := b.codes[endOfData]
	b.put(c.Bits, uint(c.N))
	b.reset()
}

func (b *blockWriter) countSymbols() {
	for i := range 256 {
		b.counts[i] = b.first[i] + b.second[i]
	}
	clear(b.counts[256:])
	b.counts[endOfData] = 1
	for i, n := range b.first[256:] {
		b.counts[lengthSymbols[i]] += n
	}
	copy(b.far[:], b.second[256:])
}

// bits is how long the tokens are in the codes of the block.
func (b *blockWriter) bits() int {
	n := 0
	for s, c := range b.codes {
		extra := 0
		if s > endOfData {
			extra = int(lengthExtra[s-endOfData-1])
		}
		n += int(b.counts[s]) * (int(c.N) + extra)
	}
	for s, c := range b.farCode {
		n += int(b.far[s]) * int(c.N+distanceExtra[s])
	}
	return n
}

// codeOrder is the order in which the lengths of the codes for lengths are
// written (RFC 1951 §3.2.7).
var codeOrder = [19]byte{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}

// writeCodes writes the lengths of the codes, run by run, in codes of their own.
func (b *blockWriter) writeCodes() {
	literals, far := dataSymbols, farSymbols
	for b.codes[literals-1].N == 0 && literals > 257 {
		literals--
	}
	for b.farCode[far-1].N == 0 && far > 1 {
		far--
	}
	var lengths [dataSymbols + farSymbols]byte
	for i := range literals {
		lengths[i] = b.codes[i].N
	}
	for i := range far {
		lengths[literals+i] = b.farCode[i].N
	}
	runs, counts := huffman.Runs(b.runs[:0], lengths[:literals+far])
	b.runs = runs
	var codes [19]huffman.Code
	huffman.Codes(codes[:], counts[:], 7)
	used := len(codeOrder)
	for codes[codeOrder[used-1]].N == 0 && used > 4 {
		used--
	}
	b.put(uint32(literals-257), 5)
	b.put(uint32(far-1), 5)
	b.put(uint32(used-4), 4)
	for _, s := range codeOrder[:used] {
		b.put(uint32(codes[s].N), 3)
	}
	for _, r := range runs {
		c := codes[r.Symbol]
		b.put(c.Bits, uint(c.N))
		b.put(uint32(r.Extra), uint(r.Bits))
	}
}
