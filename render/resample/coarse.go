package resample

import "image"

// coarse returns a picture with 1/n of its pixels on each side, scaled back to its size. The filter that scales it
// back is smooth: blocks would be seen, and their edges cost a JPEG more bytes.
func coarse(m *image.RGBA, n int) *image.RGBA {
	if n <= 1 {
		return m
	}
	size := m.Rect.Size()
	small := image.Pt(max(size.X/n, 1), max(size.Y/n, 1))
	few := resize(m, small.X, small.Y, image.Rectangle{Max: small}, false)
	out := resize(few, size.X, size.Y, image.Rectangle{Max: size}, false)
	out.Rect = m.Rect
	return out
}
