package jpeg

import (
	"encoding/binary"
	"image"
)

// scan turns an image into tokens, minimum coded unit by unit (T.81 A.2).
type scan struct {
	out        *tokens
	steps      [3]int32 // of the first coefficients
	luma       quantiser
	blue, red  quantiser
	subsampled subsampledQuantisers
	dc         [3]int32 // of the last block of each component
	samples    samples
	block      block
	cb, cr     block
	opaque     [64 * 4]byte // pixels laid on white
}

func (s *scan) run(img *image.RGBA, sub Subsampling, forLuma, forChroma *[64]byte, out *tokens) {
	s.out = out
	s.luma = newQuantiser(forLuma, 128<<sampleBits, 1)
	s.blue = newQuantiser(forChroma, chromaBias, blueScale)
	s.red = newQuantiser(forChroma, chromaBias, redScale)
	s.subsampled = newSubsampledQuantisers(forChroma)
	s.steps = [3]int32{int32(forLuma[0]), int32(forChroma[0]), int32(forChroma[0])}
	s.dc = [3]int32{}
	side := 8
	if sub == Halved {
		side = 16
	}
	out.blank = blankUnit(side * side / 64)
	w, h := img.Rect.Dx(), img.Rect.Dy()
	flat := int64(-1) // the colour of the unit before, if it has but one
	for y := 0; y < h; y += side {
		for x := 0; x < w; x += side {
			at := img.Pix[y*img.Stride+4*x:]
			before := flat
			flat = -1
			switch {
			case x+side <= w && y+side <= h && isFlat(at, img.Stride, side):
				c := binary.LittleEndian.Uint32(at)
				if flat = int64(c); flat == before {
					out.addRepeated()
				} else {
					s.flatUnit(c, side)
				}
			case sub == Halved:
				s.halvedUnit(img, x, y)
			default:
				s.fullUnit(img, x, y)
			}
		}
	}
	out.countBlanks()
}

// isFlat reports whether a unit has one colour.
func isFlat(pix []byte, stride, side int) bool {
	first := uint64(binary.LittleEndian.Uint32(pix)) * both
	for y := range side {
		for row := pix[y*stride:][:4*side]; len(row) >= 32; row = row[32:] {
			a, b := binary.LittleEndian.Uint64(row), binary.LittleEndian.Uint64(row[8:])
			c, d := binary.LittleEndian.Uint64(row[16:]), binary.LittleEndian.Uint64(row[24:])
			if (a^first)|(b^first)|(c^first)|(d^first) != 0 {
				return false
			}
		}
	}
	return true
}

// load converts 8×8 pixels. It reports whether their chroma can be subsampled.
func (s *scan) load(img *image.RGBA, x, y int) (subsample bool) {
	if x+8 <= img.Rect.Dx() && y+8 <= img.Rect.Dy() {
		opaque, subsample := s.samples.load(img.Pix[y*img.Stride+4*x:], img.Stride)
		if opaque {
			return subsample
		}
	}
	s.lay(img, x, y)
	_, subsample = s.samples.load(s.opaque[:], 4*8)
	return subsample
}

// lay lays 8×8 pixels on white, the last column and row repeated beyond the
// image.
func (s *scan) lay(img *image.RGBA, x0, y0 int) {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	for i := range 64 {
		x, y := min(x0+i%8, w-1), min(y0+i/8, h-1)
		r, g, b := channels(binary.LittleEndian.Uint32(img.Pix[y*img.Stride+4*x:]))
		binary.LittleEndian.PutUint32(s.opaque[4*i:], uint32(r|g<<8|b<<16)|0xFF<<24)
	}
}

// channels takes a premultiplied pixel apart and lays it on white.
func channels(c uint32) (r, g, b int32) {
	white := int32(255 - c>>24)
	return int32(c&0xFF) + white, int32(c>>8&0xFF) + white, int32(c>>16&0xFF) + white
}

// flatUnit codes a unit of one colour. It rounds Y-128, Cb-128 and Cr-128 (T.871 §7)
// before it quantises them, because decoders give whole values. Without that the two
// roundings could add up to a step, and a flat ground would change its colour.
func (s *scan) flatUnit(c uint32, side int) {
	const half = 1 << 15
	r, g, b := channels(c)
	y := (19595*r + 38470*g + 7471*b - 128<<16 + half) >> 16
	for range side * side / 64 {
		s.flatBlock(0, y)
	}
	s.flatBlock(1, (32768*b-11059*r-21709*g+half)>>16)
	s.flatBlock(2, (32768*r-27439*g-5329*b+half)>>16)
}

// flatBlock codes a block of one whole value. Its only coefficient is eight times
// the value.
func (s *scan) flatBlock(component int, v int32) {
	step := s.steps[component]
	table := s.putDC(component, floorDiv(16*v+step, 2*step))
	s.out.add((table+1)<<8 | endOfBlock)
}

func floorDiv(a, b int32) int32 {
	q := a / b
	if q*b > a {
		q--
	}
	return q
}

// fullUnit codes 8×8 pixels at the full resolution of chroma. Where there is no edge of
// colour among them it codes the coefficients of half the resolution only.
func (s *scan) fullUnit(img *image.RGBA, x, y int) {
	subsample := s.load(img, x, y)
	s.transform(0, &s.luma, &s.samples.luma)
	if subsample {
		s.subsample(&s.samples)
		return
	}
	s.samples.unpack(&s.cb, &s.cr)
	s.transform(1, &s.blue, &s.cb)
	s.transform(2, &s.red, &s.cr)
}

// halvedUnit codes 16×16 pixels: four blocks of luma, and one each of chroma
// averaged over squares of 2×2.
func (s *scan) halvedUnit(img *image.RGBA, x0, y0 int) {
	for i := range 4 {
		x, y := x0+i%2*8, y0+i/2*8
		s.load(img, x, y)
		s.samples.halve(&s.cb, &s.cr, i/2*16+i%2*2)
		if x+8 <= img.Rect.Dx() && y+8 <= img.Rect.Dy() && isFlat(img.Pix[y*img.Stride+4*x:], img.Stride, 8) {
			s.flatBlock(0, int32(s.samples.luma[0]+8)>>4-128)
			continue
		}
		s.transform(0, &s.luma, &s.samples.luma)
	}
	s.transform(1, &s.blue, &s.cb)
	s.transform(2, &s.red, &s.cr)
}

func (s *scan) transform(component int, q *quantiser, b *block) {
	b.forward()
	s.code(component, q, b, 0, q.significant(b))
}

// Symbols that no value follows (T.81 F.1.2.2): the one after the last coefficient
// that is not 0, and the one for sixteen zeros before another coefficient.
const (
	endOfBlock = 0x00
	sixteen    = 0xF0
)

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
