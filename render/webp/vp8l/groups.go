package vp8l

import (
	"cmp"
	"slices"
)

// grouping divides an image into square tiles, and these into groups. The tokens that
// begin in the tiles of a group share their prefix codes (RFC 9649 §3.7.2.2): those of
// text, say, and those of a photograph.
type grouping struct {
	tileBits uint32 // a tile has 1<<tileBits px on each side
	across   int    // tiles in a row
	groupOf  []byte // of each tile
	groups   int

	counts  []uint32  // of all symbols, group by group
	costs   []float32 // of all symbols in bits, group by group
	entries []entry   // of all tiles
	ends    []int     // of the entries of each tile
	image   []byte    // the groups as pixels
}

// entry is a symbol that a tile has, and how often.
type entry struct{ symbol, count uint16 }

// effort is how much is tried to form groups.
type effort struct {
	tileBits uint32
	most     int // groups
	rounds   int // in which tiles move between them
}

// The effort for live cards, and for those that are kept.
var (
	live = effort{6, 4, 1}
	kept = effort{5, 12, 3}
)

// single puts all tokens into one group.
func (c *coder) single() {
	c.groups = 1
	c.counts = zeros(c.counts, c.alphabets[kinds])
	for _, t := range c.tokens {
		c.count(c.counts, t)
	}
}

// group forms the groups. It begins with tiles that take about as many bits, moves each
// tile into the group whose codes it is shortest in, and joins groups whose own codes
// do not pay.
func (c *coder) group(p *pixels, small bool) {
	take := live
	if small {
		take = kept
	}
	c.tileBits = take.tileBits
	side := 1 << c.tileBits
	c.across = (p.w + side - 1) / side
	tiles := c.across * ((p.h + side - 1) / side)
	c.groupOf = zeros(c.groupOf, tiles)
	if tiles < 2*take.most {
		c.single()
		return
	}
	c.countTiles(p)
	c.groups = 1
	c.countGroups()
	c.spread(tiles, take.most)
	for range take.rounds {
		c.countGroups()
		for tile := range tiles {
			c.groupOf[tile] = c.cheapest(tile)
		}
	}
	c.countGroups()
	c.join()
}

func (c *coder) tile(i int) []entry {
	if i == 0 {
		return c.entries[:c.ends[0]]
	}
	return c.entries[c.ends[i-1]:c.ends[i]]
}

// countTiles counts the symbols of each tile, a row of tiles after the other.
func (c *coder) countTiles(p *pixels) {
	n := c.alphabets[kinds]
	c.entries, c.ends = c.entries[:0], c.ends[:0]
	row := make([]uint32, n*c.across)
	flush := func() {
		for x := range c.across {
			for s, count := range row[x*n:][:n] {
				if count > 0 {
					c.entries = append(c.entries, entry{uint16(s), uint16(min(count, 1<<16-1))})
				}
			}
			c.ends = append(c.ends, len(c.entries))
		}
		clear(row)
	}
	x, y := 0, 0
	for _, t := range c.tokens {
		c.count(row[x>>c.tileBits*n:][:n], t)
		x += t.pixels()
		for x >= p.w {
			x -= p.w
			y++
			if y&(1<<c.tileBits-1) == 0 || y == p.h {
				flush()
			}
		}
	}
}

// spread puts the tiles into groups by how many bits they take in codes for all.
func (c *coder) spread(tiles, groups int) {
	bits := make([]float32, tiles)
	var order []int
	for i := range tiles {
		if bits[i] = c.bits(i, 0); bits[i] > 0 {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(bits[a], bits[b]) })
	for k, i := range order {
		c.groupOf[i] = byte(k * groups / len(order))
	}
	c.groups = groups
}

// bits is what a tile takes in the codes of a group.
func (c *coder) bits(tile, group int) float32 {
	n := c.alphabets[kinds]
	costs, sum := c.costs[group*n:][:n], float32(0)
	for _, e := range c.tile(tile) {
		sum += float32(e.count) * costs[e.symbol]
	}
	return sum
}

// cheapest returns the group in whose codes a tile takes the fewest bits: of several the
// one of the tile before.
func (c *coder) cheapest(tile int) byte {
	before := c.groupOf[max(tile-1, 0)]
	best, least := before, c.bits(tile, int(before))
	for g := range c.groups {
		if bits := c.bits(tile, g); bits < least {
			best, least = byte(g), bits
		}
	}
	return best
}

// countGroups counts the symbols of each group and sets their costs.
func (c *coder) countGroups() {
	n := c.alphabets[kinds]
	c.counts = zeros(c.counts, n*c.groups)
	for i, g := range c.groupOf {
		counts := c.counts[int(g)*n:][:n]
		for _, e := range c.tile(i) {
			counts[e.symbol] += uint32(e.count)
		}
	}
	c.costs = zeros(c.costs, n*c.groups)
	for g := range c.groups {
		c.setCosts(c.costs[g*n:][:n], c.counts[g*n:][:n])
	}
}

// join joins the two groups that are shortest together, again and again, while that
// saves bits.
func (c *coder) join() {
	n := c.alphabets[kinds]
	of := func(g int) []uint32 { return c.counts[g*n:][:n] }
	sum := make([]uint32, n)
	sizes := make([]float32, c.groups)
	for g := range sizes {
		sizes[g] = c.size(of(g))
	}
	for c.groups > 1 {
		var a, b int
		most := float32(0)
		for i := range c.groups {
			for j := range i {
				for s := range sum {
					sum[s] = of(i)[s] + of(j)[s]
				}
				if saved := sizes[i] + sizes[j] - c.size(sum); saved >= most {
					a, b, most = j, i, saved
				}
			}
		}
		if a == b {
			break
		}
		for s, count := range of(b) {
			of(a)[s] += count
		}
		sizes[a] = c.size(of(a))
		c.groups--
		copy(of(b), of(c.groups)) // the last takes the free place
		sizes[b] = sizes[c.groups]
		for i, g := range c.groupOf {
			switch int(g) {
			case b:
				c.groupOf[i] = byte(a)
			case c.groups:
				c.groupOf[i] = byte(b)
			}
		}
	}
}

// groupImage returns the groups as an image of tiles.
func (c *coder) groupImage() []byte {
	c.image = append(c.image[:0], c.groupOf...)
	return padded(c.image, len(c.groupOf))
}

// zeros returns n zeros, in the memory of buf if it has room.
func zeros[T any](buf []T, n int) []T {
	buf = slices.Grow(buf[:0], n)[:n]
	clear(buf)
	return buf
}
