package vp8

import "encoding/binary"

// plane is a component of a frame, with a border of pixels that predictions read where
// there is nothing above or to the left (RFC 6386 section 12.2).
type plane struct {
	pix    []byte
	stride int
	origin int // of the pixel at 0, 0
}

const (
	borderLeft   = 16 // px; one is read
	borderRight  = 16 // px; four are read
	borderAbove  = 127
	borderBeside = 129
)

// setSize makes the plane w×h px large and fills its border.
func (p *plane) setSize(w, h int) {
	p.stride = borderLeft + w + borderRight
	p.origin = p.stride + borderLeft
	if n := p.stride * (1 + h); cap(p.pix) < n {
		p.pix = make([]byte, n)
	} else {
		p.pix = p.pix[:n]
	}
	for i := range p.stride {
		p.pix[i] = borderAbove
	}
	for at := p.stride; at < len(p.pix); at += p.stride {
		p.pix[at+borderLeft-1] = borderBeside
	}
}

// at returns the place of a pixel.
func (p *plane) at(x, y int) int { return p.origin + y*p.stride + x }

// extend repeats the last pixel of a row four times: predictions read that many to the
// right of the last macroblock above.
func (p *plane) extend(w, y int) {
	end := p.at(w, y)
	for i := range 4 {
		p.pix[end+i] = p.pix[end-1]
	}
}

// rows are 4×4 pixels: a row of four bytes each, the leftmost in the low bits.
type rows [4]uint32

// load returns the 4×4 pixels at a place.
func load(pix []byte, at, stride int) (r rows) {
	for y := range r {
		r[y] = binary.LittleEndian.Uint32(pix[at+y*stride:])
	}
	return r
}

// store writes them.
func (r *rows) store(pix []byte, at, stride int) {
	for y, v := range r {
		binary.LittleEndian.PutUint32(pix[at+y*stride:], v)
	}
}

const everyByte = 0x01010101

// edge is what the modes of 4×4 pixels are made of: the 13 pixels around them, from the
// lowest one to the left over the corner to the last one above, and their averages. They
// are numbered from 0; the corner is 4.
type edge struct {
	low, high uint64 // pixels 0 to 7, 5 to 12
	// Averages of neighbours, as (a + b + 1) / 2, begin with that of pixels 0 and 1 and
	// of pixels 5 and 6; those of three, as (a + 2b + c + 2) / 4, with pixel 1 and pixel 6
	// in the middle.
	lowTwo, highTwo, lowThree, highThree uint64
}

// averageUp returns (a + b + 1) / 2 of each byte, averageDown (a + b) / 2.
func averageUp(a, b uint64) uint64   { return (a | b) - (a^b)>>1&0x7F7F7F7F7F7F7F7F }
func averageDown(a, b uint64) uint64 { return a&b + (a^b)>>1&0x7F7F7F7F7F7F7F7F }

// newEdge reads the pixels around those at a place. The four above to the right are given.
func newEdge(pix []byte, at, stride int, right uint32) (e edge) {
	above := binary.LittleEndian.Uint32(pix[at-stride:])
	e.low = uint64(pix[at+3*stride-1]) | uint64(pix[at+2*stride-1])<<8 | uint64(pix[at+stride-1])<<16 | uint64(pix[at-1])<<24 |
		uint64(pix[at-stride-1])<<32 | uint64(above)<<40
	e.high = uint64(above) | uint64(right)<<32
	e.lowTwo, e.highTwo = averageUp(e.low, e.low>>8), averageUp(e.high, e.high>>8)
	e.highThree = averageUp(e.high>>8, averageDown(e.high, e.high>>16))
	e.lowThree = averageUp(e.low>>8, averageDown(e.low, e.low>>16))
	e.lowThree = e.lowThree&0xFFFF_FFFFFFFF | e.highThree>>8<<48
	return e
}

// spread makes the four low bytes 16 bits wide.
func spread(w uint64) uint64 {
	w = (w | w<<16) & 0x0000FFFF_0000FFFF
	return (w | w<<8) & 0x00FF00FF_00FF00FF
}

// predict returns the 4×4 pixels that a mode makes (section 12.3).
func (e *edge) predict(mode int) (r rows) {
	two, three := e.lowTwo, e.lowThree
	switch mode {
	case modeDC:
		left := spread(e.low & 0xFFFFFFFF)
		sum := left + spread(e.high&0xFFFFFFFF) // lanes of 9 bits
		sum += sum >> 32
		sum += sum >> 16
		v := uint32(sum+4) >> 3 & 0xFF
		r = rows{v * everyByte, v * everyByte, v * everyByte, v * everyByte}
	case modeTM:
		r = gradient(uint32(e.high), uint32(e.low), int(e.low>>32&0xFF))
	case modeVE:
		v := uint32(three >> 32)
		r = rows{v, v, v, v}
	case modeHE:
		r = rows{uint32(three>>16) & 0xFF, uint32(three>>8) & 0xFF, uint32(three) & 0xFF, e.lowest()}
		for y := range r {
			r[y] *= everyByte
		}
	case modeRD:
		r = rows{uint32(three >> 24), uint32(three >> 16), uint32(three >> 8), uint32(three)}
	case modeLD:
		h := uint32(e.high >> 56)
		last := (uint32(e.high>>48)&0xFF + 3*h + 2) >> 2
		w := e.highThree&0xFFFF_FFFFFFFF | uint64(last)<<48
		r = rows{uint32(w), uint32(w >> 8), uint32(w >> 16), uint32(w >> 24)}
	case modeVR:
		r[0] = uint32(e.highTwo)<<8 | uint32(two>>32)&0xFF
		r[1] = uint32(three >> 24)
		r[2] = r[0]<<8 | uint32(three>>16)&0xFF
		r[3] = r[1]<<8 | uint32(three>>8)&0xFF
	case modeVL:
		two, three = e.highTwo, e.highThree
		r[0], r[1] = uint32(two), uint32(three)
		r[2] = r[0]>>8 | uint32(three>>32)<<24
		r[3] = r[1]>>8 | uint32(three>>40)<<24
	case modeHD:
		w := spread(two&0xFFFFFFFF) | spread(three&0xFFFFFFFF)<<8
		r[0] = uint32(w>>48) | uint32(three>>32)<<16
		r[1], r[2], r[3] = uint32(w>>32), uint32(w>>16), uint32(w)
	case modeHU:
		last := e.low & 0xFF
		w := two>>16&0xFF | three>>8&0xFF<<8 | two>>8&0xFF<<16 | three&0xFF<<24 |
			two&0xFF<<32 | uint64(e.lowest())<<40 | last*0x0101<<48
		r[0], r[1], r[2], r[3] = uint32(w), uint32(w>>16), uint32(w>>32), uint32(last)*everyByte
	}
	return r
}

// lowest is the average at the lowest pixel to the left, which has no neighbour below.
func (e *edge) lowest() uint32 {
	s, r := uint32(e.low)&0xFF, uint32(e.low>>8)&0xFF
	return (3*s + r + 2) >> 2
}

// gradient predicts 4×4 pixels by those above and to the left, of which the lowest comes
// first.
func gradient(above, left uint32, corner int) (r rows) {
	for y := range r {
		d := int(left>>(24-8*y)&0xFF) - corner
		var v uint32
		for x := 0; x < 32; x += 8 {
			v |= uint32(clip(d+int(above>>x&0xFF))) << x
		}
		r[y] = v
	}
	return r
}

// clip returns the byte nearest to v.
func clip(v int) uint8 { return uint8(min(max(v, 0), 255)) }

// average returns the average of the pixels above and beside a square of n×n pixels,
// 16 of luma or 8 of chroma, as far as there are any (section 12.2).
func (p *plane) average(x, y, n int) byte {
	at := p.at(x, y)
	sum, count := 0, 0
	if y > 0 {
		for _, v := range p.pix[at-p.stride:][:n] {
			sum += int(v)
		}
		count += n
	}
	if x > 0 {
		for i := range n {
			sum += int(p.pix[at+i*p.stride-1])
		}
		count += n
	}
	if count == 0 {
		return 128
	}
	return byte((sum + count/2) / count)
}

// square predicts a square. The result has rows of 16 bytes.
func (p *plane) square(to *[256]byte, mode, x, y, n int) {
	at := p.at(x, y)
	above := p.pix[at-p.stride-1:][:n+1] // from the corner
	average := p.average(x, y, n)
	for i := range n {
		row, left := to[16*i:][:n], p.pix[at+i*p.stride-1]
		switch mode {
		case modeDC:
			fill(row, average)
		case modeVE:
			copy(row, above[1:])
		case modeHE:
			fill(row, left)
		case modeTM:
			d := int(left) - int(above[0])
			for j, v := range above[1:] {
				row[j] = clip(d + int(v))
			}
		}
	}
}

func fill(to []byte, v byte) {
	for i := range to {
		to[i] = v
	}
}
