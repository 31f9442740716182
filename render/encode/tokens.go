package encode

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

// The Huffman tables, as they stand in a token: bit 0 AC, bit 1 chroma.
const tables = 4

// token is a Huffman symbol and the bits that follow it: the symbol in bits 0
// to 7, its table in 8 and 9, the bits from 16. Their number is the low half of
// the symbol.
type token uint32

// tokens is a scan before it has codes, so that the codes can fit it: two passes
// over tokens cost less than the bytes they save.
type tokens struct {
	list   []token
	counts [tables << 8]uint32
}

// reset empties the list and makes room for an image of so many pixels: a card
// has a token for every four, a photograph one for every two.
func (t *tokens) reset(pixels int) {
	t.list = slices.Grow(t.list[:0], pixels/4)
	clear(t.counts[:])
}

const symbolMask = tables<<8 - 1

func (t *tokens) add(tok token) {
	t.counts[tok&symbolMask]++
	t.list = append(t.list, tok)
}

// makeToken returns the token of a value after a run of zeros (T.81 F.1.2): its
// magnitude, and its sign, which is 0 or -1.
func makeToken(table token, run int, magnitude, sign int32) token {
	n := bits.Len32(uint32(magnitude)) & 15
	low := uint32(magnitude^sign) & (1<<n - 1)
	return table<<8 | token(run<<4|n) | token(low)<<16
}

// write appends the scan's bytes to out: codes of the symbols and their bits,
// filled up with ones, a zero after each 0xFF (T.81 F.1.2.3).
func (t *tokens) write(out []byte, codes *[tables << 8]huffCode) []byte {
	// What is written of a symbol: its code and room for the bits, and above the
	// 32 bits how many these are.
	var entries [tables << 8]uint64
	for i, c := range codes {
		n := uint64(i & 15)
		entries[i] = uint64(c.bits)<<n | (uint64(c.length)+n)<<32
	}
	var pending uint64 // its high bits are written first
	room := 64
	for _, tok := range t.list {
		e := entries[tok&symbolMask]
		room -= int(e >> 32)
		pending |= uint64(uint32(e)|uint32(tok>>16)) << room
		if room <= 32 {
			out = appendStuffed(out, uint32(pending>>32))
			pending <<= 32
			room += 32
		}
	}
	pending |= 1<<room - 1
	for ; room < 64; room += 8 {
		b := byte(pending >> 56)
		out = append(out, b)
		if b == 0xFF {
			out = append(out, 0)
		}
		pending = pending<<8 | 0xFF
	}
	return out
}

// appendStuffed appends four bytes.
func appendStuffed(out []byte, v uint32) []byte {
	// A byte is 0xFF if its complement is 0.
	if z := ^v; (z-0x01010101)&v&0x80808080 == 0 {
		return binary.BigEndian.AppendUint32(out, v)
	}
	for shift := 24; shift >= 0; shift -= 8 {
		b := byte(v >> shift)
		out = append(out, b)
		if b == 0xFF {
			out = append(out, 0)
		}
	}
	return out
}
