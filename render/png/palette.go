package png

import (
	"bytes"
	"encoding/binary"
	"image"
	"slices"
)

// maxPalette is how many colours a palette may hold (PNG §11.2.2).
const maxPalette = 256

// palette counts the colours of an image, exactly, up to 256.
type palette struct {
	colours [maxPalette]uint32 // in order of first appearance
	n       int
	// A hash table of positions in colours; a colour whose slot is taken has the
	// next free one.
	index [tableSize]byte
	taken [tableSize]bool
}

// tableSize is so much larger than maxPalette that few colours find their slot taken.
const (
	tableBits = 13
	tableSize = 1 << tableBits
)

func hashColour(c uint32) uint32 { return c * 0x9E3779B1 >> (32 - tableBits) }

func (t *palette) reset() {
	t.n = 0
	clear(t.index[:])
	clear(t.taken[:])
}

// find returns the index of a colour, which it adds if it is new; ok is false
// when the table is full.
func (t *palette) find(c uint32) (index byte, ok bool) {
	for h := hashColour(c); ; h = (h + 1) % tableSize {
		if !t.taken[h] {
			if t.n == maxPalette {
				return 0, false
			}
			t.index[h], t.taken[h] = byte(t.n), true
			t.colours[t.n] = c
			t.n++
			return t.index[h], true
		}
		if i := t.index[h]; t.colours[i] == c {
			return i, true
		}
	}
}

// indices puts the index of every pixel into buf, which it makes long enough, each
// row behind a byte for its filter. It returns false if the image has more than 256
// colours. Every 16th row is looked at first: a photograph shows there mostly that
// it has more.
func (t *palette) indices(buf *[]byte, img *image.RGBA) bool {
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

// row finds the indices of a row, eight pixels at a time. Where they are not of one
// colour, each is looked up in its first slot without a branch, because processors
// mispredict branches at the edges of letters. Colours that are new or stand in
// another slot are then searched.
func (t *palette) row(out, row []byte) bool {
	ground := uint64(t.colours[0]) | uint64(t.colours[0])<<32
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

// pair looks up two pixels in their first slots; other is not 0 if one of the slots
// holds another colour.
func (t *palette) pair(v uint64) (index uint64, other uint32) {
	lo, hi := uint32(v), uint32(v>>32)
	i, j := t.index[hashColour(lo)], t.index[hashColour(hi)]
	return uint64(i) | uint64(j)<<8, (t.colours[i] ^ lo) | (t.colours[j] ^ hi)
}

// search finds the indices of a row pixel by pixel, and adds new colours. It returns
// false when the table is full.
func (t *palette) search(out, row []byte) bool {
	for x := range out {
		index, ok := t.find(binary.LittleEndian.Uint32(row[4*x:]))
		if !ok {
			return false
		}
		out[x] = index
	}
	return true
}
