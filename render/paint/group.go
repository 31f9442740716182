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

// finish is what happens to a layer before it is laid over the surface, and how that is done. The order is that of Filter
// Effects 1 §5: filters, mask, opacity (the last of the filters), blending.
type finish struct {
	filters []style.Filter
	mask    func(layer *image.RGBA) // nil for none
	blend   style.BlendMode
	area    filterArea
}

// stackingContext paints a stacking context with its transform, clip-path and backdrop, and what the finish of its layer says.
func (p *painter) stackingContext(b *layout.Box, x, y float64) {
	s := b.Style
	if s.Opacity <= 0 {
		return
	}
	oldM, oldClip, oldBase := p.m, p.clip, p.base
	defer func() { p.m, p.clip, p.base = oldM, oldClip, oldBase }()

	switch {
	case preserves(s) && len(p.planes) > 0:
		p.space(b, x, y)
	case p.turnedAway(b, x, y):
	case len(s.Transform) > 0:
		p.inPlane(b, x, y, p.projection(b, x, y))
	default:
		p.transformed(b, x, y)
	}
}

// inPlane paints a stacking context that is seen as a projection makes it.
func (p *painter) inPlane(b *layout.Box, x, y float64, seen projection) {
	oldM, oldBase := p.m, p.base
	defer func() { p.m, p.base = oldM, oldBase }()
	m, flat := seen.affine()
	if !flat || refers(b.Style.Filter) && !raster.Upright(m.Multiply(p.m)) {
		p.projected(b, x, y, seen)
		return
	}
	p.m = m.Multiply(p.m)
	if _, ok := raster.Invert(p.m); !ok {
		return
	}
	p.base = p.clip
	p.transformed(b, x, y)
}

// transformed paints a stacking context under the matrix that its transform has made.
func (p *painter) transformed(b *layout.Box, x, y float64) {
	s := b.Style
	if s.ClipPath != nil {
		p.clipTo(s.ClipPath, raster.XYWH(x, y, b.W, b.H), clipArea(b, x, y))
		p.base = p.clip
	}
	if p.clip.Rect.Empty() {
		return
	}
	draw := func() { p.stackingLevels(b, x, y) }
	if len(s.BackdropFilter) > 0 {
		if behind := p.backdrop(b, x, y); behind != nil {
			defer p.filler.Release(behind.image.Pix)
			draw = func() {
				p.layBackdrop(behind)
				p.stackingLevels(b, x, y)
			}
		}
	}
	if !needsLayer(s) && !p.isolates[b] {
		draw()
		return
	}
	f := finish{filters: s.Filter, blend: s.MixBlend, area: p.filterArea(b, x, y)}
	if s.Opacity < 1 {
		f.filters = append(slices.Clone(f.filters), style.Filter{Kind: style.FilterOpacity, Amount: s.Opacity})
	}
	if len(s.Mask) > 0 {
		f.mask = func(layer *image.RGBA) { p.mask(layer, s, boxAreas(b, x, y)) }
	}
	ink := p.inkBounds(b, x, y)
	if b == p.rootBox {
		if inverse, ok := raster.Invert(p.m); ok {
			ink = raster.MapRect(inverse, raster.FromPixels(p.surf.Image.Rect))
		}
	}
	p.group(ink, f, draw)
}

// needsLayer reports whether a stacking context is painted on a layer of its own.
func needsLayer(s *style.Style) bool {
	return s.Opacity < 1 || len(s.Filter) > 0 || len(s.Mask) > 0 || s.MixBlend != style.BlendNormal
}

// survey notes whether there are outlines, the boxes that are seen in the perspective of their parent, and the stacking
// contexts in which another box blends: it blends with what is painted in there, and no further (Compositing 1 §3.3).
// context is the one that b is in; the root blends with the page.
func (p *painter) survey(b, parent, context *layout.Box) {
	p.hasOutlines = p.hasOutlines || b.Style.Outline.Width > 0
	p.hasFloats = p.hasFloats || floating(b)
	if parent != nil {
		p.standsIn(b, parent)
		if parent.Style.Perspective > 0 && len(b.Style.Transform) > 0 {
			if p.eyes == nil {
				p.eyes = map[*layout.Box]*layout.Box{}
			}
			p.eyes[b] = parent
		}
		if b.Style.MixBlend != style.BlendNormal && context != nil {
			if p.isolates == nil {
				p.isolates = map[*layout.Box]bool{}
			}
			p.isolates[context] = true
		}
		if createsStackingContext(b.Style, parent.Style.LaysOutItems()) {
			context = b
		}
	}
	for _, kids := range [2][]*layout.Box{b.Children, b.Atoms} {
		for _, k := range kids {
			p.survey(k, b, context)
		}
	}
}

// group has draw paint on a new layer, finishes the layer and lays it over the surface. ink is a user rectangle that holds
// all that draw paints.
func (p *painter) group(ink raster.Rect, f finish, draw func()) {
	d := raster.MapRect(p.m, p.filterRegion(f.filters, f.area, ink)).Grow(1).Pixels()
	// What lies outside of the clip may be blurred or cast a shadow into it.
	reach := p.reach(f.filters, f.area)
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
	p.onLayer(img, draw)
	alpha := p.filter(img, f.filters, f.area)
	if f.mask != nil {
		f.mask(img)
	}
	if f.blend != style.BlendNormal {
		p.filler.Compose(p.surf, p.clip, img, alpha, raster.BlendMode(f.blend))
	} else {
		p.lay(img, alpha)
	}
	p.filler.Release(img.Pix)
}

// onLayer has draw paint on a layer, which nothing clips.
func (p *painter) onLayer(img *image.RGBA, draw func()) {
	oldSurf, oldClip, oldBase := p.surf, p.clip, p.base
	p.surf = raster.NewSurface(img)
	p.clip = &raster.Clip{Rect: img.Rect}
	p.base = p.clip
	p.groups++
	draw()
	p.groups--
	p.surf, p.clip, p.base = oldSurf, oldClip, oldBase
}

// lay lays a layer over the surface.
func (p *painter) lay(img *image.RGBA, alpha uint8) {
	var sh raster.Shader = &raster.Placed{Image: img}
	if alpha != 255 {
		sh = &raster.Faded{Shader: sh, Alpha: alpha}
	}
	pa := &p.path
	pa.Reset(raster.Identity())
	pa.AddRect(raster.FromPixels(img.Rect))
	p.fill(raster.Shape{Path: pa, Exact: true, Full: []image.Rectangle{img.Rect}}, raster.Shaded(sh))
}
