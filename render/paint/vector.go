package paint

import (
	"image"
	"math"

	"sharecard/render/layout"
	"sharecard/render/raster"
	"sharecard/render/resample"
)

// Vector is a picture that is drawn anew at each size rather than scaled.
type Vector interface {
	image.Image
	// Natural returns the size in px and the ratio of width to height, 0 for
	// what the picture leaves open (CSS Images 3 §4.1).
	Natural() (w, h, ratio float64)
	// Raster draws the whole picture as w×h device px, scale of them to a px,
	// and returns the part inside crop, whose coordinates it keeps. An error
	// tells that something was left out.
	Raster(w, h int, scale float64, crop image.Rectangle) (*image.RGBA, error)
}

// raster draws the part of a vector picture that a key names.
func (p *painter) raster(v Vector, k resample.Spec) *image.RGBA {
	img, err := v.Raster(k.W, k.H, raster.MeanScale(p.m), k.Crop)
	if err != nil {
		p.simplified = true
	}
	return img
}

// pictureOf is the picture of a replaced element, nil where there is none.
func (p *painter) pictureOf(b *layout.Box) image.Image {
	if b.Replaced.Src != "" {
		return p.image(b.Replaced.Src)
	}
	if p.opts.Inline == nil || b.Node == nil {
		return nil
	}
	if v := p.opts.Inline(b.Node); v != nil {
		return v
	}
	return nil
}

// naturalSize is the size of a picture that is to go into area, px: where it has
// a ratio only, the largest that area holds (CSS Images 3 §4.3); 0 × 0 where it
// has nothing.
func naturalSize(img image.Image, area raster.Rect) (w, h float64) {
	v, ok := img.(Vector)
	if !ok {
		size := img.Bounds().Size()
		return float64(size.X), float64(size.Y)
	}
	w, h, ratio := v.Natural()
	switch {
	case w > 0 && h > 0:
		return w, h
	case ratio > 0 && w > 0:
		return w, w / ratio
	case ratio > 0 && h > 0:
		return h * ratio, h
	case ratio > 0:
		w = math.Min(area.W(), area.H()*ratio)
		return w, w / ratio
	case w > 0:
		return w, area.H()
	case h > 0:
		return area.W(), h
	}
	return 0, 0
}
