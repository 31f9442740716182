package huffman

import (
	"math/bits"
	"slices"
)

// Code is a symbol's code in the order in which deflate and lossless WebP write it, the
// first bit lowest. N is its length in bits, 0 if the symbol does not appear.
type Code struct {
	Bits uint32
	N    uint8
}

// Codes makes codes of at most limit bits, 15 at most, for symbols that appear so often
// (RFC 1951 §3.2.2). There are always two, so that decoders find a complete code.
func Codes(codes []Code, counts []uint32, limit int) {
	clear(codes)
	var space [MaxSymbols]Weight
	order := AppendWeights(space[:0], counts)
	for s := 0; len(order) < 2; s++ {
		if counts[s] == 0 {
			order = append(order, NewWeight(s, 0))
		}
	}
	slices.Sort(order)
	perLength := Lengths(order, limit)

	// The rarest have the longest codes; those of one length ascend by symbol.
	i := 0
	for n := limit; n > 0; n-- {
		for range perLength[n] {
			codes[order[i].Symbol()].N = uint8(n)
			i++
		}
	}
	var next [17]uint32
	for n := 1; n < limit; n++ {
		next[n+1] = (next[n] + uint32(perLength[n])) << 1
	}
	for s := range codes {
		if n := codes[s].N; n > 0 {
			codes[s].Bits = uint32(bits.Reverse16(uint16(next[n])) >> (16 - n))
			next[n]++
		}
	}
}

// Run is a symbol of RFC 1951 §3.2.7, by which the lengths of codes are written, and
// the bits after it.
type Run struct{ Symbol, Extra, Bits byte }

// Runs appends the runs of some lengths, and counts their symbols.
func Runs(runs []Run, lengths []byte) (_ []Run, counts [19]uint32) {
	add := func(symbol, extra, bits byte) {
		runs = append(runs, Run{symbol, extra, bits})
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

// RangeSymbol returns the symbol of the range in which v is: deflate writes distances so
// (RFC 1951 §3.2.5), lossless WebP lengths too (RFC 9649 §3.6.2.2). It is twice the
// place of the highest bit of v, and the bit below.
func RangeSymbol(v uint32) uint32 {
	if v < 4 {
		return v
	}
	n := uint32(bits.Len32(v)) - 2
	return 2*n + v>>n
}
