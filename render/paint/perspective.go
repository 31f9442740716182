package paint

import (
	"image"
	"image/color"
	"math"

	"sharecard/render/layout"
	"sharecard/render/raster"
)

// maxMagnified is how much finer than the page a box is painted that stands near the
// eye.
const maxMagnified = 4

// viewedWork is what a pixel that is seen in perspective counts, in pixels that gg fills.
const viewedWork = 16

// projected paints a stacking context that is seen in perspective: flat on a layer, of
// which each pixel of the surface then takes what it sees.
func (p *painter) projected(b *layout.Box, x, y float64, plane projection) {
	seen := plane.then(projectionOf(p.m))
	back, ok := seen.inverse()
	if !ok {
		return
	}
	ink := p.filteredInk(b, x, y, p.inkBounds(b, x, y))
	visible := seen.bounds(ink).Grow(1).Pixels().Intersect(p.clip.Rect)
	scale := magnification(seen, ink)
	flat, layer := p.flatLayer(ink, scale)
	// What is large is painted no finer than its layer may be.
	for size := p.surf.Image.Rect.Size(); layer.Dx()*layer.Dy() > maxFlat*size.X*size.Y && scale > 1.0/64; scale /= 2 {
		flat, layer = p.flatLayer(ink, scale/2)
	}
	if visible.Empty() || layer.Empty() {
		return
	}
	if p.groups >= maxGroups || !p.filler.Spend(layer.Dx()*layer.Dy()+viewedWork*visible.Dx()*visible.Dy()) {
		p.simplified = true
		return
	}
	img := p.filler.NewLayer(layer)
	m := p.m
	p.m = flat
	p.onLayer(img, func() { p.transformed(b, x, y) })
	p.m = m
	pa := &p.path
	pa.Reset(raster.Identity())
	pa.AddRect(raster.FromPixels(visible))
	sh := &viewed{img: img, back: back.then(projectionOf(flat))}
	p.fill(raster.Shape{Path: pa, Exact: true, Full: []image.Rectangle{visible}}, raster.Shaded(sh))
	p.filler.Release(img.Pix)
}

// maxFlat bounds the layer of a box that is seen in perspective, in sizes of the surface.
const maxFlat = 4

// flatLayer is the matrix and the rectangle of a layer that shows ink at a scale.
func (p *painter) flatLayer(ink raster.Rect, scale float64) (raster.Matrix, image.Rectangle) {
	flat := raster.Scale(scale, scale)
	layer := raster.MapRect(flat, ink).Grow(1).Pixels()
	far := 4 * max(p.surf.Image.Rect.Dx(), p.surf.Image.Rect.Dy())
	return flat, layer.Intersect(p.surf.Image.Rect.Inset(-far))
}

// magnification is how much larger than a px of user space the nearest corner of a
// rectangle is seen, within bounds.
func magnification(seen projection, r raster.Rect) float64 {
	most := 1 / float64(maxMagnified)
	for _, c := range [5][2]float64{{r.X0, r.Y0}, {r.X1, r.Y0}, {r.X0, r.Y1}, {r.X1, r.Y1}, {(r.X0 + r.X1) / 2, (r.Y0 + r.Y1) / 2}} {
		u, v, ok := seen.at(c[0], c[1])
		ux, vx, okX := seen.at(c[0]+1, c[1])
		uy, vy, okY := seen.at(c[0], c[1]+1)
		if !ok || !okX || !okY {
			return maxMagnified
		}
		most = math.Max(most, math.Max(math.Hypot(ux-u, vx-v), math.Hypot(uy-u, vy-v)))
	}
	return math.Min(most, maxMagnified)
}

// viewed is the shader of a layer that is seen in perspective.
type viewed struct {
	img  *image.RGBA
	back projection // from the surface to the layer
}

// At takes samples in the four quarters of a pixel.
func (s *viewed) At(x, y int) color.RGBA {
	var sum [4]float64
	for _, d := range [4][2]float64{{0.25, 0.25}, {0.75, 0.25}, {0.25, 0.75}, {0.75, 0.75}} {
		u, v, ok := s.back.at(float64(x)+d[0], float64(y)+d[1])
		if ok {
			s.add(&sum, u-0.5, v-0.5)
		}
	}
	round := func(v float64) uint8 { return uint8(v/4 + 0.5) }
	return color.RGBA{R: round(sum[0]), G: round(sum[1]), B: round(sum[2]), A: round(sum[3])}
}

// add adds the mean of the four px of the layer around a place.
func (s *viewed) add(sum *[4]float64, u, v float64) {
	if !(math.Abs(u) < 1<<20 && math.Abs(v) < 1<<20) {
		return
	}
	i, j := int(math.Floor(u)), int(math.Floor(v))
	fu, fv := u-float64(i), v-float64(j)
	for _, q := range [4]struct {
		x, y   int
		weight float64
	}{{i, j, (1 - fu) * (1 - fv)}, {i + 1, j, fu * (1 - fv)}, {i, j + 1, (1 - fu) * fv}, {i + 1, j + 1, fu * fv}} {
		if !(image.Pt(q.x, q.y).In(s.img.Rect)) {
			continue
		}
		px := s.img.Pix[s.img.PixOffset(q.x, q.y):]
		for c := range sum {
			sum[c] += q.weight * float64(px[c])
		}
	}
}

func (s *viewed) Row(dst []uint8, x, y int) { raster.RowByPixel(s, dst, x, y) }

func (s *viewed) Opaque() bool { return false }
