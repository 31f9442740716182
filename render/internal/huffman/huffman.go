// Package huffman makes Huffman codes for the writers of PNG (RFC 1951), JPEG (ITU-T
// T.81 annex K.2) and lossless WebP (RFC 9649). How long the codes are is decided in
// huffman.go. JPEG numbers its codes in its own way; what the other two write alike
// stands in prefixcode.go.
package huffman

// MaxSymbols is how many symbols a code may have: in lossless WebP 256 values of a
// channel, 24 lengths and the 256 places of our colour cache. Deflate has 286; JPEG has
// 256, and the one that it reserves.
const MaxSymbols = 256 + 24 + 256

// Weight is a symbol and how often it appears. Weights are ordered by that number,
// those of one number by their symbols.
type Weight uint64

// symbolBits hold the symbol; its count stands above them.
const symbolBits = 10

// NewWeight returns the weight of a symbol below [MaxSymbols].
func NewWeight(symbol int, count uint32) Weight { return Weight(count)<<symbolBits | Weight(symbol) }

// Symbol returns the symbol.
func (w Weight) Symbol() int { return int(w & (1<<symbolBits - 1)) }

func (w Weight) count() uint64 { return uint64(w) >> symbolBits }

// AppendWeights appends the weights of the symbols that appear. counts says how
// often each does.
func AppendWeights(weights []Weight, counts []uint32) []Weight {
	for s, n := range counts {
		if n > 0 {
			weights = append(weights, NewWeight(s, n))
		}
	}
	return weights
}

// Lengths returns how many codes there are of each length in bits, up to limit.
// The codes make the text shortest, or nearly so where the best code would pass
// the limit. Weights are sorted, and there are two or more of them.
func Lengths(weights []Weight, limit int) (perLength [MaxSymbols + 1]int) {
	countDepths(&perLength, weights)
	shorten(&perLength, limit)
	return perLength
}

// countDepths counts the leaves at each depth of Huffman's tree. Of the leaves and
// of the trees made so far, each in a queue, the lightest two are always in front.
func countDepths(perLength *[MaxSymbols + 1]int, leaves []Weight) {
	n := len(leaves)
	var weights [MaxSymbols]uint64
	var parents [2 * MaxSymbols]int // of leaves, then of trees
	leaf, tree := 0, 0
	for made := range n - 1 {
		lightest := func() (weight uint64) {
			if leaf < n && (tree == made || leaves[leaf].count() <= weights[tree]) {
				parents[leaf] = n + made
				leaf++
				return leaves[leaf-1].count()
			}
			parents[n+tree] = n + made
			tree++
			return weights[tree-1]
		}
		weights[made] = lightest()
		weights[made] += lightest()
	}
	var depths [2 * MaxSymbols]int
	for i := 2*n - 3; i >= 0; i-- {
		depths[i] = depths[parents[i]] + 1
		if i < n {
			perLength[depths[i]]++
		}
	}
}

// shorten brings longer codes to limit bits. That takes more of the room for codes
// than there is, so shorter codes grow by a bit until the sum is right again.
func shorten(perLength *[MaxSymbols + 1]int, limit int) {
	for n := limit + 1; n < len(perLength); n++ {
		perLength[limit] += perLength[n]
		perLength[n] = 0
	}
	over := 0 // sum of 2^-length above 1, in units of 2^-limit
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
