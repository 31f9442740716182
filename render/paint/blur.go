package paint

import (
	"image"
	"math"
	"slices"
)

// maxSigma bounds the standard deviation of a blur in device px.
const maxSigma = 250

// boxes are the sizes of three box filters that together come close to a
// Gaussian of that standard deviation (Filter Effects 1 §9.6): d, d, d for an
// odd d; for an even one the first two are off-centre to either side and the
// third is one larger.
type boxes [3]struct{ before, after int }

func gaussian(sigma float64) boxes {
	d := int(math.Floor(math.Min(sigma, maxSigma)*3*math.Sqrt(2*math.Pi)/4 + 0.5))
	if d < 2 {
		return boxes{}
	}
	h := d / 2
	if d%2 == 1 {
		return boxes{{h, h}, {h, h}, {h, h}}
	}
	return boxes{{h, h - 1}, {h - 1, h}, {h, h}}
}

// reach is how far the blur carries a pixel, to either side.
func (b boxes) reach() int {
	n := 0
	for _, f := range b {
		n += max(f.before, f.after)
	}
	return n
}

// blurAlpha blurs in place; what is outside counts as 0.
func blurAlpha(a *image.Alpha, b boxes, tmp []uint8) []uint8 {
	if b.reach() == 0 {
		return tmp
	}
	w, h := a.Rect.Dx(), a.Rect.Dy()
	tmp = slices.Grow(tmp[:0], 2*max(w, h))[:2*max(w, h)]
	for y := 0; y < h; y++ {
		blurLine(a.Pix[y*a.Stride:], w, 1, b, tmp)
	}
	for x := 0; x < w; x++ {
		blurLine(a.Pix[x:], h, a.Stride, b, tmp)
	}
	return tmp
}

// blurRGBA blurs premultiplied pixels in place.
func blurRGBA(m *image.RGBA, b boxes, tmp []uint8) []uint8 {
	if b.reach() == 0 {
		return tmp
	}
	w, h := m.Rect.Dx(), m.Rect.Dy()
	tmp = slices.Grow(tmp[:0], 2*max(w, h))[:2*max(w, h)]
	for c := 0; c < 4; c++ {
		for y := 0; y < h; y++ {
			blurLine(m.Pix[y*m.Stride+c:], w, 4, b, tmp)
		}
		for x := 0; x < w; x++ {
			blurLine(m.Pix[4*x+c:], h, m.Stride, b, tmp)
		}
	}
	return tmp
}

// blurLine runs the three boxes over n samples that lie step bytes apart.
func blurLine(pix []uint8, n, step int, b boxes, tmp []uint8) {
	one, two := tmp[:n], tmp[n:2*n]
	any := false
	for i, o := 0, 0; i < n; i, o = i+1, o+step {
		one[i] = pix[o]
		any = any || pix[o] != 0
	}
	if !any {
		return
	}
	boxLine(two, one, b[0].before, b[0].after)
	boxLine(one, two, b[1].before, b[1].after)
	boxLine(two, one, b[2].before, b[2].after)
	for i, o := 0, 0; i < n; i, o = i+1, o+step {
		pix[o] = two[i]
	}
}

// boxLine averages over [i-before, i+after].
func boxLine(dst, src []uint8, before, after int) {
	n := len(src)
	size := uint64(before + after + 1)
	// Division by multiplication: sums are below 2^20, so 2^40 is exact enough.
	inv := (1<<40 + size/2) / size
	sum := uint64(0)
	for i := 0; i < after && i < n; i++ {
		sum += uint64(src[i])
	}
	for i := 0; i < n; i++ {
		if j := i + after; j < n {
			sum += uint64(src[j])
		}
		dst[i] = uint8((sum*inv + 1<<39) >> 40)
		if j := i - before; j >= 0 {
			sum -= uint64(src[j])
		}
	}
}
