package svg

import (
	"image"
	"image/color"
	"math"
	"sync"

	"sharecard/render/raster"
)

// Picture is an Image with the colour of the text around it, ready to be put on a page. It is an [image.Image] as well: the
// picture at its natural size, drawn at the first call of At. It is safe for concurrent use.
type Picture struct {
	*Image
	text   color.NRGBA
	once   sync.Once
	pixels *image.RGBA
}

// Picture returns the image with what currentcolor means: black for a file.
func (img *Image) Picture(text color.NRGBA) *Picture { return &Picture{Image: img, text: text} }

// Natural is [Image.Size].
func (p *Picture) Natural() (w, h, ratio float64) { return p.Size() }

// maxRaster bounds the sides of what Raster and At draw, px.
const maxRaster = 8192

// Raster draws the picture at w×h device px, of which scale make a px, and returns the part inside crop, in the coordinates
// of the whole. The picture is complete unless the error is [ErrTooComplex].
func (p *Picture) Raster(w, h int, scale float64, crop image.Rectangle) (*image.RGBA, error) {
	crop = crop.Intersect(image.Rect(0, 0, w, h))
	if crop.Dx() > maxRaster || crop.Dy() > maxRaster {
		return image.NewRGBA(image.Rectangle{}), ErrTooComplex
	}
	dst := image.NewRGBA(crop)
	err := p.Draw(dst, float64(w)/scale, float64(h)/scale, raster.Scale(scale, scale), p.text)
	return dst, err
}

// ColorModel implements [image.Image].
func (p *Picture) ColorModel() color.Model { return color.RGBAModel }

// Bounds implements [image.Image]: the natural size, or what browsers take
// where there is none.
func (p *Picture) Bounds() image.Rectangle {
	w, h := p.drawnSize()
	side := func(v float64) int { return int(math.Min(math.Max(math.Round(v), 1), maxRaster)) }
	return image.Rect(0, 0, side(w), side(h))
}

// At implements [image.Image].
func (p *Picture) At(x, y int) color.Color {
	p.once.Do(func() {
		w, h := p.drawnSize()
		b := p.Bounds()
		p.pixels = image.NewRGBA(b)
		// An error tells that the picture is incomplete, which an image.Image cannot say.
		_ = p.Draw(p.pixels, w, h, raster.Scale(float64(b.Dx())/w, float64(b.Dy())/h), p.text)
	})
	return p.pixels.RGBAAt(x, y)
}
