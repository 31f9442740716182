package paint

import (
	"sharecard/render/layout"
	"sharecard/render/raster"
	"sharecard/render/style"
	"sharecard/render/text"
)

// inline paints the fragments on a box's lines in their order, then the atomic inline boxes.
func (p *painter) inline(b *layout.Box, x, y float64) { p.inlineContent(b, nil, x, y) }

// inlineContent paints what stands on the lines of b in a group, and in none within it.
func (p *painter) inlineContent(b *layout.Box, g *layout.Group, x, y float64) {
	p.onLines(b, x, y, func(x, y float64) {
		for _, f := range b.Inline.Fragments {
			if groupOf(f) == g {
				p.fragment(f, b.Inline.Fragments, x, y)
			}
		}
	})
	for k, in := range atoms(b) {
		if in == g && !isRaised(k, b) && (g != nil || !floating(k)) {
			p.atomic(k, x+k.X, y+k.Y)
		}
	}
}

// fragment paints one of the fragments of a content box at (x, y).
func (p *painter) fragment(f layout.Fragment, all []layout.Fragment, x, y float64) {
	switch f := f.(type) {
	case *text.GlyphRun:
		p.run(f, x, y)
	case *text.SpanBox:
		p.span(f, all, x, y)
	case *text.DecorationBox:
		p.decoration(f, x, y)
	}
}

// maxSpanShadow is further than the shadow of an inline box is looked for, px.
const maxSpanShadow = 1 << 14

// span paints one line's part of an inline box. An edge at which the box is broken has no border and no round corners
// (box-decoration-break: slice, CSS Fragmentation 3 §5.4).
func (p *painter) span(f *text.SpanBox, all []layout.Fragment, x, y float64) {
	s := f.Style
	if !s.Visible || s.BackgroundColor.A == 0 && len(s.Background) == 0 && len(s.BoxShadow) == 0 &&
		s.Border == [4]style.BorderSide{} && s.BorderImage == nil {
		return
	}
	box := raster.XYWH(x+f.Rect.X, y+f.Rect.Y, f.Rect.W, f.Rect.H)
	part := *s
	if !f.First {
		part.Border[style.Left] = style.BorderSide{}
		part.Radius[0], part.Radius[3] = style.Corner{}, style.Corner{}
	}
	if !f.Last {
		part.Border[style.Right] = style.BorderSide{}
		part.Radius[1], part.Radius[2] = style.Corner{}, style.Corner{}
	}
	border := roundedBox(box, &part)
	w := func(i int) float64 { return part.Border[i].Width }
	padding := border.Inner(w(style.Top), w(style.Right), w(style.Bottom), w(style.Left))
	pad := func(i int, on bool) float64 {
		if !on {
			return 0
		}
		return s.Padding[i].Resolve(box.W())
	}
	content := padding.Inner(pad(style.Top, true), pad(style.Right, f.Last), pad(style.Bottom, true), pad(style.Left, f.First))
	old := p.clip
	if len(s.BoxShadow) > 0 && !(f.First && f.Last) {
		// No shadow falls over an edge at which the box is broken.
		seen := box.Grow(maxSpanShadow)
		if !f.First {
			seen.X0 = box.X0
		}
		if !f.Last {
			seen.X1 = box.X1
		}
		p.path.Reset(p.m)
		p.path.AddRect(seen)
		p.clip = p.filler.Clip(p.clip, raster.Shape{Path: &p.path})
	}
	p.boxDecorations(&part, areas{border, padding, content}, true, func() { p.spanLetters(f, all, x, y) })
	p.clip = old
}
