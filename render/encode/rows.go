package encode

import (
	"bytes"
	"encoding/binary"
	"image"
)

// rowFilter turns pixels into the filtered rows of a PNG (PNG §9).
type rowFilter struct {
	this, above []byte // unfiltered; with room for 8 bytes past the end
	out         [2][]byte
}

func (f *rowFilter) reset(n int) {
	const past = 8
	grow := func(b []byte) []byte {
		if cap(b) < n+past {
			b = make([]byte, n+past)
		}
		return b[:n]
	}
	f.this, f.above = grow(f.this), grow(f.above)
	f.out[0], f.out[1] = grow(f.out[0]), grow(f.out[1])
	clear(f.above)
}

// stretch is the number of rows that one way to deflate is chosen for: a change
// costs an empty block and all that the compressor remembers.
const stretch = 16

// write deflates all rows of an image with bpp, 3 or 4, bytes per pixel.
func (f *rowFilter) write(d *deflater, out *bytes.Buffer, img *image.RGBA, bpp int, small bool) {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	f.reset(w * bpp)
	d.begin(out)
	for first := 0; first < h; first += stretch {
		last := min(first+stretch, h)
		photo := isPhoto(img, first, last)
		l := levelLive
		switch {
		case small:
			l = levelSmall
		case photo:
			l = levelPhoto
		}
		for y := first; y < last; y++ {
			packRow(f.this, img.Pix[y*img.Stride:][:4*w], bpp)
			kind, row := byte(filterNone), f.this
			switch {
			case photo && small:
				kind, row = f.best(bpp)
			case photo:
				kind, row = f.quick(bpp)
			}
			d.write(kind, row, l)
			f.this, f.above = f.above, f.this
		}
	}
	d.end()
}

// writeIndices deflates the rows of a palette image, packed to depth 1, 2, 4
// or 8 bits per pixel, unfiltered (PNG §12.7).
func (f *rowFilter) writeIndices(d *deflater, indices []byte, w, depth int, l level) {
	perByte := 8 / depth
	f.reset((w + perByte - 1) / perByte)
	for ; len(indices) > 0; indices = indices[w:] {
		row := indices[:w]
		if depth != 8 {
			packIndices(f.this, row, depth)
			row = f.this
		}
		d.write(filterNone, row, l)
	}
}

func packIndices(dst, indices []byte, depth int) {
	clear(dst)
	perByte := 8 / depth
	for x, v := range indices {
		dst[x/perByte] |= v << (8 - depth*(1+x%perByte))
	}
}

// packRow makes PNG's bytes of a row of premultiplied RGBA.
func packRow(dst, src []byte, bpp int) {
	if bpp == 3 {
		room := dst[:len(dst)+1] // the last pixel writes four bytes too
		for x := range len(src) / 4 {
			binary.LittleEndian.PutUint32(room[3*x:], binary.LittleEndian.Uint32(src[4*x:]))
		}
		return
	}
	for x := 0; x < len(src); x += 4 {
		dst[x], dst[x+1], dst[x+2], dst[x+3] = straight(binary.LittleEndian.Uint32(src[x:]))
	}
}

// isPhoto reports whether most of some rows is picture: neighbours differ in
// half of the pixels. Dense text stays well below.
func isPhoto(img *image.RGBA, first, last int) bool {
	const sample = 4 // rows
	w := img.Rect.Dx()
	changes, rows := 0, 0
	for y := first; y < last; y += sample {
		row := img.Pix[y*img.Stride:][:4*w]
		before := binary.LittleEndian.Uint32(row)
		for x := 4; x < len(row); x += 4 {
			c := binary.LittleEndian.Uint32(row[x:])
			if c != before {
				changes++
			}
			before = c
		}
		rows++
	}
	return 2*changes > rows*w
}
