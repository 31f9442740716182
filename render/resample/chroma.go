package resample

import (
	"encoding/binary"
	"math"
)

// chromaScaler filters the two chroma planes of a picture together, row by row.
//
// The lanes of a word hold what a pixel's chroma adds to its red, green and blue, so that luma need only be added to
// each lane. The matrix of T.871 §7 is applied before filtering, as the source mostly has fewer pixels of chroma than
// the result has.
type chromaScaler struct {
	cb, cr plane
	x, y   *axis

	averaged [2][]uint8
	words    []uint64 // a row of the source
	ring     ring     // of rows filtered along x
	out      []uint64
}

// chromaWords are the lanes of each value of Cb and Cr, in steps of 1/2; the sum of a Cb and a Cr has the bias once.
// Values reach 2·227, and a quarter more where a filter overshoots.
var chromaWords = func() (t struct{ cb, cr [256]uint64 }) {
	word := func(r, g, b float64) uint64 {
		lane := func(v float64) uint64 { return uint64(int64(math.Round(2 * v))) }
		return lane(r) + lane(g)<<21 + lane(b)<<42
	}
	for i := range 256 {
		v := float64(i - 128)
		t.cb[i] = word(0, -0.344136*v, 1.772*v) + laneBias*eachLane
		t.cr[i] = word(1.402*v, -0.714136*v, 0)
	}
	return t
}()

// start begins a picture.
func (c *chromaScaler) start(cb, cr plane, x, y *axis) {
	c.x, c.y = x, y
	c.cb, c.averaged[0] = cb.reduced(c.averaged[0], x, y)
	c.cr, c.averaged[1] = cr.reduced(c.averaged[1], x, y)
	w := len(x.first)
	c.ring.start(w, y.taps)
	c.out = grown(c.out, w)
}

// row returns the row v of the result, valid until the next call. Rows are asked for in their order. Values are rounded
// down: writeRGB rounds the sum with luma, and to round twice would make pictures lighter.
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
			out[k] = (a[k]*u + b[k]*v) >> laneBits & laneMask
		}
		return out
	}
	for k := range out {
		out[k] = a[k] * u
	}
	for i, weight := range weights[1:] {
		w := uint64(weight)
		for k, word := range c.ring.row(first + 1 + i)[:len(out)] {
			out[k] += word * w
		}
	}
	for k, sum := range out {
		out[k] = sum >> laneBits & laneMask
	}
	return out
}

// filter filters the row i of the source along x.
func (c *chromaScaler) filter(i int) {
	n := c.x.first[len(c.x.first)-1] + c.x.taps
	cb, cr := c.cb.pix[i*c.cb.stride:][:n], c.cr.pix[i*c.cr.stride:][:n]
	c.words = grown(c.words, n)
	words := c.words
	for k := range words {
		words[k] = chromaWords.cb[cb[k]] + chromaWords.cr[cr[k]]
	}
	to := c.ring.next()
	if first, weights := c.x.first, c.x.weights; c.x.taps == 2 {
		for k := range to {
			p, w := (*[2]uint64)(words[first[k]:]), (*[2]int32)(weights[2*k:])
			to[k] = (laneHalf + p[0]*uint64(w[0]) + p[1]*uint64(w[1])) >> laneBits & laneMask
		}
		return
	}
	for k, first := range c.x.first {
		sum := uint64(laneHalf)
		w := c.x.window(k)
		p := words[first:][:len(w)]
		for i, weight := range w {
			sum += p[i] * uint64(weight)
		}
		to[k] = sum >> laneBits & laneMask
	}
}

// writeRGB writes a row of opaque pixels.
func writeRGB(pix []uint8, luma []uint8, chroma []uint64) {
	chroma = chroma[:len(luma)]
	for i, y := range luma {
		v := (uint64(2*int(y)+1)*eachLane + chroma[i]) >> 1 & laneMask
		if v&^byteLanes != laneBias/2*eachLane {
			v = clampLanes(v, laneBias/2)
		}
		c := uint32(v)&0xFF | uint32(v>>13)&0xFF00 | uint32(v>>26)&0xFF0000 | 255<<24
		binary.LittleEndian.PutUint32(pix[4*i:], c)
	}
}
