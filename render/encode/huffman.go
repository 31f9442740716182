package encode

import "slices"

// huffCode is a symbol's code, length in bits.
type huffCode struct {
	bits   uint16
	length uint8
}

// huffLengths makes the best code with lengths up to 16 bits for symbols that
// appear so often (T.81 annex K.2): the number of codes of each length, and the
// symbols in the order of their codes.
func huffLengths(counts []uint32) (lengths [16]byte, symbols []byte) {
	// One more symbol, of count 1, comes first and so gets the last of the longest
	// codes: that of ones alone, which JPEG forbids.
	const reserved = 1 << symbolBits
	var space [dataSymbols]uint64
	order := append(space[:0], reserved)
	order = appendSymbols(order, counts)
	slices.Sort(order[1:])
	var perLength [dataSymbols + 1]int
	huffmanDepths(order, perLength[:])
	shortenTo(perLength[:], len(lengths))
	longest := 0
	for i := range lengths {
		n := perLength[i+1]
		for range n { // the most frequent have the shortest codes
			last := len(order) - 1
			symbols = append(symbols, byte(order[last]))
			order = order[:last]
		}
		if lengths[i] = byte(n); n > 0 {
			longest = i
		}
	}
	lengths[longest]--
	return lengths, symbols[:len(symbols)-1]
}

// assignCodes gives the symbols their codes (T.81 annex C).
func assignCodes(codes []huffCode, lengths [16]byte, symbols []byte) {
	code := uint16(0)
	for i, n := range lengths {
		for range n {
			codes[symbols[0]] = huffCode{code, uint8(i + 1)}
			symbols = symbols[1:]
			code++
		}
		code <<= 1
	}
}
