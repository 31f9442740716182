package paint

import (
	"image"
	"math"

	"sharecard/render/raster"
	"sharecard/render/resample"
	"sharecard/render/style"
)

// borderImageArea is the border image area of a box (CSS Backgrounds 3 §6.4), empty where it has no border image.
func borderImageArea(s *style.Style, a areas) raster.Rect {
	if s.BorderImage == nil {
		return raster.Rect{}
	}
	var out [4]float64
	for i, e := range s.BorderImage.Outset {
		out[i] = math.Max(0, e.Factor*edgeWidth(a, i)+e.Length.Resolve(0))
	}
	b := a.border.Rect
	return raster.Rect{X0: b.X0 - out[style.Left], Y0: b.Y0 - out[style.Top], X1: b.X1 + out[style.Right], Y1: b.Y1 + out[style.Bottom]}
}

// borderImage paints the image of a border (CSS Backgrounds 3 §6). It reports false where the border itself is to be
// painted: there is no image, or it cannot be had.
func (p *painter) borderImage(s *style.Style, a areas) bool {
	if s.BorderImage == nil {
		return false
	}
	area := borderImageArea(s, a)
	src := borderPicture{source: s.BorderImage.Source, w: area.W(), h: area.H(), pixelated: s.ImageRendering == style.RenderPixelated}
	if u, ok := src.source.(style.URL); ok && !p.readBorderPicture(&src, u.Src, area) {
		return false
	}
	if area.Empty() || !p.reaches(area) {
		return true
	}
	slices := sliceWidths(s.BorderImage, &src)
	n := p.nineParts(area, src.w, src.h, slices, borderImageWidths(s.BorderImage, a, area, &src, slices))
	for row := range 3 {
		for col := range 3 {
			if row != 1 || col != 1 || s.BorderImage.Fill {
				p.borderPart(&n, row, col, s.BorderImage, &src)
			}
		}
	}
	return true
}

// maxBorderPicture bounds the sides of a picture before it is cut, px.
const maxBorderPicture = 2048

// borderPicture is the image of a border in its concrete size w×h, px.
type borderPicture struct {
	source    style.Image
	w, h      float64
	pixels    *image.RGBA // nil for a gradient and a vector picture
	vector    Vector
	pixelated bool
}

// readBorderPicture finds the picture of a border and its natural size.
func (p *painter) readBorderPicture(b *borderPicture, src string, area raster.Rect) bool {
	img := p.image(src)
	if img == nil || img.Bounds().Empty() {
		return false
	}
	if w, h := naturalSize(img, area); w > 0 && h > 0 {
		b.w, b.h = w, h
	}
	if v, ok := img.(Vector); ok {
		b.vector = v
		return true
	}
	side := func(v float64) int { return min(max(raster.Round(v), 1), maxBorderPicture) }
	w, h := side(b.w), side(b.h)
	b.pixels = p.scaled(img, src, resample.Spec{W: w, H: h, Crop: image.Rect(0, 0, w, h), Pixelated: b.pixelated}).RGBA
	return true
}

// borderTile draws a part of the image in w×h px, nil where there is nothing to see.
func (p *painter) borderTile(b *borderPicture, part raster.Rect, w, h int) *image.RGBA {
	bounds := image.Rect(0, 0, w, h)
	if b.vector != nil {
		// The whole has the size that gives the part its own, as far as the bound allows.
		side := func(n int, part, whole float64) int { return min(max(raster.Round(float64(n)*whole/part), 1), maxTile) }
		return p.cutOut(b, part, side(w, part.W(), b.w), side(h, part.H(), b.h), bounds)
	}
	if b.pixels == nil {
		m := raster.Translate(-part.X0, -part.Y0).Multiply(raster.Scale(float64(w)/part.W(), float64(h)/part.H()))
		sh := gradient(b.source, raster.XYWH(0, 0, b.w, b.h), m)
		if sh == nil {
			return nil
		}
		out := image.NewRGBA(bounds)
		for y := range h {
			sh.Row(out.Pix[y*out.Stride:y*out.Stride+4*w], 0, y)
		}
		return out
	}
	return p.cutOut(b, part, b.pixels.Rect.Dx(), b.pixels.Rect.Dy(), bounds)
}

// cutOut draws a part of a picture that has w×h px as a whole. Only what is cut out is scaled, so that no part takes
// colour from the one beside it.
func (p *painter) cutOut(b *borderPicture, part raster.Rect, w, h int, bounds image.Rectangle) *image.RGBA {
	cut := func(from, to, size float64, n int) (int, int) {
		i := min(raster.Round(from/size*float64(n)), n-1)
		return i, min(max(raster.Round(to/size*float64(n)), i+1), n)
	}
	x0, x1 := cut(part.X0, part.X1, b.w, w)
	y0, y1 := cut(part.Y0, part.Y1, b.h, h)
	r := image.Rect(x0, y0, x1, y1)
	var piece image.Image
	if b.vector != nil {
		piece = p.drawVector(b.vector, resample.Spec{W: w, H: h, Crop: r})
	} else {
		piece = b.pixels.SubImage(r.Add(b.pixels.Rect.Min))
	}
	return resample.Scale(piece, resample.Spec{W: bounds.Dx(), H: bounds.Dy(), Crop: bounds, Pixelated: b.pixelated}).RGBA
}

// sliceWidths are the used border-image-slice, px of the image.
func sliceWidths(b *style.BorderImage, src *borderPicture) (slices [4]float64) {
	for i, l := range b.Slice {
		size := acrossSide(i, src.w, src.h)
		slices[i] = math.Min(l.Resolve(size), size)
	}
	return slices
}

// acrossSide is the one of a width and a height that the thickness of a side is measured along.
func acrossSide(side int, w, h float64) float64 {
	if side == style.Top || side == style.Bottom {
		return h
	}
	return w
}

// borderImageWidths are the used border-image-width in px (CSS Backgrounds 3 §6.3): made smaller together where opposite
// ones overlap.
func borderImageWidths(b *style.BorderImage, a areas, area raster.Rect, src *borderPicture, slices [4]float64) (w [4]float64) {
	for i, e := range b.Width {
		switch {
		case e.Length.IsAuto() && (src.pixels != nil || src.vector != nil):
			w[i] = slices[i]
		case e.Length.IsAuto():
			w[i] = edgeWidth(a, i) // a gradient has no size of its own
		default:
			w[i] = math.Max(0, e.Factor*edgeWidth(a, i)+e.Length.Resolve(acrossSide(i, area.W(), area.H())))
		}
	}
	k := math.Min(1, math.Min(area.W()/(w[style.Left]+w[style.Right]), area.H()/(w[style.Top]+w[style.Bottom])))
	for i := range w {
		w[i] *= k
	}
	return w
}

// nine are the lines that cut the image and its area into nine parts. The area is in device space where the matrix is
// upright, in user space otherwise.
type nine struct {
	x, y     [4]float64
	imageX   [4]float64
	imageY   [4]float64
	scale    [4]float64 // of the slices of the sides, user px a px of the image; 0 for none
	kx, ky   float64    // px of the area a user px
	toPixels float64    // device px a px of the area
}

func (p *painter) nineParts(area raster.Rect, iw, ih float64, slices, w [4]float64) nine {
	n := nine{kx: 1, ky: 1, toPixels: raster.MeanScale(p.m)}
	snap := func(v float64) float64 { return v }
	if raster.Upright(p.m) {
		area = raster.Snap(raster.MapRect(p.m, area))
		n.kx, n.ky, n.toPixels, snap = p.m.XX, p.m.YY, 1, math.Round
	}
	cuts := func(from, before, after, to float64) [4]float64 {
		first := math.Min(from+snap(before), to)
		return [4]float64{from, first, math.Max(first, to-snap(after)), to}
	}
	n.x = cuts(area.X0, w[style.Left]*n.kx, w[style.Right]*n.kx, area.X1)
	n.y = cuts(area.Y0, w[style.Top]*n.ky, w[style.Bottom]*n.ky, area.Y1)
	n.imageX = [4]float64{0, slices[style.Left], iw - slices[style.Right], iw}
	n.imageY = [4]float64{0, slices[style.Top], ih - slices[style.Bottom], ih}
	for i := range w {
		if slices[i] > 0 {
			n.scale[i] = w[i] / slices[i]
		}
	}
	return n
}

// middleScale is the factor that the middle part takes from the sides (CSS Backgrounds 3 §6.5).
func middleScale(first, second float64) float64 {
	switch {
	case first > 0:
		return first
	case second > 0:
		return second
	}
	return 1
}

// borderPart paints one of the nine parts.
func (p *painter) borderPart(n *nine, row, col int, b *style.BorderImage, src *borderPicture) {
	region := raster.Rect{X0: n.x[col], Y0: n.y[row], X1: n.x[col+1], Y1: n.y[row+1]}
	part := raster.Rect{X0: n.imageX[col], Y0: n.imageY[row], X1: n.imageX[col+1], Y1: n.imageY[row+1]}
	if region.Empty() || part.Empty() || raster.Upright(p.m) && region.Pixels().Intersect(p.clip.Rect).Empty() {
		return
	}
	x, y := stretched(region.X0, region.W()), stretched(region.Y0, region.H())
	fits := true
	if col == 1 {
		k := [3]float64{n.scale[style.Top], middleScale(n.scale[style.Top], n.scale[style.Bottom]), n.scale[style.Bottom]}[row]
		x, fits = borderTiling(b.RepeatX, x, part.W()*k*n.kx)
	}
	if row == 1 && fits {
		k := [3]float64{n.scale[style.Left], middleScale(n.scale[style.Left], n.scale[style.Right]), n.scale[style.Right]}[col]
		y, fits = borderTiling(b.RepeatY, y, part.H()*k*n.ky)
	}
	if !fits {
		return
	}
	x, y = x.atLeast(1/n.toPixels), y.atLeast(1/n.toPixels)
	side := func(v float64) int { return min(max(raster.Round(v*n.toPixels), 1), maxTile) }
	w, h := side(x.size), side(y.size)
	if !p.filler.Spend(w * h) {
		p.simplified = true
		return
	}
	inv, ok := raster.Invert(p.edgeMatrix())
	tile := p.borderTile(src, part, w, h)
	if !ok || tile == nil {
		return
	}
	p.path.Reset(p.edgeMatrix())
	p.path.AddRect(region)
	shape := raster.Shape{Path: &p.path}
	if raster.Upright(p.m) {
		shape = raster.BoxShape(&p.path, raster.RoundedRect{Rect: region})
	}
	p.fill(shape, raster.Shaded(&tiled{img: tile, m: inv, x: x, y: y, sx: float64(w) / x.size, sy: float64(h) / y.size}))
}

func stretched(at, length float64) axis {
	return axis{at: at, size: length, step: length, single: true}
}

// borderTiling lays out border-image-repeat over all of an axis, with tiles of a size. It reports false where there is
// no tile.
func borderTiling(r style.Repeat, all axis, size float64) (axis, bool) {
	if r == style.RepeatStretch {
		return all, true
	}
	if !(size > 0) {
		return all, false
	}
	switch r {
	case style.RepeatRound:
		size = all.size / math.Max(1, math.Round(all.size/size))
		return axis{at: all.at, size: size, step: size}, true
	case style.RepeatSpace:
		count := math.Floor(all.size/size + 1e-6)
		gap := math.Max(0, all.size-count*size) / (count + 1)
		return axis{at: all.at + gap, size: size, step: size + gap}, count > 0
	}
	return axis{at: all.at + (all.size-size)/2, size: size, step: size}, true
}
