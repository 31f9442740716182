package paint

import (
	"image"
	"math"

	"github.com/fogleman/gg"

	"sharecard/render/layout"
	"sharecard/render/style"
)

// areas are the edges of a box that backgrounds and borders refer to, in user
// space.
type areas struct {
	border, padding, content rounded
}

func boxAreas(b *layout.Box, x, y float64) areas {
	border := corners(xywh(x, y, b.W, b.H), b.Style.Radius)
	padding := border.inner(b.Border.Top, b.Border.Right, b.Border.Bottom, b.Border.Left)
	content := padding.inner(b.Padding.Top, b.Padding.Right, b.Padding.Bottom, b.Padding.Left)
	return areas{border, padding, content}
}

func (a *areas) of(area style.BoxArea) rounded {
	switch area {
	case style.AreaPadding:
		return a.padding
	case style.AreaContent:
		return a.content
	}
	return a.border
}

// background paints the colour and the layers of a box, last layer first
// (CSS Backgrounds 3 §2.3).
func (p *painter) background(s *style.Style, a areas, letters func()) {
	if clipsToText(s) {
		p.textBackground(s, a, letters)
		return
	}
	if c := s.BackgroundColor; c.A != 0 {
		area := a.of(s.BackgroundClip)
		if s.BackgroundClip == style.AreaBorder && hidesEdge(s) {
			// Under an opaque border the colour would show through the
			// antialiased outer edge of a round corner.
			area = halfway(a.border, a.padding)
		}
		p.fill(p.boxShape(&p.path, area), solid(c))
	}
	for i := len(s.Background) - 1; i >= 0; i-- {
		p.layer(&s.Background[i], a.of(s.Background[i].Clip), a.of(s.Background[i].Origin).rect, s)
	}
}

// hidesEdge reports whether an opaque solid border runs round the whole box.
func hidesEdge(s *style.Style) bool {
	for _, b := range s.Border {
		if b.Style != style.BorderSolid || b.Color.A != 255 || b.Width < 1 {
			return false
		}
	}
	return s.Radius != [4]style.Corner{}
}

func halfway(a, b rounded) rounded {
	return a.inner((b.y0-a.y0)/2, (a.x1-b.x1)/2, (a.y1-b.y1)/2, (b.x0-a.x0)/2)
}

// layer paints one background image; area clips it, origin is its positioning
// area.
func (p *painter) layer(l *style.Layer, area rounded, origin rect, s *style.Style) {
	if origin.empty() || area.empty() || !p.reaches(area.rect) {
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
	x := tiling(l.RepeatX, l.Position.X, origin.x0, origin.w(), w)
	y := tiling(l.RepeatY, l.Position.Y, origin.y0, origin.h(), h)
	first := xywh(x.at, y.at, x.size, y.size)
	x.single = x.single || first.x0 <= area.x0 && first.x1 >= area.x1
	y.single = y.single || first.y0 <= area.y0 && first.y1 >= area.y1
	if x.single && y.single {
		p.oneTile(l, img, first, area, s)
		return
	}
	p.tiles(l, img, x, y, area, s)
}

// layerSize is the concrete size of a layer's image (CSS Backgrounds 3 §2.9);
// gradients have no size of their own (iw is 0) and fill the area.
func layerSize(l *style.Layer, area rect, iw, ih float64) (w, h float64) {
	aw, ah := area.w(), area.h()
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

// gradient prepares the shader of a gradient in a user rectangle, nil where it
// shows nothing.
func (p *painter) gradient(l style.Image, box rect, m gg.Matrix) shader {
	inv, ok := invert(m)
	if !ok {
		return nil
	}
	switch g := l.(type) {
	case *style.LinearGradient:
		return newLinear(g, box, inv)
	case *style.RadialGradient:
		return newRadial(g, box, inv)
	}
	return nil
}

// oneTile paints a layer of which one tile is seen.
func (p *painter) oneTile(l *style.Layer, img image.Image, tile rect, area rounded, s *style.Style) {
	if img != nil {
		p.picture(img, pictureSpec{src: l.Image.(style.URL).Src, box: tile, within: &area, alpha: 255, rendering: s.ImageRendering})
		return
	}
	m := p.m
	if upright(m) {
		// The gradient box snaps with the box that it fills.
		d := snap(device(m, tile))
		m = gg.Matrix{XX: d.w() / tile.w(), YY: d.h() / tile.h()}
		m.X0, m.Y0 = d.x0-tile.x0*m.XX, d.y0-tile.y0*m.YY
	}
	sh := p.gradient(l.Image, tile, m)
	if sh == nil {
		return
	}
	if v := area.rect.intersect(tile); v != area.rect {
		if v.empty() {
			return
		}
		if !area.square() {
			defer p.restore(p.push(area))
		}
		area = rounded{rect: v}
	}
	p.fill(p.boxShape(&p.path, area), shaded(sh))
}
