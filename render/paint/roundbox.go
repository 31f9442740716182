package paint

import (
	"image"

	"github.com/fogleman/gg"
)

// Shortcut: of a box whose sides lie between pixels only the corners go
// through gg, the rest is rows. A card of 1000×1300 with 32 px corners: 0.3 ms
// instead of 8 ms.

// boxShape is the region of a rounded rectangle in user space. Where the
// matrix is upright the rectangle snaps to whole device pixels.
func (p *painter) boxShape(pa *path, r rounded) shape {
	if !upright(p.m) {
		pa.reset(p.m)
		pa.rounded(r)
		return shape{path: pa}
	}
	return deviceBox(pa, p.snapped(r))
}

// snapped maps a rounded rectangle to device space and snaps its sides. The
// matrix must be upright.
func (p *painter) snapped(r rounded) rounded {
	d := rounded{rect: snap(device(p.m, r.rect))}
	for i, q := range r.radius {
		d.radius[i] = gg.Point{X: q.X * p.m.XX, Y: q.Y * p.m.YY}
	}
	d.fit()
	return d
}

// deviceBox is the region of a rounded rectangle whose sides are whole device
// pixels.
func deviceBox(pa *path, d rounded) shape {
	pa.reset(gg.Identity())
	pa.rounded(d)
	s := shape{path: pa, exact: true}
	b := d.pixels()
	if d.square() {
		s.full = append(s.full, b)
		return s
	}
	c := d.cells()
	for _, q := range c {
		if !q.Empty() {
			s.partial = append(s.partial, q)
		}
	}
	s.full = outside(b, s.partial)
	return s
}

// outside returns what is left of r without the holes, as disjoint rectangles.
func outside(r image.Rectangle, holes []image.Rectangle) []image.Rectangle {
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
