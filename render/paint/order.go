package paint

import (
	"cmp"
	"iter"
	"slices"

	"sharecard/render/layout"
	"sharecard/render/raster"
	"sharecard/render/style"
)

// The order of painting is that of CSS 2.2 Appendix E. In a stacking context come its own background and border, the
// contexts with a negative z-index, the backgrounds of blocks in the flow, floats, content, the positioned boxes and contexts of
// z-index 0 or auto, and those with a positive z-index.

// raisedBox is a positioned box, or a stacking context in another: it is not painted with the flow.
type raisedBox struct {
	box   *layout.Box
	group *layout.Group // an inline box on the lines of box, instead of box itself
	x, y  float64       // border box, user space
	clip  *raster.Clip
	z     int

	context bool // it is a stacking context
}

// positioned reports whether position is other than static.
func positioned(s *style.Style) bool { return s.Position != style.Static }

// createsStackingContext reports whether a box makes a stacking context. z-index applies to a flex or grid item even if it is not
// positioned.
func createsStackingContext(s *style.Style, item bool) bool {
	return s.ZIndex.Set && (positioned(s) || item) || s.Position == style.FixedPosition || s.Position == style.Sticky ||
		s.Opacity < 1 || len(s.Transform) > 0 || s.Perspective > 0 || len(s.Filter) > 0 || s.ClipPath != nil ||
		s.MixBlend != style.BlendNormal || s.Isolated || len(s.Mask) > 0 || len(s.BackdropFilter) > 0 ||
		s.Contain.Encloses() || s.Preserve3D
}

// containsAbsolute reports whether the box is the containing block of absolutely positioned descendants.
func containsAbsolute(s *style.Style) bool {
	return positioned(s) || len(s.Transform) > 0 || s.Perspective > 0 || len(s.Filter) > 0 || len(s.BackdropFilter) > 0 ||
		s.Contain.Encloses() || s.Preserve3D
}

// isRaised reports whether a box is not painted with the flow; parent is its parent in the box tree.
func isRaised(b, parent *layout.Box) bool {
	return positioned(b.Style) || createsStackingContext(b.Style, parent.Style.LaysOutItems())
}

// stackingLevels paints the inside of a stacking context.
func (p *painter) stackingLevels(b *layout.Box, x, y float64) {
	var above []raisedBox
	in := p.overflowClip(b, x, y)
	abs := p.clip
	if containsAbsolute(b.Style) {
		abs = in
	}
	if b.Style.Contain&style.ContainPaint != 0 {
		p.base = in
	}
	p.collectRaised(b, x, y, in, abs, &above)
	above = slices.DeleteFunc(above, func(l raisedBox) bool { return l.group == nil && p.planes[l.box] })
	sortRaised(above)

	if b == p.rootBox {
		p.canvas(p.canvasBox.Style, boxAreas(b, x, y))
	}
	p.decorate(b, x, y)
	i := 0
	for ; i < len(above) && above[i].z < 0; i++ {
		p.raise(above[i])
	}
	old := p.clip
	p.clip = in
	p.blocks(b, x, y)
	p.floats(b, x, y)
	p.content(b, x, y)
	p.outlines(b, x, y)
	p.clip = old
	for ; i < len(above); i++ {
		p.raise(above[i])
	}
	p.outline(b, x, y)
}

// sortRaised puts what is raised in the order of z-index, and what has the same in that of the document.
func sortRaised(list []raisedBox) {
	slices.SortStableFunc(list, func(a, b raisedBox) int { return cmp.Compare(a.z, b.z) })
}

// raise paints one positioned box or stacking context.
func (p *painter) raise(l raisedBox) {
	if l.clip.Rect.Empty() {
		return
	}
	old := p.clip
	p.clip = l.clip
	switch {
	case l.group != nil:
		p.inlineGroup(l.box, l.group, l.x, l.y)
	case l.context:
		p.stackingContext(l.box, l.x, l.y)
	default:
		p.atomic(l.box, l.x, l.y)
	}
	p.clip = old
}

// collectRaised appends the raised boxes of the stacking context that b is in and that are descendants of b, in tree
// order. in clips the boxes in the flow, abs the absolutely positioned ones.
func (p *painter) collectRaised(b *layout.Box, x, y float64, in, abs *raster.Clip, out *[]raisedBox) {
	for _, k := range ordered(b) {
		if !k.Hidden {
			p.collectFrom(b, k, x, y, in, abs, out)
		}
	}
	p.collectInline(b, nil, x, y, in, abs, out)
}

// collectFrom is collectRaised for b's child k and what is in it.
func (p *painter) collectFrom(b, k *layout.Box, x, y float64, in, abs *raster.Clip, out *[]raisedBox) {
	kx, ky := x+k.X, y+k.Y
	c := in
	switch k.Style.Position {
	case style.Absolute:
		c = abs
	case style.FixedPosition:
		c = p.base
	}
	if isRaised(k, b) {
		z, context := 0, createsStackingContext(k.Style, b.Style.LaysOutItems())
		if k.Style.ZIndex.Set && (positioned(k.Style) || b.Style.LaysOutItems()) {
			z = k.Style.ZIndex.N
		}
		*out = append(*out, raisedBox{box: k, x: kx, y: ky, clip: c, z: z, context: context})
		if context {
			return
		}
	}
	old := p.clip
	p.clip = c
	inner := p.overflowClip(k, kx, ky)
	p.clip = old
	if containsAbsolute(k.Style) {
		p.collectRaised(k, kx, ky, inner, inner, out)
	} else {
		p.collectRaised(k, kx, ky, inner, abs, out)
	}
}

// atoms yields the visible atomic inline boxes on the lines of b, and the groups that they are in.
func atoms(b *layout.Box) iter.Seq2[*layout.Box, *layout.Group] {
	return func(yield func(*layout.Box, *layout.Group) bool) {
		if b.Inline == nil {
			return
		}
		for _, a := range b.Inline.Atoms {
			if a.Hidden || a.Atom >= len(b.Atoms) {
				continue
			}
			if !yield(b.Atoms[a.Atom], a.Group) {
				return
			}
		}
	}
}

// ordered returns the children in painting order: flex and grid items by order (CSS
// Flexbox 1 §5.4).
func ordered(b *layout.Box) []*layout.Box {
	if !b.Style.LaysOutItems() || !slices.ContainsFunc(b.Children, func(k *layout.Box) bool { return k.Style.Order != 0 }) {
		return b.Children
	}
	kids := slices.Clone(b.Children)
	slices.SortStableFunc(kids, func(a, b *layout.Box) int { return cmp.Compare(a.Style.Order, b.Style.Order) })
	return kids
}

// blocks paints the backgrounds and borders of blocks in the flow.
func (p *painter) blocks(b *layout.Box, x, y float64) {
	if b.Style.LaysOutItems() {
		return // items paint as a unit
	}
	for _, k := range b.Children {
		if k.Hidden || isRaised(k, b) || floating(k) {
			continue
		}
		kx, ky := x+k.X, y+k.Y
		p.decorate(k, kx, ky)
		p.clipped(k, kx, ky, func() { p.blocks(k, kx, ky) })
	}
	p.tableLines(b, x, y)
}

func floating(b *layout.Box) bool { return b.Style.Float != style.FloatNone }

// floats paints the floats among the blocks in the flow, each as a unit.
func (p *painter) floats(b *layout.Box, x, y float64) {
	if !p.hasFloats || b.Style.LaysOutItems() {
		return
	}
	for _, k := range b.Children {
		switch kx, ky := x+k.X, y+k.Y; {
		case k.Hidden || isRaised(k, b):
		case floating(k):
			p.atomic(k, kx, ky)
		default:
			p.clipped(k, kx, ky, func() { p.floats(k, kx, ky) })
		}
	}
	for k, in := range atoms(b) {
		if in == nil && floating(k) && !isRaised(k, b) {
			p.atomic(k, x+k.X, y+k.Y)
		}
	}
}

// content paints inline content, replaced elements and the boxes that paint as
// a unit.
func (p *painter) content(b *layout.Box, x, y float64) {
	if b.Replaced != nil {
		p.replaced(b, x, y)
	}
	if b.Inline != nil {
		p.inline(b, x, y)
	}
	items := b.Style.LaysOutItems()
	for _, k := range ordered(b) {
		if k.Hidden || isRaised(k, b) || floating(k) {
			continue
		}
		kx, ky := x+k.X, y+k.Y
		if items {
			p.atomic(k, kx, ky)
			continue
		}
		p.clipped(k, kx, ky, func() { p.content(k, kx, ky) })
	}
}

// atomic paints a box with its content as one unit, as inline-blocks and flex
// items are: all but the positioned boxes in it.
func (p *painter) atomic(b *layout.Box, x, y float64) {
	p.decorate(b, x, y)
	p.clipped(b, x, y, func() {
		p.blocks(b, x, y)
		p.floats(b, x, y)
		p.content(b, x, y)
		p.outlines(b, x, y)
	})
	p.outline(b, x, y)
}
