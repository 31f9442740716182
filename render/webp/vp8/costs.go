package vp8

import "math"

// bitCosts has the cost of a bit by the probability of its value, in 256ths of a bit.
var bitCosts = func() (t [257]uint16) {
	t[0] = 8 << 8
	for p := 1; p <= 256; p++ {
		t[p] = uint16(math.Round(-256 * math.Log2(float64(p)/256)))
	}
	return t
}()

// bitCost returns the cost of a bit of which a 0 has the given probability.
func bitCost(bit uint32, prob uint8) int {
	if bit == 0 {
		return int(bitCosts[prob])
	}
	return int(bitCosts[256-int(prob)])
}

// maxCosted is the largest level with a cost of its own; those above have as many bits.
const maxCosted = 67

// costs are the costs of the tokens of a block in 256ths of a bit, by plane, place and
// context as in [slot].
type costs struct {
	level [planes][16][contexts][maxCosted + 1]uint16 // and that the block goes on before it, but at its first place
	more  [planes][16]uint16                          // that it goes on at its first place, where context is 0
	end   [planes][16][contexts]uint16
}

// signCost is that of a sign.
const signCost = 256

func (c *costs) set(probs *probabilities) {
	for plane := range planes {
		for place := range 16 {
			if place > 0 && place < 15 && band[place] == band[place-1] {
				c.level[plane][place] = c.level[plane][place-1]
				c.more[plane][place] = c.more[plane][place-1]
				c.end[plane][place] = c.end[plane][place-1]
				continue
			}
			for context := range contexts {
				behind := probs[slot(plane, place, context):][:nodes]
				more := bitCost(1, behind[0])
				if context == 0 {
					c.more[plane][place] = uint16(more)
					more = 0
				}
				c.end[plane][place][context] = uint16(bitCost(0, behind[0]))
				for v := range maxCosted + 1 {
					c.level[plane][place][context][v] = uint16(more + levelCost(v, behind))
				}
			}
		}
	}
}

// levelCost returns the cost of an absolute level where the block goes on.
func levelCost(v int, probs []uint8) (sum int) {
	kind, rest := kindOf(v)
	for _, b := range paths[kind][1:] {
		sum += bitCost(b.bit, probs[b.prob])
	}
	bits := ranges[kind].probs
	for i, p := range bits {
		sum += bitCost(uint32(rest>>(len(bits)-1-i)&1), p)
	}
	if v > 0 {
		sum += signCost
	}
	return sum
}

// block returns the cost of a block's levels from first on.
func (c *costs) block(b *block, first, plane, context int) int {
	if b.last < first {
		return int(c.end[plane][first][context])
	}
	sum := 0
	if context == 0 {
		sum = int(c.more[plane][first])
	}
	for n := first; n <= b.last; n++ {
		v := int(b.levels[n])
		v = min(max(v, -v), maxCosted)
		sum += int(c.level[plane][n][context][v])
		context = min(v, 2)
	}
	if b.last < 15 {
		sum += int(c.end[plane][b.last+1][context])
	}
	return sum
}

// modeCosts are the costs of modes in 256ths of a bit.
type modeCosts struct {
	whole, parts int
	luma, chroma [modes16]int
	four         [modes4][modes4][modes4]uint16 // by the modes above and to the left
	leastFour    int
}

var costOfModes = func() (c modeCosts) {
	sum := func(list []branch) (sum int) {
		for _, b := range list {
			sum += bitCost(b.bit, b.prob)
		}
		return sum
	}
	c.leastFour = math.MaxInt
	c.whole, c.parts = sum([]branch{wholeBranch}), sum([]branch{partsBranch})
	for m := range modes16 {
		c.luma[m], c.chroma[m] = sum(lumaBranches[m]), sum(chromaBranches[m])
	}
	for above := range modes4 {
		for left := range modes4 {
			for m, list := range mode4Tree {
				for _, b := range list {
					c.four[above][left][m] += uint16(bitCost(b.bit, mode4Probs[above][left][b.prob]))
				}
				c.leastFour = min(c.leastFour, int(c.four[above][left][m]))
			}
		}
	}
	return c
}()
