package paint

import (
	"image"
	"slices"

	"sharecard/render/layout"
	"sharecard/render/raster"
	"sharecard/render/style"
	"sharecard/render/text"
)

// Inline boxes with a position, and those that are stacking contexts, are painted in the levels of CSS 2.2 Appendix E as boxes
// are. Their parts on the lines of one block are painted together.

// groupOf is the group that a fragment belongs to.
func groupOf(f layout.Fragment) *layout.Group {
	switch f := f.(type) {
	case *text.GlyphRun:
		return f.Group
	case *text.SpanBox:
		return f.Group
	case *text.DecorationBox:
		return f.Group
	}
	return nil
}

// contextOf is the innermost group that is a stacking context, from g outward; nil for none.
func contextOf(g *layout.Group) *layout.Group {
	for ; g != nil && !g.Style.StacksInline(); g = g.Outer {
	}
	return g
}

// within reports whether g is outer or stands in it.
func within(g, outer *layout.Group) bool {
	for ; g != nil; g = g.Outer {
		if g == outer {
			return true
		}
	}
	return false
}

// collectInline appends what is raised on the lines of b in one stacking context: that of the group named, nil for that of b.
func (p *painter) collectInline(b *layout.Box, context *layout.Group, x, y float64, in, abs *raster.Clip, out *[]raisedBox) {
	if b.Inline == nil {
		return
	}
	var seen map[*layout.Group]bool // made where there is a group
	var add func(g *layout.Group)
	add = func(g *layout.Group) {
		if g == nil || seen[g] {
			return
		}
		if seen == nil {
			seen = map[*layout.Group]bool{}
		}
		seen[g] = true
		add(g.Outer)
		if contextOf(g.Outer) != context {
			return
		}
		z := 0
		if g.Style.ZIndex.Set && positioned(g.Style) {
			z = g.Style.ZIndex.N
		}
		*out = append(*out, raisedBox{box: b, group: g, x: x, y: y, clip: in, z: z})
	}
	for _, f := range b.Inline.Fragments {
		add(groupOf(f))
	}
	for k, g := range atoms(b) {
		add(g)
		if contextOf(g) == context {
			p.collectFrom(b, k, x, y, in, abs, out)
		}
	}
}

// inlineGroup paints a group on the lines of b.
func (p *painter) inlineGroup(b *layout.Box, g *layout.Group, x, y float64) {
	s := g.Style
	if !s.StacksInline() {
		p.inlineContent(b, g, x, y)
		return
	}
	if s.Opacity <= 0 {
		return
	}
	draw := func() {
		var above []raisedBox
		p.collectInline(b, g, x, y, p.clip, p.clip, &above)
		sortRaised(above)
		i := 0
		for ; i < len(above) && above[i].z < 0; i++ {
			p.raise(above[i])
		}
		p.inlineContent(b, g, x, y)
		for ; i < len(above); i++ {
			p.raise(above[i])
		}
	}
	box := groupBox(b, g, x, y)
	if s.ClipPath != nil {
		old := p.clip
		defer func() { p.clip = old }()
		p.clipTo(s.ClipPath, box, raster.RoundedRect{Rect: box})
	}
	if !needsLayer(s) && !s.Isolated {
		draw()
		return
	}
	f := finish{filters: s.Filter, blend: s.MixBlend}
	if s.Opacity < 1 {
		f.filters = append(slices.Clone(f.filters), style.Filter{Kind: style.FilterOpacity, Amount: s.Opacity})
	}
	if f.area = (filterArea{bounds: box, own: box}); len(s.Mask) > 0 {
		r := raster.RoundedRect{Rect: box}
		f.mask = func(layer *image.RGBA) { p.mask(layer, s, areas{r, r, r}) }
	}
	p.group(p.groupInk(b, g, x, y), f, draw)
}

// groupBox holds the parts of a group on the lines of b, as their boxes are.
func groupBox(b *layout.Box, g *layout.Group, x, y float64) (box raster.Rect) {
	m := linesMatrix(b, x, y)
	for _, f := range b.Inline.Fragments {
		if within(groupOf(f), g) {
			r := f.Bounds()
			box = box.Union(raster.MapRect(m, raster.XYWH(r.X, r.Y, r.W, r.H)))
		}
	}
	return box
}

// groupInk is a user rectangle that holds all that a group paints.
func (p *painter) groupInk(b *layout.Box, g *layout.Group, x, y float64) raster.Rect {
	var ink raster.Rect
	for _, f := range b.Inline.Fragments {
		if within(groupOf(f), g) {
			ink = ink.Union(lineInk(b, f, x, y))
		}
	}
	for k, in := range atoms(b) {
		if within(in, g) {
			ink = ink.Union(p.inkBounds(k, x+k.X, y+k.Y))
		}
	}
	return ink
}
