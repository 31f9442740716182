package encode

import (
	"bytes"
	"image"
	"sync"

	"sharecard/render/webp"
	"sharecard/render/webp/vp8"
	"sharecard/render/webp/vp8l"
)

var webpEncoders = sync.Pool{New: func() any { return new(webp.Encoder) }}

// webpQualities is what fitWebP tries, best first.
var webpQualities = []int{85, 80, 75, 70, 65, 60, 55, 50, 45, 40, 35, 30, 25, 20}

// fitWebP writes losslessly what a palette holds, mostly a card of text, and what is not
// opaque. Where that does not fit, and all else, is lossy.
func fitWebP(img *image.RGBA, budget Budget) Result {
	e := webpEncoders.Get().(*webp.Encoder)
	defer webpEncoders.Put(e)
	opts := vp8l.Options{Small: budget.Small, Near: true, PaletteOnly: true}
	data := e.Lossless(img, opts)
	if data == nil {
		if img.Opaque() {
			return fitLossyWebP(e, img, budget)
		}
		opts.PaletteOnly = false
		data = e.Lossless(img, opts)
	}
	if !budget.fits(len(data)) && !budget.Small {
		opts.Small = true
		data = e.Lossless(img, opts)
	}
	kept := Result{Bytes: bytes.Clone(data), Palette: e.UsedPalette(), OverLimit: !budget.fits(len(data))}
	if !kept.OverLimit || !img.Opaque() {
		return kept
	}
	lossy := fitLossyWebP(e, img, budget)
	if lossy.OverLimit && len(kept.Bytes) <= len(lossy.Bytes) { // as text mostly is
		return kept
	}
	return lossy
}

// fitLossyWebP goes down the qualities as fitJPEG does. One at which the frame would be
// longer than VP8 allows counts as too large.
func fitLossyWebP(e *webp.Encoder, img *image.RGBA, budget Budget) Result {
	qualities := webpQualities
	for len(qualities) > 1 && qualities[len(qualities)-1] < budget.LeastQuality {
		qualities = qualities[:len(qualities)-1]
	}
	pixels := vp8.FromRGBA(img)
	encode := func(step int) Result {
		data, err := e.Lossy(pixels, qualities[step])
		return Result{Bytes: bytes.Clone(data), Quality: qualities[step], Lowered: step > 0, OverLimit: err != nil || !budget.fits(len(data))}
	}
	r := encode(0)
	if !r.OverLimit || len(qualities) == 1 {
		return r
	}
	part := strips(img)
	search := search{
		budget: budget, falls: []int{0}, last: len(qualities) - 1, encode: encode,
		whole: float64(img.Rect.Dy()) / float64(part.Rect.Dy()),
	}
	partPixels := vp8.FromRGBA(part)
	search.part = func(step int) (fixed, growing int) {
		data, _ := e.Lossy(partPixels, qualities[step]) // a part is short
		return 0, len(data)
	}
	if len(r.Bytes) > 0 { // not longer than VP8 allows
		search.correct(0, r)
	}
	return search.run()
}
