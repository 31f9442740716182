package png

import "image"

// reducer is a target that keeps the means of squares of pixels.
type reducer struct {
	d    *decoder
	side int // of a square
	to   *image.RGBA
	line []byte // room for a row in colours
	// sums has those of the channels of each square: of all squares of an interlaced
	// picture, whose rows come in several passes, or else of one row of them.
	sums []uint16
}

func newReducer(d *decoder, side int) *reducer {
	r := &reducer{
		d: d, side: side, to: image.NewRGBA(image.Rect(0, 0, d.Width/side, d.Height/side)), line: make([]byte, 4*d.Width),
	}
	r.sums = make([]uint16, r.to.Stride)
	if d.Interlaced {
		r.sums = make([]uint16, len(r.to.Pix))
	}
	return r
}

func (r *reducer) row(stored []byte, n, x, y, dx int) {
	at := y / r.side
	if at >= r.to.Rect.Dy() {
		return
	}
	line := r.line[:4*n]
	r.d.pixels(line, stored)
	if !r.d.isPremultiplied() {
		premultiply(line)
	}
	if r.d.Interlaced {
		sums := r.sums[at*r.to.Stride:][:r.to.Stride]
		for ; len(line) > 0 && x/r.side < r.to.Rect.Dx(); x += dx {
			addTo(sums[4*(x/r.side):], line)
			line = line[4:]
		}
		return
	}
	for i := 0; i < len(r.sums); i += 4 {
		for range r.side {
			addTo(r.sums[i:], line)
			line = line[4:]
		}
	}
	if y%r.side == r.side-1 {
		r.write(at, r.sums)
		clear(r.sums)
	}
}

func addTo(sums []uint16, pixel []byte) {
	s, p := sums[:4:4], pixel[:4:4]
	s[0] += uint16(p[0])
	s[1] += uint16(p[1])
	s[2] += uint16(p[2])
	s[3] += uint16(p[3])
}

// write writes a row of means.
func (r *reducer) write(y int, sums []uint16) {
	// To multiply by 2³²/area, rounded up, is to divide: the error stays below 1 for sums of
	// 16 bits.
	area := uint64(r.side * r.side)
	inverse := (1<<32 + area - 1) / area
	row := r.to.Pix[y*r.to.Stride:][:len(sums)]
	for i, sum := range sums {
		row[i] = byte((uint64(sum) + area/2) * inverse >> 32)
	}
}

func (r *reducer) finish() image.Image {
	if r.d.Interlaced {
		for y := range r.to.Rect.Dy() {
			r.write(y, r.sums[y*r.to.Stride:][:r.to.Stride])
		}
	}
	return r.to
}
