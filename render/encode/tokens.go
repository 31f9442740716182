package encode

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

// The Huffman tables, as they stand in a token: bit 0 AC, bit 1 chroma.
const tables = 4

// token is a Huffman symbol and the bits that follow it: the symbol in bits 0
// to 7, its table in 8 and 9, the number of bits after it in 10 to 13, the bits
// from 16.
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

// makeToken returns the token of a value after a run of zeros (T.81 F.1.2).
func makeToken(table token, run int, v int32) token {
	// Without a branch on the sign, which would be guessed wrong half of the time.
	sign := v >> 31
	low := v + sign
	n := bits.Len32(uint32(v^sign-sign)) & 15
	return table<<8 | token(run<<4|n) | token(n)<<10 | token(uint32(low)&(1<<n-1))<<16
}

// write appends the scan's bytes to out: codes of the symbols and their bits,
// filled up with ones, a zero after each 0xFF (T.81 F.1.2.3).
func (t *tokens) write(out []byte, codes *[tables << 8]huffCode) []byte {
	var pending uint64 // its high bits are written first
	room := 64
	for _, tok := range t.list {
		c := codes[tok&symbolMask]
		n := int(tok >> 10 & 15)
		length := int(c.length) + n
		value := uint64(c.bits)<<n | uint64(tok>>16)
		room -= length
		pending |= value << room
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
