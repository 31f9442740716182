package png

import (
	"bytes"
	"encoding/binary"
	"image"
	"slices"

	"sharecard/render/internal/palette"
)

// rowFilter turns pixels into the filtered rows of a PNG (PNG §9).
type rowFilter struct {
	this, above []byte // unfiltered
	out         []byte // filtered
	kept        byte   // filter that best chose last
}

// filteredRow is a row of an image as it is deflated.
type filteredRow struct {
	kind  byte   // of the filter
	data  []byte // valid until the next row
	shown look   // of the stretch in which it stands
	first bool   // there is no row before it
	again bool   // the row before has the same data and the same filter
}

func (f *rowFilter) reset(n int) {
	grow := func(b []byte) []byte { return slices.Grow(b[:0], n)[:n] }
	f.this, f.above = grow(f.this), grow(f.above)
	f.out = grow(f.out)
	clear(f.above)
	f.kept = filterSub
}

// stretch is the number of rows that are filtered and deflated in one way. A change of
// the way costs a block, and some compressors forget what came before.
const stretch = 16

// each calls visit with all rows of an image with bpp, 3 or 4, bytes per pixel. Rows of
// text and flat ground stay unfiltered, because they repeat as they are. careful takes
// more time to choose the filters of photographs.
func (f *rowFilter) each(img *image.RGBA, bpp int, careful bool, visit func(filteredRow)) {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	f.reset(w * bpp)
	r := filteredRow{kind: filterNone}
	for y := range h {
		row := img.Pix[y*img.Stride:][:4*w]
		before := r.kind
		same := y > 0 && bytes.Equal(row, img.Pix[(y-1)*img.Stride:][:4*w])
		if same {
			copy(f.this, f.above)
		} else {
			packRow(f.this, row, bpp)
		}
		if y%stretch == 0 {
			r.shown = f.look(img, y, bpp)
		}
		r.kind, r.data = filterNone, f.this
		switch {
		case r.shown == drawn:
		case r.shown == photo && !careful:
			r.kind, r.data = f.quick(bpp)
		default:
			r.kind, r.data = f.best(bpp, careful)
		}
		r.first = y == 0
		r.again = same && before == filterNone && r.kind == filterNone
		visit(r)
		f.this, f.above = f.above, f.this
	}
}

// look tells what a stretch from row y on shows.
func (f *rowFilter) look(img *image.RGBA, y, bpp int) look {
	shown := inspect(img, y, min(y+stretch, img.Rect.Dy()))
	if shown == photo {
		if f.apply(filterSub, bpp); repeats(f.out) {
			return smooth
		}
	}
	return shown
}

// repeats reports whether more than half of a filtered row repeats earlier bytes of it,
// compared eight at a time, flat ground aside. Gradients repeat so, a camera's noise does
// not.
func repeats(row []byte) bool {
	var seen [512]uint64
	again, groups := 0, 0
	for ; len(row) >= 8; row = row[8:] {
		v := binary.LittleEndian.Uint64(row)
		if v == 0 {
			continue
		}
		groups++
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
		dst[x], dst[x+1], dst[x+2], dst[x+3] = palette.Straight(binary.LittleEndian.Uint32(src[x:]))
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

// denseRun is how many new pixels side by side do not come from text, softStep by how much
// the green of neighbours in a picture differs at most, as a rule.
const (
	denseRun = 8
	softStep = 16
)

// inspect tells whether some rows are drawn or show a picture, by the new pixels of every
// fourth row: those that differ from the pixel before and from the one above. In a
// photograph they stand side by side, or are much like the pixel before; at the edges of
// text neither is so.
func inspect(img *image.RGBA, first, last int) look {
	const every = 4
	w := img.Rect.Dx()
	pixels, fresh, dense, soft := 0, 0, 0, 0
	for y := first + 1; y < last; y += every {
		row, above := img.Pix[y*img.Stride:][:4*w], img.Pix[(y-1)*img.Stride:][:4*w]
		pixels += w
		if bytes.Equal(row, above) {
			continue
		}
		before := binary.LittleEndian.Uint32(row)
		run := 0
		for x := 4; x < len(row); x += 4 {
			c := binary.LittleEndian.Uint32(row[x:])
			if c == before || c == binary.LittleEndian.Uint32(above[x:]) {
				before, run = c, 0
				continue
			}
			fresh++
			if run++; run >= denseRun {
				dense++
			}
			if green := int(c>>8&0xFF) - int(before>>8&0xFF); max(green, -green) <= softStep {
				soft++
			}
			before = c
		}
	}
	if 32*fresh > pixels && (3*dense > fresh || 2*soft > fresh) {
		return photo
	}
	return drawn
}
