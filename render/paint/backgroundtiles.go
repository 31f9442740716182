package paint

import (
	"image"
	"image/color"
	"math"

	"sharecard/render/raster"
	"sharecard/render/resample"
	"sharecard/render/style"
)

// axis is how a layer repeats along one axis, px.
type axis struct {
	at     float64 // start of the first tile
	size   float64
	step   float64 // from tile to tile
	single bool
}

// atLeast returns the axis with tiles no smaller than one device px.
func (a axis) atLeast(px float64) axis {
	if a.size < px {
		a.step += px - a.size
		a.size = px
	}
	return a
}

// tiling resolves background-repeat and -position on one axis (CSS
// Backgrounds 3 §2.4, §2.6).
func tiling(r style.Repeat, pos style.Length, start, length, size float64) axis {
	a := axis{at: start + pos.Resolve(length-size), size: size, step: size}
	switch r {
	case style.RepeatNone:
		a.single = true
	case style.RepeatSpace:
		n := math.Floor(length/size + 1e-6)
		if n < 2 {
			a.single = true
			break
		}
		a.at = start
		a.step = size + (length-n*size)/(n-1)
	case style.RepeatRound:
		n := math.Max(1, math.Round(length/size))
		a.size = length / n
		a.step = a.size
		a.at = start + pos.Resolve(0)
		if pos.Percent != 0 && pos.Math == nil {
			a.at = start + pos.Px
		}
	}
	return a
}

// maxTile bounds the side of the picture of one tile in px.
const maxTile = 4096

// tiles paints a repeated layer: one tile is drawn in device px and repeated.
func (p *painter) tiles(l *style.Layer, img image.Image, x, y axis, area raster.RoundedRect, s *style.Style) {
	kx, ky := raster.MeanScale(p.m), raster.MeanScale(p.m)
	if raster.Upright(p.m) {
		kx, ky = p.m.XX, p.m.YY
	}
	x, y = x.atLeast(1/kx), y.atLeast(1/ky)
	w, h := max(raster.Round(x.size*kx), 1), max(raster.Round(y.size*ky), 1)
	if w > maxTile || h > maxTile {
		w, h = min(w, maxTile), min(h, maxTile)
	}
	var tile *image.RGBA
	if img != nil {
		key := resample.Spec{W: w, H: h, Crop: image.Rect(0, 0, w, h), Pixelated: s.ImageRendering == style.RenderPixelated}
		tile = p.scaled(img, l.Image.(style.URL).Src, key).RGBA
	} else {
		sh := gradient(l.Image, raster.XYWH(0, 0, x.size, y.size), raster.Scale(float64(w)/x.size, float64(h)/y.size))
		if sh == nil {
			return
		}
		tile = image.NewRGBA(image.Rect(0, 0, w, h))
		for r := 0; r < h; r++ {
			sh.Row(tile.Pix[r*tile.Stride:r*tile.Stride+4*w], 0, r)
		}
	}
	t := &tiled{img: tile, x: x, y: y, sx: float64(w) / x.size, sy: float64(h) / y.size}
	inv, ok := raster.Invert(p.m)
	if !ok {
		return
	}
	t.m = inv
	if raster.Upright(p.m) {
		// Tiles start on a whole device px; those of whole px stay crisp.
		d := p.m
		ox, oy := d.TransformPoint(x.at, y.at)
		t.m = raster.Identity()
		t.sx, t.sy = t.sx/kx, t.sy/ky
		t.x = axis{at: math.Round(ox), size: x.size * kx, step: x.step * kx, single: x.single}
		t.y = axis{at: math.Round(oy), size: y.size * ky, step: y.step * ky, single: y.single}
	}
	p.fill(p.boxShape(&p.path, area), raster.Shaded(t))
}

// tiled is the shader of a repeated picture.
type tiled struct {
	img    *image.RGBA
	m      raster.Matrix // device space to that of the axes
	x, y   axis
	sx, sy float64 // px of the picture per unit of the axes

	// columns are those of the picture for the pixels from first on, -1 between tiles. Row fills them in.
	first   int
	columns []int32
}

func (t *tiled) At(x, y int) color.RGBA {
	u, v := t.m.TransformPoint(float64(x)+0.5, float64(y)+0.5)
	if t.m != raster.Identity() {
		return t.mixed(u, v)
	}
	i, ok := t.x.index(u, t.sx, t.img.Rect.Dx())
	j, ok2 := t.y.index(v, t.sy, t.img.Rect.Dy())
	if !ok || !ok2 {
		return color.RGBA{}
	}
	return t.img.RGBAAt(i, j)
}

// mixed mixes the four px of the picture around a place on the axes (bilinear), so that
// tiles that are turned have smooth edges.
func (t *tiled) mixed(u, v float64) color.RGBA {
	left, right := t.x.around(u, t.sx, t.img.Rect.Dx())
	above, below := t.y.around(v, t.sy, t.img.Rect.Dy())
	var sum [4]float64
	for _, j := range [2]sample{above, below} {
		for _, i := range [2]sample{left, right} {
			if i.at < 0 || j.at < 0 {
				continue
			}
			c, k := t.img.RGBAAt(i.at, j.at), i.weight*j.weight
			for n, v := range [4]uint8{c.R, c.G, c.B, c.A} {
				sum[n] += k * float64(v)
			}
		}
	}
	round := func(n int) uint8 { return uint8(sum[n] + 0.5) }
	return color.RGBA{R: round(0), G: round(1), B: round(2), A: round(3)}
}

// sample is a column (or row) of a picture, -1 for none, and how much it counts.
type sample struct {
	at     int
	weight float64
}

// around returns the two columns (or rows) of the picture next to a place on the axis.
func (a axis) around(u, scale float64, n int) (before, after sample) {
	half := 0.5 / scale
	before, after = sample{at: -1, weight: 1}, sample{at: -1}
	if i, ok := a.index(u-half, scale, n); ok {
		before.at = i
	}
	if i, ok := a.index(u+half, scale, n); ok {
		after.at = i
	}
	d := math.Mod(u-half-a.at, a.step)
	if d < 0 {
		d += a.step
	}
	after.weight = d*scale - math.Floor(d*scale)
	before.weight -= after.weight
	return before, after
}

// index is the picture's column (or row) at a place on the axis, false between
// the tiles.
func (a axis) index(u, scale float64, n int) (int, bool) {
	d := u - a.at
	if a.single {
		if d < 0 {
			return 0, false
		}
	} else if d = math.Mod(d, a.step); d < 0 {
		d += a.step
	}
	if d >= a.size {
		return 0, false
	}
	return min(int(d*scale), n-1), true
}

// Row looks up the columns once for all rows.
func (t *tiled) Row(dst []uint8, x, y int) {
	if t.m != raster.Identity() {
		raster.RowByPixel(t, dst, x, y)
		return
	}
	j, ok := t.y.index(float64(y)+0.5, t.sy, t.img.Rect.Dy())
	if !ok {
		clear(dst)
		return
	}
	n := len(dst) / 4
	if t.first != x || len(t.columns) != n {
		t.first, t.columns = x, make([]int32, n)
		for k := range t.columns {
			t.columns[k] = -1
			if i, ok := t.x.index(float64(x+k)+0.5, t.sx, t.img.Rect.Dx()); ok {
				t.columns[k] = int32(i)
			}
		}
	}
	line := t.img.Pix[j*t.img.Stride:]
	for k, i := range t.columns {
		if i < 0 {
			clear(dst[4*k : 4*k+4])
		} else {
			copy(dst[4*k:4*k+4], line[4*i:4*i+4])
		}
	}
}

func (t *tiled) Opaque() bool { return false }
