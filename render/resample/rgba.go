package resample

import (
	"bytes"
	"encoding/binary"
	"image"
	"slices"
)

const weightBits = 14 // of a filter's weights

// Four channels are filtered as two pairs, each pair in the halves of a uint64.
// A bias keeps each half positive, so that no borrow reaches its neighbour.
const (
	halfBias = 1 << 24
	bias     = halfBias + 1<<(weightBits-1) // rounds, too
	bothBias = bias | bias<<32
)

func unpack(p uint32) (rb, ga uint64) {
	q := uint64(p)
	return q&0xff | q&0xff0000<<16, q>>8&0xff | q>>24<<32
}

// storePixel reads a pixel back from its accumulators. Premultiplied colours stay
// at or below alpha.
func storePixel(dst []uint8, rb, ga uint64) {
	value := func(v uint32) int32 { return (int32(v) - halfBias) >> weightBits }
	a := min(max(value(uint32(ga>>32)), 0), 255)
	dst[0] = uint8(min(max(value(uint32(rb)), 0), a))
	dst[1] = uint8(min(max(value(uint32(ga)), 0), a))
	dst[2] = uint8(min(max(value(uint32(rb>>32)), 0), a))
	dst[3] = uint8(a)
}

// filtered are rows of a picture that was filtered along x, without a gap between them.
type filtered struct {
	pix []uint8
	w   int // px
	// repeats tells which rows are like the one before. A code or a logo has many.
	repeats []bool
}

func (f *filtered) row(y int) []uint8 { return f.pix[4*f.w*y:][:4*f.w] }

// alike returns how many of n rows, from y on, are like the first.
func (f *filtered) alike(y, n int) int {
	if i := slices.Index(f.repeats[y+1:y+n], false); i >= 0 {
		return 1 + i
	}
	return n
}

// horizontal filters all rows of img along x.
func horizontal(img *image.RGBA, x *axis) *filtered {
	w, h, n := len(x.first), img.Rect.Dy(), img.Rect.Dx()
	out := &filtered{pix: make([]uint8, 4*w*h), w: w, repeats: make([]bool, h)}
	rb, ga := make([]uint64, n), make([]uint64, n)
	var before []uint8
	for y := range h {
		row := img.Pix[y*img.Stride:][:4*n]
		if bytes.Equal(row, before) {
			copy(out.row(y), out.row(y-1))
			out.repeats[y] = true
			continue
		}
		before = row
		for i := range n {
			rb[i], ga[i] = unpack(binary.LittleEndian.Uint32(row[4*i:]))
		}
		dst := out.row(y)
		for i, first := range x.first {
			weights := x.window(i)
			r, g := uint64(bothBias), uint64(bothBias)
			pr, pg := rb[first:][:len(weights)], ga[first:][:len(weights)]
			for k, weight := range weights {
				f := uint64(int64(weight))
				r += pr[k] * f
				g += pg[k] * f
			}
			storePixel(dst[4*i:4*i+4:4*i+4], r, g)
		}
	}
	return out
}

// vertical filters rows along y into dst.
func vertical(dst *image.RGBA, rows *filtered, y *axis) {
	w := rows.w
	rb, ga := make([]uint64, w), make([]uint64, w)
	for v, first := range y.first {
		out := dst.Pix[v*dst.Stride:][:4*w]
		if rows.alike(first, y.taps) == y.taps {
			copy(out, rows.row(first))
			continue
		}
		for i := range rb {
			rb[i], ga[i] = bothBias, bothBias
		}
		for weights := y.window(v); len(weights) > 0; {
			same := rows.alike(first, len(weights))
			f := uint64(0) // of all of them together
			for _, weight := range weights[:same] {
				f += uint64(int64(weight))
			}
			row := rows.row(first)
			first, weights = first+same, weights[same:]
			for i := range rb {
				r, g := unpack(binary.LittleEndian.Uint32(row[4*i:]))
				rb[i] += r * f
				ga[i] += g * f
			}
		}
		for i := range rb {
			storePixel(out[4*i:4*i+4:4*i+4], rb[i], ga[i])
		}
	}
}
