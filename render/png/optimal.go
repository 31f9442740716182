package png

import "sharecard/render/internal/huffman"

// optimal deflates the rows of a palette image by an optimal parse. Where deflateRows
// takes the first repeat it meets, optimal finds the cheapest sequence of literals
// and matches through a window of bytes: from the window's end to its beginning, it
// compares each byte as a literal with the matches that begin there. The costs are
// the lengths of the codes of the last block.
type optimal struct {
	cost   [window + 1]uint32 // in bits, to the end of the window
	choice [window]uint16     // length, and fromAbove
	// The bits of literals, of lengths less 3, of the distances 1 and to the row above.
	literal, length [256]uint32
	run, above      uint32
}

const (
	window    = 1 << 16
	fromAbove = 1 << 15
	// everyLength is the longest match of which shorter parts are tried too.
	everyLength = 10
)

// deflate appends rows of stride bytes to out as a deflate stream. TestPaletteNeverMuchLarger
// compares its length with that of klauspost's flate.
func (c *optimal) deflate(b *blockWriter, out, data []byte, stride int) []byte {
	b.begin(out, 1<<11)
	above := stride
	if above > matchWindow {
		above = 1
	}
	c.guess()
	b.literal(data[0])
	blocks := b.blocks
	for i := 1; i < len(data); {
		end := min(i+window, len(data))
		c.weigh(data, i, end, above)
		for start := i; i < end; {
			choice := c.choice[i-start]
			switch length := int(choice &^ fromAbove); {
			case length == 1:
				b.literal(data[i])
				i++
			case choice&fromAbove != 0:
				b.match(length, above)
				i += length
			default:
				b.match(length, 1)
				i += length
			}
		}
		if b.blocks != blocks {
			blocks = b.blocks
			c.learn(b, above)
		}
	}
	return b.end()
}

// weigh finds the cheapest sequence from each byte of the window on.
func (c *optimal) weigh(data []byte, start, end, above int) {
	c.cost[end-start] = 0
	run, up := 0, 0 // how far what begins here repeats
	for i := end - 1; i >= start; i-- {
		run++
		if data[i] != data[i-1] {
			run = 0
		}
		up++
		if i < above || data[i] != data[i-above] {
			up = 0
		}
		at := i - start
		if run > longestMatch { // plain ground: nothing is cheaper
			c.cost[at] = c.length[longestMatch-3] + c.run + c.cost[at+longestMatch]
			c.choice[at] = longestMatch
			continue
		}
		c.cost[at] = c.literal[data[i]] + c.cost[at+1]
		c.choice[at] = 1
		c.try(at, run, c.run, 0)
		c.try(at, up, c.above, fromAbove)
	}
}

// try takes a match at byte at of the window, up to longest bytes long, if it is
// cheaper than what was found there. distance is what its distance costs.
func (c *optimal) try(at, longest int, distance uint32, flag uint16) {
	least := 3
	if longest > everyLength {
		longest = min(longest, longestMatch)
		least = longest
	}
	for n := least; n <= longest; n++ {
		if cost := c.length[n-3] + distance + c.cost[at+n]; cost < c.cost[at] {
			c.cost[at], c.choice[at] = cost, uint16(n)|flag
		}
	}
}

// guess sets costs typical of cards, for use until the first block is written.
func (c *optimal) guess() {
	for i := range c.literal {
		c.literal[i] = 6
		c.length[i] = 5 + uint32(lengthExtra[lengthSymbols[i]-257])
	}
	c.run, c.above = 2, 12
}

// learn takes the costs from the codes of the block just written.
func (c *optimal) learn(b *blockWriter, above int) {
	// What did not appear has no code; it would have a long one.
	bits := func(p huffman.Code) uint32 {
		if p.N == 0 {
			return 12
		}
		return uint32(p.N)
	}
	for i := range c.literal {
		c.literal[i] = bits(b.codes[i])
		s := lengthSymbols[i]
		c.length[i] = bits(b.codes[s]) + uint32(lengthExtra[s-257])
	}
	s := huffman.RangeSymbol(uint32(above - 1))
	c.run, c.above = bits(b.farCode[0]), bits(b.farCode[s])+uint32(distanceExtra[s])
}
