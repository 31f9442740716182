package raster

import (
	"image"
	"math"
	"slices"
)

// maxSigma bounds the standard deviation of a blur in device px.
const maxSigma = 250

// BoxBlur is three box filters that together come close to a Gaussian (Filter Effects 1 §9.6): each averages a pixel with
// some before and some after it. The zero value changes nothing.
type BoxBlur [3]struct{ before, after int }

// Gaussian returns the filters for a standard deviation in device px, which is bounded to maxSigma. Of a size d, all three
// are centred if d is odd; if it is even, the first two are off-centre to either side and the third is one px larger.
func Gaussian(sigma float64) BoxBlur {
	d := int(math.Floor(math.Min(sigma, maxSigma)*3*math.Sqrt(2*math.Pi)/4 + 0.5))
	if d < 2 {
		return BoxBlur{}
	}
	h := d / 2
	if d%2 == 1 {
		return BoxBlur{{h, h}, {h, h}, {h, h}}
	}
	return BoxBlur{{h, h - 1}, {h - 1, h}, {h, h}}
}

// Reach is how many px the blur spreads a pixel to each side.
func (b BoxBlur) Reach() int {
	n := 0
	for _, f := range b {
		n += max(f.before, f.after)
	}
	return n
}

// BlurMask blurs a mask in place; what is outside of it counts as 0.
func (f *Filler) BlurMask(a *image.Alpha, b BoxBlur) { f.blur(a.Pix, a.Rect.Size(), a.Stride, 1, b, b) }

// BlurLayer blurs premultiplied pixels in place, along rows by x and along columns by y; what is outside of them counts as
// transparent.
func (f *Filler) BlurLayer(m *image.RGBA, x, y BoxBlur) {
	f.blur(m.Pix, m.Rect.Size(), m.Stride, 4, x, y)
}

// blur blurs pixels of some channels each, channel by channel.
func (f *Filler) blur(pix []uint8, size image.Point, stride, channels int, bx, by BoxBlur) {
	if bx.Reach() == 0 && by.Reach() == 0 {
		return
	}
	n := 2 * max(size.X, size.Y)
	f.lines = slices.Grow(f.lines[:0], n)[:n]
	for c := range channels {
		for y := 0; y < size.Y && bx.Reach() > 0; y++ {
			blurLine(pix[y*stride+c:], size.X, channels, bx, f.lines)
		}
		for x := 0; x < size.X && by.Reach() > 0; x++ {
			blurLine(pix[channels*x+c:], size.Y, stride, by, f.lines)
		}
	}
}

// blurLine runs the three boxes over n samples that lie step bytes apart.
func blurLine(pix []uint8, n, step int, b BoxBlur, tmp []uint8) {
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
