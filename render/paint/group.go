package paint

import (
	"image"
	"slices"

	"sharecard/render/layout"
	"sharecard/render/raster"
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
		p.stack(b, x, y)
		return
	}
	filters := s.Filter
	if s.Opacity < 1 {
		filters = append(slices.Clone(filters), style.Filter{Kind: style.FilterOpacity, Amount: s.Opacity})
	}
	p.group(p.inkBounds(b, x, y), filters, func() { p.stack(b, x, y) })
}

// group draws on a layer of its own, filters that and lays it over the
// surface. ink is a user rectangle that holds all that draw paints.
func (p *painter) group(ink raster.Rect, filters []style.Filter, draw func()) {
	d := raster.MapRect(p.m, ink).Grow(1).Pixels()
	// A blur carries in what lies outside of the clip.
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

// shadowed draws a text-shadow: what draw paints, moved and blurred.
func (p *painter) shadowed(sh style.Shadow, ink raster.Rect, draw func()) {
	if sh.Color.A == 0 {
		return
	}
	old := p.m
	p.m = raster.Translate(sh.X, sh.Y).Multiply(p.m)
	defer func() { p.m = old }()
	if !p.reaches(ink.Grow(2 * sh.Blur)) {
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
func transform(s *style.Style, box raster.Rect) raster.Matrix {
	ox := box.X0 + s.TransformOrigin.X.Resolve(box.W())
	oy := box.Y0 + s.TransformOrigin.Y.Resolve(box.H())
	m := raster.Translate(ox, oy)
	for _, t := range s.Transform {
		if t.Matrix == nil {
			m = m.Translate(t.X.Resolve(box.W()), t.Y.Resolve(box.H()))
			continue
		}
		a := t.Matrix
		m = raster.Matrix{XX: a[0], YX: a[1], XY: a[2], YY: a[3], X0: a[4], Y0: a[5]}.Multiply(m)
	}
	return m.Translate(-ox, -oy)
}

// clipPath adds the shape of clip-path to an empty path (CSS Masking 1 §5, CSS
// Shapes 1 §3); box is the border box.
func clipPath(pa *raster.Path, m raster.Matrix, c *style.ClipPath, box raster.Rect) {
	pa.Reset(m)
	switch c.Shape {
	case style.ClipInset:
		r := box.Inset(c.Inset[style.Top].Resolve(box.H()), c.Inset[style.Right].Resolve(box.W()),
			c.Inset[style.Bottom].Resolve(box.H()), c.Inset[style.Left].Resolve(box.W()))
		pa.AddRoundedRect(corners(r, c.Radius))
	case style.ClipCircle, style.ClipEllipse:
		cx, cy := box.X0+c.Center.X.Resolve(box.W()), box.Y0+c.Center.Y.Resolve(box.H())
		circle := c.Shape == style.ClipCircle
		rx, ry := clipRadii(c, circle, box, cx, cy)
		pa.AddEllipse(cx, cy, rx, ry)
	case style.ClipPolygon:
		for i, q := range c.Points {
			x, y := box.X0+q.X.Resolve(box.W()), box.Y0+q.Y.Resolve(box.H())
			if i == 0 {
				pa.MoveTo(x, y)
			} else {
				pa.LineTo(x, y)
			}
		}
		pa.Close()
	}
}

// clipRadii resolves the radii of circle() and ellipse(): percentages of a
// circle refer to the box's diagonal over √2.
func clipRadii(c *style.ClipPath, circle bool, box raster.Rect, cx, cy float64) (rx, ry float64) {
	if circle && c.RX.IsFixed() {
		r := c.RX.Resolve(diagonal(box))
		return r, r
	}
	return radii(c.RX, c.RY, circle, c.Extent, box, cx, cy)
}

// inkBounds is a user rectangle that holds all that a box and those in it paint.
func (p *painter) inkBounds(b *layout.Box, x, y float64) raster.Rect {
	s := b.Style
	own := raster.XYWH(x, y, b.W, b.H)
	box := own
	if !b.Anonymous {
		for _, sh := range s.BoxShadow {
			if !sh.Inset {
				own = own.Union(box.Offset(sh.X, sh.Y).Grow(sh.Spread + 1.5*sh.Blur + 1))
			}
		}
	}
	if b.Inline != nil {
		cx, cy := x+b.Border.Left+b.Padding.Left, y+b.Border.Top+b.Padding.Top
		for _, f := range b.Inline.Fragments {
			own = own.Union(fragmentInk(f).Offset(cx, cy))
		}
	}
	for _, kids := range [2][]*layout.Box{b.Children, b.Atoms} {
		for _, k := range kids {
			kx, ky := x+k.X, y+k.Y
			r := p.inkBounds(k, kx, ky)
			if len(k.Style.Transform) > 0 && !k.Anonymous {
				r = raster.MapRect(transform(k.Style, raster.XYWH(kx, ky, k.W, k.H)), r)
			}
			for _, f := range k.Style.Filter {
				if f.Kind == style.FilterBlur {
					r = r.Grow(3*f.Amount + 2)
				}
			}
			own = own.Union(r)
		}
	}
	return own
}

func fragmentInk(f layout.Fragment) raster.Rect {
	b := f.Bounds()
	r := raster.XYWH(b.X, b.Y, b.W, b.H)
	var shadows []style.Shadow
	switch f := f.(type) {
	case *text.GlyphRun:
		r, shadows = r.Grow(f.Size), f.Style.TextShadow
	case *text.SpanBox:
		shadows = f.Style.BoxShadow
	case *text.DecorationBox:
		r, shadows = r.Grow(4*r.H()+2), f.Shadow
	}
	out := r
	for _, sh := range shadows {
		out = out.Union(r.Offset(sh.X, sh.Y).Grow(sh.Spread + 1.5*sh.Blur + 1))
	}
	return out
}
