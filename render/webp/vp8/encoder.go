package vp8

import (
	"image"
	"io"
	"slices"
	"sync"
)

var encoders = sync.Pool{New: func() any { return new(encoder) }}

// Encode writes a key frame of img: the payload of a chunk "VP8 ". img is 4:2:0, of
// studio range as [FromRGBA] makes it, with sides of 1 to [MaxSide] px; quality is 1 to
// 100, about on the scale of cwebp, and brought into that range. The error wraps
// [ErrSize], [ErrSubsampling] or [ErrLong], or is w's.
func Encode(w io.Writer, img *image.YCbCr, quality int) error {
	if err := check(img); err != nil {
		return err
	}
	e := encoders.Get().(*encoder)
	defer encoders.Put(e)
	i := index(min(max(quality, 1), 100))
	frame, err := e.encode(img, settings{index: i, filter: filterLevel(i), maxModes: maxModes})
	if err != nil {
		return err
	}
	_, err = w.Write(frame)
	return err
}

// filterLevel is the strength of the loop filter for an index of quantisers.
func filterLevel(index int) int { return min(int(acSteps[index])*4/10, maxFilter) }

const maxFilter = 63 // has 6 bits

// settings are what the quality decides of a frame, and a bound.
type settings struct {
	index    int // of the quantisers, 0 to 127
	filter   int // level of the loop filter, 0 to maxFilter
	maxModes int // bytes of the first partition
}

// encoder has the buffers of a frame.
type encoder struct {
	across, down int // macroblocks
	source       [3]plane
	restored     [3]plane // as decoders restore them before the loop filter

	blocks   []macroblock
	whole    wholeLuma // what is tried for a macroblock
	parts    partsLuma
	chroma   chroma
	modeBits int // that the first partition has for modes of 4×4 pixels
	tokens   tokens
	above    []beside // by column
	left     beside

	quantisers *quantisers
	lambda     int // the square error that a bit is worth, in quarters of a pixel's and 1<<costBits
	satdLambda int // the same of satd
	costs      costs
	leastParts int // the cost of luma that 4×4 pixels predict without an error

	first, second boolWriter
	out           []byte
}

// What a bit is worth for a step of the quantiser: of the square of the step, in quarters
// of a pixel's, and of the step itself in satd. At high rates, 6 dB of error for each
// bit, theory has 0.115.
const lambdaShare, satdShare = 0.085, 0.45

// beside is what is known of a macroblock above or to the left.
type beside struct {
	modes  [4]uint8
	luma   [4]uint8 // 1 where a block has coefficients
	chroma [4]uint8 // two of Cb, two of Cr
	means  uint8
}

// encode returns a frame; the bytes are valid until the next call.
func (e *encoder) encode(img *image.YCbCr, s settings) ([]byte, error) {
	e.load(img)
	e.quantisers = newQuantisers(s.index)
	step := float64(acSteps[s.index])
	e.lambda = max(int(lambdaShare*step*step*(1<<costBits)), 1)
	e.satdLambda = int(satdShare * step * (1 << costBits))
	e.costs.set(&defaultProbs)
	e.leastParts = e.cost(0, costOfModes.parts+16*(costOfModes.leastFour+int(slices.Min(e.costs.end[planeLuma][0][:]))))
	e.tokens.reset()
	e.modeBits = 8*s.maxModes - mostHeader - mostWhole*len(e.blocks)
	clear(e.above)
	for y := range e.down {
		e.left = beside{}
		for x := range e.across {
			e.macroblock(x, y)
		}
		e.restored[0].extend(16*e.across, 16*y+15)
	}

	h := header{filter: s.filter, index: s.index}
	h.probs, h.changed = e.tokens.fit()
	skipped := 0
	for i := range e.blocks {
		if e.blocks[i].skip {
			skipped++
		}
	}
	h.skips, h.skip = skipped > 0, probability(uint32(len(e.blocks)-skipped), uint32(skipped))
	e.first.reset()
	e.first.header(&h)
	e.writeModes(&h)
	modes := e.first.end()
	e.second.reset()
	e.second.tokens(e.tokens.list, &h.probs)
	coefficients := e.second.end()
	if err := checkLengths(len(modes), len(coefficients), s.maxModes); err != nil {
		return nil, err
	}
	e.out = frameTag(e.out[:0], img.Rect.Dx(), img.Rect.Dy(), len(modes))
	e.out = append(append(e.out, modes...), coefficients...)
	return e.out, nil
}

// writeModes writes what is decided about each macroblock (RFC 6386 section 19.3).
func (e *encoder) writeModes(h *header) {
	clear(e.above)
	for y := range e.down {
		e.left = beside{}
		for x := range e.across {
			m, above := &e.blocks[y*e.across+x], &e.above[x]
			if h.skips {
				var bit uint32
				if m.skip {
					bit = 1
				}
				e.first.bit(bit, h.skip)
			}
			e.first.writeModes(m, &above.modes, &e.left.modes)
			m.border(above, &e.left)
		}
	}
}

// border notes the modes that the macroblocks below and to the right will ask for.
func (m *macroblock) border(above, left *beside) {
	for i := range 4 {
		above.modes[i], left.modes[i] = m.modes[12+i], m.modes[4*i+3]
	}
}

// load copies an image into planes of whole macroblocks; its last pixels are repeated.
func (e *encoder) load(img *image.YCbCr) {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	e.across, e.down = (w+15)/16, (h+15)/16
	y, c := img.YOffset(img.Rect.Min.X, img.Rect.Min.Y), img.COffset(img.Rect.Min.X, img.Rect.Min.Y)
	// An odd corner would share its colour with a pixel outside.
	cw, ch := (img.Rect.Max.X+1)/2-img.Rect.Min.X/2, (img.Rect.Max.Y+1)/2-img.Rect.Min.Y/2
	for i := range e.source {
		size := 8
		if i == 0 {
			size = 16
		}
		e.source[i].setSize(size*e.across, size*e.down)
		e.restored[i].setSize(size*e.across, size*e.down)
	}
	e.source[0].copy(img.Y[y:], img.YStride, w, h)
	e.source[1].copy(img.Cb[c:], img.CStride, cw, ch)
	e.source[2].copy(img.Cr[c:], img.CStride, cw, ch)
	if n := e.across * e.down; cap(e.blocks) < n {
		e.blocks = make([]macroblock, n)
	} else {
		e.blocks = e.blocks[:n]
	}
	if cap(e.above) < e.across {
		e.above = make([]beside, e.across)
	} else {
		e.above = e.above[:e.across]
	}
}

// copy fills the plane with w×h pixels and repeats the last ones.
func (p *plane) copy(pix []byte, stride, w, h int) {
	width := p.stride - borderLeft - borderRight
	for y := p.at(0, 0); y < len(p.pix); y += p.stride {
		row := p.pix[y:][:width]
		copy(row, pix[:w])
		fill(row[min(w, width):], pix[w-1])
		if h--; h > 0 {
			pix = pix[stride:]
		}
	}
}
