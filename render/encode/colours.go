package encode

import (
	"bytes"
	"encoding/binary"
	"image"
)

const maxColours = 256

// colourTable counts the colours of an image, exactly, up to 256.
type colourTable struct {
	list  []uint32 // in order of first appearance
	slots [4 * maxColours]slot
}

type slot struct {
	colour uint32
	index  uint16 // 1 + position in list; 0: empty
}

func (t *colourTable) reset() {
	t.list = t.list[:0]
	t.slots = [len(t.slots)]slot{}
}

// find returns the index of a colour, which it adds if it is new; ok is false
// when the table is full.
func (t *colourTable) find(c uint32) (index byte, ok bool) {
	for h := c * 0x9E3779B1 >> 22; ; h = (h + 1) % uint32(len(t.slots)) {
		s := &t.slots[h]
		if s.index == 0 {
			if len(t.list) == maxColours {
				return 0, false
			}
			t.list = append(t.list, c)
			*s = slot{c, uint16(len(t.list))}
			return byte(len(t.list) - 1), true
		}
		if s.colour == c {
			return byte(s.index - 1), true
		}
	}
}

// index puts the index of every pixel into buf, which it makes long enough, or
// returns false if the image has more than 256 colours. A first look at every
// 16th row spares photographs most of the work.
func (t *colourTable) index(buf *[]byte, img *image.RGBA) bool {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	if cap(*buf) < w*h {
		*buf = make([]byte, w*h)
	}
	indices := (*buf)[:w*h]
	*buf = indices
	t.reset()
	const step = 16
	for y := step / 2; y < h; y += step {
		if !t.indexRow(indices[:w], img.Pix[y*img.Stride:][:4*w]) {
			return false
		}
	}
	t.reset() // so that the order is that of the rows
	for y := range h {
		row := img.Pix[y*img.Stride:][:4*w]
		out := indices[y*w:][:w]
		if y > 0 && bytes.Equal(row, img.Pix[(y-1)*img.Stride:][:4*w]) {
			copy(out, indices[(y-1)*w:])
		} else if !t.indexRow(out, row) {
			return false
		}
	}
	return true
}

func (t *colourTable) indexRow(out, row []byte) bool {
	last := ^binary.LittleEndian.Uint32(row)
	index := byte(0)
	for x := range out {
		c := binary.LittleEndian.Uint32(row[4*x:])
		if c != last {
			var ok bool
			if index, ok = t.find(c); !ok {
				return false
			}
			last = c
		}
		out[x] = index
	}
	return true
}
