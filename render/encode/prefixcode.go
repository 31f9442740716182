package encode

import (
	"math/bits"
	"slices"
)

// prefixCode is a symbol's code in the order deflate writes it, the first bit
// lowest; n is its length in bits, 0 if the symbol does not appear.
type prefixCode struct {
	bits uint32
	n    uint8
}

// limitedCodes makes codes of at most limit bits for symbols that appear so
// often (RFC 1951 §3.2.2). They are Huffman's, or where those are too long,
// nearly. There are always two, so that decoders find a complete code.
func limitedCodes(codes []prefixCode, counts []uint32, limit int) {
	clear(codes)
	var space [dataSymbols]uint64
	order := appendSymbols(space[:0], counts)
	for s := 0; len(order) < 2; s++ {
		if counts[s] == 0 {
			order = append(order, uint64(s))
		}
	}
	slices.Sort(order)
	var perLength [dataSymbols + 1]int
	huffmanDepths(order, perLength[:])
	shortenTo(perLength[:], limit)

	// The rarest have the longest codes; those of one length ascend by symbol.
	i := 0
	for n := limit; n > 0; n-- {
		for range perLength[n] {
			codes[order[i]&(1<<symbolBits-1)].n = uint8(n)
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

// symbolBits hold a symbol; its count stands above them, so that sorted symbols
// begin with the rarest.
const symbolBits = 9

// appendSymbols appends those that appear.
func appendSymbols(order []uint64, counts []uint32) []uint64 {
	for s, n := range counts {
		if n > 0 {
			order = append(order, uint64(n)<<symbolBits|uint64(s))
		}
	}
	return order
}

// huffmanDepths counts the leaves of each depth of the tree of Huffman over
// symbols with their counts, sorted. Two queues, of leaves and of trees, give the
// least two at every step.
func huffmanDepths(leaves []uint64, perLength []int) {
	n := len(leaves)
	var weights [dataSymbols]uint64
	var parents [2 * dataSymbols]int // of leaves, then of trees
	leaf, tree := 0, 0
	for made := range n - 1 {
		least := func() (weight uint64) {
			if leaf < n && (tree == made || leaves[leaf]>>symbolBits <= weights[tree]) {
				parents[leaf] = n + made
				leaf++
				return leaves[leaf-1] >> symbolBits
			}
			parents[n+tree] = n + made
			tree++
			return weights[tree-1]
		}
		weights[made] = least()
		weights[made] += least()
	}
	var depths [2 * dataSymbols]int
	for i := 2*n - 3; i >= 0; i-- {
		depths[i] = depths[parents[i]] + 1
		if i < n {
			perLength[depths[i]]++
		}
	}
}

// shortenTo brings longer codes to limit bits: they take places beside shorter
// codes, which grow by a bit.
func shortenTo(perLength []int, limit int) {
	over := 0 // sum of 2^-length above 1, in units of 2^-limit
	for n := limit + 1; n < len(perLength); n++ {
		perLength[limit] += perLength[n]
		perLength[n] = 0
	}
	for n := 1; n <= limit; n++ {
		over += perLength[n] << (limit - n)
	}
	for over -= 1 << limit; over > 0; over-- {
		n := limit - 1
		for perLength[n] == 0 {
			n--
		}
		perLength[n]--
		perLength[n+1] += 2
		perLength[limit]--
	}
}
