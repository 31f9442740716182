package paint

import "image"

// shape is a filled region. The path alone defines it; full and partial serve
// the shortcuts: rectangles of whole pixels that it covers, and those where it
// has an edge that does not lie between pixels. exact tells that they are
// given, and that everything else is outside.
type shape struct {
	path          *path
	evenOdd       bool
	exact         bool
	full, partial []image.Rectangle
}

// fill paints a shape inside the clip.
func (p *painter) fill(s shape, src source) {
	if src.invisible() || s.path.empty() {
		return
	}
	if p.plain || !s.exact {
		p.fillPath(s.path, s.evenOdd, src, p.clip.rect)
		return
	}
	for _, r := range s.full {
		p.fillRect(r, src)
	}
	for _, r := range s.partial {
		p.fillPath(s.path, s.evenOdd, src, r.Intersect(p.clip.rect))
	}
}

// fillPath paints the part of a path inside r through gg.
func (p *painter) fillPath(pa *path, evenOdd bool, src source, r image.Rectangle) {
	b := pa.bounds()
	if r = r.Intersect(b.outer()); r.Empty() || !p.spend(r.Dx()*r.Dy()) {
		return
	}
	p.cutTo(pa, r)
	if p.cutA.empty() {
		return
	}
	s := p.surf
	if p.clip.cuts(r) {
		s.mask(p.clip)
	} else {
		s.mask(nil)
	}
	s.trace(&p.cutA)
	if src.shade != nil {
		p.pattern = pattern{shade: src.shade, dx: s.img.Rect.Min.X, dy: s.img.Rect.Min.Y}
		s.dc.SetFillStyle(&p.pattern)
	} else {
		s.dc.SetColor(src.color)
	}
	s.fill(evenOdd)
}

// cutTo leaves the part of pa inside r in p.cutA. gg is never
// shown a point outside of what it paints: a box may be 1e9 px wide.
func (p *painter) cutTo(pa *path, r image.Rectangle) {
	b, in := pa.bounds(), fromPixels(r)
	if b.x0 >= in.x0 && b.y0 >= in.y0 && b.x1 <= in.x1 && b.y1 <= in.y1 {
		p.cutA.m = pa.m
		p.cutA.pts = append(p.cutA.pts[:0], pa.pts...)
		p.cutA.ends = append(p.cutA.ends[:0], pa.ends...)
		return
	}
	planes := sides(r)
	pa.cut(&p.cutA, planes[:], &p.cutB)
}
