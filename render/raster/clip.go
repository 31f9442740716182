package raster

import "image"

// Clip is the region that may be painted: a rectangle of whole device pixels and, if an edge is curved or slanted, the
// coverage inside of it. It is immutable. [Filler.Clip] makes one of another.
type Clip struct {
	Rect image.Rectangle
	Mask *image.Alpha // coverage of Rect; nil covers all of it
	// partial are the rectangles outside of which Mask is 255.
	partial []image.Rectangle
}

// Cuts reports whether Mask may be less than 255 inside r.
func (c *Clip) Cuts(r image.Rectangle) bool {
	for _, q := range c.partial {
		if r.Overlaps(q) {
			return true
		}
	}
	return false
}

// within returns c cut to whole device pixels.
func (c *Clip) within(r image.Rectangle) *Clip {
	r = c.Rect.Intersect(r)
	if r == c.Rect {
		return c
	}
	n := &Clip{Rect: r, Mask: c.Mask}
	if !c.Cuts(r) {
		n.Mask = nil
		return n
	}
	n.Mask = c.Mask.SubImage(r).(*image.Alpha)
	n.partial = c.partial
	return n
}

// Clip returns c cut to a shape in device space. Its mask is lent until End.
func (f *Filler) Clip(c *Clip, s Shape) *Clip {
	n := c.within(s.Path.Bounds().Pixels())
	if n.Rect.Empty() || (s.Exact && len(s.Partial) == 0) {
		return n
	}
	m := &Clip{Rect: n.Rect, Mask: f.Coverage(s, n.Rect)}
	m.partial = append(m.partial, n.partial...)
	if s.Exact {
		m.partial = append(m.partial, s.Partial...)
	} else {
		m.partial = append(m.partial[:0], n.Rect)
	}
	if n.Mask != nil {
		multiply(m.Mask, n.Mask)
	}
	return m
}

// Masked returns c cut to coverage, which holds its rectangle and becomes its own.
func (c *Clip) Masked(cover *image.Alpha) *Clip {
	n := &Clip{Rect: c.Rect, Mask: cover, partial: []image.Rectangle{c.Rect}}
	if c.Mask != nil {
		multiply(cover, c.Mask)
	}
	return n
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
