package filter

import (
	"image"
	"math"

	"sharecard/render/style"
)

// ColorMap is a linear map of colours: three rows of red, green, blue and
// constant (0 to 1).
type ColorMap [3][4]float64

// Colors is the map of a filter function (Filter Effects 1 §9.5 and the
// equivalents of §15).
func Colors(f style.Filter) ColorMap {
	a := math.Max(f.Amount, 0)
	some := math.Min(a, 1)
	switch f.Kind {
	case style.FilterBrightness:
		return ColorMap{{a, 0, 0, 0}, {0, a, 0, 0}, {0, 0, a, 0}}
	case style.FilterContrast:
		c := 0.5 - 0.5*a
		return ColorMap{{a, 0, 0, c}, {0, a, 0, c}, {0, 0, a, c}}
	case style.FilterInvert:
		k := 1 - 2*some
		return ColorMap{{k, 0, 0, some}, {0, k, 0, some}, {0, 0, k, some}}
	case style.FilterHueRotate:
		return HueRotation(f.Amount)
	case style.FilterSaturate:
		return Saturation(a)
	case style.FilterGrayscale:
		return Saturation(1 - some)
	case style.FilterSepia:
		k := 1 - some
		return ColorMap{
			{0.393 + 0.607*k, 0.769 - 0.769*k, 0.189 - 0.189*k, 0},
			{0.349 - 0.349*k, 0.686 + 0.314*k, 0.168 - 0.168*k, 0},
			{0.272 - 0.272*k, 0.534 - 0.534*k, 0.131 + 0.869*k, 0},
		}
	}
	return ColorMap{{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}}
}

// HueRotation turns hues by degrees and keeps the luminance.
func HueRotation(deg float64) ColorMap {
	sin, cos := math.Sincos(deg * math.Pi / 180)
	return ColorMap{
		{0.213 + 0.787*cos - 0.213*sin, 0.715 - 0.715*cos - 0.715*sin, 0.072 - 0.072*cos + 0.928*sin, 0},
		{0.213 - 0.213*cos + 0.143*sin, 0.715 + 0.285*cos + 0.140*sin, 0.072 - 0.072*cos - 0.283*sin, 0},
		{0.213 - 0.213*cos - 0.787*sin, 0.715 - 0.715*cos + 0.715*sin, 0.072 + 0.928*cos + 0.072*sin, 0},
	}
}

// Saturation makes colours fainter below 1 and stronger above it.
func Saturation(s float64) ColorMap {
	return ColorMap{
		{0.213 + 0.787*s, 0.715 - 0.715*s, 0.072 - 0.072*s, 0},
		{0.213 - 0.213*s, 0.715 + 0.285*s, 0.072 - 0.072*s, 0},
		{0.213 - 0.213*s, 0.715 - 0.715*s, 0.072 + 0.928*s, 0},
	}
}

// Apply maps premultiplied pixels. The map is linear, so only its constant has
// to know the alpha.
func (m ColorMap) Apply(img *image.RGBA) {
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

// Matrix is the map as feColorMatrix.
func (m ColorMap) Matrix() Matrix {
	out := Matrix{18: 1}
	for k, row := range m {
		copy(out[5*k:], row[:3])
		out[5*k+4] = row[3]
	}
	return out
}
