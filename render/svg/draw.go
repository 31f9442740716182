package svg

import (
	"image"
	"image/color"
	"math"

	"github.com/fogleman/gg"
)

// maxEffort bounds one Draw, in steps of some nanoseconds.
const maxEffort = 200e6

// painter is the state of one Draw.
type painter struct {
	text   color.NRGBA
	left   float64 // of maxEffort
	err    error
	target *surface
}

// surface is what is drawn on: the picture, or the layer of a group.
type surface struct {
	img *image.RGBA
	dc  *gg.Context // on the same pixels, its origin at img.Rect.Min
}

func newSurface(img *image.RGBA) *surface {
	alias := &image.RGBA{Pix: img.Pix, Stride: img.Stride, Rect: image.Rect(0, 0, img.Rect.Dx(), img.Rect.Dy())}
	return &surface{img: img, dc: gg.NewContextForRGBA(alias)}
}

func draw(dst *image.RGBA, scene *node, m gg.Matrix, text color.NRGBA) error {
	p := &painter{text: text, left: maxEffort, target: newSurface(dst)}
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
func (p *painter) node(n *node, m gg.Matrix) {
	m = n.matrix.Multiply(m)
	if n.opacity == 0 || !p.spend(100) {
		return
	}
	if len(n.clips) == 0 && (n.opacity == 1 || n.shape != nil && n.shape.fill.on != n.shape.stroke.on) {
		p.content(n, m, n.opacity)
		return
	}
	// A layer takes the group first (SVG 2 §3.5), then goes through its clips.
	r := p.target.img.Rect
	area := float64(r.Dx() * r.Dy())
	if !p.spend(3 * area * float64(1+len(n.clips))) {
		return
	}
	mask := p.mask(n.clips, m)
	outer := p.target
	p.target = newSurface(image.NewRGBA(r))
	p.content(n, m, 1)
	layer := p.target.img
	p.target = outer
	composite(outer.img, layer, mask, n.opacity)
}

func (p *painter) content(n *node, m gg.Matrix, opacity float64) {
	if n.shape != nil {
		p.shape(n.shape, m, opacity)
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
func (p *painter) mask(clips []*clipShape, m gg.Matrix) *image.Alpha {
	var all *image.Alpha
	for _, c := range clips {
		a := p.clip(c, m)
		if all == nil {
			all = a
			continue
		}
		for i, v := range a.Pix {
			all.Pix[i] = uint8(div255(uint32(v) * uint32(all.Pix[i])))
		}
	}
	return all
}

// clip is the coverage of one clip.
func (p *painter) clip(c *clipShape, m gg.Matrix) *image.Alpha {
	r := p.target.img.Rect
	a := image.NewAlpha(r)
	outer := p.target
	defer func() { p.target = outer }()
	p.target = newSurface(image.NewRGBA(r))
	m2 := c.matrix.Multiply(m)
	for i := range c.parts {
		part := &c.parts[i]
		pm := part.matrix.Multiply(m2)
		if !p.spend(float64(r.Dx() * r.Dy() * len(part.clips))) {
			break
		}
		own := p.mask(part.clips, pm)
		p.target.dc.SetColor(color.White)
		if own != nil {
			// The mask has the device's rectangle, gg wants one from the origin.
			_ = p.target.dc.SetMask(&image.Alpha{Pix: own.Pix, Stride: own.Stride, Rect: image.Rect(0, 0, r.Dx(), r.Dy())})
		}
		p.fill(regions(part.path.flatten(pm, 1)), part.evenOdd, 1)
		p.target.dc.ResetClip()
	}
	for i := range a.Pix {
		a.Pix[i] = p.target.img.Pix[4*i+3]
	}
	p.target = outer
	if len(c.clips) > 0 && p.spend(float64(len(a.Pix)*len(c.clips))) {
		for i, v := range p.mask(c.clips, m).Pix {
			a.Pix[i] = uint8(div255(uint32(v) * uint32(a.Pix[i])))
		}
	}
	return a
}

// shape fills a shape, then strokes it.
func (p *painter) shape(s *shape, m gg.Matrix, opacity float64) {
	if s.fill.on {
		weight, ok := p.setInk(&s.fill, m, opacity)
		if ok && p.spend(float64(32*len(s.path.ops))) {
			area := regions(s.path.flatten(m, 1))
			if s.crisp {
				area = snap(area)
			}
			p.fill(area, s.evenOdd, weight)
		}
	}
	if s.stroke.on {
		weight, ok := p.setInk(&s.stroke, m, opacity)
		if ok && p.spend(float64(64*len(s.path.ops))) {
			p.fill(p.stroke(s, m), false, weight)
		}
	}
}

// stroke is the region of a shape's stroke on the device.
func (p *painter) stroke(s *shape, m gg.Matrix) []polygon {
	// The most that m stretches a length.
	scale := math.Max(math.Hypot(m.XX, m.YX), math.Hypot(m.XY, m.YY))
	if !(scale > 0) {
		return nil
	}
	// A wide pen shows the corners of a polyline more than its own line does.
	finer := 1 + s.pen.width*scale/8
	lines := s.path.flatten(gg.Identity(), scale*math.Min(finer, 16))
	area := outlineOf(lines, s.pen, scale)
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

// setInk makes a paint the colour of the next fill. It returns the effort for a
// pixel, and false where nothing would be seen.
func (p *painter) setInk(i *ink, m gg.Matrix, opacity float64) (float64, bool) {
	c, alpha := i.colour.in(p.text), i.alpha*opacity
	if i.gradient != nil {
		s, ok := newShade(i, m, p.text, alpha)
		if ok {
			p.target.dc.SetFillStyle(s)
			return 16, true
		}
		var last float64
		c, last = i.gradient.last(p.text)
		alpha *= last
	}
	c.A = uint8(float64(c.A)*alpha + 0.5)
	p.target.dc.SetColor(c)
	return 1, c.A > 0
}

// fill fills polygons with the colour that is set, through gg; weight is the
// effort for a pixel.
func (p *painter) fill(polygons []polygon, evenOdd bool, weight float64) {
	t := p.target
	r := t.img.Rect
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
	trace(t.dc, polygons, r)
	if evenOdd {
		t.dc.SetFillRuleEvenOdd()
	} else {
		t.dc.SetFillRuleWinding()
	}
	t.dc.Fill()
}

// trace makes polygons the path of a gg context whose origin is r's.
func trace(dc *gg.Context, polygons []polygon, r image.Rectangle) {
	dc.ClearPath()
	w, h := float64(r.Dx()), float64(r.Dy())
	ox, oy := float64(r.Min.X), float64(r.Min.Y)
	for _, p := range polygons {
		for i, q := range p {
			x, y := grid(q.X-ox, w), grid(q.Y-oy, h)
			if i == 0 {
				dc.MoveTo(x, y)
			} else {
				dc.LineTo(x, y)
			}
		}
		dc.ClosePath()
		dc.NewSubPath()
	}
}

// grid rounds a coordinate to gg's 1/64 px, which itself truncates, within 0 to
// most; what is no number is 0.
func grid(v, most float64) float64 {
	if !(v > 0) {
		return 0
	}
	return math.Floor(math.Min(v, most)*64+0.5) / 64
}
