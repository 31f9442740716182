package paint

import (
	"encoding/binary"
	"math"
)

// chromaScaler filters the two planes of colour of a picture together, row by row.
//
// A word has what a pixel's chroma adds to its red, green and blue, in lanes of
// 21 bits: filtering words filters all three, and luma needs but be added. There
// are fewer pixels of chroma than of the result, so that the matrix of T.871 §7
// is done with where it costs least.
type chromaScaler struct {
	cb, cr plane
	x, y   *span

	averaged [2][]uint8
	words    []uint64 // a row of the source
	ring     ring     // of rows filtered along x
	out      []uint64
}

const (
	lanes3     = 1 | 1<<21 | 1<<42
	laneMask   = 0x7FF * lanes3 // after filtering
	chromaBits = 10             // of weights, beside 11 of a lane
	chromaHalf = 1 << (chromaBits - 1) * lanes3

	// Lanes count halves, with a bias that keeps them positive: 2·227 at most, and
	// a quarter more for what a filter may overshoot.
	chromaBias = 1024
)

// chromaWords are the lanes of each Cb and Cr; the sum of both has one bias.
var chromaWords = func() (t struct{ cb, cr [256]uint64 }) {
	word := func(r, g, b float64) uint64 {
		lane := func(v float64) uint64 { return uint64(int64(math.Round(2 * v))) }
		return lane(r) + lane(g)<<21 + lane(b)<<42
	}
	for i := range 256 {
		v := float64(i - 128)
		t.cb[i] = word(0, -0.344136*v, 1.772*v) + chromaBias*lanes3
		t.cr[i] = word(1.402*v, -0.714136*v, 0)
	}
	return t
}()

// start begins a picture, from which rows are asked for from the first on.
func (c *chromaScaler) start(cb, cr plane, x, y *span) {
	c.x, c.y = x, y
	c.cb, c.averaged[0] = cb.reduced(c.averaged[0], x, y)
	c.cr, c.averaged[1] = cr.reduced(c.averaged[1], x, y)
	w := len(x.first)
	c.ring.start(w, y.taps)
	c.out = grownWords(c.out, w)
}

// row returns the next row of the result, valid until the one after.
func (c *chromaScaler) row(v int) []uint64 {
	first := c.y.first[v]
	for c.ring.made < first+c.y.taps {
		c.filter(c.ring.made)
	}
	weights := c.y.window(v)
	out := c.out
	a, u := c.ring.row(first)[:len(out)], uint64(weights[0])
	if len(weights) == 2 {
		b, v := c.ring.row(first + 1)[:len(out)], uint64(weights[1])
		for k := range out {
			out[k] = (chromaHalf + a[k]*u + b[k]*v) >> chromaBits & laneMask
		}
		return out
	}
	for k := range out {
		out[k] = chromaHalf + a[k]*u
	}
	for i, weight := range weights[1:] {
		w := uint64(weight)
		for k, word := range c.ring.row(first + 1 + i)[:len(out)] {
			out[k] += word * w
		}
	}
	for k, sum := range out {
		out[k] = sum >> chromaBits & laneMask
	}
	return out
}

// filter filters the row i of the source along x.
func (c *chromaScaler) filter(i int) {
	n := c.x.first[len(c.x.first)-1] + c.x.taps
	cb, cr := c.cb.pix[i*c.cb.stride:][:n], c.cr.pix[i*c.cr.stride:][:n]
	c.words = grownWords(c.words, n)
	words := c.words
	for k := range words {
		words[k] = chromaWords.cb[cb[k]] + chromaWords.cr[cr[k]]
	}
	to := c.ring.next()
	if first, weights := c.x.first, c.x.weights; c.x.taps == 2 {
		for k := range to {
			p, w := (*[2]uint64)(words[first[k]:]), (*[2]int32)(weights[2*k:])
			to[k] = (chromaHalf + p[0]*uint64(w[0]) + p[1]*uint64(w[1])) >> chromaBits & laneMask
		}
		return
	}
	for k, first := range c.x.first {
		sum := uint64(chromaHalf)
		w := c.x.window(k)
		p := words[first:][:len(w)]
		for i, weight := range w {
			sum += p[i] * uint64(weight)
		}
		to[k] = sum >> chromaBits & laneMask
	}
}

// colours writes a row of opaque pixels.
func colours(pix []uint8, luma []uint8, chroma []uint64) {
	const in = chromaBias / 2 * lanes3 // the bits above a byte, if it is one
	chroma = chroma[:len(luma)]
	for i, y := range luma {
		v := (uint64(2*int(y)+1)*lanes3 + chroma[i]) >> 1 & laneMask
		if v&^(0xFF*lanes3) != in {
			v = clampLanes(v)
		}
		c := uint32(v)&0xFF | uint32(v>>13)&0xFF00 | uint32(v>>26)&0xFF0000 | 255<<24
		binary.LittleEndian.PutUint32(pix[4*i:], c)
	}
}

func clampLanes(v uint64) (clamped uint64) {
	for shift := 0; shift < 63; shift += 21 {
		lane := int(v>>shift&0x7FF) - chromaBias/2
		clamped |= uint64(min(max(lane, 0), 255)) << shift
	}
	return clamped
}
