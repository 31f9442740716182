package paint

import (
	"image"
	"math"
	"slices"

	"sharecard/render/filter"
	"sharecard/render/raster"
	"sharecard/render/style"
)

// filter applies filters to a layer in their order (Filter Effects 1 §5) and
// returns the opacity that is left to apply. area is what filter elements are for.
func (p *painter) filter(img *image.RGBA, filters []style.Filter, area filterArea) (alpha uint8) {
	opacity := 1.0
	for i, f := range filters {
		switch f.Kind {
		case style.FilterBlur:
			b := raster.Gaussian(f.Amount * raster.MeanScale(p.m))
			if b.Reach() > 0 && p.filler.Spend(4*img.Rect.Dx()*img.Rect.Dy()) {
				p.filler.BlurLayer(img, b, b)
			}
		case style.FilterDropShadow:
			p.dropShadow(img, f.Shadow)
		case style.FilterReference:
			if g, m := p.graph(f, area); g != nil && !(raster.Upright(m) && g.Apply(&p.filler, img, m)) {
				p.simplified = true
			}
		case style.FilterOpacity:
			opacity *= math.Min(math.Max(f.Amount, 0), 1)
			if slices.ContainsFunc(filters[i+1:], usesAlpha) {
				for k, v := range img.Pix {
					img.Pix[k] = raster.Mul(v, uint8(opacity*255+0.5))
				}
				opacity = 1
			}
		default:
			filter.Colors(f).Apply(img)
		}
	}
	return uint8(opacity*255 + 0.5)
}

// usesAlpha reports whether a filter does not commute with opacity: a shadow shows through what lies over it, and a filter
// element may do anything.
func usesAlpha(f style.Filter) bool {
	return f.Kind == style.FilterDropShadow || f.Kind == style.FilterReference
}

// reach is how many device px filters spread a pixel to any side.
func (p *painter) reach(filters []style.Filter, area filterArea) int {
	n := 0
	for _, f := range filters {
		switch f.Kind {
		case style.FilterBlur:
			n += raster.Gaussian(f.Amount * raster.MeanScale(p.m)).Reach()
		case style.FilterReference:
			if g, m := p.graph(f, area); g != nil {
				n += g.Reach(m, maxFilterReach)
			}
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
