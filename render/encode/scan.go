package encode

import (
	"encoding/binary"
	"image"
	"math"
	"math/bits"
)

// scan turns an image into tokens, minimum coded unit by unit (T.81 A.2).
type scan struct {
	out        *tokens
	luma, chro quantiser
	dc         [3]int32 // of the last block of each component
	pixels     [256]uint32
	y          [4]block
	cb, cr     block
	chroma     [2][64]int32 // of a unit in full colour, in 65,536ths
}

// quantiser is the reciprocals of a quantisation table in zigzag order, and of
// its first coefficient for a flat block.
type quantiser struct {
	reciprocal [64]float32
	flat       float32
	smooth     smoothQuantiser
}

func newQuantiser(t *[64]byte) (q quantiser) {
	r := reciprocals(t)
	for i, at := range zigzag {
		q.reciprocal[i] = r[at]
	}
	q.flat = 64 * r[0]
	q.smooth = newSmoothQuantiser(t)
	return q
}

func (s *scan) run(img *image.RGBA, sub Subsampling, forLuma, forChroma *[64]byte, out *tokens) {
	s.out = out
	s.luma, s.chro = newQuantiser(forLuma), newQuantiser(forChroma)
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
		if n == side {
			for ; len(to) >= 2 && len(row) >= 8; to, row = to[2:], row[8:] {
				two := binary.LittleEndian.Uint64(row)
				to[0], to[1] = uint32(two), uint32(two>>32)
			}
			continue
		}
		for x := range to[:n] {
			to[x] = binary.LittleEndian.Uint32(row[4*x:])
		}
		for x := n; x < side; x++ {
			to[x] = to[n-1]
		}
	}
}

// luma and chroma convert to Y-128, and to Cb-128 and Cr-128 (T.871 §7), in
// fixed point of 16 bits: turning each channel into a float first costs more.
func luma(r, g, b int32) float32 {
	return float32(19595*r+38470*g+7471*b-128<<16) * (1.0 / 65536)
}

// chroma takes the sums of n pixels' channels, up to 4.
func chroma(r, g, b, n int32) (cb, cr float32) {
	unit := 1.0 / float32(n<<16)
	u, v := chromaSums(r, g, b)
	return float32(u) * unit, float32(v) * unit
}

func chromaSums(r, g, b int32) (cb, cr int32) {
	return 32768*b - 11059*r - 21709*g, 32768*r - 27439*g - 5329*b
}

// channels takes a premultiplied pixel apart and lays it on white.
func channels(c uint32) (r, g, b int32) {
	white := int32(255 - c>>24)
	return int32(c&0xFF) + white, int32(c>>8&0xFF) + white, int32(c>>16&0xFF) + white
}

func (s *scan) flatUnit(c uint32, side int) {
	r, g, b := channels(c)
	cb, cr := chroma(r, g, b, 1)
	for range side * side / 64 {
		s.flatBlock(0, &s.luma, luma(r, g, b))
	}
	s.flatBlock(1, &s.chro, cb)
	s.flatBlock(2, &s.chro, cr)
}

// fullUnit codes 8×8 pixels, each with its colour where there is an edge of
// colour among them, else with half of the colour's resolution.
func (s *scan) fullUnit() {
	blue, red := &s.chroma[0], &s.chroma[1]
	var lowBlue, highBlue, lowRed, highRed int32 = math.MaxInt32, math.MinInt32, math.MaxInt32, math.MinInt32
	for i, c := range s.pixels[:64] {
		r, g, b := channels(c)
		s.y[0][i] = luma(r, g, b)
		u, v := chromaSums(r, g, b)
		blue[i], red[i] = u, v
		lowBlue, highBlue = min(lowBlue, u), max(highBlue, u)
		lowRed, highRed = min(lowRed, v), max(highRed, v)
	}
	s.block(0, &s.luma, &s.y[0])
	if highBlue-lowBlue <= smoothRange && highRed-lowRed <= smoothRange {
		s.smoothBlock(1, blue)
		s.smoothBlock(2, red)
		return
	}
	for i := range s.cb {
		s.cb[i], s.cr[i] = float32(blue[i])*(1.0/65536), float32(red[i])*(1.0/65536)
	}
	s.block(1, &s.chro, &s.cb)
	s.block(2, &s.chro, &s.cr)
}

// halvedUnit codes 16×16 pixels, square by square of 2×2: four blocks of luma,
// and one each of chroma averaged over a square.
func (s *scan) halvedUnit() {
	for i := range 64 {
		x, y := i&7, i>>3
		to := &s.y[y>>2<<1|x>>2]
		at := (y&3<<3 | x&3) << 1 // in its block, 8 wide
		from := y<<5 | x<<1       // in the unit, 16 wide
		var sr, sg, sb int32
		for k := range 4 {
			r, g, b := channels(s.pixels[(from+k>>1<<4+k&1)&255])
			to[(at+k>>1<<3+k&1)&63] = luma(r, g, b)
			sr, sg, sb = sr+r, sg+g, sb+b
		}
		s.cb[i], s.cr[i] = chroma(sr, sg, sb, 4)
	}
	for i := range s.y {
		if b := &s.y[i]; b.isFlat() {
			s.flatBlock(0, &s.luma, b[0])
		} else {
			s.block(0, &s.luma, b)
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

// flatBlock codes a block of one value. It is rounded first, as a decoder gives
// whole values: one in between would end up to a whole step away after the
// quantiser's own rounding, and a flat ground would not have its colour.
func (s *scan) flatBlock(component int, q *quantiser, v float32) {
	whole := float32(quantise(v))
	table := s.putDC(component, quantise(whole*q.flat))
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
	for i, r := range &q.reciprocal {
		v := quantise(b[zigzag[i]&63] * r)
		values[i] = v
		present |= uint64(uint32(v|-v)>>31) << i // without a branch, which would be guessed wrong
	}
	s.code(component, &values, present)
}

// code codes the coefficients of a block, in zigzag order; the bits of present
// tell which are not 0.
func (s *scan) code(component int, values *[64]int32, present uint64) {
	ac := s.putDC(component, values[0]) + 1
	list, counts := s.out.list, &s.out.counts
	last := 0
	for present &^= 1; present != 0; present &= present - 1 {
		i := bits.TrailingZeros64(present)
		run := i - last - 1
		for ; run > 15; run -= 16 {
			counts[(ac<<8|sixteen)&symbolMask]++
			list = append(list, ac<<8|sixteen)
		}
		tok := makeToken(ac, run, values[i&63])
		counts[tok&symbolMask]++
		list = append(list, tok)
		last = i
	}
	s.out.list = list
	if last < 63 {
		s.out.add(ac<<8 | endOfBlock)
	}
}
