package jpeg

import "encoding/binary"

// samples is the YCbCr (T.871 §7) of 8×8 opaque pixels, row by row. It holds B-Y and
// R-Y in place of Cb and Cr, since one multiplication gives those for two pixels; the
// quantisers divide by the factor between them.
type samples struct {
	luma   block      // in 16ths
	chroma [32]uint64 // R-Y and B-Y of a pixel, then of the next: 16 bits each, in 16ths and chromaBias more
}

const (
	redScale, blueScale = 1.402, 1.772 // R-Y is so many times Cr, B-Y Cb

	sampleBits = 4
	chromaBias = 256 << sampleBits
	four       = 0x0001_0001_0001_0001 // halves of 16 bits
)

// subsampleRange is how far Cb and Cr of a block's pixels may be from those of its
// first pixel if the block is to be subsampled: a fifth of the distance between red
// text and white.
const subsampleRange = 24

// load converts pixels. It reports whether all are opaque, without which s has no
// meaning, and whether their chroma can be subsampled.
func (s *samples) load(pix []byte, stride int) (opaque, subsample bool) {
	const (
		alphas = 0xFF << 24 * both
		signs  = 0x8000 * four
		red    = subsampleRange * 1402 << sampleBits / 1000
		blue   = subsampleRange * 1772 << sampleBits / 1000
		near   = (0x7FFF-blue)<<16*both + (0x7FFF-red)*both
	)
	_, first := convert(uint64(binary.LittleEndian.Uint32(pix)) * both)
	below, above := near-first, near+first
	alpha, far := uint64(alphas), uint64(0)
	for y := range 8 {
		row := (*[32]byte)(pix[y*stride:])
		for k := range 4 {
			w := binary.LittleEndian.Uint64(row[8*k:])
			l, uv := convert(w)
			s.luma[4*y+k], s.chroma[4*y+k] = int64(l), uv
			alpha &= w
			far |= (below + uv) | (above - uv)
		}
	}
	return alpha == alphas, far&signs == 0
}

// convert returns the luma and the chroma of two opaque pixels.
func convert(w uint64) (luma, chroma uint64) {
	const (
		fraction = 16 - sampleBits
		half     = 1 << (fraction - 1) * both
		mask     = (1<<(32-fraction) - 1) * both
	)
	sum := 19595*(w&(0xFF*both)) + 38470*(w>>8&(0xFF*both)) + 7471*(w>>16&(0xFF*both))
	luma = (sum + half) >> fraction & mask
	return luma, w&(0xFF*four)<<sampleBits + chromaBias*four - luma*0x10001
}

// unpack makes blocks of the chroma.
func (s *samples) unpack(blue, red *block) {
	for i, w := range &s.chroma {
		red[i], blue[i] = int64(w&(0xFFFF*both)), int64(w>>16&(0xFFFF*both))
	}
}

// square returns the sum of the chroma of 2×2 pixels, R-Y plus 2³² times B-Y, of
// 4×4 squares in rows 8 apart.
func (s *samples) square(i int) int64 {
	w := s.chroma[i&31] + s.chroma[(i+4)&31]
	w += w >> 32
	return int64(w&0xFFFF | w&0xFFFF0000<<16)
}

// halve averages the chroma over squares of 2×2 pixels, for the quarter of two
// blocks that begins at a word.
func (s *samples) halve(blue, red *block, at int) {
	const half = 2 * both
	for i := 0; i < 32; i += 8 {
		for k := range 2 {
			left, right := uint64(s.square(i+2*k)+half), uint64(s.square(i+2*k+1)+half)
			to := (at + i/2 + k) & 31
			red[to] = int64(left&0xFFFFFFFF>>2 | right&0xFFFFFFFF>>2<<32)
			blue[to] = int64(left>>34 | right>>34<<32)
		}
	}
}
