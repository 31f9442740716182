package svg

import (
	"image"
	"image/color"
	"math"

	"sharecard/render/raster"
)

// white is what clips are drawn in: only their alpha counts.
var white = color.NRGBA{R: 255, G: 255, B: 255, A: 255}

// maxEffort bounds the work of one Draw, in steps: a step is about what gg does for a pixel.
const maxEffort = 200e6

// painter is the state of one Draw.
type painter struct {
	text   color.NRGBA
	left   float64 // of maxEffort
	err    error
	target *raster.Surface // the picture, or the layer of a group
	path   raster.Path     // scratch memory
	filler raster.Filler   // of filters
}

func newPainter(dst *image.RGBA, text color.NRGBA) *painter {
	return &painter{text: text, left: maxEffort, target: raster.NewSurface(dst)}
}

func draw(dst *image.RGBA, scene *node, m raster.Matrix, text color.NRGBA) error {
	p := newPainter(dst, text)
	p.node(scene, m)
	return p.err
}

// spend takes steps off what is left and reports whether there were so many.
func (p *painter) spend(steps float64) bool {
	if !(steps <= p.left) {
		p.err = ErrTooComplex
		return false
	}
	p.left -= steps
	return true
}

// node draws n; m leads from its parent's user space to the device.
func (p *painter) node(n *node, m raster.Matrix) {
	m = n.matrix.Multiply(m)
	if n.opacity == 0 || !p.spend(100) {
		return
	}
	if len(n.clips) == 0 && n.mask == nil && len(n.filters) == 0 &&
		(n.opacity == 1 || n.shape != nil && n.shape.fill.on != n.shape.stroke.on) {
		p.content(n, m, n.opacity)
		return
	}
	// The group is drawn on a layer first (SVG 2 §3.5), and the layer is then clipped.
	r := p.target.Image.Rect
	area := float64(r.Dx() * r.Dy())
	if !p.spend(3 * area * float64(1+len(n.clips))) {
		return
	}
	mask := p.mask(n.clips, m)
	if n.mask != nil {
		if !p.spend(6 * area) {
			return
		}
		mask = narrow(mask, p.maskOf(n.mask, m))
	}
	var layer *image.RGBA
	if len(n.filters) > 0 {
		layer = p.filtered(n, m)
	} else {
		layer = p.layer(n, m, r)
	}
	composite(p.target.Image, layer, mask, n.opacity)
}

// layer draws what is in a node on a layer of its own.
func (p *painter) layer(n *node, m raster.Matrix, r image.Rectangle) *image.RGBA {
	outer := p.target
	p.target = raster.NewSurface(image.NewRGBA(r))
	p.content(n, m, 1)
	layer := p.target.Image
	p.target = outer
	return layer
}

func (p *painter) content(n *node, m raster.Matrix, opacity float64) {
	if n.shape != nil {
		p.shape(n.shape, m, opacity)
	}
	if n.emoji != nil {
		p.emoji(n.emoji, m, opacity)
	}
	for _, k := range n.children {
		p.node(k, m)
	}
}

// composite lays a layer over dst, through a mask where there is one.
func composite(dst, layer *image.RGBA, mask *image.Alpha, opacity float64) {
	alpha := uint32(opacity*255 + 0.5)
	w := dst.Rect.Dx()
	for y := range dst.Rect.Dy() {
		to, from := dst.Pix[y*dst.Stride:][:4*w], layer.Pix[y*layer.Stride:][:4*w]
		for x := range w {
			s := from[4*x : 4*x+4 : 4*x+4]
			if s[3] == 0 {
				continue
			}
			k := alpha
			if mask != nil {
				k = div255(k * uint32(mask.Pix[y*mask.Stride+x]))
			}
			d := to[4*x : 4*x+4 : 4*x+4]
			rest := 255 - div255(uint32(s[3])*k)
			for i := range d {
				d[i] = uint8(div255(uint32(s[i])*k) + div255(uint32(d[i])*rest))
			}
		}
	}
}

func div255(v uint32) uint32 { return (v + 128 + (v+128)>>8) >> 8 }

// mask is the coverage of all clips together, nil for none; m leads from their
// node's space to the device.
func (p *painter) mask(clips []*clipShape, m raster.Matrix) *image.Alpha {
	var all *image.Alpha
	for _, c := range clips {
		all = narrow(all, p.clip(c, m))
	}
	return all
}

// clip is the coverage of one clip.
func (p *painter) clip(c *clipShape, m raster.Matrix) *image.Alpha {
	r := p.target.Image.Rect
	a := image.NewAlpha(r)
	outer := p.target
	defer func() { p.target = outer }()
	p.target = raster.NewSurface(image.NewRGBA(r))
	m2 := c.matrix.Multiply(m)
	for i := range c.parts {
		part := &c.parts[i]
		pm := part.matrix.Multiply(m2)
		if !p.spend(float64(r.Dx() * r.Dy() * len(part.clips))) {
			break
		}
		own := p.mask(part.clips, pm)
		p.fill(regions(part.path.flatten(pm, 1)), part.evenOdd, 1, raster.Solid(white), own)
	}
	for i := range a.Pix {
		a.Pix[i] = p.target.Image.Pix[4*i+3]
	}
	p.target = outer
	if len(c.clips) > 0 && p.spend(float64(len(a.Pix)*len(c.clips))) {
		narrow(a, p.mask(c.clips, m))
	}
	return a
}

// emoji draws a picture of a character.
func (p *painter) emoji(e *emoji, m raster.Matrix, opacity float64) {
	m = e.matrix.Multiply(m)
	picture := e.picture
	// A picture that becomes much smaller is made smaller first, so that all of its pixels count.
	for raster.MeanScale(m) < 0.5 && picture.Rect.Dx() > 1 && picture.Rect.Dy() > 1 {
		picture = halved(picture)
		m = raster.Scale(2, 2).Multiply(m)
	}
	inverse, ok := raster.Invert(m)
	if !ok || !p.spend(float64(4*len(e.picture.Pix))) {
		return
	}
	var edge path
	edge.Rect(0, 0, float64(picture.Rect.Dx()), float64(picture.Rect.Dy()), 0, 0)
	src := raster.Shaded(&pictureShader{picture, inverse, e.alpha * opacity})
	p.fill(regions(edge.flatten(m, 1)), false, 16, src, nil)
}

// shape fills a shape, then strokes it, or the other way round.
func (p *painter) shape(s *shape, m raster.Matrix, opacity float64) {
	if s.under {
		p.strokeShape(s, m, opacity)
	}
	if s.fill.on {
		src, weight, ok := p.source(&s.fill, m, opacity)
		if ok && p.spend(float64(32*len(s.path.Ops))) {
			area := regions(s.path.flatten(m, 1))
			if s.crisp {
				area = snap(area)
			}
			p.fill(area, s.evenOdd, weight, src, nil)
		}
	}
	if !s.under {
		p.strokeShape(s, m, opacity)
	}
}

func (p *painter) strokeShape(s *shape, m raster.Matrix, opacity float64) {
	if s.stroke.on {
		src, weight, ok := p.source(&s.stroke, m, opacity)
		if ok && p.spend(float64(64*len(s.path.Ops))) {
			p.fill(p.stroke(s, m), false, weight, src, nil)
		}
	}
}

// stroke is the region of a shape's stroke on the device.
func (p *painter) stroke(s *shape, m raster.Matrix) []polygon {
	// The most that m stretches a length.
	scale := math.Max(stretch(m.XX, m.YX), stretch(m.XY, m.YY))
	if !(scale > 0) {
		return nil
	}
	// The edge of a wide pen is further from the line, where the corners of the polyline show more.
	finer := 1 + s.pen.Width*scale/8
	lines := s.path.flatten(raster.Identity(), scale*math.Min(finer, 16))
	area := raster.Stroke(lines, s.pen, scale)
	for _, a := range area {
		for i, q := range a {
			a[i].X, a[i].Y = m.TransformPoint(q.X, q.Y)
		}
	}
	if s.crisp {
		area = snap(area)
	}
	return area
}

// stretch is how long a matrix makes a unit vector.
func stretch(x, y float64) float64 { return math.Hypot(x, y) }

// source resolves a paint for one fill. It returns the effort for a pixel, and false where nothing would be seen.
func (p *painter) source(i *ink, m raster.Matrix, opacity float64) (raster.Source, float64, bool) {
	c, alpha := i.colour.in(p.text), i.alpha*opacity
	if i.pattern != nil {
		if s := p.tiles(i.pattern, m, alpha); s != nil {
			return raster.Shaded(s), 24, true
		}
		return raster.Source{}, 0, false
	}
	if i.gradient != nil {
		if s := i.shader(m, p.text, alpha); s != nil {
			return raster.Shaded(s), 16, true
		}
		var last float64
		c, last = i.gradient.last(p.text)
		alpha *= last
	}
	c.A = uint8(float64(c.A)*alpha + 0.5)
	return raster.Solid(c), 1, c.A > 0
}

// fill fills polygons through a mask, nil for none; weight is the effort for a pixel.
func (p *painter) fill(polygons []polygon, evenOdd bool, weight float64, src raster.Source, mask *image.Alpha) {
	r := p.target.Image.Rect
	polygons = cut(polygons, r)
	if len(polygons) == 0 {
		return
	}
	b := noBox
	for _, q := range polygons {
		for _, v := range q {
			b.add(v)
		}
	}
	if !p.spend(b.w()*b.h()*weight + effort(polygons, r)) {
		return
	}
	p.path.Reset(raster.Identity())
	for _, q := range polygons {
		p.path.AddPolygon(q)
	}
	p.target.Fill(&p.path, evenOdd, src, mask)
}
