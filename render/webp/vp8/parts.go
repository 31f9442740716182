package vp8

import (
	"encoding/binary"
	"math"
)

// partsLuma is 16×16 pixels of luma predicted 4×4 by 4×4.
type partsLuma struct {
	modes    [16]uint8
	modeBits int // what they take, in 256ths
	blocks   [16]block
}

// tryParts predicts, quantises and restores luma, and reports whether that costs less
// than bound.
func (e *encoder) tryParts(l *partsLuma, x, y, bound int) bool {
	p, q := &e.source[0], &e.restored[0]
	corner := p.at(16*x, 16*y)
	above, left := e.above[x], e.left
	cost := e.cost(0, costOfModes.parts)
	l.modeBits = 0
	for i := range 16 {
		at := corner + i>>2*4*p.stride + i&3*4
		right := at + 4
		if i&3 == 3 {
			// To the right of the lower blocks there is nothing yet, so that they have the
			// pixels above the macroblock (RFC 6386 section 12.3).
			right = corner + 16
		}
		edge := newEdge(q.pix, at, q.stride, binary.LittleEndian.Uint32(q.pix[right-q.stride:]))
		from := load(p.pix, at, p.stride)
		modeCosts := &costOfModes.four[above.modes[i&3]][left.modes[i>>2]]
		mode := e.bestPart(&from, &edge, modeCosts)
		predicted := edge.predict(int(mode))
		c := transform(&from, &predicted)
		b := &l.blocks[i]
		distortion := b.quantise(&c, &e.quantisers.luma, 0)
		context := int(above.luma[i&3] + left.luma[i>>2])
		cost += e.cost(distortion, int(modeCosts[mode])+e.costs.block(b, 0, planeLuma, context))
		if cost >= bound {
			return false
		}
		if b.last >= 0 {
			predicted = c.restore(&predicted)
		}
		predicted.store(q.pix, at, q.stride)
		l.modes[i] = mode
		l.modeBits += int(modeCosts[mode])
		above.modes[i&3], left.modes[i>>2] = mode, mode
		has := b.has(0)
		above.luma[i&3], left.luma[i>>2] = has, has
	}
	return true
}

// bestPart returns the mode that leaves the least of 4×4 pixels.
func (e *encoder) bestPart(from *rows, edge *edge, modeCosts *[modes4]uint16) (best uint8) {
	spectrum := newSpectrum(from)
	least := math.MaxInt
	for mode := range modes4 {
		score := e.satdCost(int(modeCosts[mode]))
		if score >= least { // whatever it leaves
			continue
		}
		if score += spectrum.blockSATD(edge, mode, least-score); score < least {
			best, least = uint8(mode), score
		}
	}
	return best
}

func (l *partsLuma) empty() bool { return empty(l.blocks[:]) }

// addParts adds the tokens of luma.
func (e *encoder) addParts(l *partsLuma, above, left *beside) {
	for i := range l.blocks {
		e.add(&l.blocks[i], 0, planeLuma, &above.luma[i&3], &left.luma[i>>2])
	}
}
