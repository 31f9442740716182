package raster

import (
	"image"
	"image/color"
)

// scratchSide is the side of the surface that coverage is drawn on, px.
const scratchSide = 512

// Coverage lends the coverage of a shape inside r, as gg draws it: curved clips and shadows have the same edges as
// fills. It is empty where the budget is spent.
func (f *Filler) Coverage(s Shape, r image.Rectangle) *image.Alpha {
	a := f.NewMask(r)
	if f.Spend(r.Dx() * r.Dy()) {
		f.Cover(a, s)
	}
	return a
}

// Cover adds the coverage of a shape to an empty mask. The budget does not count it.
//
// gg keeps 1/64 px of the height of an edge in each pixel. golang.org/x/image/vector, which is faster, does not: flat
// strokes would differ by up to 16/255 from those that gg fills.
func (f *Filler) Cover(a *image.Alpha, s Shape) {
	if f.Plain || !s.Exact {
		f.coverBlocks(a, s, a.Rect)
		return
	}
	for _, r := range s.Full {
		r = r.Intersect(a.Rect)
		for y := r.Min.Y; y < r.Max.Y; y++ {
			row := a.Pix[a.PixOffset(r.Min.X, y):][:r.Dx()]
			for i := range row {
				row[i] = 255
			}
		}
	}
	for _, r := range s.Partial {
		f.coverBlocks(a, s, r.Intersect(a.Rect))
	}
}

// coverBlocks draws a shape white on a scratch surface, block by block, and takes its alpha.
func (f *Filler) coverBlocks(a *image.Alpha, s Shape, r image.Rectangle) {
	r = r.Intersect(s.Path.Bounds().Pixels())
	if r.Empty() {
		return
	}
	if f.scratch == nil {
		f.scratch = NewSurface(image.NewRGBA(image.Rect(0, 0, scratchSide, scratchSide)))
	}
	img := f.scratch.Image
	white := Solid(color.NRGBA{R: 255, G: 255, B: 255, A: 255})
	for y := r.Min.Y; y < r.Max.Y; y += scratchSide {
		for x := r.Min.X; x < r.Max.X; x += scratchSide {
			block := image.Rect(x, y, x+scratchSide, y+scratchSide)
			img.Rect = block
			block = block.Intersect(r)
			f.cutTo(s.Path, block)
			f.scratch.Fill(&f.cut, s.EvenOdd, white, nil)
			for v := block.Min.Y; v < block.Max.Y; v++ {
				row := img.Pix[img.PixOffset(x, v):][:4*block.Dx()]
				dst := a.Pix[a.PixOffset(x, v):][:block.Dx()]
				for i := range dst {
					dst[i] = row[4*i+3]
				}
				clear(row)
			}
		}
	}
}
