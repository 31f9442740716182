package vp8

// chroma is 8×8 pixels of both components, four blocks of each.
type chroma struct {
	mode      uint8
	predicted [2][256]byte
	blocks    [8]block
	coefs     [8]coefs
}

// tryChroma quantises chroma, predicted by the mode that leaves the least.
func (e *encoder) tryChroma(c *chroma, x, y int) {
	if mode, ok := evenMode(e.source[1:], e.restored[1:], 8*x, 8*y, 8, &costOfModes.chroma); ok {
		c.mode = uint8(mode)
		for k := range c.predicted {
			e.restored[1+k].square(&c.predicted[k], mode, 8*x, 8*y, 8)
		}
		clearBlocks(c.blocks[:])
		return
	}
	var from [8]rows
	var spectra [8]spectrum
	for i := range from {
		p := &e.source[1+i>>2]
		at := p.at(8*x, 8*y) + i>>1&1*4*p.stride + i&1*4
		from[i] = load(p.pix, at, p.stride)
		spectra[i] = newSpectrum(&from[i])
	}
	var scores [modes16]int
	for mode := range scores {
		scores[mode] = e.satdCost(costOfModes.chroma[mode])
	}
	for k := range c.predicted {
		e.restored[1+k].squareSATD(&scores, spectra[4*k:][:4], 8*x, 8*y, 8)
	}
	c.mode = uint8(least(&scores))
	for k := range c.predicted {
		e.restored[1+k].square(&c.predicted[k], int(c.mode), 8*x, 8*y, 8)
	}
	for i := range from {
		r := load(c.predicted[i>>2][:], i>>1&1*64+i&1*4, 16)
		c.coefs[i] = transform(&from[i], &r)
		c.blocks[i].quantise(&c.coefs[i], &e.quantisers.chroma, 0)
	}
}

func (c *chroma) restore(planes []plane, x, y int) {
	for i := range c.blocks {
		p := &planes[i>>2]
		at := p.at(8*x, 8*y) + i>>1&1*4*p.stride + i&1*4
		predicted := load(c.predicted[i>>2][:], i>>1&1*64+i&1*4, 16)
		if c.blocks[i].last >= 0 {
			predicted = c.coefs[i].restore(&predicted)
		}
		predicted.store(p.pix, at, p.stride)
	}
}

func (c *chroma) empty() bool { return empty(c.blocks[:]) }

// addChroma adds the tokens of chroma.
func (e *encoder) addChroma(c *chroma, above, left *beside) {
	for i := range c.blocks {
		k := i >> 2 * 2
		e.add(&c.blocks[i], 0, planeChroma, &above.chroma[k+i&1], &left.chroma[k+i>>1&1])
	}
}
