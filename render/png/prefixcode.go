package png

import (
	"math/bits"
	"slices"

	"sharecard/render/internal/huffman"
)

// prefixCode is a symbol's code in the order deflate writes it, the first bit
// lowest; n is its length in bits, 0 if the symbol does not appear.
type prefixCode struct {
	bits uint32
	n    uint8
}

// limitedCodes makes codes of at most limit bits for symbols that appear so
// often (RFC 1951 §3.2.2). There are always two, so that decoders find a complete
// code.
func limitedCodes(codes []prefixCode, counts []uint32, limit int) {
	clear(codes)
	var space [dataSymbols]huffman.Weight
	order := huffman.AppendWeights(space[:0], counts)
	for s := 0; len(order) < 2; s++ {
		if counts[s] == 0 {
			order = append(order, huffman.NewWeight(s, 0))
		}
	}
	slices.Sort(order)
	perLength := huffman.Lengths(order, limit)

	// The rarest have the longest codes; those of one length ascend by symbol.
	i := 0
	for n := limit; n > 0; n-- {
		for range perLength[n] {
			codes[order[i].Symbol()].n = uint8(n)
			i++
		}
	}
	var next [17]uint32
	for n := 1; n < limit; n++ {
		next[n+1] = (next[n] + uint32(perLength[n])) << 1
	}
	for s := range codes {
		if n := codes[s].n; n > 0 {
			codes[s].bits = uint32(bits.Reverse16(uint16(next[n])) >> (16 - n))
			next[n]++
		}
	}
}
