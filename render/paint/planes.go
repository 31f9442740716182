package paint

import (
	"encoding/binary"
	"image"
	"math"
	"sync"
)

// resampleYCbCr scales a JPEG as resample does, but its planes one by one, and
// turns the result into colours: three channels instead of four, two of them
// with a quarter of the pixels. A photograph of 1600×900 px at 1080×540: 9 ms
// instead of 29.
func resampleYCbCr(src *image.YCbCr, w, h int, crop image.Rectangle) *image.RGBA {
	s := planeScratch.Get().(*planeBuffers)
	defer planeScratch.Put(s)
	size := src.Rect.Size()
	sx, sy := subsampling(src.SubsampleRatio)
	x, y := newSpan(size.X, w, crop.Min.X, crop.Max.X), newSpan(size.Y, h, crop.Min.Y, crop.Max.Y)
	x.filter()
	y.filter()
	s.luma = s.scale(s.luma, plane{src.Y, src.YStride}, x, y)
	cx := newSpan((size.X+sx-1)/sx, w, crop.Min.X, crop.Max.X)
	cy := newSpan((size.Y+sy-1)/sy, h, crop.Min.Y, crop.Max.Y)
	cx.ratio, cy.ratio = x.ratio/float64(sx), y.ratio/float64(sy)
	cx.interpolate()
	cy.interpolate()
	s.cb = s.scale(s.cb, plane{src.Cb, src.CStride}, cx, cy)
	s.cr = s.scale(s.cr, plane{src.Cr, src.CStride}, cx, cy)
	out := image.NewRGBA(crop)
	for i := range s.luma {
		binary.LittleEndian.PutUint32(out.Pix[4*i:], colour(int32(s.luma[i]), int32(s.cb[i])-128, int32(s.cr[i])-128))
	}
	return out
}

// colour is [color.YCbCrToRGB], as the four bytes of an opaque pixel.
func colour(y, cb, cr int32) uint32 {
	y *= 0x10101
	r, g, b := y+91881*cr, y-22554*cb-46802*cr, y+116130*cb
	if uint32(r)>>24|uint32(g)>>24|uint32(b)>>24 != 0 {
		r, g, b = min(max(r, 0), 1<<24-1), min(max(g, 0), 1<<24-1), min(max(b, 0), 1<<24-1)
	}
	return uint32(r)>>16 | uint32(g)>>16<<8 | uint32(b)&0xFF0000 | 255<<24
}

// plane is one channel of a picture.
type plane struct {
	pix    []uint8
	stride int
}

// planeBuffers is memory for one picture under way.
type planeBuffers struct {
	luma, cb, cr   []uint8 // of the result
	averaged, rows []uint8
	sums           []int32
	pairs          []uint64
}

var planeScratch = sync.Pool{New: func() any { return new(planeBuffers) }}

// scale filters the part of a plane that x and y ask for; to is memory to use.
func (s *planeBuffers) scale(to []uint8, p plane, x, y *span) []uint8 {
	if x.block > 1 || y.block > 1 {
		p = s.average(p, x, y)
	} else {
		p.pix = p.pix[y.from*p.stride+x.from:]
	}
	w := len(x.taps)
	n := (y.to - y.from + y.block - 1) / y.block
	s.rows = grown(s.rows, w*n)
	for i := 0; i < n; i += 2 {
		k := min(i+1, n-1)
		s.scaleRows(s.rows[i*w:][:w], s.rows[k*w:][:w], p.pix[i*p.stride:], p.pix[k*p.stride:], x.taps)
	}
	to = grown(to, w*len(y.taps))
	if len(s.sums) < w {
		s.sums = make([]int32, w)
	}
	for i := range y.taps {
		mixRows(to[i*w:][:w], s.rows, s.sums[:w], &y.taps[i])
	}
	return to
}

// scaleRows filters two rows, each in the half of a word.
func (s *planeBuffers) scaleRows(toA, toB, a, b []uint8, taps []tap) {
	last := &taps[len(taps)-1]
	n := last.first + len(last.weights)
	if len(s.pairs) < n {
		s.pairs = make([]uint64, n)
	}
	pairs := s.pairs[:n]
	a, b = a[:n], b[:n]
	for i := range pairs {
		pairs[i] = uint64(a[i]) | uint64(b[i])<<32
	}
	toB = toB[:len(toA)]
	for i := range toA {
		t := &taps[i]
		sum := uint64(bothBias)
		p := pairs[t.first:][:len(t.weights)]
		for k, weight := range t.weights {
			sum += p[k] * uint64(int64(weight))
		}
		toA[i] = clampByte((int32(uint32(sum)) - laneBias) >> weightBits)
		toB[i] = clampByte((int32(uint32(sum>>32)) - laneBias) >> weightBits)
	}
}

// mixRows weighs whole rows, two at a time.
func mixRows(to, rows []uint8, sums []int32, t *tap) {
	w := len(to)
	row := func(k int) ([]uint8, int32) {
		if k >= len(t.weights) {
			k--
			return rows[(t.first+k)*w:][:w], 0
		}
		return rows[(t.first+k)*w:][:w], t.weights[k]
	}
	const half = 1 << (weightBits - 1)
	n := len(t.weights)
	a, first := row(0)
	b, second := row(1)
	if n <= 2 {
		for i := range to {
			to[i] = clampByte((half + int32(a[i])*first + int32(b[i])*second) >> weightBits)
		}
		return
	}
	sums = sums[:w]
	for i := range sums {
		sums[i] = half + int32(a[i])*first + int32(b[i])*second
	}
	k := 2
	for ; k+2 < n; k += 2 {
		a, first = row(k)
		b, second = row(k + 1)
		for i := range sums {
			sums[i] += int32(a[i])*first + int32(b[i])*second
		}
	}
	a, first = row(k)
	b, second = row(k + 1)
	for i := range sums {
		to[i] = clampByte((sums[i] + int32(a[i])*first + int32(b[i])*second) >> weightBits)
	}
}

func clampByte(v int32) uint8 {
	if uint32(v) > 255 {
		v = min(max(v, 0), 255)
	}
	return uint8(v)
}

// average takes the mean of every block of the part of a plane.
func (s *planeBuffers) average(p plane, x, y *span) plane {
	w, h := (x.to-x.from+x.block-1)/x.block, (y.to-y.from+y.block-1)/y.block
	s.averaged = grown(s.averaged, w*h)
	if len(s.sums) < w {
		s.sums = make([]int32, w)
	}
	for i := range h {
		from := y.from + i*y.block
		to := min(from+y.block, y.to)
		sums := s.sums[:w]
		clear(sums)
		for v := from; v < to; v++ {
			row := p.pix[v*p.stride+x.from : v*p.stride+x.to]
			for k := range sums {
				sum := int32(0)
				for _, b := range row[:min(x.block, len(row))] {
					sum += int32(b)
				}
				row = row[min(x.block, len(row)):]
				sums[k] += sum
			}
		}
		for k, sum := range sums {
			n := int32((to - from) * min(x.block, x.to-x.from-k*x.block))
			s.averaged[i*w+k] = uint8((sum + n/2) / n)
		}
	}
	return plane{s.averaged, w}
}

// interpolate is filter, but linear where the picture grows: what chroma needs.
func (s *span) interpolate() {
	if s.ratio >= 1 {
		s.filter()
		return
	}
	s.taps = make([]tap, 0, s.hi-s.lo)
	weights := make([]int32, 0, 2*(s.hi-s.lo))
	for v := s.lo; v < s.hi; v++ {
		c := math.Min(math.Max((float64(v)+0.5)*s.ratio-0.5, 0), float64(s.n-1))
		a := min(int(c), max(s.n-2, 0))
		second := int32((c - float64(a)) * (1 << weightBits))
		weights = append(weights, 1<<weightBits-second, second)
		s.taps = append(s.taps, tap{a, weights[len(weights)-2:][:min(2, s.n)]})
	}
	first := s.taps[0].first
	for i := range s.taps {
		s.taps[i].first -= first
	}
	last := s.taps[len(s.taps)-1]
	s.from, s.to = first, first+last.first+len(last.weights)
}
