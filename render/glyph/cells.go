package glyph

import (
	"image"

	"sharecard/render/raster"
)

// cells computes the coverage of a small path, pixel by pixel. It counts in whole 64ths of a pixel as gg's rasteriser
// does, and so comes to the same mask, byte for byte. But it keeps a cell for every pixel rather than a list of the
// pixels with an edge, which takes a third of the time for glyphs (BenchmarkMask); a card with new text spends most of
// its drawing here.
type cells struct {
	w, h int
	// list has a cell for each pixel, and one more for each row. cover is the sum of the heights of the edges in it,
	// area twice the area to the left of them. All are zero between two masks.
	list []cell
}

type cell struct{ cover, area int32 }

// steps is the number of subpixel steps in a pixel.
const steps = 64

// mask fills an empty mask with the coverage of a path by the nonzero rule. The path must lie inside of the mask.
func (c *cells) mask(a *image.Alpha, pa *raster.Path) {
	c.w, c.h = a.Rect.Dx(), a.Rect.Dy()
	// One column more, as an edge may lie on the right border.
	if n := (c.w + 1) * c.h; len(c.list) < n {
		c.list = make([]cell, n)
	}
	at := func(p raster.Point) (x, y int) {
		return int(p.X*steps) - a.Rect.Min.X*steps, int(p.Y*steps) - a.Rect.Min.Y*steps
	}
	i := 0
	for _, end := range pa.Ends {
		x0, y0 := at(pa.Points[end-1])
		for ; i < end; i++ {
			x1, y1 := at(pa.Points[i])
			c.edge(x0, y0, x1, y1)
			x0, y0 = x1, y1
		}
	}
	c.sweep(a)
}

// edge adds an edge, pixel row by pixel row.
func (c *cells) edge(x0, y0, x1, y1 int) {
	if y0 == y1 {
		return
	}
	dx, dy := x1-x0, y1-y0
	x, y := x0, y0
	for y != y1 {
		// row is the row that the edge is in, leave the y at which it leaves it.
		row, leave := y/steps, 0
		if dy > 0 {
			leave = min((row+1)*steps, y1)
		} else {
			if row*steps == y {
				row--
			}
			leave = max(row*steps, y1)
		}
		to := x1
		if leave != y1 {
			to = x0 + floorDiv(max(leave-y0, y0-leave)*dx, max(dy, -dy))
		}
		c.across(row, x, y-row*steps, to, leave-row*steps)
		x, y = to, leave
	}
}

// across adds the part of an edge within one row, pixel by pixel; y0 and y1 are
// relative to the row.
func (c *cells) across(row, x0, y0, x1, y1 int) {
	list := c.list[row*(c.w+1):][:c.w+1]
	first, last := x0/steps, x1/steps
	if first == last {
		list[first].add(x0-first*steps, x1-first*steps, y1-y0)
		return
	}
	dx, dy := x1-x0, y1-y0
	y := y0
	if dx > 0 {
		for i := first; i < last; i++ {
			to := y0 + floorDiv(((i+1)*steps-x0)*dy, dx)
			list[i].add(max(x0-i*steps, 0), steps, to-y)
			y = to
		}
		list[last].add(0, x1-last*steps, y1-y)
		return
	}
	for i := first; i > last; i-- {
		to := y0 + floorDiv((x0-i*steps)*dy, -dx)
		list[i].add(min(x0-i*steps, steps), 0, to-y)
		y = to
	}
	list[last].add(steps, x1-last*steps, y1-y)
}

// add adds an edge from x0 to x1 within the cell that is dy high.
func (k *cell) add(x0, x1, dy int) {
	k.cover += int32(dy)
	k.area += int32((x0 + x1) * dy)
}

// sweep sums up from left to right what the cells cover, and empties them.
func (c *cells) sweep(a *image.Alpha) {
	for y := range c.h {
		list := c.list[y*(c.w+1):][:c.w+1]
		row := a.Pix[y*a.Stride:][:c.w]
		cover := int32(0)
		for x := range row {
			cover += list[x].cover
			// v is of 2·64·64; it goes down to 12 bits, then to 8.
			v := (cover*(2*steps) - list[x].area + 1) >> 1
			row[x] = uint8(min(max(v, -v), 0xFFF) >> 4)
		}
		clear(list)
	}
}
