package paint

import (
	"sharecard/render/raster"
	"sharecard/render/style"
)

// corners resolves border-radius for a border box and scales the radii down
// where they overlap (CSS Backgrounds 3 §5.5).
func corners(box raster.Rect, c [4]style.Corner) raster.RoundedRect {
	r := raster.RoundedRect{Rect: box}
	if box.Empty() {
		return r
	}
	any := false
	for i := range c {
		x, y := c[i].X.Resolve(box.W()), c[i].Y.Resolve(box.H())
		if x > 0 && y > 0 {
			r.Radius[i] = raster.Point{X: x, Y: y}
			any = true
		}
	}
	if any {
		r.Fit()
	}
	return r
}
