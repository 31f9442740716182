package paint

import (
	"image"
	"math"
	"slices"

	"sharecard/render/raster"
	"sharecard/render/style"
)

// filter applies filters to a layer in their order (Filter Effects 1 §5) and
// returns the opacity that is left to apply.
func (p *painter) filter(img *image.RGBA, filters []style.Filter) (alpha uint8) {
	opacity := 1.0
	for i, f := range filters {
		switch f.Kind {
		case style.FilterBlur:
			b := raster.Gaussian(f.Amount * raster.MeanScale(p.m))
			if b.Reach() > 0 && p.filler.Spend(4*img.Rect.Dx()*img.Rect.Dy()) {
				p.filler.BlurLayer(img, b)
			}
		case style.FilterDropShadow:
			p.dropShadow(img, f.Shadow)
		case style.FilterOpacity:
			opacity *= math.Min(math.Max(f.Amount, 0), 1)
			if slices.ContainsFunc(filters[i+1:], func(f style.Filter) bool { return f.Kind == style.FilterDropShadow }) {
				// A shadow shows through what lies over it.
				for k, v := range img.Pix {
					img.Pix[k] = raster.Mul(v, uint8(opacity*255+0.5))
				}
				opacity = 1
			}
		default:
			colorMatrix(f).apply(img)
		}
	}
	return uint8(opacity*255 + 0.5)
}

// reach is how many device px filters spread a pixel to any side.
func (p *painter) reach(filters []style.Filter) int {
	n := 0
	for _, f := range filters {
		switch f.Kind {
		case style.FilterBlur:
			n += raster.Gaussian(f.Amount * raster.MeanScale(p.m)).Reach()
		case style.FilterDropShadow:
			x, y := p.shadowOffset(f.Shadow)
			far := max(x, -x, y, -y)
			n += min(far, maxShadowOffset) + raster.Gaussian(f.Shadow.Blur*raster.MeanScale(p.m)).Reach()
		}
	}
	return n
}

// maxShadowOffset bounds how far away in device px a box may be whose drop-shadow is still seen.
const maxShadowOffset = 4096

// shadowOffset is the offset of a shadow in whole device px.
func (p *painter) shadowOffset(sh *style.Shadow) (x, y int) {
	fx, fy := p.m.TransformVector(sh.X, sh.Y)
	limit := func(v float64) float64 { return math.Min(math.Max(v, -2*maxShadowOffset), 2*maxShadowOffset) }
	return raster.Round(limit(fx)), raster.Round(limit(fy))
}

// dropShadow puts the shadow of a layer's alpha behind it (Filter Effects 1 §9.4). Blur is its standard deviation.
func (p *painter) dropShadow(img *image.RGBA, sh *style.Shadow) {
	r := img.Rect
	if sh.Color.A == 0 || !p.filler.Spend(2*r.Dx()*r.Dy()) {
		return
	}
	dx, dy := p.shadowOffset(sh)
	m := p.filler.NewMask(r)
	seen := r.Intersect(r.Add(image.Pt(dx, dy)))
	for y := seen.Min.Y; y < seen.Max.Y; y++ {
		from := img.Pix[img.PixOffset(seen.Min.X-dx, y-dy):]
		to := m.Pix[m.PixOffset(seen.Min.X, y):][:seen.Dx()]
		for i := range to {
			to[i] = from[4*i+3]
		}
	}
	p.filler.BlurMask(m, raster.Gaussian(sh.Blur*raster.MeanScale(p.m)))
	c := raster.Premultiply(sh.Color)
	for i, a := range m.Pix {
		q := img.Pix[4*i : 4*i+4 : 4*i+4]
		if a = raster.Mul(a, 255-q[3]); a != 0 {
			q[0] += raster.Mul(c.R, a)
			q[1] += raster.Mul(c.G, a)
			q[2] += raster.Mul(c.B, a)
			q[3] += raster.Mul(c.A, a)
		}
	}
	p.filler.Release(m.Pix)
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
	case style.FilterHueRotate:
		return hueRotation(f.Amount)
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

// hueRotation turns hues by degrees and keeps the luminance.
func hueRotation(deg float64) colorMap {
	sin, cos := math.Sincos(deg * math.Pi / 180)
	return colorMap{
		{0.213 + 0.787*cos - 0.213*sin, 0.715 - 0.715*cos - 0.715*sin, 0.072 - 0.072*cos + 0.928*sin, 0},
		{0.213 - 0.213*cos + 0.143*sin, 0.715 + 0.285*cos + 0.140*sin, 0.072 - 0.072*cos - 0.283*sin, 0},
		{0.213 - 0.213*cos - 0.787*sin, 0.715 - 0.715*cos + 0.715*sin, 0.072 + 0.928*cos + 0.072*sin, 0},
	}
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
