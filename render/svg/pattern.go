package svg

import (
	"image"
	"image/color"
	"math"

	"golang.org/x/net/html"

	"sharecard/render/css"
	"sharecard/render/raster"
)

// pattern is a pattern element as the paint of one shape (SVG 2 §14.3).
type pattern struct {
	content *node         // of one tile, in the tile's own space
	matrix  raster.Matrix // from the space of tiles, the first at its origin, to user space
	w, h    float64       // of a tile
}

// pattern resolves a pattern element for a shape; nil where it draws nothing.
func (b *builder) pattern(n *html.Node, address string, vp viewport, bounds box) *pattern {
	el := b.refer(n, address)
	if el == nil {
		return nil
	}
	defer b.leave()
	chain := b.templates(el)
	find := func(name string) (string, *html.Node) {
		for _, t := range chain {
			if v := attr(t, name); v != "" {
				return v, t
			}
		}
		return "", el
	}
	p := &pattern{matrix: raster.Identity(), content: &node{matrix: raster.Identity(), opacity: 1}}
	size := vp
	inBox := true
	if v, _ := find("patternUnits"); v == "userSpaceOnUse" {
		inBox = false
	} else if size = (viewport{1, 1}); !bounds.hasArea() {
		return nil
	}
	number := func(name string, whole float64) float64 {
		_, at := find(name)
		return b.length(at, name, whole)
	}
	x, y, w, h := number("x", size.w), number("y", size.h), number("width", size.w), number("height", size.h)
	if inBox {
		x, y, w, h = bounds.x0+x*bounds.w(), bounds.y0+y*bounds.h(), w*bounds.w(), h*bounds.h()
	}
	if !(w > 0 && h > 0) {
		return nil
	}
	p.w, p.h = w, h
	p.matrix = raster.Translate(x, y)
	if v, at := find("patternTransform"); v != "" {
		m, ok := parseTransform(v)
		if !ok {
			b.tell(at, css.Error, "patternTransform %q is not understood", short(v))
		} else {
			p.matrix = p.matrix.Multiply(m)
		}
	}
	if _, at := find("viewBox"); attr(at, "viewBox") != "" {
		if v, ok := b.viewBox(at); ok {
			_, fit := find("preserveAspectRatio")
			p.content.matrix = b.aspect(fit).fit(v, w, h)
			vp = viewport{v.w, v.h}
		}
	} else if v, _ := find("patternContentUnits"); v == "objectBoundingBox" {
		p.content.matrix = raster.Scale(bounds.w(), bounds.h())
		vp = viewport{1, 1}
	}
	for _, t := range chain {
		if t.FirstChild == nil {
			continue
		}
		inherited := b.inherited(t)
		s, _ := b.styleOf(t, &inherited)
		if b.children(p.content, t, &s, vp); len(p.content.children) > 0 {
			return p
		}
	}
	return nil
}

// maxTile bounds the sides of a tile as it is drawn, device px.
const maxTile = 2048

// tiles draws one tile of a pattern and returns the shader that repeats it; m maps
// user space to the device.
func (p *painter) tiles(t *pattern, m raster.Matrix, alpha float64) raster.Shader {
	full := t.matrix.Multiply(m)
	inverse, ok := raster.Invert(full)
	if !ok {
		return nil
	}
	side := func(length, stretch float64) int { return int(min(max(length*stretch+0.999, 1), maxTile)) }
	w, h := side(t.w, stretch(full.XX, full.YX)), side(t.h, stretch(full.XY, full.YY))
	if !p.spend(float64(3 * w * h)) {
		return nil
	}
	scale := raster.Scale(float64(w)/t.w, float64(h)/t.h)
	outer := p.target
	p.target = raster.NewSurface(image.NewRGBA(image.Rect(0, 0, w, h)))
	p.node(t.content, scale)
	tile := p.target.Image
	p.target = outer
	if alpha < 1 {
		for i, v := range tile.Pix {
			tile.Pix[i] = uint8(float64(v)*alpha + 0.5)
		}
	}
	return &tileShader{tile: tile, m: inverse.Multiply(scale)}
}

// tileShader repeats a picture in both directions.
type tileShader struct {
	tile *image.RGBA
	m    raster.Matrix // device to pixels of the tile
}

// At implements [raster.Shader]: the four nearest pixels, weighted.
func (t *tileShader) At(x, y int) color.RGBA {
	u, v := t.m.TransformPoint(float64(x)+0.5, float64(y)+0.5)
	u0, fu := wrap(u-0.5, t.tile.Rect.Dx())
	v0, fv := wrap(v-0.5, t.tile.Rect.Dy())
	u1, v1 := (u0+1)%t.tile.Rect.Dx(), (v0+1)%t.tile.Rect.Dy()
	a, b, c, d := t.tile.RGBAAt(u0, v0), t.tile.RGBAAt(u1, v0), t.tile.RGBAAt(u0, v1), t.tile.RGBAAt(u1, v1)
	mix := func(a, b, c, d uint8) uint8 {
		top := float64(a) + fu*(float64(b)-float64(a))
		low := float64(c) + fu*(float64(d)-float64(c))
		return uint8(top + fv*(low-top) + 0.5)
	}
	return color.RGBA{mix(a.R, b.R, c.R, d.R), mix(a.G, b.G, c.G, d.G), mix(a.B, b.B, c.B, d.B), mix(a.A, b.A, c.A, d.A)}
}

// Row implements [raster.Shader].
func (t *tileShader) Row(dst []uint8, x, y int) { raster.RowByPixel(t, dst, x, y) }

// Opaque implements [raster.Shader].
func (t *tileShader) Opaque() bool { return t.tile.Opaque() }

// wrap is the pixel that a coordinate falls on in a row of n that repeats, and how
// far into it.
func wrap(v float64, n int) (pixel int, into float64) {
	floor := math.Floor(v)
	pixel = int(math.Mod(floor, float64(n)))
	if pixel < 0 {
		pixel += n
	}
	return pixel, v - floor
}
