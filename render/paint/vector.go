package paint

import (
	"image"

	"sharecard/render/raster"
	"sharecard/render/resample"
)

// Vector is a picture that is drawn for each size rather than scaled.
type Vector interface {
	image.Image
	// Natural returns the size in px and the ratio of width to height, 0 for
	// what the picture leaves open (CSS Images 3 §4.1).
	Natural() (w, h, ratio float64)
	// Raster draws the picture at w×h device px, of which scale make a px, and returns the part inside crop, in the
	// coordinates of the whole. An error tells that something was left out.
	Raster(w, h int, scale float64, crop image.Rectangle) (*image.RGBA, error)
}

// drawVector draws a vector picture in the size and part that k names.
func (p *painter) drawVector(v Vector, k resample.Spec) *image.RGBA {
	img, err := v.Raster(k.W, k.H, raster.MeanScale(p.m), k.Crop)
	if err != nil {
		p.simplified = true
	}
	return img
}
