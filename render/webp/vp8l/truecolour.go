package vp8l

import (
	"encoding/binary"
	"image"
	"slices"

	"sharecard/render/internal/palette"
)

// predictBits is the logarithm of the side of a tile in which all pixels are predicted
// in one way (RFC 9649 §3.5.1).
const predictBits = 5

// writeColours writes an image in true colour: each pixel less its green (§3.5.3), and
// of that the difference from a prediction.
func (e *Encoder) writeColours(img *image.RGBA, small bool) {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	e.subtractGreen(img)
	e.transform(subtractGreenTransform)
	const side = 1 << predictBits
	across := (w + side - 1) / side
	var modes []byte
	e.residuals = slices.Grow(e.residuals[:0], 4*w*h+wordBytes)[:4*w*h]
	for top := 0; top < h; top += side {
		row := len(modes)
		bottom := min(top+side, h)
		for left := 0; left < w; left += side {
			modes = append(modes, e.chooseMode(w, left, min(left+side, w), top, bottom))
		}
		for y := top; y < bottom; y++ {
			e.predictRow(w, y, modes[row:])
		}
	}
	e.transform(predictorTransform)
	e.bits.put(predictBits-2, 3)
	e.describe(pixels{data: padded(modes, len(modes)), size: 1, w: across, h: len(modes) / across})
	e.image(pixels{data: padded(e.residuals, 4*w*h), size: 4, w: w, h: h}, small)
}

// subtractGreen makes ARGB of the pixels, and subtracts the green of each from its red
// and blue.
func (e *Encoder) subtractGreen(img *image.RGBA) {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	e.colours = slices.Grow(e.colours[:0], w*h)[:w*h]
	for y := range h {
		row := img.Pix[y*img.Stride:][:4*w]
		for x := range e.colours[y*w:][:w] {
			r, g, b, a := palette.Straight(binary.LittleEndian.Uint32(row[4*x:]))
			e.colours[y*w+x] = uint32(a)<<24 | uint32(r-g)<<16 | uint32(g)<<8 | uint32(b-g)
		}
	}
}

// candidates are the ways of prediction that are tried.
var candidates = [...]byte{predictLeft, predictTop, predictMean, predictHalf}

// drawnColours is how many colours a tile of flat areas and text may have. Its pixels are
// not predicted: they repeat as they are, and the cache finds them.
const drawnColours = 24

// chooseMode returns the way of prediction for the pixels of a tile, as a sample of its
// rows asks for.
func (e *Encoder) chooseMode(w, left, right, top, bottom int) byte {
	const every = 8
	var seen [64]uint32
	colours := 0
	var sums [predictHalf + 1]uint32
	for y := top + 1; y < bottom; y += every {
		row, above := e.colours[y*w:][:w], e.colours[(y-1)*w:]
		for x := max(left, 1); x < right; x++ {
			c := row[x]
			if slot := &seen[c*0x9E3779B1>>26]; *slot != c {
				*slot = c
				colours++
			}
			l, t, tl, tr := row[x-1], above[x], above[x-1], above[x+1]
			for _, mode := range candidates {
				sums[mode] += magnitude(subtract(c, predict(mode, l, t, tl, tr)))
			}
		}
	}
	if colours <= drawnColours {
		return predictBlack
	}
	best := byte(predictLeft)
	for _, mode := range candidates {
		if sums[mode] < sums[best] {
			best = mode
		}
	}
	return best
}

// predictRow sets the residuals of a row, whose tiles are predicted in these ways.
func (e *Encoder) predictRow(w, y int, modes []byte) {
	row, out := e.colours[y*w:][:w], e.residuals[4*y*w:]
	put := func(x int, predicted uint32) {
		binary.LittleEndian.PutUint32(out[4*x:], subtract(row[x], predicted))
	}
	if y == 0 { // what is above is not there
		put(0, opaqueBlack)
		for x := 1; x < w; x++ {
			put(x, row[x-1])
		}
		return
	}
	above := e.colours[(y-1)*w:] // and this row behind it
	put(0, above[0])
	for x := 1; x < w; x++ {
		put(x, predict(modes[x>>predictBits], row[x-1], above[x], above[x-1], above[x+1]))
	}
}
