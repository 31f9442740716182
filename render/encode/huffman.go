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
	// One more symbol, of count 1 and named 256, gets the code of ones alone,
	// which JPEG forbids.
	const reserved = 256
	var count [reserved + 1]uint64
	var next [reserved + 1]int // of the symbols in one subtree
	var size [reserved + 1]int
	trees := make([]int, 0, len(count)) // the first symbols of subtrees, in order
	for s, n := range counts {
		if n > 0 {
			count[s] = uint64(n)
			trees = append(trees, s)
		}
	}
	count[reserved] = 1
	used := len(trees)
	trees = append(trees, reserved)
	for s := range next {
		next[s] = -1
	}
	for len(trees) > 1 {
		// The two least; of equals the later, so that reserved ends longest.
		a, b := 0, -1
		for i := 1; i < len(trees); i++ {
			switch n := count[trees[i]]; {
			case n <= count[trees[a]]:
				a, b = i, a
			case b < 0 || n <= count[trees[b]]:
				b = i
			}
		}
		first, second := trees[a], trees[b]
		trees = slices.Delete(trees, b, b+1)
		count[first] += count[second]
		s := first
		for size[s]++; next[s] >= 0; size[s]++ {
			s = next[s]
		}
		next[s] = second
		for s = second; s >= 0; s = next[s] {
			size[s]++
		}
	}
	var perSize [reserved + 2]int
	for _, n := range size {
		perSize[n]++
	}
	perSize[0] = 0
	shorten(perSize[:])
	longest := 16
	for perSize[longest] == 0 {
		longest--
	}
	perSize[longest]-- // reserved
	for i := range lengths {
		lengths[i] = byte(perSize[i+1])
	}
	for n := 1; len(symbols) < used; n++ {
		for s := range reserved {
			if size[s] == n {
				symbols = append(symbols, byte(s))
			}
		}
	}
	return lengths, symbols
}

// shorten brings codes of more than 16 bits to 16 (T.81 figure K.3): a pair of
// the longest gives up its common prefix to one of them, and the other takes a
// place beside a shorter code that is made longer by a bit.
func shorten(perSize []int) {
	for n := len(perSize) - 1; n > 16; n-- {
		for perSize[n] > 0 {
			j := n - 2
			for perSize[j] == 0 {
				j--
			}
			perSize[n] -= 2
			perSize[n-1]++
			perSize[j+1] += 2
			perSize[j]--
		}
	}
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
