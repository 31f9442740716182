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

// chromaRow is a row of the result before it is filtered along y: a·u + b·v.
type chromaRow struct {
	a, b []uint64
	u, v uint64 // their sum is 1 << laneBits
}

// row returns the row v of the result, valid until the next call. Rows are asked for in their order.
func (c *chromaScaler) row(v int) chromaRow {
	first := c.y.first[v]
	for c.ring.made < first+c.y.taps {
		c.filter(c.ring.made)
	}
	weights := c.y.window(v)
	if len(weights) == 2 {
		return chromaRow{c.ring.row(first), c.ring.row(first + 1), uint64(weights[0]), uint64(weights[1])}
	}
	out := c.out
	clear(out)
	for i, weight := range weights {
		w := uint64(weight)
		for k, word := range c.ring.row(first + i)[:len(out)] {
			out[k] += word * w
		}
	}
	for k, sum := range out {
		out[k] = sum >> laneBits & laneMask
	}
	return chromaRow{out, out, 1 << laneBits, 0}
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
	if weights := c.x.weights; c.x.taps == 2 {
		for k, first := range c.x.first[:len(to)] {
			second := uint64(weights[2*k+1]) // the two add up to one
			to[k] = (laneHalf + words[first]*(1<<laneBits-second) + words[first+1]*second) >> laneBits & laneMask
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

// writeRGB writes a row of opaque pixels. Chroma is rounded down: the sum with luma is rounded, and to round twice would
// make pictures lighter.
func writeRGB(pix, luma []uint8, chroma chromaRow) {
	n := len(luma)
	a, b := chroma.a[:n], chroma.b[:n]
	rgb := func(k int) uint64 {
		c := (a[k]*chroma.u + b[k]*chroma.v) >> laneBits & laneMask
		return (uint64(2*int(luma[k])+1)*eachLane + c) >> 1 & laneMask
	}
	const outside = ^uint64(byteLanes)
	k := 0
	for ; k+1 < n; k += 2 {
		p, q := rgb(k), rgb(k+1)
		if ((p^laneBias/2*eachLane)|(q^laneBias/2*eachLane))&outside != 0 {
			p, q = clampLanes(p, laneBias/2), clampLanes(q, laneBias/2)
		}
		binary.LittleEndian.PutUint64(pix[4*k:], opaque(p)|opaque(q)<<32)
	}
	if k < n {
		binary.LittleEndian.PutUint32(pix[4*k:], uint32(opaque(clampLanes(rgb(k), laneBias/2))))
	}
}

// opaque packs the low bytes of the lanes into a pixel.
func opaque(v uint64) uint64 { return v&0xFF | v>>13&0xFF00 | v>>26&0xFF0000 | 255<<24 }
