package paint

import (
	"image"
	"strings"
)

// leastCoarse is the side of a picture, in device px, below which it is a logo
// or an icon: it costs few bytes and would be lost.
const leastCoarse = 128

// coarsens reports whether a picture gives up resolution for bytes.
func (p *painter) coarsens(src string, k pictureKey) bool {
	return p.opts.Coarse > 1 && !k.pixelated && src != "" && !strings.HasPrefix(src, "data:") &&
		min(k.w, k.h) >= leastCoarse
}

// coarsened returns a picture with 1/n of its pixels on each side, stretched to
// its size again: smooth, as blocks would show and cost a JPEG more.
func coarsened(m *image.RGBA, n int) *image.RGBA {
	if n <= 1 {
		return m
	}
	size := m.Rect.Size()
	small := image.Pt(max(size.X/n, 1), max(size.Y/n, 1))
	few := resample(m, small.X, small.Y, image.Rectangle{Max: small}, false)
	out := resample(few, size.X, size.Y, image.Rectangle{Max: size}, false)
	out.Rect = m.Rect
	return out
}
