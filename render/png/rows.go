package png

import (
	"bytes"
	"encoding/binary"
	"image"
	"slices"
)

// rowFilter turns pixels into the filtered rows of a PNG (PNG §9).
type rowFilter struct {
	this, above []byte // unfiltered
	out         []byte // filtered
	kept        byte   // filter that best chose last
}

func (f *rowFilter) reset(n int) {
	grow := func(b []byte) []byte { return slices.Grow(b[:0], n)[:n] }
	f.this, f.above = grow(f.this), grow(f.above)
	f.out = grow(f.out)
	clear(f.above)
	f.kept = filterSub
}

// stretch is the number of rows that are deflated in one way. A change of the way costs
// an empty block, and the compressor forgets what came before.
const stretch = 16

// write deflates all rows of an image with bpp, 3 or 4, bytes per pixel.
func (f *rowFilter) write(d *deflater, out *bytes.Buffer, img *image.RGBA, bpp int, small bool) {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	f.reset(w * bpp)
	d.begin(out)
	levelOf := [...]level{drawn: levelLive, smooth: levelLive, photo: levelPhoto}
	if small {
		levelOf = [...]level{drawn: levelSmall, smooth: levelSmooth, photo: levelSmall}
	}
	var shown look
	for y := range h {
		row := img.Pix[y*img.Stride:][:4*w]
		if y > 0 && bytes.Equal(row, img.Pix[(y-1)*img.Stride:][:4*w]) {
			copy(f.this, f.above)
		} else {
			packRow(f.this, row, bpp)
		}
		if y%stretch == 0 {
			shown = inspect(img, y, min(y+stretch, h))
			if shown == photo {
				if _, filtered := f.quick(bpp); repeats(filtered) {
					shown = smooth
				}
			}
		}
		kind, filtered := byte(filterNone), f.this
		switch {
		case shown == drawn:
		case shown == photo && !small:
			kind, filtered = f.quick(bpp)
		default:
			kind, filtered = f.best(bpp)
		}
		d.write(kind, filtered, levelOf[shown])
		f.this, f.above = f.above, f.this
	}
	d.end()
}

// repeats reports whether more than half of a filtered row repeats earlier bytes of it,
// compared eight at a time. Gradients repeat so, a camera's noise does not.
func repeats(row []byte) bool {
	var seen [512]uint64
	again, groups := 0, len(row)/8
	for ; len(row) >= 8; row = row[8:] {
		v := binary.LittleEndian.Uint64(row)
		slot := &seen[v*0x9E3779B97F4A7C15>>55]
		if *slot == v {
			again++
		}
		*slot = v
	}
	return 2*again > groups
}

// packRow makes PNG's bytes of a row of premultiplied RGBA.
func packRow(dst, src []byte, bpp int) {
	if bpp == 3 {
		packRGB(dst, src)
		return
	}
	for x := 0; x < len(src); x += 4 {
		dst[x], dst[x+1], dst[x+2], dst[x+3] = straight(binary.LittleEndian.Uint32(src[x:]))
	}
}

// packRGB drops the alpha of a row, four pixels at a time.
func packRGB(dst, src []byte) {
	const rgb = 0xFFFFFF
	for len(src) >= 16 && len(dst) >= 12 {
		ab, cd := binary.LittleEndian.Uint64(src), binary.LittleEndian.Uint64(src[8:])
		c := cd & rgb
		binary.LittleEndian.PutUint64(dst, ab&rgb|ab>>32&rgb<<24|c<<48)
		binary.LittleEndian.PutUint32(dst[8:], uint32(c>>16|cd>>32&rgb<<8))
		src, dst = src[16:], dst[12:]
	}
	for ; len(src) >= 4; src, dst = src[4:], dst[3:] {
		dst[0], dst[1], dst[2] = src[0], src[1], src[2]
	}
}

// look is what a stretch of rows shows.
type look int

const (
	drawn  look = iota // flat areas and text: repeats well as it is
	smooth             // gradients: repeats once it is filtered
	photo              // repeats hardly at all
)

// inspect tells what some rows show, by the steps between neighbouring pixels in every
// fourth row. In a photograph more than half of the pixels differ from their
// neighbours, in dense text far fewer; in a gradient the steps are small.
func inspect(img *image.RGBA, first, last int) look {
	const every = 4
	w := img.Rect.Dx()
	steps, small, pixels := 0, 0, 0
	for y := first; y < last; y += every {
		row := img.Pix[y*img.Stride:][:4*w]
		before := binary.LittleEndian.Uint32(row)
		for x := 4; x < len(row); x += 4 {
			c := binary.LittleEndian.Uint32(row[x:])
			if c != before {
				steps++
				if green := int8(c>>8) - int8(before>>8); green >= -2 && green <= 2 {
					small++
				}
			}
			before = c
		}
		pixels += w
	}
	switch {
	case 2*steps > pixels:
		return photo
	case 2*small > steps && 32*steps > pixels:
		return smooth
	}
	return drawn
}
