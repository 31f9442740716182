package png

import "sharecard/render/internal/huffman"

// lzToken is a match, or one or two literals. Most literals of a card come in pairs,
// and a pair is written in the time of one. From bit 0 on, a token has
//
//   - 9 bits for a literal, or for 256 more than the length of a match less 3;
//   - 9 bits for another literal, or for 256 more than the symbol of the distance;
//   - 13 for the bits after that symbol.
//
// So matches and literals are written alike, without a branch that processors would
// mispredict.
type lzToken uint32

const (
	halfBits = 9
	halfMask = 1<<halfBits - 1

	// alone is a literal's second half: no distance, whose code is empty.
	alone lzToken = (256 + farSymbols) << halfBits
)

func (t lzToken) first() int   { return int(t & halfMask) }
func (t lzToken) second() int  { return int(t >> halfBits & halfMask) }
func (t lzToken) rest() uint64 { return uint64(t >> (2 * halfBits)) }

// pairOf returns the token of the two lowest bytes of v as literals, the lowest first.
func pairOf(v uint64) lzToken { return lzToken(v&0xFF | v<<1&(0xFF<<halfBits)) }

// matchAt returns the token of a match of 3 bytes at a distance. For a longer match
// add to it how many bytes it is longer.
func matchAt(distance int) lzToken {
	far := uint32(distance - 1)
	s := huffman.RangeSymbol(far) // RFC 1951 §3.2.5
	return lzToken(256 | (256+s)<<halfBits | far&(1<<distanceExtra[s]-1)<<(2*halfBits))
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
