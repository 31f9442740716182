package paint

import (
	"image"
	"slices"

	"github.com/fogleman/gg"

	"sharecard/render/layout"
	"sharecard/render/style"
	"sharecard/render/text"
)

// maxGroups bounds how deep layers may stand in each other. A page of 10,000
// nested half-opaque boxes is as good as transparent after 12.
const maxGroups = 12

// context paints a stacking context with what makes it one: transform,
// clip-path, filter and opacity, which apply in that order from the outside in
// (Filter Effects 1 §5).
func (p *painter) context(b *layout.Box, x, y float64) {
	s := b.Style
	if s.Opacity <= 0 {
		return
	}
	oldM, oldClip, oldBase := p.m, p.clip, p.base
	defer func() { p.m, p.clip, p.base = oldM, oldClip, oldBase }()

	if len(s.Transform) > 0 {
		p.m = transform(s, xywh(x, y, b.W, b.H)).Multiply(p.m)
		if _, ok := invert(p.m); !ok {
			return
		}
		p.base = p.clip
	}
	if s.ClipPath != nil {
		clipPath(&p.path, p.m, s.ClipPath, xywh(x, y, b.W, b.H))
		p.clip = p.clip.intersect(shape{path: &p.path, evenOdd: s.ClipPath.EvenOdd}, p)
		p.base = p.clip
	}
	if p.clip.rect.Empty() {
		return
	}
	if s.Opacity >= 1 && len(s.Filter) == 0 {
		p.stack(b, x, y)
		return
	}
	filters := s.Filter
	if s.Opacity < 1 {
		filters = append(slices.Clone(filters), style.Filter{Kind: style.FilterOpacity, Amount: s.Opacity})
	}
	p.group(p.ink(b, x, y), filters, func() { p.stack(b, x, y) })
}

// group draws on a layer of its own, filters that and lays it over the
// surface. ink is a user rectangle that holds all that draw paints.
func (p *painter) group(ink rect, filters []style.Filter, draw func()) {
	d := device(p.m, ink).grow(1).outer()
	// A blur carries in what lies outside of the clip.
	reach := 0
	for _, f := range filters {
		if f.Kind == style.FilterBlur {
			reach += gaussian(f.Amount * uniform(p.m)).reach()
		}
	}
	r := d.Inset(-reach).Intersect(p.clip.rect.Inset(-reach))
	if !r.Overlaps(p.clip.rect) {
		return
	}
	if p.groups >= maxGroups || !p.spend(r.Dx()*r.Dy()) {
		p.err = ErrSimplified
		draw()
		return
	}
	img := &image.RGBA{Pix: p.pool.get(4 * r.Dx() * r.Dy()), Stride: 4 * r.Dx(), Rect: r}
	oldSurf, oldClip, oldBase := p.surf, p.clip, p.base
	p.surf = newSurface(img)
	p.clip = &clip{rect: r}
	p.base = p.clip
	p.groups++
	draw()
	p.groups--
	p.surf, p.clip, p.base = oldSurf, oldClip, oldBase

	alpha := p.filter(img, filters)
	var sh shader = &placed{img: img}
	if alpha != 255 {
		sh = &faded{sh, alpha}
	}
	pa := &p.path
	pa.reset(gg.Identity())
	pa.rect(fromPixels(r))
	p.fill(shape{path: pa, exact: true, full: []image.Rectangle{r}}, shaded(sh))
	p.pool.put(img.Pix)
}

// shadowed draws a text-shadow: what draw paints, moved and blurred.
func (p *painter) shadowed(sh style.Shadow, ink rect, draw func()) {
	if sh.Color.A == 0 {
		return
	}
	old := p.m
	p.m = gg.Translate(sh.X, sh.Y).Multiply(p.m)
	defer func() { p.m = old }()
	if !p.reaches(ink.grow(2 * sh.Blur)) {
		return
	}
	if sh.Blur <= 0 {
		draw()
		return
	}
	p.group(ink, []style.Filter{{Kind: style.FilterBlur, Amount: sh.Blur / 2}}, draw)
}

// transform is the matrix of the transform property about its origin (CSS
// Transforms 1 §6).
func transform(s *style.Style, box rect) gg.Matrix {
	ox := box.x0 + s.TransformOrigin.X.Resolve(box.w())
	oy := box.y0 + s.TransformOrigin.Y.Resolve(box.h())
	m := gg.Translate(ox, oy)
	for _, t := range s.Transform {
		if t.Matrix == nil {
			m = m.Translate(t.X.Resolve(box.w()), t.Y.Resolve(box.h()))
			continue
		}
		a := t.Matrix
		m = gg.Matrix{XX: a[0], YX: a[1], XY: a[2], YY: a[3], X0: a[4], Y0: a[5]}.Multiply(m)
	}
	return m.Translate(-ox, -oy)
}

// clipPath adds the shape of clip-path to an empty path (CSS Masking 1 §5, CSS
// Shapes 1 §3); box is the border box.
func clipPath(pa *path, m gg.Matrix, c *style.ClipPath, box rect) {
	pa.reset(m)
	switch c.Shape {
	case style.ClipInset:
		r := box.inset(c.Inset[style.Top].Resolve(box.h()), c.Inset[style.Right].Resolve(box.w()),
			c.Inset[style.Bottom].Resolve(box.h()), c.Inset[style.Left].Resolve(box.w()))
		pa.rounded(corners(r, c.Radius))
	case style.ClipCircle, style.ClipEllipse:
		cx, cy := box.x0+c.Center.X.Resolve(box.w()), box.y0+c.Center.Y.Resolve(box.h())
		circle := c.Shape == style.ClipCircle
		rx, ry := clipRadii(c, circle, box, cx, cy)
		pa.ellipse(cx, cy, rx, ry)
	case style.ClipPolygon:
		for i, q := range c.Points {
			x, y := box.x0+q.X.Resolve(box.w()), box.y0+q.Y.Resolve(box.h())
			if i == 0 {
				pa.moveTo(x, y)
			} else {
				pa.lineTo(x, y)
			}
		}
		pa.close()
	}
}

// clipRadii resolves the radii of circle() and ellipse(): percentages of a
// circle refer to the box's diagonal over √2.
func clipRadii(c *style.ClipPath, circle bool, box rect, cx, cy float64) (rx, ry float64) {
	if circle && c.RX.IsFixed() {
		r := c.RX.Resolve(diagonal(box))
		return r, r
	}
	return radii(c.RX, c.RY, circle, c.Extent, box, cx, cy)
}

// ink is a user rectangle that holds all that a box and those in it paint.
func (p *painter) ink(b *layout.Box, x, y float64) rect {
	s := b.Style
	own := xywh(x, y, b.W, b.H)
	box := own
	if !b.Anonymous {
		for _, sh := range s.BoxShadow {
			if !sh.Inset {
				own = own.union(box.offset(sh.X, sh.Y).grow(sh.Spread + 1.5*sh.Blur + 1))
			}
		}
	}
	if b.Inline != nil {
		cx, cy := x+b.Border.Left+b.Padding.Left, y+b.Border.Top+b.Padding.Top
		for _, f := range b.Inline.Fragments {
			own = own.union(fragmentInk(f).offset(cx, cy))
		}
	}
	for _, kids := range [2][]*layout.Box{b.Children, b.Atoms} {
		for _, k := range kids {
			kx, ky := x+k.X, y+k.Y
			r := p.ink(k, kx, ky)
			if len(k.Style.Transform) > 0 && !k.Anonymous {
				r = device(transform(k.Style, xywh(kx, ky, k.W, k.H)), r)
			}
			for _, f := range k.Style.Filter {
				if f.Kind == style.FilterBlur {
					r = r.grow(3*f.Amount + 2)
				}
			}
			own = own.union(r)
		}
	}
	return own
}

func fragmentInk(f layout.Fragment) rect {
	b := f.Bounds()
	r := xywh(b.X, b.Y, b.W, b.H)
	var shadows []style.Shadow
	switch f := f.(type) {
	case *text.GlyphRun:
		r, shadows = r.grow(f.Size), f.Style.TextShadow
	case *text.SpanBox:
		shadows = f.Style.BoxShadow
	case *text.DecorationBox:
		r, shadows = r.grow(4*r.h()+2), f.Shadow
	}
	out := r
	for _, sh := range shadows {
		out = out.union(r.offset(sh.X, sh.Y).grow(sh.Spread + 1.5*sh.Blur + 1))
	}
	return out
}
