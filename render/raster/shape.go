package raster

import "image"

// Shape is a region to be filled. Its path alone defines it. Its rectangles say where it has no edges, so that a [Filler]
// need not send all of it through gg.
type Shape struct {
	Path    *Path
	EvenOdd bool // the even-odd rule says what is inside, rather than the nonzero rule

	// Exact tells that Full and Partial are given. The shape covers the pixels of Full, and in those of Partial it has
	// edges that do not lie between pixels. No rectangle overlaps another, and all other pixels are outside.
	Exact         bool
	Full, Partial []image.Rectangle
}

// BoxShape makes pa a rounded rectangle in device space, whose sides must lie between pixels, and returns its region:
// only its corners have edges for gg.
func BoxShape(pa *Path, d RoundedRect) Shape {
	pa.Reset(Identity())
	pa.AddRoundedRect(d)
	s := Shape{Path: pa, Exact: true}
	b := d.Pixels()
	if d.Square() {
		s.Full = append(s.Full, b)
		return s
	}
	c := d.Corners()
	for _, q := range c {
		if !q.Empty() {
			s.Partial = append(s.Partial, q)
		}
	}
	s.Full = Outside(b, s.Partial)
	return s
}

// Outside returns what is left of r without the holes, as rectangles of which none overlaps another.
func Outside(r image.Rectangle, holes []image.Rectangle) []image.Rectangle {
	rest := []image.Rectangle{r}
	for _, h := range holes {
		var next []image.Rectangle
		for _, q := range rest {
			k := q.Intersect(h)
			if k.Empty() {
				next = append(next, q)
				continue
			}
			for _, part := range [4]image.Rectangle{
				{q.Min, image.Pt(q.Max.X, k.Min.Y)},
				{image.Pt(q.Min.X, k.Min.Y), image.Pt(k.Min.X, k.Max.Y)},
				{image.Pt(k.Max.X, k.Min.Y), image.Pt(q.Max.X, k.Max.Y)},
				{image.Pt(q.Min.X, k.Max.Y), q.Max},
			} {
				if !part.Empty() {
					next = append(next, part)
				}
			}
		}
		rest = next
	}
	return rest
}

// Disjoint cuts rectangles so that none overlaps another.
func Disjoint(rs []image.Rectangle) []image.Rectangle {
	var out []image.Rectangle
	for _, r := range rs {
		out = append(out, Outside(r, out)...)
	}
	return out
}
