package jpeg

import (
	"slices"

	"sharecard/render/internal/huffman"
)

// longestCode is the length in bits of the longest Huffman codes (T.81 annex C).
const longestCode = 16

// huffCode is a symbol's code, length in bits.
type huffCode struct {
	bits   uint16
	length uint8
}

// huffLengths makes the best code for symbols that appear so often (T.81 annex
// K.2): the number of codes of each length, and the symbols in the order of their
// codes.
func huffLengths(counts []uint32) (lengths [longestCode]byte, symbols []byte) {
	// JPEG forbids the code of ones alone. One more symbol, of count 1, stands first
	// and so gets the last of the longest codes, which is that one.
	var space [huffman.MaxSymbols]huffman.Weight
	order := append(space[:0], huffman.NewWeight(0, 1))
	order = huffman.AppendWeights(order, counts)
	slices.Sort(order[1:])
	perLength := huffman.Lengths(order, longestCode)
	longest := 0
	for i := range lengths {
		n := perLength[i+1]
		for range n { // the most frequent have the shortest codes
			last := len(order) - 1
			symbols = append(symbols, byte(order[last].Symbol()))
			order = order[:last]
		}
		if lengths[i] = byte(n); n > 0 {
			longest = i
		}
	}
	lengths[longest]--
	return lengths, symbols[:len(symbols)-1]
}

// eachCode calls visit for each code in order (T.81 annex C): which of the symbols
// it stands for, the code, and its length in bits. It stops and reports false where
// there are more codes of a length than fit.
func eachCode(lengths [longestCode]byte, visit func(at int, code uint32, length int)) bool {
	code, at := uint32(0), 0
	for i, count := range lengths {
		for range count {
			if code>>(i+1) != 0 {
				return false
			}
			visit(at, code, i+1)
			code++
			at++
		}
		code <<= 1
	}
	return true
}
