package paint

import "image"

// clip is the region that is painted: a rectangle of whole device pixels and,
// where an edge is curved or slanted, the coverage inside of it. It is
// immutable.
//
// gg's own clip would do for [Options.Plain], but its Pop does not restore it
// and every Clip allocates a mask of the size of the canvas.
type clip struct {
	rect image.Rectangle
	mask *image.Alpha // of rect; nil: everything inside rect is covered
	// partial are the rectangles outside of which mask is 255.
	partial []image.Rectangle
}

// cuts reports whether the mask may be less than 255 inside r.
func (c *clip) cuts(r image.Rectangle) bool {
	for _, q := range c.partial {
		if r.Overlaps(q) {
			return true
		}
	}
	return false
}

// within returns c cut to whole device pixels.
func (c *clip) within(r image.Rectangle) *clip {
	r = c.rect.Intersect(r)
	if r == c.rect {
		return c
	}
	n := &clip{rect: r, mask: c.mask}
	if !c.cuts(r) {
		n.mask = nil
		return n
	}
	n.mask = c.mask.SubImage(r).(*image.Alpha)
	n.partial = c.partial
	return n
}

// intersect returns c cut to a shape in device space. The path holds the
// shape; full tells whether everything but the partial rectangles of it is
// covered entirely or is outside of its bounds.
func (c *clip) intersect(s shape, p *painter) *clip {
	n := c.within(s.path.bounds().outer())
	if n.rect.Empty() || (s.exact && len(s.partial) == 0) {
		return n
	}
	m := &clip{rect: n.rect, mask: p.coverage(s, n.rect)}
	m.partial = append(m.partial, n.partial...)
	if s.exact {
		m.partial = append(m.partial, s.partial...)
	} else {
		m.partial = append(m.partial[:0], n.rect)
	}
	if n.mask != nil {
		multiply(m.mask, n.mask)
	}
	return m
}

// multiply multiplies the coverage of dst by that of src, which holds dst.
func multiply(dst, src *image.Alpha) {
	r := dst.Rect
	for y := r.Min.Y; y < r.Max.Y; y++ {
		d := dst.Pix[dst.PixOffset(r.Min.X, y):][:r.Dx()]
		s := src.Pix[src.PixOffset(r.Min.X, y):]
		for i := range d {
			d[i] = uint8((uint32(d[i])*uint32(s[i]) + 127) / 255)
		}
	}
}
