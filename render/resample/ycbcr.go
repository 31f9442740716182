package resample

import (
	"image"
	"sync"
)

// resizeYCbCr does what resize does for the planes of a JPEG. It filters luma and chroma apart, each in its own
// resolution, and turns the result into colours row by row: chroma mostly has a quarter of the pixels
// (BenchmarkResample).
func resizeYCbCr(src *image.YCbCr, w, h int, crop image.Rectangle) *image.RGBA {
	s := ycbcrPool.Get().(*ycbcrScaler)
	defer ycbcrPool.Put(s)
	size := src.Rect.Size()
	sx, sy := subsampling(src.SubsampleRatio)
	x, y := newAxis(size.X, w, crop.Min.X, crop.Max.X), newAxis(size.Y, h, crop.Min.Y, crop.Max.Y)
	x.filter(laneBits)
	y.filter(laneBits)
	cx := newAxis((size.X+sx-1)/sx, w, crop.Min.X, crop.Max.X)
	cy := newAxis((size.Y+sy-1)/sy, h, crop.Min.Y, crop.Max.Y)
	cx.ratio, cy.ratio = x.ratio/float64(sx), y.ratio/float64(sy)
	cx.interpolate(laneBits)
	cy.interpolate(laneBits)
	s.luma.start(plane{src.Y, src.YStride}, x, y)
	s.chroma.start(plane{src.Cb, src.CStride}, plane{src.Cr, src.CStride}, cx, cy)
	out := image.NewRGBA(crop)
	for v := range crop.Dy() {
		writeRGB(out.Pix[v*out.Stride:][:out.Stride], s.luma.row(v), s.chroma.row(v))
	}
	return out
}

// ycbcrScaler is the scratch memory for one picture.
type ycbcrScaler struct {
	luma   lumaScaler
	chroma chromaScaler
}

var ycbcrPool = sync.Pool{New: func() any { return new(ycbcrScaler) }}

// plane is one channel of a picture.
type plane struct {
	pix    []uint8
	stride int
}

// reduced returns the part of a plane that x and y need, averaged over their blocks. It uses the memory of buf, and
// returns that for the next call.
func (p plane) reduced(buf []uint8, x, y *axis) (plane, []uint8) {
	if x.block == 1 && y.block == 1 {
		p.pix = p.pix[y.from*p.stride+x.from:]
		return p, buf
	}
	w, h := (x.to-x.from+x.block-1)/x.block, (y.to-y.from+y.block-1)/y.block
	buf = grown(buf, w*h)
	sums := make([]uint32, w) // a sum holds 16 million samples, more than a decoded picture has in one block
	for i := range h {
		from := y.from + i*y.block
		to := min(from+y.block, y.to)
		clear(sums)
		for v := from; v < to; v++ {
			addBlocks(sums, p.pix[v*p.stride+x.from:v*p.stride+x.to], x.block)
		}
		for k, sum := range sums {
			n := uint32((to - from) * min(x.block, x.to-x.from-k*x.block))
			buf[i*w+k] = uint8((sum + n/2) / n)
		}
	}
	return plane{buf, w}, buf
}

// addBlocks adds up every n samples of a row; the last sum may have fewer.
func addBlocks(sums []uint32, row []uint8, n int) {
	if n == 2 { // the usual block of a photograph on a card
		pairs := sums[:len(row)/2]
		for k := range pairs {
			pairs[k] += uint32(row[2*k]) + uint32(row[2*k+1])
		}
		sums, row = sums[len(pairs):], row[2*len(pairs):]
	}
	for k := range sums {
		m := min(n, len(row))
		for _, b := range row[:m] {
			sums[k] += uint32(b)
		}
		row = row[m:]
	}
}

// ring keeps the last rows that were filtered along x, as several rows of the result need each of them.
type ring struct {
	words []uint64
	w, n  int // words of a row, and rows kept
	made  int // rows so far
}

func (r *ring) start(w, n int) {
	r.words, r.w, r.n, r.made = grown(r.words, w*n), w, n, 0
}

// row is the row of number i, one of the last n that were made.
func (r *ring) row(i int) []uint64 { return r.words[i%r.n*r.w:][:r.w] }

// next is memory for the next row.
func (r *ring) next() []uint64 {
	r.made++
	return r.row(r.made - 1)
}

// grown returns a slice of n values, buf where that is large enough.
func grown[T any](buf []T, n int) []T {
	if cap(buf) < n {
		return make([]T, n)
	}
	return buf[:n]
}
