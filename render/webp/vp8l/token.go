package vp8l

import "sharecard/render/internal/huffman"

// token is a pixel, a colour of the cache, or a copy of earlier pixels (RFC 9649
// §3.6.2). The lowest bits are the pixel, as ARGB; the colour's place in the cache; or
// the length of the copy less 1, and from bit 16 on the code of its distance less 1.
type token uint64

const (
	isCopy   token = 1 << 63
	isCached token = 1 << 62

	farBit      = 16
	longestCopy = 4096 // §3.6.2.2
)

func copyToken(length int, code uint32) token {
	return isCopy | token(length-1) | token(code-1)<<farBit
}

// pixels is how many pixels the token stands for.
func (t token) pixels() int {
	if t&isCopy == 0 {
		return 1
	}
	return 1 + int(t&(longestCopy-1))
}

// length and far are the length of a copy less 1, and the code of its distance less 1.
func (t token) length() uint32 { return uint32(t & (longestCopy - 1)) }
func (t token) far() uint32    { return uint32(t&^isCopy) >> farBit }

// extraBits is how many bits stand after the symbol of a range: what is left of the
// number after its two highest bits.
func extraBits(symbol uint32) uint { return uint(max(int(symbol)/2-1, 0)) }

// extra is those bits of v.
func extra(v, symbol uint32) uint32 { return v & (1<<extraBits(symbol) - 1) }

// inRange returns the symbol of the range of v, the bits after it, and their number.
func inRange(v uint32) (symbol, rest uint32, n uint) {
	symbol = huffman.RangeSymbol(v)
	return symbol, extra(v, symbol), extraBits(symbol)
}

// The codes of the distances in use (§3.6.2.2): of the pixel above, and of the one before.
// On a card, copies from elsewhere save fewer bits than their distances take.
const (
	fromAbove  = 1
	fromBefore = 2
)
