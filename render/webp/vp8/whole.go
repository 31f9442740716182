package vp8

// wholeLuma is 16×16 pixels of luma predicted as one.
type wholeLuma struct {
	mode      uint8
	predicted [256]byte
	blocks    [16]block
	coefs     [16]coefs // as decoders restore them
	means     block
}

// tryWhole quantises luma, predicted by the mode that leaves the least, and returns its
// cost.
func (e *encoder) tryWhole(w *wholeLuma, x, y int) (cost int) {
	if mode, ok := evenMode(e.source[:1], e.restored[:1], 16*x, 16*y, 16, &costOfModes.luma); ok {
		w.mode = uint8(mode)
		e.restored[0].square(&w.predicted, mode, 16*x, 16*y, 16)
		clearBlocks(w.blocks[:])
		w.means.last = -1
		return e.cost(0, e.wholeBits(w, x))
	}
	p := &e.source[0]
	at := p.at(16*x, 16*y)
	var from [16]rows
	var spectra [16]spectrum
	for i := range from {
		from[i] = load(p.pix, at+i>>2*4*p.stride+i&3*4, p.stride)
		spectra[i] = newSpectrum(&from[i])
	}
	var scores [modes16]int
	for mode := range scores {
		scores[mode] = e.satdCost(costOfModes.luma[mode])
	}
	e.restored[0].squareSATD(&scores, spectra[:], 16*x, 16*y, 16)
	w.mode = uint8(least(&scores))
	e.restored[0].square(&w.predicted, int(w.mode), 16*x, 16*y, 16)

	distortion := 0
	var dc coefs
	for i := range 16 {
		predicted := load(w.predicted[:], i>>2*64+i&3*4, 16)
		w.coefs[i] = transform(&from[i], &predicted)
		dc[i] = w.coefs[i][0]
		distortion += w.blocks[i].quantise(&w.coefs[i], &e.quantisers.luma, 1)
	}
	c := means(&dc)
	distortion += w.means.quantise(&c, &e.quantisers.means, 0) / 4
	dc = restoreMeans(&c)
	for i := range 16 {
		w.coefs[i][0] = dc[i]
	}

	return e.cost(distortion, e.wholeBits(w, x))
}

// wholeBits is what luma takes, in 256ths of a bit.
func (e *encoder) wholeBits(w *wholeLuma, x int) int {
	bits := costOfModes.whole + costOfModes.luma[w.mode]
	above, left := e.above[x], e.left
	bits += e.costs.next(&w.means, 0, planeMeans, &above.means, &left.means)
	for i := range w.blocks {
		bits += e.costs.next(&w.blocks[i], 1, planeRest, &above.luma[i&3], &left.luma[i>>2])
	}
	return bits
}

func (w *wholeLuma) restore(p *plane, x, y int) {
	if w.empty() {
		p.store(&w.predicted, 16*x, 16*y, 16)
		return
	}
	at := p.at(16*x, 16*y)
	for i := range 16 {
		predicted := load(w.predicted[:], i>>2*64+i&3*4, 16)
		r := w.coefs[i].restore(&predicted)
		r.store(p.pix, at+i>>2*4*p.stride+i&3*4, p.stride)
	}
}

func (w *wholeLuma) empty() bool { return w.means.last < 0 && empty(w.blocks[:]) }

// addWhole adds the tokens of luma.
func (e *encoder) addWhole(w *wholeLuma, above, left *beside) {
	e.add(&w.means, 0, planeMeans, &above.means, &left.means)
	for i := range w.blocks {
		e.add(&w.blocks[i], 1, planeRest, &above.luma[i&3], &left.luma[i>>2])
	}
}
