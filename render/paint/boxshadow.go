package paint

import (
	"encoding/binary"
	"image"
	"image/color"
	"math"

	"sharecard/render/raster"
	"sharecard/render/style"
)

// outerShadows paints the box-shadows outside of a box, last first (CSS
// Backgrounds 3 §6.1). They never show under the box itself.
func (p *painter) outerShadows(s *style.Style, a areas) {
	for i := len(s.BoxShadow) - 1; i >= 0; i-- {
		if sh := s.BoxShadow[i]; !sh.Inset && sh.Color.A != 0 {
			p.outerShadow(sh, a.border, covers(s))
		}
	}
}

// innerShadows paints the inset ones, above the background.
func (p *painter) innerShadows(s *style.Style, a areas) {
	for i := len(s.BoxShadow) - 1; i >= 0; i-- {
		if sh := s.BoxShadow[i]; sh.Inset && sh.Color.A != 0 {
			p.innerShadow(sh, a.padding)
		}
	}
}

// covers reports whether the box hides what is under it.
func covers(s *style.Style) bool {
	return s.BackgroundColor.A == 255 && s.BackgroundClip == style.AreaBorder
}

func (p *painter) outerShadow(sh style.Shadow, box raster.RoundedRect, opaque bool) {
	cast := box.Spread(sh.Spread).Offset(sh.X, sh.Y)
	if cast.Empty() {
		return
	}
	extent := cast.Rect.Grow(1.5*sh.Blur + 1)
	if !p.reaches(extent) {
		return
	}
	mask := p.shadowMask(cast, sh.Blur)
	if mask == nil {
		return
	}
	src := raster.Shaded(&tinted{mask: mask, c: sh.Color})
	if opaque {
		// The shadow goes on under the edge, so that nothing else shines
		// through where that is antialiased.
		px := 1 / raster.MeanScale(p.m)
		box = box.Inner(px, px, px, px)
	}
	pa := &p.path
	if !raster.Upright(p.m) {
		pa.Reset(p.m)
		pa.AddRect(extent.Union(box.Rect).Grow(1))
		pa.AddRoundedRect(box)
		p.fill(raster.Shape{Path: pa, EvenOdd: true}, src)
		return
	}
	hole := p.snapped(box)
	seen := mask.bounds().Intersect(p.clip.Rect)
	if seen.Empty() {
		return
	}
	around := raster.FromPixels(seen.Union(hole.Pixels()))
	pa.Reset(raster.Identity())
	pa.AddRect(around)
	pa.AddRoundedRect(hole)
	s := raster.Shape{Path: pa, EvenOdd: true, Exact: true}
	for _, q := range hole.Corners() {
		if q = q.Intersect(seen); !q.Empty() {
			s.Partial = append(s.Partial, q)
		}
	}
	s.Full = raster.Outside(seen, []image.Rectangle{hole.Pixels()})
	p.fill(s, src)
}

func (p *painter) innerShadow(sh style.Shadow, padding raster.RoundedRect) {
	if padding.Empty() || !p.reaches(padding.Rect) {
		return
	}
	hole := padding.Spread(-sh.Spread).Offset(sh.X, sh.Y)
	mask := p.shadowMask(hole, sh.Blur)
	if mask == nil {
		return
	}
	p.fill(p.boxShape(&p.path, padding), raster.Shaded(&tinted{mask: mask, c: sh.Color, invert: true}))
}

// shadowMask is the blurred coverage of a rounded rectangle. The standard
// deviation of the blur is half its radius (CSS Backgrounds 3 §6.1.2).
func (p *painter) shadowMask(r raster.RoundedRect, blur float64) *nineMask {
	m := p.m
	inv := raster.Identity()
	var d raster.RoundedRect
	if raster.Upright(m) {
		d = raster.RoundedRect{Rect: raster.MapRect(m, r.Rect)}
		for i, q := range r.Radius {
			d.Radius[i] = raster.Point{X: q.X * m.XX, Y: q.Y * m.YY}
		}
		if blur == 0 && !d.Empty() {
			d.Rect = raster.Snap(d.Rect)
		}
	} else {
		// The mask is made upright at the same scale and sampled through the
		// matrix.
		k := raster.MeanScale(m)
		base := raster.Scale(k, k)
		var ok bool
		if inv, ok = raster.Invert(m); !ok {
			return nil
		}
		inv = inv.Multiply(base)
		d = raster.RoundedRect{Rect: raster.MapRect(base, r.Rect)}
		for i, q := range r.Radius {
			d.Radius[i] = raster.Point{X: q.X * k, Y: q.Y * k}
		}
	}
	return p.newNineMask(d, raster.Gaussian(blur*raster.MeanScale(m)/2), inv)
}

// nineMask is the blurred coverage of a rounded rectangle. All rows through
// the middle of a large box are alike, and so are all columns: the mask holds
// each once.
type nineMask struct {
	inv        raster.Matrix // device space to that of the mask; identity where that is the same
	straight   bool          // inv is the identity
	alpha      *image.Alpha
	x0, y0     int // of the mask's whole extent
	cutX, cutY int // first column and row that stand for many
	midX, midY int // how many they stand for, less one
}

func (p *painter) newNineMask(d raster.RoundedRect, b raster.BoxBlur, inv raster.Matrix) *nineMask {
	reach := b.Reach()
	n := &nineMask{inv: inv, straight: inv == raster.Identity()}
	if d.Empty() {
		n.alpha = image.NewAlpha(image.Rectangle{})
		return n
	}
	o := d.Pixels()
	n.x0, n.y0 = o.Min.X-reach, o.Min.Y-reach
	var rx, ry float64
	for _, q := range d.Radius {
		rx, ry = math.Max(rx, q.X), math.Max(ry, q.Y)
	}
	// Beyond this many px from a side, nothing changes along it.
	marginX, marginY := int(math.Ceil(rx))+2*reach+1, int(math.Ceil(ry))+2*reach+1
	if !p.plain {
		if extra := o.Dx() + 2*reach - 2*marginX - 1; extra > 0 {
			n.cutX, n.midX = marginX, extra
			d.X1 -= float64(extra)
		}
		if extra := o.Dy() + 2*reach - 2*marginY - 1; extra > 0 {
			n.cutY, n.midY = marginY, extra
			d.Y1 -= float64(extra)
		}
	}
	o = d.Pixels().Inset(-reach)
	if !p.filler.Spend(2 * o.Dx() * o.Dy()) {
		return nil
	}
	sh := raster.Shape{Path: &p.parts}
	if d.Whole() {
		sh = raster.BoxShape(&p.parts, d)
	} else {
		sh.Path.Reset(raster.Identity())
		sh.Path.AddRoundedRect(d)
	}
	n.alpha = p.filler.NewMask(o)
	p.filler.Cover(n.alpha, sh)
	p.filler.BlurMask(n.alpha, b)
	return n
}

// bounds is where the mask is not empty, in its own space.
func (n *nineMask) bounds() image.Rectangle {
	r := n.alpha.Rect
	r.Max.X += n.midX
	r.Max.Y += n.midY
	return r
}

func (n *nineMask) coverage(x, y int) uint8 {
	if !n.straight {
		u, v := n.inv.TransformPoint(float64(x)+0.5, float64(y)+0.5)
		return n.between(u-0.5, v-0.5)
	}
	return n.pixel(x, y)
}

// pixel is the mask at one pixel of its own space.
func (n *nineMask) pixel(x, y int) uint8 {
	x, y = squeeze(x-n.x0, n.cutX, n.midX), squeeze(y-n.y0, n.cutY, n.midY)
	return n.alpha.AlphaAt(x+n.x0, y+n.y0).A
}

// alike is how many columns from x on, x included, have the same coverage in
// any row.
func (n *nineMask) alike(x int) int {
	if first := n.x0 + n.cutX; n.straight && n.midX > 0 && x >= first {
		return max(first+n.midX+1-x, 1)
	}
	return 1
}

// between interpolates the mask.
func (n *nineMask) between(u, v float64) uint8 {
	x, y := raster.Floor(u), raster.Floor(v)
	fx, fy := u-float64(x), v-float64(y)
	top := float64(n.pixel(x, y))*(1-fx) + float64(n.pixel(x+1, y))*fx
	low := float64(n.pixel(x, y+1))*(1-fx) + float64(n.pixel(x+1, y+1))*fx
	return uint8(top*(1-fy) + low*fy + 0.5)
}

// squeeze maps a coordinate of the whole to one of the mask.
func squeeze(v, cut, mid int) int {
	switch {
	case v <= cut:
		return v
	case v <= cut+mid:
		return cut
	}
	return v - mid
}

// tinted is the shader of a colour seen through a mask, or where the mask is
// not.
type tinted struct {
	mask   *nineMask
	c      color.NRGBA
	invert bool
	colors *[256]uint32 // by coverage, made for the first row
}

func (t *tinted) At(x, y int) color.RGBA {
	return t.tint(t.mask.coverage(x, y))
}

func (t *tinted) tint(m uint8) color.RGBA {
	if t.invert {
		m = 255 - m
	}
	c := t.c
	c.A = raster.Mul(c.A, m)
	return raster.Premultiply(c)
}

// Row looks the colours up by their coverage, once for all the columns that are
// alike: a box of 1000×600 px, blur 40, in 2 ms instead of 16 ms.
func (t *tinted) Row(dst []uint8, x, y int) {
	if t.colors == nil {
		t.colors = new([256]uint32)
		for m := range t.colors {
			t.colors[m] = raster.Pack(t.tint(uint8(m)))
		}
	}
	n := len(dst) / 4
	i := 0
	for i < n {
		v := t.colors[t.mask.coverage(x+i, y)]
		end := min(i+t.mask.alike(x+i), n)
		for ; i < end; i++ {
			binary.LittleEndian.PutUint32(dst[4*i:4*i+4:4*i+4], v)
		}
	}
}

func (t *tinted) Opaque() bool { return false }
