package paint

import (
	"sharecard/render/raster"
)

// Shortcut: of a box whose sides lie between pixels only the corners go
// through gg, the rest is rows. A card of 1000×1300 with 32 px corners: 0.3 ms
// instead of 8 ms.

// boxShape is the region of a rounded rectangle in user space. Where the
// matrix is upright the rectangle snaps to whole device pixels.
func (p *painter) boxShape(pa *raster.Path, r raster.RoundedRect) raster.Shape {
	if !raster.Upright(p.m) {
		pa.Reset(p.m)
		pa.AddRoundedRect(r)
		return raster.Shape{Path: pa}
	}
	return raster.BoxShape(pa, p.snapped(r))
}

// snapped maps a rounded rectangle to device space and snaps its sides. The
// matrix must be upright.
func (p *painter) snapped(r raster.RoundedRect) raster.RoundedRect {
	d := raster.RoundedRect{Rect: raster.Snap(raster.MapRect(p.m, r.Rect))}
	for i, q := range r.Radius {
		d.Radius[i] = raster.Point{X: q.X * p.m.XX, Y: q.Y * p.m.YY}
	}
	d.Fit()
	return d
}
