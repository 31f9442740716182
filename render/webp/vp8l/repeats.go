package vp8l

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

// pixels is an image whose pixels have size bytes each: 1, an index; or 4, a colour as
// little-endian ARGB.
type pixels struct {
	data []byte // wordBytes longer than the image
	size int
	w, h int
}

// wordBytes stand behind an image, so that a word can be read at any of its pixels.
const wordBytes = 8

// padded returns the n bytes of an image with a word behind them.
func padded(data []byte, n int) []byte {
	data = slices.Grow(data[:n], wordBytes)[:n+wordBytes]
	clear(data[n:])
	return data
}

// at returns the pixel at a byte as ARGB; an index stands for green (RFC 9649 §3.5.4).
func (p *pixels) at(i int) uint32 {
	if p.size == 1 {
		return uint32(p.data[i]) << 8
	}
	return binary.LittleEndian.Uint32(p.data[i:])
}

// bytes is how many bytes the image has.
func (p *pixels) bytes() int { return p.w * p.h * p.size }

// shortest is how many pixels a copy pays for, by the bytes of a pixel.
var shortest = [...]int{1: 3, 4: 1}

// Where more than dull literals follow one another, as in a photograph, a repeat is looked
// for at every dullStep-th pixel.
const (
	dull     = 32
	dullStep = 4
)

// repeats finds literals and copies in one pass: at each pixel the longer copy.
func (c *coder) repeats(p *pixels) {
	above, end := p.w*p.size, p.bytes()
	shift := 3 + bits.TrailingZeros(uint(p.size)) // of bits to pixels
	literals := 0
	for i := 0; i < end; {
		n, back, code := 0, above, uint32(fromAbove)
		if literals <= dull || literals%dullStep == 0 {
			here := binary.LittleEndian.Uint64(p.data[i:])
			if i >= above {
				n = bits.TrailingZeros64(here ^ binary.LittleEndian.Uint64(p.data[i-above:]))
			}
			if n < 64 && i > 0 {
				if run := bits.TrailingZeros64(here ^ binary.LittleEndian.Uint64(p.data[i-p.size:])); run > n {
					n, back, code = run, p.size, fromBefore
				}
			}
		}
		if n == 64 {
			n = matchLength(p.data, i, back) / p.size
		} else {
			n >>= shift
		}
		if n = min(n, (end-i)/p.size); n < shortest[p.size] {
			c.literal(p, i)
			i += p.size
			literals++
			continue
		}
		c.copy(p, i, n, code)
		i += n * p.size
		literals = 0
	}
}

// matchLength is how many bytes from i on are the same as those so far back.
func matchLength(data []byte, i, back int) int {
	n := 0
	for ; i+n+8 <= len(data); n += 8 {
		if d := binary.LittleEndian.Uint64(data[i+n:]) ^ binary.LittleEndian.Uint64(data[i+n-back:]); d != 0 {
			return n + bits.TrailingZeros64(d)/8
		}
	}
	return n
}
