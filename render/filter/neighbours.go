package filter

import (
	"image"
	"math"
)

// maxRadius bounds the radii of feMorphology, device px.
const maxRadius = 256

// Morphology is feMorphology: the largest or the smallest of the pixels around, channel by channel.
type Morphology struct {
	X, Y   float64 // radii
	Dilate bool
}

func (f Morphology) radii(c *canvas) (x, y int) {
	limit := func(v float64) int { return int(math.Min(math.Max(v, 0), maxRadius)) }
	return limit(f.X * c.m.XX), limit(f.Y * c.m.YY)
}

func (f Morphology) cost(c *canvas) int {
	x, y := f.radii(c)
	return 2 + x + y
}

func (f Morphology) reach() float64 { return math.Max(f.X, f.Y) }

func (f Morphology) draw(c *canvas, in []*image.RGBA) *image.RGBA {
	rx, ry := f.radii(c)
	if rx == 0 && ry == 0 {
		return c.copy(in[0])
	}
	across, out := c.image(), c.image()
	w, h := c.rect.Dx(), c.rect.Dy()
	for y := range h {
		f.line(across.Pix[4*w*y:], in[0].Pix[4*w*y:], w, 4, rx)
	}
	for x := range w {
		f.line(out.Pix[4*x:], across.Pix[4*x:], h, 4*w, ry)
	}
	c.release(across)
	return out
}

// line takes the extremes along n pixels that lie step bytes apart; what is outside of them is transparent.
func (f Morphology) line(dst, src []uint8, n, step, radius int) {
	for i := range n {
		var best [4]uint8
		if !f.Dilate {
			if i < radius || i+radius >= n {
				continue
			}
			best = [4]uint8{255, 255, 255, 255}
		}
		for j := max(i-radius, 0); j <= min(i+radius, n-1); j++ {
			p := src[j*step : j*step+4 : j*step+4]
			for k := range best {
				if f.Dilate {
					best[k] = max(best[k], p[k])
				} else {
					best[k] = min(best[k], p[k])
				}
			}
		}
		copy(dst[i*step:], best[:])
	}
}

// MaxKernel bounds the numbers of a kernel of feConvolveMatrix.
const MaxKernel = 256

// EdgeMode is what stands around an image that is convolved.
type EdgeMode uint8

const (
	EdgeDuplicate EdgeMode = iota
	EdgeWrap
	EdgeNone
)

// Convolve is feConvolveMatrix. The kernel is W wide and H high.
type Convolve struct {
	W, H             int
	Kernel           []float64
	TargetX, TargetY int
	Divisor, Bias    float64
	Edge             EdgeMode
	KeepAlpha        bool
}

func (f *Convolve) cost(*canvas) int { return 1 + f.W*f.H }

func (f *Convolve) reach() float64 { return float64(max(f.W, f.H)) }

func (f *Convolve) draw(c *canvas, in []*image.RGBA) *image.RGBA {
	out := c.image()
	for y := c.region.Min.Y; y < c.region.Max.Y; y++ {
		for x := c.region.Min.X; x < c.region.Max.X; x++ {
			f.pixel(out.Pix[out.PixOffset(x, y):][:4], in[0], c.inputs[0], x, y)
		}
	}
	return out
}

// pixel is the sum of Filter Effects 1 §9.9, in which the kernel is turned by 180°.
func (f *Convolve) pixel(out []uint8, in *image.RGBA, region image.Rectangle, x, y int) {
	var sum [4]float64
	for j := range f.H {
		for i := range f.W {
			u, v, ok := f.Edge.place(region, x-f.TargetX+i, y-f.TargetY+j)
			if !ok {
				continue
			}
			k := f.Kernel[(f.H-1-j)*f.W+f.W-1-i]
			p := in.Pix[in.PixOffset(u, v):][:4]
			if f.KeepAlpha {
				s := straight(p)
				for c := range 3 {
					sum[c] += k * s[c]
				}
				continue
			}
			for c := range sum {
				sum[c] += k * float64(p[c]) / 255
			}
		}
	}
	own := float64(in.Pix[in.PixOffset(x, y)+3]) / 255
	for c := range sum {
		sum[c] = sum[c]/f.Divisor + f.Bias
	}
	if f.KeepAlpha {
		sum[3] = own
		put(out, sum)
		return
	}
	out[3] = uint8(clamp(sum[3])*255 + 0.5)
	for c := range 3 {
		out[c] = uint8(math.Min(clamp(sum[c])*255+0.5, float64(out[3])))
	}
}

// place is where a pixel is taken from that may lie outside of an image.
func (e EdgeMode) place(r image.Rectangle, x, y int) (u, v int, ok bool) {
	if image.Pt(x, y).In(r) {
		return x, y, true
	}
	if r.Empty() || e == EdgeNone {
		return 0, 0, false
	}
	if e == EdgeWrap {
		return r.Min.X + modulo(x-r.Min.X, r.Dx()), r.Min.Y + modulo(y-r.Min.Y, r.Dy()), true
	}
	return min(max(x, r.Min.X), r.Max.X-1), min(max(y, r.Min.Y), r.Max.Y-1), true
}
