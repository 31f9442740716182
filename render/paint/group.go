package paint

import (
	"image"
	"slices"

	"sharecard/render/layout"
	"sharecard/render/raster"
	"sharecard/render/style"
)

// maxGroups bounds the depth of layers in layers. Of 12 nested boxes that are half opaque, the innermost adds less than
// 1/255.
const maxGroups = 12

// stackingContext paints a stacking context with its transform, clip-path, filter and opacity. The first is the outermost;
// opacity applies after the filters (Filter Effects 1 §5).
func (p *painter) stackingContext(b *layout.Box, x, y float64) {
	s := b.Style
	if s.Opacity <= 0 {
		return
	}
	oldM, oldClip, oldBase := p.m, p.clip, p.base
	defer func() { p.m, p.clip, p.base = oldM, oldClip, oldBase }()

	if len(s.Transform) > 0 {
		p.m = transform(s, raster.XYWH(x, y, b.W, b.H)).Multiply(p.m)
		if _, ok := raster.Invert(p.m); !ok {
			return
		}
		p.base = p.clip
	}
	if s.ClipPath != nil {
		clipPath(&p.path, p.m, s.ClipPath, raster.XYWH(x, y, b.W, b.H))
		p.clip = p.filler.Clip(p.clip, raster.Shape{Path: &p.path, EvenOdd: s.ClipPath.EvenOdd})
		p.base = p.clip
	}
	if p.clip.Rect.Empty() {
		return
	}
	if s.Opacity >= 1 && len(s.Filter) == 0 {
		p.stackingLevels(b, x, y)
		return
	}
	filters := s.Filter
	if s.Opacity < 1 {
		filters = append(slices.Clone(filters), style.Filter{Kind: style.FilterOpacity, Amount: s.Opacity})
	}
	p.group(p.inkBounds(b, x, y), filters, func() { p.stackingLevels(b, x, y) })
}

// group has draw paint on a new layer, filters the layer and lays it over the surface. ink is a user rectangle that holds
// all that draw paints.
func (p *painter) group(ink raster.Rect, filters []style.Filter, draw func()) {
	d := raster.MapRect(p.m, ink).Grow(1).Pixels()
	// What lies outside of the clip may be blurred into it.
	reach := 0
	for _, f := range filters {
		if f.Kind == style.FilterBlur {
			reach += raster.Gaussian(f.Amount * raster.MeanScale(p.m)).Reach()
		}
	}
	r := d.Inset(-reach).Intersect(p.clip.Rect.Inset(-reach))
	if !r.Overlaps(p.clip.Rect) {
		return
	}
	if p.groups >= maxGroups || !p.filler.Spend(r.Dx()*r.Dy()) {
		p.simplified = true
		draw()
		return
	}
	img := p.filler.NewLayer(r)
	oldSurf, oldClip, oldBase := p.surf, p.clip, p.base
	p.surf = raster.NewSurface(img)
	p.clip = &raster.Clip{Rect: r}
	p.base = p.clip
	p.groups++
	draw()
	p.groups--
	p.surf, p.clip, p.base = oldSurf, oldClip, oldBase

	alpha := p.filter(img, filters)
	var sh raster.Shader = &raster.Placed{Image: img}
	if alpha != 255 {
		sh = &raster.Faded{Shader: sh, Alpha: alpha}
	}
	pa := &p.path
	pa.Reset(raster.Identity())
	pa.AddRect(raster.FromPixels(r))
	p.fill(raster.Shape{Path: pa, Exact: true, Full: []image.Rectangle{r}}, raster.Shaded(sh))
	p.filler.Release(img.Pix)
}
