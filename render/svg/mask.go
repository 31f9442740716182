package svg

import (
	"image"

	"golang.org/x/net/html"

	"sharecard/render/raster"
)

// mask is a mask element as it applies to one node (CSS Masking 1 §9), in the
// user space of that node.
type mask struct {
	content *node
	region  *clipShape
	alpha   bool // mask-type: alpha; else luminance counts
}

// mask builds the mask that address names for what target draws; nil, which masks
// nothing, for a broken reference.
func (b *builder) mask(n *html.Node, address string, target *node, vp viewport) *mask {
	el := b.referTo(n, "mask", address, "mask")
	if el == nil {
		return nil
	}
	defer b.leave()
	inherited := b.inherited(el)
	s, o := b.styleOf(el, &inherited)
	m := &mask{content: &node{matrix: raster.Identity(), opacity: 1}, alpha: o.alphaMask}
	bounds := target.inner()
	area := b.region(el, "maskUnits", bounds, vp)
	m.region = &clipShape{matrix: raster.Identity()}
	if !area.hasArea() {
		return m // everything is masked
	}
	var r path
	r.Rect(area.x0, area.y0, area.w(), area.h(), 0, 0)
	m.region.parts = []clipPart{{matrix: raster.Identity(), path: r}}
	if attr(el, "maskContentUnits") == "objectBoundingBox" {
		if !bounds.hasArea() {
			return m
		}
		m.content.matrix = bounds.unit()
		vp = viewport{1, 1}
	}
	b.children(m.content, el, &s, vp)
	if o.mask != "" {
		m.content.mask = b.mask(el, o.mask, target, vp)
	}
	return m
}

// maskOf is what a mask leaves of each pixel; m leads from its node's space to the
// device.
func (p *painter) maskOf(k *mask, m raster.Matrix) *image.Alpha {
	r := p.target.Image.Rect
	a := p.clip(k.region, m)
	outer := p.target
	p.target = raster.NewSurface(image.NewRGBA(r))
	p.node(k.content, m)
	pix := p.target.Image.Pix
	p.target = outer
	for i := range a.Pix {
		v := uint32(pix[4*i+3])
		if !k.alpha {
			// Luminance of linear channels would be right for color-interpolation:
			// linearRGB; the initial value is sRGB. The pixels are premultiplied.
			v = (2125*uint32(pix[4*i]) + 7154*uint32(pix[4*i+1]) + 721*uint32(pix[4*i+2]) + 5000) / 10000
		}
		a.Pix[i] = uint8(div255(uint32(a.Pix[i]) * v))
	}
	return a
}

// narrow multiplies a by b, either of which may be nil for a mask that leaves all.
func narrow(a, b *image.Alpha) *image.Alpha {
	if a == nil || b == nil {
		if a == nil {
			return b
		}
		return a
	}
	for i, v := range b.Pix {
		a.Pix[i] = uint8(div255(uint32(v) * uint32(a.Pix[i])))
	}
	return a
}
