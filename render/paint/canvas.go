package paint

import (
	"image/color"

	"sharecard/render/layout"
	"sharecard/render/raster"
	"sharecard/render/style"
)

// root paints the canvas and the page on it.
func (p *painter) root(b *layout.Box) {
	var from *layout.Box
	if b != nil {
		from = canvasBackground(b)
	}
	apart := b != nil && len(b.Style.Transform) == 0 && (needsLayer(b.Style) || b.Style.ClipPath != nil)
	if from == nil || from.Style.BackgroundColor.A != 255 || apart {
		paper := color.NRGBA{R: 255, G: 255, B: 255, A: 255}
		if b != nil && b.Style.Dark {
			paper = color.NRGBA{R: 0x12, G: 0x12, B: 0x12, A: 255} // Canvas of a dark color scheme
		}
		raster.FillSolid(p.surf.Image, p.surf.Image.Rect, paper)
	}
	if b == nil {
		return
	}
	p.survey(b, nil, nil)
	x, y := b.X, b.Y
	p.canvasBox, p.rootBox = from, nil
	switch {
	case from == nil:
	case apart:
		p.rootBox = b
	default:
		p.canvas(from.Style, boxAreas(b, x, y))
	}
	p.stackingContext(b, x, y)
}

// canvas paints the background of the canvas: it covers all of it, and is
// positioned against the root element (CSS Backgrounds 3 §2.11.1).
func (p *painter) canvas(s *style.Style, root areas) {
	inv, ok := raster.Invert(p.m)
	if !ok {
		return
	}
	all := raster.RoundedRect{Rect: raster.MapRect(inv, raster.FromPixels(p.surf.Image.Rect))}
	color := func() {
		if s.BackgroundColor.A != 0 {
			p.fill(p.boxShape(&p.path, all), raster.Solid(s.BackgroundColor))
		}
	}
	p.backgroundLayers(s, all.Rect, color, func(l *style.Layer) { p.layer(l, all, root.of(l.Origin).Rect, s) })
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
	children := root.Children
	if root.Orthogonal {
		children = children[0].Children
	}
	for _, k := range children {
		if !k.Anonymous && k.Node != nil && k.Node.Elem != nil && k.Node.Elem.HTML != nil &&
			k.Node.Elem.HTML.Data == "body" && has(k) {
			return k
		}
	}
	return nil
}
