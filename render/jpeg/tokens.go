package jpeg

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
// the symbol, up to 11: symbols with 15 have other meanings.
type token uint32

const symbolMask = tables<<8 - 1

// nothing is a token for which nothing is written.
const nothing = 0<<8 | 0xFF

// tokens is a scan before its symbols have codes. Once all are counted, the codes are
// made to fit them.
type tokens struct {
	list     []token
	counts   [tables << 8]uint32
	blank    []token // what repeated stands for
	blanks   int     // in list
	unfolded []token // memory for unfoldBlanks
	written  []byte  // memory for write: the bytes before zeros follow each 0xFF
}

// reset empties the list and makes room for an image of so many pixels. A card has
// about a token for every four.
func (t *tokens) reset(pixels int) {
	t.list = slices.Grow(t.list[:0], pixels/4)
	t.blanks = 0
	clear(t.counts[:])
}

func (t *tokens) add(tok token) {
	t.counts[tok&symbolMask]++
	t.list = append(t.list, tok)
}

// makeToken returns the token of a value after a run of zeros (T.81 F.1.2).
func makeToken(table token, run int, v int32) token {
	// No branch on the sign: processors would mispredict it half of the time.
	sign := v >> 31
	n := bits.Len32(uint32(v^sign-sign)) & 15
	return table<<8 | token(run<<4|n) | token(uint32(v+sign)&(1<<n-1))<<16
}

// entry is what is written of a symbol: its code and zeros for the bits after it
// in bits 0 to 26, the length of both from bit 32.
type entry uint64

type entryTable [tables << 8]entry

const maxEntry = 27 // bits: 16 of the code, 11 of a value

func (e entry) length() int { return int(e >> 32) }

// write appends the scan's bytes to out: codes of the symbols and their bits,
// filled up with ones, a zero after each 0xFF (T.81 F.1.2.3).
func (t *tokens) write(out []byte, codes *[tables << 8]huffCode) []byte {
	var entries entryTable
	size := 0 // bits
	for i, c := range codes {
		n := i & 15
		entries[i] = entry(c.bits)<<n | entry(int(c.length)+n)<<32
		size += int(t.counts[i]) * entries[i].length()
	}
	entries[nothing] = 0
	if t.blanks > 0 {
		t.foldBlanks(&entries)
	}
	if len(t.list)%2 != 0 {
		t.list = append(t.list, nothing)
	}
	t.written = slices.Grow(t.written[:0], size/8+16)
	written := t.written[:cap(t.written)]
	// Two tokens are at most 54 bits, and up to 7 bits wait before them. All 8 bytes
	// are written each time, and at moves on by the whole bytes among the bits: this
	// needs no branch.
	var pending uint64 // its high bits are written first
	filled, at := 0, 0
	for list := t.list; len(list) >= 2; list = list[2:] {
		a, b := entries[list[0]&symbolMask], entries[list[1]&symbolMask]
		v := uint64(a)&0xFFFFFFFF | uint64(list[0]>>16)
		v = v<<(b.length()&63) | uint64(b)&0xFFFFFFFF | uint64(list[1]>>16)
		filled += a.length() + b.length()
		pending |= v << ((64 - filled) & 63)
		binary.BigEndian.PutUint64(written[at:], pending)
		at += filled >> 3
		pending <<= filled & 0x38
		filled &= 7
	}
	if filled > 0 {
		written[at] |= 0xFF >> filled
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
