package encode

import (
	"bytes"
	"encoding/binary"
	"image"
	"slices"
)

const maxColours = 256

// colourTable counts the colours of an image, exactly, up to 256.
type colourTable struct {
	list [maxColours]uint32 // in order of first appearance
	n    int
	// A hash table of positions in the list; a colour that finds its slot taken
	// goes on to the next one.
	index [tableSize]byte
	taken [tableSize]bool
}

const (
	tableBits = 13 // fewer find their slot taken than in 12: 7 % less time
	tableSize = 1 << tableBits
)

func hashColour(c uint32) uint32 { return c * 0x9E3779B1 >> (32 - tableBits) }

func (t *colourTable) reset() {
	t.n = 0
	clear(t.index[:])
	clear(t.taken[:])
}

// find returns the index of a colour, which it adds if it is new; ok is false
// when the table is full.
func (t *colourTable) find(c uint32) (index byte, ok bool) {
	for h := hashColour(c); ; h = (h + 1) % tableSize {
		if !t.taken[h] {
			if t.n == maxColours {
				return 0, false
			}
			t.index[h], t.taken[h] = byte(t.n), true
			t.list[t.n] = c
			t.n++
			return t.index[h], true
		}
		if i := t.index[h]; t.list[i] == c {
			return i, true
		}
	}
}

// pixels puts the index of every pixel into buf, which it makes long enough, each
// row behind a byte for its filter, or returns false if the image has more than
// 256 colours. A first look at every 16th row spares photographs most of the work.
//
// 1200×630 px of text: 0.54 ms.
func (t *colourTable) pixels(buf *[]byte, img *image.RGBA) bool {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	stride := w + 1
	indices := slices.Grow((*buf)[:0], stride*h)[:stride*h]
	*buf = indices
	t.reset()
	t.find(binary.LittleEndian.Uint32(img.Pix)) // so that an empty slot, 0, means a colour that is there
	const step = 16
	for y := step / 2; y < h; y += step {
		if !t.row(indices[y*stride+1:][:w], img.Pix[y*img.Stride:][:4*w]) {
			return false
		}
	}
	for y := range h {
		indices[y*stride] = filterNone
		if y%step == step/2 {
			continue
		}
		row, out := img.Pix[y*img.Stride:][:4*w], indices[y*stride+1:][:w]
		if y > 0 && bytes.Equal(row, img.Pix[(y-1)*img.Stride:][:4*w]) {
			copy(out, indices[(y-1)*stride+1:])
		} else if !t.row(out, row) {
			return false
		}
	}
	return true
}

// row finds the indices of a row, eight pixels at a time: all of one colour, or
// each looked up without a branch, which would be guessed wrong at every edge of
// a letter. Only colours that are new or not in their first slot are searched.
func (t *colourTable) row(out, row []byte) bool {
	ground := uint64(t.list[0]) | uint64(t.list[0])<<32
	index := uint64(0) // of ground, eight times
	for ; len(out) >= 8; out, row = out[8:], row[32:] {
		p := row[:32:32]
		a, b := binary.LittleEndian.Uint64(p), binary.LittleEndian.Uint64(p[8:])
		c, d := binary.LittleEndian.Uint64(p[16:]), binary.LittleEndian.Uint64(p[24:])
		if (a^b)|(a^c)|(a^d) == 0 && uint32(a) == uint32(a>>32) {
			if a != ground {
				i, ok := t.find(uint32(a))
				if !ok {
					return false
				}
				ground, index = a, uint64(i)*0x0101010101010101
			}
			binary.LittleEndian.PutUint64(out, index)
			continue
		}
		ia, oa := t.pair(a)
		ib, ob := t.pair(b)
		ic, oc := t.pair(c)
		id, od := t.pair(d)
		if oa|ob|oc|od == 0 {
			binary.LittleEndian.PutUint64(out, ia|ib<<16|ic<<32|id<<48)
		} else if !t.search(out[:8], p) {
			return false
		}
	}
	return t.search(out, row)
}

// pair looks up two pixels; other is not 0 if a slot holds another colour.
func (t *colourTable) pair(v uint64) (index uint64, other uint32) {
	lo, hi := uint32(v), uint32(v>>32)
	i, j := t.index[hashColour(lo)], t.index[hashColour(hi)]
	return uint64(i) | uint64(j)<<8, (t.list[i] ^ lo) | (t.list[j] ^ hi)
}

func (t *colourTable) search(out, row []byte) bool {
	for x := range out {
		index, ok := t.find(binary.LittleEndian.Uint32(row[4*x:]))
		if !ok {
			return false
		}
		out[x] = index
	}
	return true
}
