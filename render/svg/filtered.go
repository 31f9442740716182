package svg

import (
	"image"
	"math"

	"sharecard/render/raster"
)

// maxFilterReach bounds how far outside of what is visible a filter takes something from, device px.
const maxFilterReach = 512

// filtered draws what is in a node on a layer like the target, through the filters of the node. Filters know no turned
// pixels: they work in the scale of the user space, and the result is turned.
func (p *painter) filtered(n *node, m raster.Matrix) *image.RGBA {
	visible := p.target.Image.Rect
	empty := image.NewRGBA(visible)
	upright, turn := m, raster.Identity()
	if !raster.Upright(m) {
		upright = raster.Scale(stretch(m.XX, m.YX), stretch(m.XY, m.YY))
		back, ok := raster.Invert(upright)
		if !ok {
			return empty
		}
		turn = back.Multiply(m)
	}
	back, ok := raster.Invert(turn)
	if !ok {
		return empty
	}
	r, reach := raster.MapRect(back, raster.FromPixels(visible)).Grow(1), 0
	region := everywhere
	for _, g := range n.filters {
		reach += g.Reach(upright, maxFilterReach)
		if g.Region != everywhere {
			region = g.Region
		}
	}
	reach = min(reach, maxFilterReach)
	area := r.Pixels().Inset(-reach).Intersect(raster.MapRect(upright, region).Pixels().Inset(-reach))
	size := float64(area.Dx()) * float64(area.Dy())
	if area.Empty() || !p.spend(8*size) {
		return empty
	}
	layer := p.layer(n, upright, area)
	const perPixel = 4 // steps of p for a pixel of the filler
	budget := int(math.Min(p.left, maxEffort) / perPixel)
	p.filler.Begin(false, budget)
	for _, g := range n.filters {
		if !g.Apply(&p.filler, layer, upright) {
			p.err = ErrTooComplex
			break
		}
	}
	p.spend(float64(perPixel * (budget - p.filler.Left())))
	p.filler.End()
	if upright == m {
		for y := visible.Min.Y; y < visible.Max.Y; y++ {
			if part := visible.Intersect(area); y >= part.Min.Y && y < part.Max.Y {
				copy(empty.Pix[empty.PixOffset(part.Min.X, y):][:4*part.Dx()], layer.Pix[layer.PixOffset(part.Min.X, y):])
			}
		}
		return empty
	}
	outer := p.target
	p.target = raster.NewSurface(empty)
	var edge path
	edge.Rect(float64(area.Min.X), float64(area.Min.Y), float64(area.Dx()), float64(area.Dy()), 0, 0)
	p.fill(regions(edge.flatten(turn, 1)), false, 16, raster.Shaded(&raster.Bilinear{Image: layer, Matrix: back}), nil)
	p.target = outer
	return empty
}
