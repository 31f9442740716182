package paint

import (
	"image/color"

	"sharecard/render/layout"
	"sharecard/render/raster"
	"sharecard/render/style"
	"sharecard/render/text"
)

// root paints the canvas and the page on it.
func (p *painter) root(b *layout.Box) {
	var from *layout.Box
	if b != nil {
		from = canvasBackground(b)
	}
	if from == nil || from.Style.BackgroundColor.A != 255 {
		raster.FillSolid(p.surf.Image, p.surf.Image.Rect, color.NRGBA{R: 255, G: 255, B: 255, A: 255})
	}
	if b == nil {
		return
	}
	x, y := b.X, b.Y
	if from != nil {
		p.canvas(from.Style, boxAreas(b, x, y))
		p.bare = from
	}
	p.context(b, x, y)
}

// canvas paints the background of the canvas: it covers all of it, and is
// positioned against the root element (CSS Backgrounds 3 §2.11.1).
func (p *painter) canvas(s *style.Style, root areas) {
	inv, ok := raster.Invert(p.m)
	if !ok {
		return
	}
	all := raster.RoundedRect{Rect: raster.MapRect(inv, raster.FromPixels(p.surf.Image.Rect))}
	if s.BackgroundColor.A != 0 {
		p.fill(p.boxShape(&p.path, all), raster.Solid(s.BackgroundColor))
	}
	for i := len(s.Background) - 1; i >= 0; i-- {
		l := &s.Background[i]
		p.layer(l, all, root.of(l.Origin).Rect, s)
	}
}

// canvasBackground is the box whose background the canvas takes: the root
// element's or, where that has none, the body's (CSS Backgrounds 3 §2.11.2).
func canvasBackground(root *layout.Box) *layout.Box {
	has := func(b *layout.Box) bool {
		return b.Style.BackgroundColor.A != 0 || len(b.Style.Background) > 0
	}
	if has(root) {
		return root
	}
	for _, k := range root.Children {
		if !k.Anonymous && k.Node != nil && k.Node.Elem != nil && k.Node.Elem.HTML != nil &&
			k.Node.Elem.HTML.Data == "body" && has(k) {
			return k
		}
	}
	return nil
}

// decorate paints the shadows, the background and the border of a box.
func (p *painter) decorate(b *layout.Box, x, y float64) {
	s := b.Style
	if b.Anonymous || !s.Visible || b.W <= 0 && b.H <= 0 {
		return
	}
	p.edging(s, boxAreas(b, x, y), b != p.bare, func() { p.letters(b, x, y) })
}

// edging paints shadows, background and border in the areas of a box; letters
// draws the text in it, for background-clip: text.
func (p *painter) edging(s *style.Style, a areas, background bool, letters func()) {
	p.outerShadows(s, a)
	if background {
		p.background(s, a, letters)
	}
	p.innerShadows(s, a)
	p.border(s, a)
}

// replaced paints the picture of an img or svg in its content box.
func (p *painter) replaced(b *layout.Box, x, y float64) {
	if !b.Style.Visible {
		return
	}
	img := p.pictureOf(b)
	if img == nil {
		return
	}
	content := boxAreas(b, x, y).content
	w, h := naturalSize(img, content.Rect)
	p.picture(img, pictureSpec{
		src:       b.Replaced.Src,
		box:       objectBox(b.Style, w, h, content.Rect),
		within:    &content,
		alpha:     255,
		rendering: b.Style.ImageRendering,
	})
}

// inline paints the fragments of a box's lines in their order, then the boxes
// that stand on the lines.
func (p *painter) inline(b *layout.Box, x, y float64) {
	cx := x + b.Border.Left + b.Padding.Left
	cy := y + b.Border.Top + b.Padding.Top
	for _, f := range b.Inline.Fragments {
		p.fragment(f, b.Inline.Fragments, cx, cy)
	}
	for k := range atoms(b) {
		if !lifted(k, b) {
			p.atomic(k, x+k.X, y+k.Y)
		}
	}
}

// fragment paints one of the fragments of a content box at (x, y).
func (p *painter) fragment(f layout.Fragment, all []layout.Fragment, x, y float64) {
	switch f := f.(type) {
	case *text.GlyphRun:
		p.faintly(f.Style, f, x, y, func() { p.run(f, x, y) })
	case *text.SpanBox:
		p.faintly(f.Style, f, x, y, func() { p.span(f, all, x, y) })
	case *text.DecorationBox:
		p.decoration(f, x, y)
	}
}

// faintly draws a fragment of an inline box with the opacity of that. Boxes
// have a style with another display; theirs is that of the group they are.
func (p *painter) faintly(s *style.Style, f layout.Fragment, x, y float64, draw func()) {
	switch {
	case s.Display != style.Inline || s.Opacity >= 1:
		draw()
	case s.Opacity > 0:
		p.group(fragmentInk(f).Offset(x, y), []style.Filter{{Kind: style.FilterOpacity, Amount: s.Opacity}}, draw)
	}
}

// span paints one line's part of an inline box. The edges where the box is
// broken have no border and no round corners (CSS Fragmentation 3 §5.4,
// slice).
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
	p.edging(&part, areas{border, padding, content}, true, func() { p.spanLetters(f, all, x, y) })
}
