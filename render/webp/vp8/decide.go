package vp8

// macroblock chooses the modes of 16×16 pixels, restores them as decoders do, and adds
// their tokens.
func (e *encoder) macroblock(x, y int) {
	m := &e.blocks[y*e.across+x]
	w, l, c := &e.whole, &e.parts, &e.chroma
	bound := e.tryWhole(w, x, y)
	// Where nothing is left of the whole but its means, parts gain next to nothing.
	plain := bound <= e.leastParts || empty(w.blocks[:])
	*m = macroblock{whole: plain || e.modeBits < mostParts || !e.tryParts(l, x, y, bound)}
	if m.whole {
		w.restore(&e.restored[0], x, y)
		for i := range m.modes {
			m.modes[i] = w.mode
		}
		m.skip = w.empty()
	} else {
		m.modes = l.modes
		m.skip = l.empty()
		e.modeBits -= l.modeBits>>8 + 1
	}
	e.tryChroma(c, x, y)
	c.restore(e.restored[1:], x, y)
	m.chroma = c.mode
	m.skip = m.skip && c.empty()

	above, left := &e.above[x], &e.left
	m.border(above, left)
	if m.skip {
		clear(above.luma[:])
		clear(left.luma[:])
		clear(above.chroma[:])
		clear(left.chroma[:])
		if m.whole {
			// Otherwise the context is that of the last whole one (RFC 6386 section 13.3).
			above.means, left.means = 0, 0
		}
		return
	}
	e.tokens.reserve()
	if m.whole {
		e.addWhole(w, above, left)
	} else {
		e.addParts(l, above, left)
	}
	e.addChroma(c, above, left)
}

// add adds the tokens of a block. Their context is whether the blocks above and to the
// left have coefficients.
func (e *encoder) add(b *block, first, plane int, above, left *uint8) {
	e.tokens.block(&b.levels, first, b.last, plane, int(*above+*left))
	*above = b.has(first)
	*left = *above
}

// next returns the cost of a block, as block, and notes for the next whether it has
// coefficients.
func (c *costs) next(b *block, first, plane int, above, left *uint8) int {
	cost := c.block(b, first, plane, int(*above+*left))
	*above = b.has(first)
	*left = *above
	return cost
}

// has returns 1 if there are coefficients from first on, otherwise 0.
func (b *block) has(first int) uint8 {
	if b.last >= first {
		return 1
	}
	return 0
}

func empty(blocks []block) bool {
	for i := range blocks {
		if blocks[i].last >= 0 {
			return false
		}
	}
	return true
}

// cost weighs an error, in quarters of a pixel's square, and 256ths of a bit against
// each other.
func (e *encoder) cost(distortion, bits int) int { return distortion<<8<<costBits + e.lambda*bits }

const costBits = 4

// satdCost is what 256ths of a bit weigh against satd.
func (e *encoder) satdCost(bits int) int { return e.satdLambda * bits >> 8 >> costBits }
