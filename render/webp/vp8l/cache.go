package vp8l

import "encoding/binary"

// cache is the colour cache (RFC 9649 §3.6.2.3): each colour has one place, where the
// last of those that share it stands.
type cache struct {
	bits    uint // 1<<bits places; none if 0
	colours []uint32
}

func (c *cache) reset(bits uint) {
	c.bits = bits
	if bits > 0 && len(c.colours) != 1<<bits {
		c.colours = make([]uint32, 1<<bits)
	}
	clear(c.colours)
}

// len is how many places there are.
func (c *cache) len() int {
	if c.bits == 0 {
		return 0
	}
	return 1 << c.bits
}

func (c *cache) place(colour uint32) uint32 { return colour * 0x1E35A7BD >> (32 - c.bits) }

// find returns the place of a colour, and whether it stands there. It does from now on.
func (c *cache) find(colour uint32) (place uint32, ok bool) {
	place = c.place(colour)
	ok = c.colours[place] == colour
	c.colours[place] = colour
	return place, ok
}

// insert puts the colours of copied pixels into the cache.
func (c *cache) insert(pixels []byte) {
	before := binary.LittleEndian.Uint32(pixels) + 1 // no colour that is the same
	for ; len(pixels) > 0; pixels = pixels[4:] {
		colour := binary.LittleEndian.Uint32(pixels)
		if colour != before {
			c.colours[c.place(colour)] = colour
			before = colour
		}
	}
}

// cacheBits chooses the size of the cache for an image. Indices have none.
func cacheBits(p *pixels) uint {
	if p.size == 1 {
		return 0
	}
	return 8
}
