package paint

import (
	"sharecard/render/layout"
	"sharecard/render/raster"
	"sharecard/render/style"
	"sharecard/render/text"
)

// inline paints the fragments on a box's lines in their order, then the atomic inline boxes.
func (p *painter) inline(b *layout.Box, x, y float64) {
	cx := x + b.Border.Left + b.Padding.Left
	cy := y + b.Border.Top + b.Padding.Top
	for _, f := range b.Inline.Fragments {
		p.fragment(f, b.Inline.Fragments, cx, cy)
	}
	for k := range atoms(b) {
		if !isRaised(k, b) {
			p.atomic(k, x+k.X, y+k.Y)
		}
	}
}

// fragment paints one of the fragments of a content box at (x, y).
func (p *painter) fragment(f layout.Fragment, all []layout.Fragment, x, y float64) {
	switch f := f.(type) {
	case *text.GlyphRun:
		p.withOpacity(f.Style, f, x, y, func() { p.run(f, x, y) })
	case *text.SpanBox:
		p.withOpacity(f.Style, f, x, y, func() { p.span(f, all, x, y) })
	case *text.DecorationBox:
		p.decoration(f, x, y)
	}
}

// withOpacity draws a fragment with the opacity and the blend mode of the inline box that it belongs to. A fragment with another display has
// the style of a block, whose opacity stackingContext applies.
func (p *painter) withOpacity(s *style.Style, f layout.Fragment, x, y float64, draw func()) {
	switch {
	case s.Display != style.Inline || s.Opacity >= 1 && s.MixBlend == style.BlendNormal:
		draw()
	case s.Opacity > 0:
		last := finish{filters: []style.Filter{{Kind: style.FilterOpacity, Amount: s.Opacity}}, blend: s.MixBlend}
		p.group(fragmentInk(f).Offset(x, y), last, draw)
	}
}

// span paints one line's part of an inline box. An edge at which the box is broken has no border and no round corners
// (box-decoration-break: slice, CSS Fragmentation 3 §5.4).
func (p *painter) span(f *text.SpanBox, all []layout.Fragment, x, y float64) {
	s := f.Style
	if !s.Visible || s.BackgroundColor.A == 0 && len(s.Background) == 0 && len(s.BoxShadow) == 0 &&
		s.Border == [4]style.BorderSide{} {
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
	border := corners(box, part.Radius)
	w := func(i int) float64 { return part.Border[i].Width }
	padding := border.Inner(w(style.Top), w(style.Right), w(style.Bottom), w(style.Left))
	pad := func(i int, on bool) float64 {
		if !on {
			return 0
		}
		return s.Padding[i].Resolve(box.W())
	}
	content := padding.Inner(pad(style.Top, true), pad(style.Right, f.Last), pad(style.Bottom, true), pad(style.Left, f.First))
	p.boxDecorations(&part, areas{border, padding, content}, true, func() { p.spanLetters(f, all, x, y) })
}
