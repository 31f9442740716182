package paint

import (
	"image"
	"math"

	"sharecard/render/raster"
	"sharecard/render/style"
)

// filter applies filters to a layer in their order (Filter Effects 1 §5) and
// returns the opacity that is left to apply.
func (p *painter) filter(img *image.RGBA, filters []style.Filter) (alpha uint8) {
	opacity := 1.0
	for _, f := range filters {
		switch f.Kind {
		case style.FilterBlur:
			b := raster.Gaussian(f.Amount * raster.MeanScale(p.m))
			if b.Reach() > 0 && p.filler.Spend(4*img.Rect.Dx()*img.Rect.Dy()) {
				p.filler.BlurLayer(img, b)
			}
		case style.FilterOpacity:
			opacity *= math.Min(math.Max(f.Amount, 0), 1)
		default:
			colorMatrix(f).apply(img)
		}
	}
	return uint8(opacity*255 + 0.5)
}

// colorMap is a linear map of colours: three rows of red, green, blue and
// constant (0 to 1).
type colorMap [3][4]float64

// colorMatrix is the map of a filter function (Filter Effects 1 §9.5 and the
// equivalents of §15).
func colorMatrix(f style.Filter) colorMap {
	a := math.Max(f.Amount, 0)
	some := math.Min(a, 1)
	switch f.Kind {
	case style.FilterBrightness:
		return colorMap{{a, 0, 0, 0}, {0, a, 0, 0}, {0, 0, a, 0}}
	case style.FilterContrast:
		c := 0.5 - 0.5*a
		return colorMap{{a, 0, 0, c}, {0, a, 0, c}, {0, 0, a, c}}
	case style.FilterInvert:
		k := 1 - 2*some
		return colorMap{{k, 0, 0, some}, {0, k, 0, some}, {0, 0, k, some}}
	case style.FilterSaturate:
		return saturation(a)
	case style.FilterGrayscale:
		return saturation(1 - some)
	case style.FilterSepia:
		k := 1 - some
		return colorMap{
			{0.393 + 0.607*k, 0.769 - 0.769*k, 0.189 - 0.189*k, 0},
			{0.349 - 0.349*k, 0.686 + 0.314*k, 0.168 - 0.168*k, 0},
			{0.272 - 0.272*k, 0.534 - 0.534*k, 0.131 + 0.869*k, 0},
		}
	}
	return colorMap{{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}}
}

func saturation(s float64) colorMap {
	return colorMap{
		{0.213 + 0.787*s, 0.715 - 0.715*s, 0.072 - 0.072*s, 0},
		{0.213 - 0.213*s, 0.715 + 0.285*s, 0.072 - 0.072*s, 0},
		{0.213 - 0.213*s, 0.715 - 0.715*s, 0.072 + 0.928*s, 0},
	}
}

// apply maps premultiplied pixels. The map is linear, so only its constant has
// to know the alpha.
func (m colorMap) apply(img *image.RGBA) {
	for y := img.Rect.Min.Y; y < img.Rect.Max.Y; y++ {
		row := img.Pix[img.PixOffset(img.Rect.Min.X, y):][:4*img.Rect.Dx()]
		for i := 0; i+3 < len(row); i += 4 {
			a := float64(row[i+3])
			if a == 0 {
				continue
			}
			r, g, b := float64(row[i]), float64(row[i+1]), float64(row[i+2])
			for c := 0; c < 3; c++ {
				v := m[c][0]*r + m[c][1]*g + m[c][2]*b + m[c][3]*a
				row[i+c] = uint8(math.Min(math.Max(v, 0), a) + 0.5)
			}
		}
	}
}
