package encode

import (
	"bytes"
	"image"
	"sync"

	"sharecard/render/png"
)

var pngEncoders = sync.Pool{New: func() any { return new(png.Encoder) }}

// fitPNG deflates harder, then reduces the colours of an opaque image.
func fitPNG(img *image.RGBA, budget Budget) Result {
	e := pngEncoders.Get().(*png.Encoder)
	defer pngEncoders.Put(e)
	reduced := false
	data := e.Encode(img, png.Options{Small: budget.Small, Near: true})
	if !budget.fits(len(data)) && !budget.Small {
		data = e.Encode(img, png.Options{Small: true, Near: true})
	}
	if !budget.fits(len(data)) && !e.UsedPalette() && img.Opaque() {
		data = e.Encode(img, png.Options{Reduce: true})
		reduced = true
	}
	return Result{
		Bytes:     bytes.Clone(data),
		Palette:   e.UsedPalette(),
		Reduced:   reduced,
		OverLimit: !budget.fits(len(data)),
	}
}
