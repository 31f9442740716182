package resample

import (
	"bytes"
	"image"
	"math"
	"math/rand/v2"
	"testing"
)

// filterOf is a span's filter in floating point: the weights of all source px,
// not averaged over blocks before, for one target px.
func filterOf(n int, ratio float64, at int, linear bool) []float64 {
	block := 1
	if ratio >= 1 || !linear {
		block = max(1, int(ratio/1.5))
	}
	blocks := (n + block - 1) / block
	scaled := ratio / float64(block)
	c := (float64(at)+0.5)*scaled - 0.5
	weight := func(k int) float64 { return catmullRom((float64(k) - c) / max(scaled, 1)) }
	if linear && ratio < 1 {
		c = min(max(c, 0), float64(n-1))
		weight = func(k int) float64 { return max(1-math.Abs(float64(k)-c), 0) }
	}
	sum := 0.0
	for k := range blocks {
		sum += weight(k)
	}
	out := make([]float64, n)
	for k := range out {
		i := k / block
		out[k] = weight(i) / sum / float64(min(block, n-i*block))
	}
	return out
}

// sampled filters one target px; luma is clamped between the axes and after.
func sampled(pix []uint8, stride int, wx, wy []float64, luma bool) float64 {
	clamped := func(v float64) float64 {
		if luma {
			return min(max(v, 0), 255)
		}
		return v
	}
	sum := 0.0
	for y, v := range wy {
		row := 0.0
		for x, u := range wx {
			row += u * float64(pix[y*stride+x])
		}
		sum += v * clamped(row)
	}
	return clamped(sum)
}

// TestPlanesLikeFloatingPoint: whatever the sizes, the resolution of the colour and
// the part wanted, no lane overflows, and rounding leaves pictures as light as they
// are.
func TestPlanesLikeFloatingPoint(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	side := func() int { return 1 + r.IntN([]int{5, 60}[r.IntN(2)]) }
	sum, values := 0.0, 0
	for n := range 400 {
		size, to := image.Pt(side(), side()), image.Pt(side(), side())
		if n%4 == 0 {
			to.X = max(1, int(float64(size.X)/[]float64{1, 1.5, 3, 4.5}[n/4%4]))
		}
		src := image.NewYCbCr(image.Rectangle{Max: size}, image.YCbCrSubsampleRatio(n%6))
		rx, ry := float64(size.X)/float64(to.X), float64(size.Y)/float64(to.Y)
		extreme := n%3 == 0 && ry < 3 // where rows are averaged, that comes before clamping
		for _, p := range [][]uint8{src.Y, src.Cb, src.Cr} {
			for i := range p {
				p[i] = uint8(112 + r.IntN(32))
				if extreme {
					p[i] = uint8(255 * r.IntN(2))
				}
			}
		}
		crop := image.Rectangle{Max: to}
		if n%2 == 0 {
			crop.Min = image.Pt(r.IntN(to.X), r.IntN(to.Y))
		}
		got := resizeYCbCr(src, to.X, to.Y, crop)
		sx, sy := subsampling(src.SubsampleRatio)
		cw, ch := (size.X+sx-1)/sx, (size.Y+sy-1)/sy
		for y := crop.Min.Y; y < crop.Max.Y; y++ {
			wy, vy := filterOf(size.Y, ry, y, false), filterOf(ch, ry/float64(sy), y, true)
			for x := crop.Min.X; x < crop.Max.X; x++ {
				wx, vx := filterOf(size.X, rx, x, false), filterOf(cw, rx/float64(sx), x, true)
				l := sampled(src.Y, src.YStride, wx, wy, true)
				cb, cr := sampled(src.Cb, src.CStride, vx, vy, false)-128, sampled(src.Cr, src.CStride, vx, vy, false)-128
				c := got.RGBAAt(x, y)
				for i, want := range [3]float64{l + 1.402*cr, l - 0.344136*cb - 0.714136*cr, l + 1.772*cb} {
					off := float64([3]uint8{c.R, c.G, c.B}[i]) - min(max(want, 0), 255)
					if max(rx, ry) < 3 { // averages of a few px are rounded up
						sum += off
						values++
					}
					if math.Abs(off) > 3 {
						t.Fatalf("%v %v to %v: channel %d at %d,%d is %.1f off", size, src.SubsampleRatio, to, i, x, y, off)
					}
				}
			}
		}
	}
	if mean := sum / float64(values); math.Abs(mean) > 0.15 { // ties go up
		t.Errorf("%.3f too light", mean)
	}
}

// TestLargestBlock: a picture of 5000×5000 px as one, of which 11 million are summed
// at once.
func TestLargestBlock(t *testing.T) {
	side := &axis{block: 3333, to: 3333}
	white := plane{pix: bytes.Repeat([]uint8{255}, 3333)} // all rows are one
	if p, _ := white.reduced(nil, side, side); len(p.pix) != 1 || p.pix[0] != 255 {
		t.Errorf("white becomes %v", p.pix)
	}
}
