package paint

import (
	"encoding/binary"
	"image"
	"image/color"

	"sharecard/render/raster"
	"sharecard/render/style"
)

// outerShadows paints the box-shadows outside of a box, last first (CSS
// Backgrounds 3 §6.1). They never show under the box itself. covered tells that the
// background hides what is under it.
func (p *painter) outerShadows(s *style.Style, a areas, covered bool) {
	for i := len(s.BoxShadow) - 1; i >= 0; i-- {
		if sh := s.BoxShadow[i]; !sh.Inset && sh.Color.A != 0 {
			p.outerShadow(sh, a.border, covered)
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
		// The shadow goes on under the antialiased edge of the box: what lies below both must not shine through there.
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

// tinted is the shader of a colour through a mask, or through what the mask leaves free.
type tinted struct {
	mask   *ninePatch
	c      color.NRGBA
	invert bool
	colors *[256]uint32 // by coverage; Row fills them in
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

// Row looks colours up by their coverage, once for each run of columns that are alike (BenchmarkShadow).
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
		end := min(i+t.mask.run(x+i), n)
		for ; i < end; i++ {
			binary.LittleEndian.PutUint32(dst[4*i:4*i+4:4*i+4], v)
		}
	}
}

func (t *tinted) Opaque() bool { return false }
