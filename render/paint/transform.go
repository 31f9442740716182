package paint

import (
	"sharecard/render/raster"
	"sharecard/render/style"
)

// transform is the matrix of the transform property about its origin (CSS
// Transforms 1 §6).
func transform(s *style.Style, box raster.Rect) raster.Matrix {
	ox := box.X0 + s.TransformOrigin.X.Resolve(box.W())
	oy := box.Y0 + s.TransformOrigin.Y.Resolve(box.H())
	m := raster.Translate(ox, oy)
	for _, t := range s.Transform {
		if t.Matrix == nil {
			m = m.Translate(t.X.Resolve(box.W()), t.Y.Resolve(box.H()))
			continue
		}
		a := t.Matrix
		m = raster.Matrix{XX: a[0], YX: a[1], XY: a[2], YY: a[3], X0: a[4], Y0: a[5]}.Multiply(m)
	}
	return m.Translate(-ox, -oy)
}
