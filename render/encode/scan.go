package encode

import (
	"encoding/binary"
	"image"
	"math/bits"
)

// scan turns an image into tokens, minimum coded unit by unit (T.81 A.2).
type scan struct {
	out        *tokens
	luma, chro quantiser
	dc         [3]int32 // of the last block of each component
	pixels     [256]uint32
	y, cb, cr  block
}

// quantiser is the reciprocals of a quantisation table, and of its first
// coefficient for a flat block.
type quantiser struct {
	reciprocal block
	flat       float32
}

func newQuantiser(t *[64]byte) quantiser {
	q := quantiser{reciprocal: reciprocals(t)}
	q.flat = 64 * q.reciprocal[0]
	return q
}

func (s *scan) run(img *image.RGBA, sub Subsampling, luma, chroma *[64]byte, out *tokens) {
	s.out = out
	s.luma, s.chro = newQuantiser(luma), newQuantiser(chroma)
	s.dc = [3]int32{}
	side := 8
	if sub == Halved {
		side = 16
	}
	w, h := img.Rect.Dx(), img.Rect.Dy()
	for y := 0; y < h; y += side {
		for x := 0; x < w; x += side {
			if isFlat(img, x, y, side) {
				s.flatUnit(binary.LittleEndian.Uint32(img.Pix[y*img.Stride+4*x:]), side)
				continue
			}
			s.load(img, x, y, side)
			if sub == Halved {
				s.halvedUnit()
			} else {
				s.fullUnit()
			}
		}
	}
}

// isFlat reports whether a unit has one colour. Units that reach beyond the
// image are left to the general way.
func isFlat(img *image.RGBA, x0, y0, side int) bool {
	if x0+side > img.Rect.Dx() || y0+side > img.Rect.Dy() {
		return false
	}
	at := y0*img.Stride + 4*x0
	first := uint64(binary.LittleEndian.Uint32(img.Pix[at:]))
	first |= first << 32
	for range side {
		row := img.Pix[at:][:4*side]
		for ; len(row) >= 8; row = row[8:] {
			if binary.LittleEndian.Uint64(row) != first {
				return false
			}
		}
		at += img.Stride
	}
	return true
}

// load copies a unit's pixels, the last column and row repeated beyond the
// image.
func (s *scan) load(img *image.RGBA, x0, y0, side int) {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	n := min(side, w-x0)
	for y := range side {
		row := img.Pix[min(y0+y, h-1)*img.Stride+4*x0:][:4*n]
		to := s.pixels[y*side:][:side]
		for x := range to[:n] {
			to[x] = binary.LittleEndian.Uint32(row[4*x:])
		}
		for x := n; x < side; x++ {
			to[x] = to[n-1]
		}
	}
}

// ycc converts a pixel on white to Y-128, Cb-128 and Cr-128 (T.871 §7).
func ycc(r, g, b float32) (y, cb, cr float32) {
	y = 0.299*r + 0.587*g + 0.114*b
	return y - 128, (b - y) * (0.5 / (1 - 0.114)), (r - y) * (0.5 / (1 - 0.299))
}

// channels takes a premultiplied pixel apart and lays it on white.
func channels(c uint32) (r, g, b int32) {
	white := int32(255 - c>>24)
	return int32(c&0xFF) + white, int32(c>>8&0xFF) + white, int32(c>>16&0xFF) + white
}

func (s *scan) flatUnit(c uint32, side int) {
	r, g, b := channels(c)
	y, cb, cr := ycc(float32(r), float32(g), float32(b))
	for range side * side / 64 {
		s.flatBlock(0, &s.luma, y)
	}
	s.flatBlock(1, &s.chro, cb)
	s.flatBlock(2, &s.chro, cr)
}

func (s *scan) fullUnit() {
	for i, c := range s.pixels[:64] {
		r, g, b := channels(c)
		s.y[i], s.cb[i], s.cr[i] = ycc(float32(r), float32(g), float32(b))
	}
	s.block(0, &s.luma, &s.y)
	s.block(1, &s.chro, &s.cb)
	s.block(2, &s.chro, &s.cr)
}

// halvedUnit codes 16×16 pixels: four blocks of luma, and one each of chroma
// averaged over 2×2 pixels.
func (s *scan) halvedUnit() {
	for q := range 4 {
		at := q>>1*128 + q&1*8
		for y := range 8 {
			for x, c := range s.pixels[at+16*y:][:8] {
				r, g, b := channels(c)
				s.y[8*y+x] = 0.299*float32(r) + 0.587*float32(g) + 0.114*float32(b) - 128
			}
		}
		s.block(0, &s.luma, &s.y)
	}
	for y := range 8 {
		above, below := s.pixels[32*y:][:16], s.pixels[32*y+16:][:16]
		for x := range 8 {
			var r, g, b int32
			for _, c := range [4]uint32{above[2*x], above[2*x+1], below[2*x], below[2*x+1]} {
				dr, dg, db := channels(c)
				r, g, b = r+dr, g+dg, b+db
			}
			_, s.cb[8*y+x], s.cr[8*y+x] = ycc(float32(r)/4, float32(g)/4, float32(b)/4)
		}
	}
	s.block(1, &s.chro, &s.cb)
	s.block(2, &s.chro, &s.cr)
}

// endOfBlock is the symbol after the last coefficient that is not 0.
const (
	endOfBlock = 0x00
	sixteen    = 0xF0 // zeros
)

func (s *scan) flatBlock(component int, q *quantiser, v float32) {
	table := s.putDC(component, quantise(v*q.flat))
	s.out.add((table+1)<<8 | endOfBlock)
}

// putDC codes a first coefficient and returns its table.
func (s *scan) putDC(component int, v int32) (table token) {
	if component > 0 {
		table = 2
	}
	diff := v - s.dc[component]
	s.dc[component] = v
	s.out.add(makeToken(table, 0, diff))
	return table
}

// quantise rounds to the nearest integer, halves up.
func quantise(v float32) int32 {
	const bias = 1 << 14 // more than any coefficient
	return int32(v+(bias+0.5)) - bias
}

func (s *scan) block(component int, q *quantiser, b *block) {
	b.transform()
	var values [64]int32 // in zigzag order
	var present uint64
	for i, at := range zigzag {
		v := quantise(b[at] * q.reciprocal[at])
		values[i] = v
		if v != 0 {
			present |= 1 << i
		}
	}
	ac := s.putDC(component, values[0]) + 1
	last := 0
	for present &^= 1; present != 0; present &= present - 1 {
		i := bits.TrailingZeros64(present)
		run := i - last - 1
		for ; run > 15; run -= 16 {
			s.out.add(ac<<8 | sixteen)
		}
		s.out.add(makeToken(ac, run, values[i]))
		last = i
	}
	if last < 63 {
		s.out.add(ac<<8 | endOfBlock)
	}
}
