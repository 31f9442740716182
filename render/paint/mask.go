package paint

import (
	"image"

	"sharecard/render/raster"
	"sharecard/render/style"
)

// mask multiplies a layer by the mask of a box with these areas (CSS Masking 1 §7). Every mask layer is painted as a
// background is, and its alpha or luminance put together with that of those below.
func (p *painter) mask(layer *image.RGBA, s *style.Style, a areas) {
	r := layer.Rect
	inv, ok := raster.Invert(p.m)
	if !ok || !p.filler.Spend(len(s.Mask)*r.Dx()*r.Dy()) {
		p.simplified = true
		return
	}
	cover := p.filler.NewMask(r)
	for i := len(s.Mask) - 1; i >= 0; i-- {
		l := &s.Mask[i]
		img := p.filler.NewLayer(r)
		luminance := l.MaskMode == style.MaskLuminance
		p.onLayer(img, func() {
			if style.ElementOf(l.Image) != "" {
				luminance = p.referredMask(img, l, s, a)
				return
			}
			area := a.of(l.Clip)
			if l.Clip == style.AreaUnclipped {
				area = raster.RoundedRect{Rect: raster.MapRect(inv, raster.FromPixels(r))}
			}
			p.layer(l, area, a.of(l.Origin).Rect, s)
		})
		op := l.Composite
		if i == len(s.Mask)-1 {
			op = style.CompositeAdd // there is nothing below
		}
		combine(cover, img, luminance, op)
		p.filler.Release(img.Pix)
	}
	for i, m := range cover.Pix {
		if m != 255 {
			q := layer.Pix[4*i : 4*i+4 : 4*i+4]
			q[0], q[1], q[2], q[3] = raster.Mul(q[0], m), raster.Mul(q[1], m), raster.Mul(q[2], m), raster.Mul(q[3], m)
		}
	}
	p.filler.Release(cover.Pix)
}

// combine puts a mask layer over the coverage of those below (CSS Masking 1 §7.8).
func combine(cover *image.Alpha, img *image.RGBA, luminance bool, op style.Composite) {
	for i, below := range cover.Pix {
		q := img.Pix[4*i : 4*i+4 : 4*i+4]
		m := q[3]
		if luminance {
			m = uint8((2126*uint32(q[0]) + 7152*uint32(q[1]) + 722*uint32(q[2]) + 5000) / 10000)
		}
		switch op {
		case style.CompositeAdd:
			m += raster.Mul(below, 255-m)
		case style.CompositeSubtract:
			m = raster.Mul(m, 255-below)
		case style.CompositeIntersect:
			m = raster.Mul(m, below)
		case style.CompositeExclude:
			m = uint8(min(255, uint32(raster.Mul(m, 255-below))+uint32(raster.Mul(below, 255-m))))
		}
		cover.Pix[i] = m
	}
}
