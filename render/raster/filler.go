package raster

import (
	"image"
	"slices"
)

// A Filler fills shapes on surfaces and keeps the memory that this takes. Its zero value is ready for Begin. It is not
// safe for concurrent use.
//
// Where Plain is set everything goes through gg, which defines the right pixels. Otherwise a shape that says which
// whole pixels it covers is written row by row there, and gg draws only its edges; both ways differ by 2/255 at most.
type Filler struct {
	Plain bool

	budget   int
	exceeded bool

	cut, spare Path // a path cut to what is visible
	scratch    *Surface
	row        []uint8
	lines      []uint8
	pool       buffers
}

// rowFactor is how many pixels a row of one colour may have for the work that gg does for one.
const rowFactor = 4

// Begin allows work of so many px, counted as gg fills them.
func (f *Filler) Begin(plain bool, budget int) {
	f.Plain, f.budget, f.exceeded = plain, budget, false
}

// End takes back the masks and layers that were lent.
func (f *Filler) End() { f.pool.reclaim() }

// Spend takes n px off the budget and reports whether there were so many left. Plain has no bound, as it serves for
// comparison only.
func (f *Filler) Spend(n int) bool {
	if f.Plain {
		return true
	}
	if n > f.budget {
		f.exceeded = true
		return false
	}
	f.budget -= n
	return true
}

// Left returns what is left of the budget, px.
func (f *Filler) Left() int { return f.budget }

// SpendRows is Spend for n px that are written row by row.
func (f *Filler) SpendRows(n int) bool { return f.Spend(n / rowFactor) }

// Exceeded reports whether something was not drawn because the budget was spent.
func (f *Filler) Exceeded() bool { return f.exceeded }

// Fill paints a shape inside the clip.
func (f *Filler) Fill(t *Surface, c *Clip, s Shape, src Source) {
	if src.invisible() || s.Path.Empty() {
		return
	}
	if f.Plain || !s.Exact {
		f.fillPath(t, c, s.Path, s.EvenOdd, src, c.Rect)
		return
	}
	for _, r := range s.Full {
		f.FillRect(t, c, r, src)
	}
	for _, r := range s.Partial {
		f.fillPath(t, c, s.Path, s.EvenOdd, src, r.Intersect(c.Rect))
	}
}

// FillPath paints the inside of a path through gg, by the even-odd or the nonzero rule.
func (f *Filler) FillPath(t *Surface, c *Clip, pa *Path, evenOdd bool, src Source) {
	f.fillPath(t, c, pa, evenOdd, src, c.Rect)
}

// fillPath paints the part of a path inside r.
func (f *Filler) fillPath(t *Surface, c *Clip, pa *Path, evenOdd bool, src Source, r image.Rectangle) {
	if r = r.Intersect(pa.Bounds().Pixels()); r.Empty() || !f.Spend(r.Dx()*r.Dy()) {
		return
	}
	f.cutTo(pa, r)
	if f.cut.Empty() {
		return
	}
	var mask *image.Alpha
	if c.Cuts(r) {
		mask = c.Mask
	}
	t.Fill(&f.cut, evenOdd, src, mask)
}

// cutTo leaves the part of pa inside r in f.cut: gg is never shown a point outside of what it paints, as a box may be
// 1e9 px wide.
func (f *Filler) cutTo(pa *Path, r image.Rectangle) {
	b, in := pa.Bounds(), FromPixels(r)
	if b.X0 >= in.X0 && b.Y0 >= in.Y0 && b.X1 <= in.X1 && b.Y1 <= in.Y1 {
		f.cut.copyFrom(pa)
		return
	}
	planes := sides(r)
	pa.clip(&f.cut, planes[:], &f.spare)
}

// FillRect paints whole pixels inside the clip, row by row.
func (f *Filler) FillRect(t *Surface, c *Clip, r image.Rectangle, src Source) {
	r = r.Intersect(c.Rect)
	if r.Empty() || src.invisible() || !f.SpendRows(r.Dx()*r.Dy()) {
		return
	}
	img := t.Image
	masked := c.Cuts(r)
	if src.Shader == nil && !masked {
		FillSolid(img, r, src.Color)
		return
	}
	n := 4 * r.Dx()
	f.row = slices.Grow(f.row[:0], n)[:n]
	buf := f.row
	if src.Shader == nil {
		fillRow(buf, Premultiply(src.Color))
	}
	direct := !masked && src.Shader.Opaque() // without a shader there is a mask
	for y := r.Min.Y; y < r.Max.Y; y++ {
		o := img.PixOffset(r.Min.X, y)
		if direct {
			src.Shader.Row(img.Pix[o:o+n], r.Min.X, y)
			continue
		}
		if src.Shader != nil {
			src.Shader.Row(buf, r.Min.X, y)
		}
		if masked {
			mo := c.Mask.PixOffset(r.Min.X, y)
			blendMasked(img.Pix[o:o+n], buf, c.Mask.Pix[mo:mo+r.Dx()])
		} else {
			blend(img.Pix[o:o+n], buf)
		}
	}
}

// NewMask lends an empty mask until End or Release.
func (f *Filler) NewMask(r image.Rectangle) *image.Alpha {
	return &image.Alpha{Pix: f.pool.get(r.Dx() * r.Dy()), Stride: r.Dx(), Rect: r}
}

// NewLayer lends an image without colour until End or Release.
func (f *Filler) NewLayer(r image.Rectangle) *image.RGBA {
	return &image.RGBA{Pix: f.pool.get(4 * r.Dx() * r.Dy()), Stride: 4 * r.Dx(), Rect: r}
}

// Release takes back the pixels of a mask or a layer before End.
func (f *Filler) Release(pix []uint8) { f.pool.put(pix) }
