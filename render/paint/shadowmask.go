package paint

import (
	"image"
	"math"

	"sharecard/render/raster"
)

// shadowMask is the blurred coverage of a rounded rectangle. The standard
// deviation of the blur is half its radius (CSS Backgrounds 3 §6.1.2).
func (p *painter) shadowMask(r raster.RoundedRect, blur float64) *ninePatch {
	m := p.m
	inv := raster.Identity()
	var d raster.RoundedRect
	if raster.Upright(m) {
		d = r.Scaled(raster.MapRect(m, r.Rect), m.XX, m.YY)
		if blur == 0 && !d.Empty() {
			d.Rect = raster.Snap(d.Rect)
		}
	} else {
		// The mask is made upright at the same scale and sampled through the
		// matrix.
		k := raster.MeanScale(m)
		base := raster.Scale(k, k)
		var ok bool
		if inv, ok = raster.Invert(m); !ok {
			return nil
		}
		inv = inv.Multiply(base)
		d = r.Scaled(raster.MapRect(base, r.Rect), k, k)
	}
	return p.newNinePatch(d, raster.Gaussian(blur*raster.MeanScale(m)/2), inv)
}

// ninePatch is the blurred coverage of a rounded rectangle. All rows through the middle of a large box are alike, and so
// are all columns through it; the mask holds one of each.
type ninePatch struct {
	inv        raster.Matrix // device space to that of the mask
	straight   bool          // inv is the identity
	alpha      *image.Alpha
	x0, y0     int // the corner of the coverage, in the space of the mask
	cutX, cutY int // the column and row of alpha that stand for many
	midX, midY int // how many they stand for, less one
}

func (p *painter) newNinePatch(d raster.RoundedRect, b raster.BoxBlur, inv raster.Matrix) *ninePatch {
	reach := b.Reach()
	n := &ninePatch{inv: inv, straight: inv == raster.Identity()}
	if d.Empty() {
		n.alpha = image.NewAlpha(image.Rectangle{})
		return n
	}
	o := d.Pixels()
	n.x0, n.y0 = o.Min.X-reach, o.Min.Y-reach
	var rx, ry float64
	for _, q := range d.Radius {
		rx, ry = math.Max(rx, q.X), math.Max(ry, q.Y)
	}
	// Beyond this many px from a side, nothing changes along it.
	marginX, marginY := int(math.Ceil(rx))+2*reach+1, int(math.Ceil(ry))+2*reach+1
	if !p.plain {
		if extra := o.Dx() + 2*reach - 2*marginX - 1; extra > 0 {
			n.cutX, n.midX = marginX, extra
			d.X1 -= float64(extra)
		}
		if extra := o.Dy() + 2*reach - 2*marginY - 1; extra > 0 {
			n.cutY, n.midY = marginY, extra
			d.Y1 -= float64(extra)
		}
	}
	o = d.Pixels().Inset(-reach)
	if !p.filler.Spend(2 * o.Dx() * o.Dy()) {
		return nil
	}
	sh := raster.Shape{Path: &p.parts}
	if d.Whole() {
		sh = raster.BoxShape(&p.parts, d)
	} else {
		sh.Path.Reset(raster.Identity())
		sh.Path.AddRoundedRect(d)
	}
	n.alpha = p.filler.NewMask(o)
	p.filler.Cover(n.alpha, sh)
	p.filler.BlurMask(n.alpha, b)
	return n
}

// bounds is where coverage may be more than 0, in the space of the mask.
func (n *ninePatch) bounds() image.Rectangle {
	r := n.alpha.Rect
	r.Max.X += n.midX
	r.Max.Y += n.midY
	return r
}

func (n *ninePatch) coverage(x, y int) uint8 {
	if !n.straight {
		u, v := n.inv.TransformPoint(float64(x)+0.5, float64(y)+0.5)
		return n.between(u-0.5, v-0.5)
	}
	return n.pixel(x, y)
}

// pixel is the coverage at one pixel of the mask's space.
func (n *ninePatch) pixel(x, y int) uint8 {
	x, y = squeeze(x-n.x0, n.cutX, n.midX), squeeze(y-n.y0, n.cutY, n.midY)
	return n.alpha.AlphaAt(x+n.x0, y+n.y0).A
}

// run is the number of columns from x on that have the same coverage as x in every row, x included.
func (n *ninePatch) run(x int) int {
	if first := n.x0 + n.cutX; n.straight && n.midX > 0 && x >= first {
		return max(first+n.midX+1-x, 1)
	}
	return 1
}

// between is the coverage between pixels of the mask's space.
func (n *ninePatch) between(u, v float64) uint8 {
	x, y := raster.Floor(u), raster.Floor(v)
	fx, fy := u-float64(x), v-float64(y)
	top := float64(n.pixel(x, y))*(1-fx) + float64(n.pixel(x+1, y))*fx
	low := float64(n.pixel(x, y+1))*(1-fx) + float64(n.pixel(x+1, y+1))*fx
	return uint8(top*(1-fy) + low*fy + 0.5)
}

// squeeze maps a coordinate of the coverage to one of alpha.
func squeeze(v, cut, mid int) int {
	switch {
	case v <= cut:
		return v
	case v <= cut+mid:
		return cut
	}
	return v - mid
}
