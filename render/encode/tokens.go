package encode

import (
	"bytes"
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
	list    []token
	counts  [tables << 8]uint32
	written []byte // by write, without the zeros after 0xFF
}

// reset empties the list and makes room for an image of so many pixels: a card
// has a token for every four, a photograph one for every two.
func (t *tokens) reset(pixels int) {
	t.list = slices.Grow(t.list[:0], pixels/4)
	clear(t.counts[:])
}

const symbolMask = tables<<8 - 1

// nothing is a token that is not written. Baseline JPEG has no values of 15 bits.
const nothing = 0xFF

func (t *tokens) add(tok token) {
	t.counts[tok&symbolMask]++
	t.list = append(t.list, tok)
}

// makeToken returns the token of a value after a run of zeros (T.81 F.1.2).
func makeToken(table token, run int, v int32) token {
	sign := v >> 31
	n := bits.Len32(uint32(v^sign-sign)) & 15
	return table<<8 | token(run<<4|n) | token(uint32(v+sign)&(1<<n-1))<<16
}

// write appends the scan's bytes to out: codes of the symbols and their bits,
// filled up with ones, a zero after each 0xFF (T.81 F.1.2.3).
func (t *tokens) write(out []byte, codes *[tables << 8]huffCode) []byte {
	// What is written of a symbol: its code and zeros in place of the bits, up to
	// 27 together, and above the 32 bits how many these are.
	var entries [tables << 8]uint64
	total := uint64(0) // bits
	for i, c := range codes {
		n := uint64(i & 15)
		entries[i] = uint64(c.bits)<<n | (uint64(c.length)+n)<<32
		total += uint64(t.counts[i]) * (uint64(c.length) + n)
	}
	written := slices.Grow(t.written[:0], int(total/8)+16)
	written = written[:cap(written)]
	t.written = written
	// Two tokens are written at once, 54 bits.
	entries[nothing] = 0
	list := t.list
	if len(list)%2 != 0 {
		list = append(list, nothing)
	}
	var pending uint64 // its high bits are written first
	filled, at := 0, 0
	for ; len(list) >= 2; list = list[2:] {
		a, b := entries[list[0]&symbolMask], entries[list[1]&symbolMask]
		n := int(b >> 32)
		v := (a&0xFFFFFFFF|uint64(list[0]>>16))<<(n&63) | b&0xFFFFFFFF | uint64(list[1]>>16)
		filled += int(a>>32) + n
		pending |= v << (64 - filled)
		binary.BigEndian.PutUint64(written[at:], pending)
		at += filled >> 3
		pending <<= filled & 0x38
		filled &= 7
	}
	if filled > 0 {
		written[at] = byte(pending>>56) | 0xFF>>filled
		at++
	}
	return appendStuffed(out, written[:at])
}

// appendStuffed appends bytes, a zero after each 0xFF.
func appendStuffed(out, from []byte) []byte {
	for {
		i := bytes.IndexByte(from, 0xFF) + 1
		if i == 0 {
			return append(out, from...)
		}
		out = append(append(out, from[:i]...), 0)
		from = from[i:]
	}
}
