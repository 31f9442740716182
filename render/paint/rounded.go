package paint

import (
	"image"
	"math"

	"github.com/fogleman/gg"

	"sharecard/render/style"
)

// rounded is a rectangle with elliptical corners: radii of the top left, top
// right, bottom right and bottom left corner.
type rounded struct {
	rect
	radius [4]gg.Point
}

// corners resolves border-radius for a border box and scales the radii down
// where they overlap (CSS Backgrounds 3 §5.5).
func corners(box rect, c [4]style.Corner) rounded {
	r := rounded{rect: box}
	if box.empty() {
		return r
	}
	any := false
	for i := range c {
		x, y := c[i].X.Resolve(box.w()), c[i].Y.Resolve(box.h())
		if x > 0 && y > 0 {
			r.radius[i] = gg.Point{X: x, Y: y}
			any = true
		}
	}
	if any {
		r.fit()
	}
	return r
}

// fit scales all radii by the factor that makes the fullest side fit.
func (r *rounded) fit() {
	f := 1.0
	side := func(length, a, b float64) {
		if a+b > length && a+b > 0 {
			f = math.Min(f, length/(a+b))
		}
	}
	q := &r.radius
	side(r.w(), q[0].X, q[1].X)
	side(r.w(), q[3].X, q[2].X)
	side(r.h(), q[0].Y, q[3].Y)
	side(r.h(), q[1].Y, q[2].Y)
	if f < 1 {
		for i := range q {
			q[i].X *= f
			q[i].Y *= f
		}
	}
}

// square reports whether no corner is rounded.
func (r rounded) square() bool { return r.radius == [4]gg.Point{} }

// inner is the padding or content edge inside a border edge: sides move
// inward and the radii shrink with them (CSS Backgrounds 3 §5.2).
func (r rounded) inner(top, right, bottom, left float64) rounded {
	in := rounded{rect: r.inset(top, right, bottom, left)}
	shrink := func(p gg.Point, dx, dy float64) gg.Point {
		p = gg.Point{X: p.X - dx, Y: p.Y - dy}
		if p.X <= 0 || p.Y <= 0 {
			return gg.Point{}
		}
		return p
	}
	in.radius = [4]gg.Point{
		shrink(r.radius[0], left, top), shrink(r.radius[1], right, top),
		shrink(r.radius[2], right, bottom), shrink(r.radius[3], left, bottom),
	}
	return in
}

// spread grows (or, where d < 0, shrinks) the shape of a shadow; a corner that
// is hardly rounded grows less, so that it stays sharp (CSS Backgrounds 3
// §6.1.1).
func (r rounded) spread(d float64) rounded {
	if d < 0 {
		return r.inner(-d, -d, -d, -d)
	}
	out := rounded{rect: r.grow(d)}
	grow := func(v float64) float64 {
		if v <= 0 {
			return 0
		}
		if v < d {
			t := v/d - 1
			return v + d*(1+t*t*t)
		}
		return v + d
	}
	for i, p := range r.radius {
		out.radius[i] = gg.Point{X: grow(p.X), Y: grow(p.Y)}
	}
	out.fit()
	return out
}

func (r rounded) offset(x, y float64) rounded {
	r.rect = r.rect.offset(x, y)
	return r
}

// cells are the corner rectangles in whole pixels: outside of them the shape
// is a plain rectangle. The shape's sides must be whole.
func (r rounded) cells() (c [4]image.Rectangle) {
	b := r.pixels()
	ceil := func(v float64) int { return -floorPx(-v) }
	for i, p := range r.radius {
		if p.X == 0 {
			continue
		}
		x0, y0 := b.Min.X, b.Min.Y
		w, h := min(ceil(p.X), b.Dx()), min(ceil(p.Y), b.Dy())
		if i == 1 || i == 2 {
			x0 = b.Max.X - w
		}
		if i >= 2 {
			y0 = b.Max.Y - h
		}
		c[i] = image.Rect(x0, y0, x0+w, y0+h)
	}
	return c
}
