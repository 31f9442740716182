package paint

import (
	"image"
	"math"
	"slices"

	"sharecard/render/raster"
	"sharecard/render/style"
)

// background paints the colour and the layers of a box, last layer first
// (CSS Backgrounds 3 §2.3).
func (p *painter) background(s *style.Style, a areas, letters func()) {
	if clipsToText(s) {
		p.textBackground(s, a, letters)
		return
	}
	color := func() {
		if s.BackgroundColor.A == 0 {
			return
		}
		area := a.of(s.BackgroundClip)
		if s.BackgroundClip == style.AreaBorder && hidesEdge(s) {
			// Under an opaque border the colour would show through the
			// antialiased outer edge of a round corner.
			area = halfway(a.border, a.padding)
		}
		p.fill(p.boxShape(&p.path, area), raster.Solid(s.BackgroundColor))
	}
	p.backgroundLayers(s, a.border.Rect, color, func(l *style.Layer) { p.layer(l, a.of(l.Clip), a.of(l.Origin).Rect, s) })
}

// backgroundLayers paints the colour and the layers of a background, last layer first. Layers that blend do so with what
// is below them in the same background only (Compositing 1 §7.3). area holds all of it.
func (p *painter) backgroundLayers(s *style.Style, area raster.Rect, color func(), one func(*style.Layer)) {
	paint := func() {
		color()
		for i := len(s.Background) - 1; i >= 0; i-- {
			l := &s.Background[i]
			if l.Blend == style.BlendNormal {
				one(l)
			} else {
				p.group(area, finish{blend: l.Blend}, func() { one(l) })
			}
		}
	}
	if slices.ContainsFunc(s.Background, func(l style.Layer) bool { return l.Blend != style.BlendNormal }) {
		p.group(area, finish{}, paint)
		return
	}
	paint()
}

// hidesEdge reports whether an opaque solid border runs round the whole box.
func hidesEdge(s *style.Style) bool {
	if s.BorderImage != nil {
		return false
	}
	for _, b := range s.Border {
		if b.Style != style.BorderSolid || b.Color.A != 255 || b.Width < 1 {
			return false
		}
	}
	return s.Radius != [4]style.Corner{}
}

func halfway(a, b raster.RoundedRect) raster.RoundedRect {
	return a.Inner((b.Y0-a.Y0)/2, (a.X1-b.X1)/2, (a.Y1-b.Y1)/2, (b.X0-a.X0)/2)
}

// layer paints one background image; area clips it, origin is its positioning
// area. A fixed one has the page for that; under a transform it counts as any other,
// as in browsers.
func (p *painter) layer(l *style.Layer, area raster.RoundedRect, origin raster.Rect, s *style.Style) {
	if l.Fixed && p.m == p.flat {
		origin = p.page
	}
	if origin.Empty() || area.Empty() || !p.reaches(area.Rect) {
		return
	}
	var img image.Image
	var iw, ih float64
	if u, ok := l.Image.(style.URL); ok {
		if img = p.image(u.Src); img == nil {
			return
		}
		if img.Bounds().Empty() {
			return
		}
		iw, ih = naturalSize(img, origin)
	}
	w, h := layerSize(l, origin, iw, ih)
	if !(w > 0 && h > 0) {
		return
	}
	x := tiling(l.RepeatX, l.Position.X, origin.X0, origin.W(), w)
	y := tiling(l.RepeatY, l.Position.Y, origin.Y0, origin.H(), h)
	first := raster.XYWH(x.at, y.at, x.size, y.size)
	x.single = x.single || first.X0 <= area.X0 && first.X1 >= area.X1
	y.single = y.single || first.Y0 <= area.Y0 && first.Y1 >= area.Y1
	if x.single && y.single {
		p.oneTile(l, img, first, area, s)
		return
	}
	p.tiles(l, img, x, y, area, s)
}

// layerSize is the concrete size of a layer's image (CSS Backgrounds 3 §2.9);
// gradients have no size of their own (iw is 0) and fill the area.
func layerSize(l *style.Layer, area raster.Rect, iw, ih float64) (w, h float64) {
	aw, ah := area.W(), area.H()
	switch l.Size.Keyword {
	case style.CoverSize, style.ContainSize:
		if iw == 0 {
			return aw, ah
		}
		k := math.Min(aw/iw, ah/ih)
		if l.Size.Keyword == style.CoverSize {
			k = math.Max(aw/iw, ah/ih)
		}
		return iw * k, ih * k
	}
	autoW, autoH := !l.Size.Width.IsFixed(), !l.Size.Height.IsFixed()
	w, h = l.Size.Width.Resolve(aw), l.Size.Height.Resolve(ah)
	switch {
	case autoW && autoH && iw == 0:
		return aw, ah
	case autoW && autoH:
		return iw, ih
	case autoW && iw == 0:
		return aw, h
	case autoH && iw == 0:
		return w, ah
	case autoW:
		return h * iw / ih, h
	case autoH:
		return w, w * ih / iw
	}
	return w, h
}

// oneTile paints a layer of which one tile is seen.
func (p *painter) oneTile(l *style.Layer, img image.Image, tile raster.Rect, area raster.RoundedRect, s *style.Style) {
	if img != nil {
		p.picture(img, pictureSpec{src: l.Image.(style.URL).Src, box: tile, within: &area, alpha: 255, rendering: s.ImageRendering})
		return
	}
	m := p.m
	if raster.Upright(m) {
		// The gradient box snaps with the box that it fills.
		d := raster.Snap(raster.MapRect(m, tile))
		m = raster.Matrix{XX: d.W() / tile.W(), YY: d.H() / tile.H()}
		m.X0, m.Y0 = d.X0-tile.X0*m.XX, d.Y0-tile.Y0*m.YY
	}
	sh := gradient(l.Image, tile, m)
	if sh == nil {
		return
	}
	if v := area.Rect.Intersect(tile); v != area.Rect {
		if v.Empty() {
			return
		}
		if !area.Square() {
			defer p.restoreClip(p.pushClip(area))
		}
		area = raster.RoundedRect{Rect: v}
	}
	p.fill(p.boxShape(&p.path, area), raster.Shaded(sh))
}
