package resample

import (
	"encoding/binary"
	"image"
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

// horizontal filters all rows of img along x; rows of the result follow each
// other without a gap.
func horizontal(img *image.RGBA, x *axis) []uint8 {
	w := len(x.first)
	out := make([]uint8, 4*w*img.Rect.Dy())
	n := img.Rect.Dx()
	rb, ga := make([]uint64, n), make([]uint64, n)
	for y := range img.Rect.Dy() {
		row := img.Pix[y*img.Stride:][:4*n]
		for i := range n {
			rb[i], ga[i] = unpack(binary.LittleEndian.Uint32(row[4*i:]))
		}
		dst := out[4*w*y:][:4*w]
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

// vertical filters rows of w px along y into dst.
func vertical(dst *image.RGBA, rows []uint8, w int, y *axis) {
	rb, ga := make([]uint64, w), make([]uint64, w)
	for v, first := range y.first {
		for i := range rb {
			rb[i], ga[i] = bothBias, bothBias
		}
		for k, weight := range y.window(v) {
			f := uint64(int64(weight))
			row := rows[4*w*(first+k):][:4*w]
			for i := range rb {
				r, g := unpack(binary.LittleEndian.Uint32(row[4*i:]))
				rb[i] += r * f
				ga[i] += g * f
			}
		}
		out := dst.Pix[v*dst.Stride:][:4*w]
		for i := range rb {
			storePixel(out[4*i:4*i+4:4*i+4], rb[i], ga[i])
		}
	}
}
