package paint

import (
	"image"

	"sharecard/render/layout"
	"sharecard/render/raster"
)

// filteredBackdrop is what was painted behind a box, filtered.
type filteredBackdrop struct {
	image *image.RGBA
	alpha uint8
	area  raster.RoundedRect // of the box, user space
}

// backdrop takes what the surface shows behind the border box of b and filters it (Filter Effects 2 §3); nil where nothing
// of that is visible. A blur sees the backdrop mirrored at the edges of the box, as in browsers, and nothing of what is
// beside it.
func (p *painter) backdrop(b *layout.Box, x, y float64) *filteredBackdrop {
	s := b.Style
	area := boxAreas(b, x, y).border
	box := p.boxShape(&p.path, area).Path.Bounds().Pixels().Intersect(p.surf.Image.Rect)
	if box.Empty() || !box.Overlaps(p.clip.Rect) {
		return nil
	}
	own := filterArea{bounds: area.Rect, own: area.Rect}
	reach := p.reach(s.BackdropFilter, own)
	r := box.Inset(-reach)
	if !p.filler.Spend(r.Dx() * r.Dy()) {
		p.simplified = true
		return nil
	}
	img := p.filler.NewLayer(r)
	for v := r.Min.Y; v < r.Max.Y; v++ {
		from := p.surf.Image.Pix[p.surf.Image.PixOffset(box.Min.X, box.Min.Y+mirrored(v-box.Min.Y, box.Dy())):]
		to := img.Pix[img.PixOffset(r.Min.X, v):][:4*r.Dx()]
		copy(to[4*reach:], from[:4*box.Dx()])
		for i := range reach {
			copy(to[4*i:4*i+4], from[4*mirrored(i-reach, box.Dx()):])
			j := reach + box.Dx() + i
			copy(to[4*j:4*j+4], from[4*mirrored(box.Dx()+i, box.Dx()):])
		}
	}
	return &filteredBackdrop{img, p.filter(img, s.BackdropFilter, own), area}
}

// layBackdrop paints a filtered backdrop inside the border of its box.
func (p *painter) layBackdrop(f *filteredBackdrop) {
	var sh raster.Shader = &raster.Placed{Image: f.image}
	if f.alpha != 255 {
		sh = &raster.Faded{Shader: sh, Alpha: f.alpha}
	}
	p.fill(p.boxShape(&p.path, f.area), raster.Shaded(sh))
}

// mirrored maps an index to one of n pixels that are mirrored at both ends.
func mirrored(i, n int) int {
	if i %= 2 * n; i < 0 {
		i += 2 * n
	}
	if i >= n {
		return 2*n - 1 - i
	}
	return i
}
