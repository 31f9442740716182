package vp8l

import "sharecard/render/internal/huffman"

// codeWriter writes prefix codes (RFC 9649 §3.7.2.1).
type codeWriter struct {
	codes   []huffman.Code // of all symbols, group by group
	lengths []byte
	runs    []huffman.Run // memory to use
}

// codeOrder is the order in which the lengths of the codes for lengths are written.
var codeOrder = [19]byte{17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}

// writeCache says how large the colour cache is.
func (c *coder) writeCache(b *bitWriter) {
	b.put(bit(c.cache.bits > 0), 1)
	if c.cache.bits > 0 {
		b.put(uint32(c.cache.bits), 4)
	}
}

// write writes the codes of all groups, and the tokens in them.
func (c *coder) write(b *bitWriter, p *pixels) {
	n := c.alphabets[kinds]
	c.codes.codes = zeros(c.codes.codes, n*c.groups)
	for g := range c.groups {
		for k := range kinds {
			from, to := c.alphabets[k], c.alphabets[k+1]
			c.codes.write(b, c.codes.codes[g*n:][from:to], c.counts[g*n:][from:to])
		}
	}
	if c.groups == 1 {
		for _, t := range c.tokens {
			c.writeToken(b, t, c.codes.codes)
		}
		return
	}
	x, y := 0, 0
	for _, t := range c.tokens {
		group := int(c.groupOf[y>>c.tileBits*c.across+x>>c.tileBits])
		c.writeToken(b, t, c.codes.codes[group*n:][:n])
		for x += t.pixels(); x >= p.w; x -= p.w {
			y++
		}
	}
}

func (c *coder) writeToken(b *bitWriter, t token, codes []huffman.Code) {
	put := func(symbol int) { b.put(codes[symbol].Bits, uint(codes[symbol].N)) }
	putTwo := func(s, t int) {
		c, d := codes[s], codes[t]
		b.put(c.Bits|d.Bits<<c.N, uint(c.N+d.N))
	}
	switch {
	case t&isCopy != 0:
		s, rest, n := inRange(t.length())
		put(lengthsFrom + int(s))
		b.put(rest, n)
		s, rest, n = inRange(t.far())
		put(c.alphabets[far] + int(s))
		b.put(rest, n)
	case t&isCached != 0:
		put(cacheFrom + int(uint32(t)))
	default:
		if c.alphabets[red] == c.alphabets[far] {
			put(int(t >> 8 & 0xFF))
			return
		}
		putTwo(int(t>>8&0xFF), c.alphabets[red]+int(t>>16&0xFF))
		putTwo(c.alphabets[blue]+int(t&0xFF), c.alphabets[alpha]+int(t>>24&0xFF))
	}
}

// write writes the codes of an alphabet whose symbols appear so often, and sets them.
func (w *codeWriter) write(b *bitWriter, codes []huffman.Code, counts []uint32) {
	var used [2]int // the first two
	n := 0
	for s, count := range counts {
		if count > 0 {
			if n < len(used) {
				used[n] = s
			}
			n++
		}
	}
	if n <= len(used) && max(used[0], used[1]) < 256 {
		b.put(1, 1) // simple: symbols, not lengths
		b.put(bit(n == 2), 1)
		b.put(1, 1) // the first has 8 bits
		b.put(uint32(used[0]), 8)
		if n == 2 { // a single one takes no bits
			b.put(uint32(used[1]), 8)
			codes[used[0]] = huffman.Code{Bits: 0, N: 1}
			codes[used[1]] = huffman.Code{Bits: 1, N: 1}
		}
		return
	}
	huffman.Codes(codes, counts, 15)
	w.lengths = w.lengths[:0]
	for _, c := range codes {
		w.lengths = append(w.lengths, c.N)
	}
	w.writeLengths(b)
}

// writeLengths writes the lengths of codes, run by run, in codes of their own.
func (w *codeWriter) writeLengths(b *bitWriter) {
	runs, counts := huffman.Runs(w.runs[:0], w.lengths)
	w.runs = runs
	var codes [19]huffman.Code
	huffman.Codes(codes[:], counts[:], 7)
	used := len(codeOrder)
	for codes[codeOrder[used-1]].N == 0 && used > 4 {
		used--
	}
	b.put(0, 1) // not simple
	b.put(uint32(used-4), 4)
	for _, s := range codeOrder[:used] {
		b.put(uint32(codes[s].N), 3)
	}
	b.put(0, 1) // for all symbols
	for _, r := range runs {
		b.put(codes[r.Symbol].Bits, uint(codes[r.Symbol].N))
		b.put(uint32(r.Extra), uint(r.Bits))
	}
}
