// Package palette finds the palette of an image for the writers of PNG and lossless
// WebP. A [Palette] holds the colours that the image has, and where it has a few more
// than fit, a few of them share entries unseen (palette.go). [Reduce] brings any opaque
// image to 256 colours (reduce.go).
package palette

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"image"
	"slices"
)

// Max is how many colours a palette may hold (PNG §11.2.2, RFC 9649 §3.5.4).
const Max = 256

// Palette finds the colours of an image and the index of each pixel among them. An
// image with more than 256 colours may share entries: see share. The zero value is ready;
// it is used for one image after the other, by one goroutine.
type Palette struct {
	colours [Max]uint32 // the entries
	n       int
	// Entries of the same green are chained, from first on: a near colour is quickly found.
	first [256]uint16
	next  [Max]uint16

	// The colours of the image, in order of first appearance: where each stands in
	// colours, and how many pixels of the sampled rows have it.
	seen  [maxSeen]uint32
	entry [maxSeen]byte
	count [maxSeen]uint32
	known int
	// A hash table of positions in seen; a colour whose slot is taken has the next
	// free one.
	index [tableSize]uint16
	taken [tableSize]bool

	own int // entries up to which a colour that is new gets its own
}

// noEntry ends a chain of entries.
const noEntry = Max

// maxSeen is how many colours of an image are told apart. One with more is a
// photograph, whose colours no palette holds.
const maxSeen = 1024

// tableSize is so much larger than maxSeen that few colours find their slot taken.
const (
	tableBits = 13
	tableSize = 1 << tableBits
)

func hashColour(c uint32) uint32 { return c * 0x9E3779B1 >> (32 - tableBits) }

// Colours returns the entries of the image whose indices were found last, little-endian
// premultiplied RGBA. They stay valid until the next.
func (t *Palette) Colours() []uint32 { return t.colours[:t.n] }

// Indices puts the index of every pixel into buf, which it makes long enough, each
// row behind lead bytes of 0. It returns false if 256 colours do not hold the image, or,
// if near is set, colours near to those of the image.
func (t *Palette) Indices(buf *[]byte, img *image.RGBA, lead int, near bool) bool {
	stride := lead + img.Rect.Dx()
	*buf = slices.Grow((*buf)[:0], stride*img.Rect.Dy())[:stride*img.Rect.Dy()]
	if !t.sample(img) {
		return false
	}
	if t.known <= Max {
		t.share(Max)
		if t.rows(*buf, img, lead) {
			return true
		}
	}
	for _, own := range [...]int{sharedFrom, sharedFrom / 2} {
		if near && t.share(own) && t.rows(*buf, img, lead) {
			return true
		}
	}
	return false
}

// sample looks at every 16th row, where a photograph shows mostly that it has more
// than maxSeen colours. It then returns false.
func (t *Palette) sample(img *image.RGBA) bool {
	t.known = 0
	clear(t.index[:])
	clear(t.taken[:])
	t.see(binary.LittleEndian.Uint32(img.Pix)) // so that an empty slot, 0, means a colour that is there
	clear(t.count[:])
	const step = 16
	w, h := img.Rect.Dx(), img.Rect.Dy()
	for y := step / 2; y < h; y += step {
		row := img.Pix[y*img.Stride:][:4*w]
		for len(row) > 0 {
			c := binary.LittleEndian.Uint32(row)
			n := 4
			for n < len(row) && binary.LittleEndian.Uint32(row[n:]) == c {
				n += 4
			}
			id, ok := t.see(c)
			if !ok {
				return false
			}
			t.count[id] += uint32(n / 4)
			row = row[n:]
		}
	}
	return true
}

// see returns the position of a colour in seen, where it adds it if it is new; ok is
// false when there are too many.
func (t *Palette) see(c uint32) (id uint16, ok bool) {
	for h := hashColour(c); ; h = (h + 1) % tableSize {
		if !t.taken[h] {
			if t.known == maxSeen {
				return 0, false
			}
			id = uint16(t.known)
			t.index[h], t.taken[h], t.seen[id] = id, true, c
			t.known++
			return id, true
		}
		if id = t.index[h]; t.seen[id] == c {
			return id, true
		}
	}
}

// Two colours of one alpha are near if no channel differs by more than nearEdge. What a
// card shows then stays within 8 of paint.Plain (TestPaletteKeepsToPlain of package
// render), as coverages of glyphs are within 4.
const (
	nearEdge = 3

	// sharedFrom leaves entries for colours of which none is near.
	sharedFrom = 208
)

// share gives the colours seen so far their entries: up to own the most frequent ones
// one each, in order of appearance where all have room; the others that of the
// nearest, or one each if none is near. It returns false if there are too few.
func (t *Palette) share(own int) bool {
	t.n, t.own = 0, own
	for g := range t.first {
		t.first[g] = noEntry
	}
	ids := make([]uint16, t.known)
	for i := range ids {
		ids[i] = uint16(i)
	}
	if t.known > own {
		slices.SortStableFunc(ids, func(a, b uint16) int { return cmp.Compare(t.count[b], t.count[a]) })
	}
	for _, id := range ids {
		if !t.enter(id) {
			return false
		}
	}
	return true
}

// enter gives a colour its entry.
func (t *Palette) enter(id uint16) bool {
	c := t.seen[id]
	if t.n >= t.own && t.own < Max {
		if e, ok := t.nearest(c); ok {
			t.entry[id] = e
			return true
		}
	}
	if t.n == Max {
		return false
	}
	t.entry[id], t.colours[t.n] = byte(t.n), c
	_, g, _, _ := channels(c)
	t.next[t.n], t.first[g] = t.first[g], uint16(t.n)
	t.n++
	return true
}

// nearest returns the entry whose colour is nearest to c, if one is near.
func (t *Palette) nearest(c uint32) (entry byte, ok bool) {
	best := nearEdge + 1
	r, g, b, a := channels(c)
	for v := max(g-nearEdge, 0); v <= min(g+nearEdge, 255); v++ {
		for i := t.first[v]; i != noEntry; i = t.next[i] {
			pr, _, pb, pa := channels(t.colours[i])
			if d := max(v-g, g-v, pr-r, r-pr, pb-b, b-pb); d < best && pa == a {
				best, entry = d, byte(i)
			}
		}
	}
	return entry, best <= nearEdge
}

func channels(c uint32) (r, g, b, a int) {
	return int(c & 0xFF), int(c >> 8 & 0xFF), int(c >> 16 & 0xFF), int(c >> 24)
}

// find returns the entry of a colour.
func (t *Palette) find(c uint32) (entry byte, ok bool) {
	before := t.known
	id, ok := t.see(c)
	if ok && t.known > before {
		ok = t.enter(id)
	}
	return t.entry[id], ok
}

// rows finds the indices of all rows.
func (t *Palette) rows(indices []byte, img *image.RGBA, lead int) bool {
	w := img.Rect.Dx()
	stride := lead + w
	for y := range img.Rect.Dy() {
		clear(indices[y*stride:][:lead])
		row, out := img.Pix[y*img.Stride:][:4*w], indices[y*stride+lead:][:w]
		if y > 0 && bytes.Equal(row, img.Pix[(y-1)*img.Stride:][:4*w]) {
			copy(out, indices[(y-1)*stride+lead:])
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
func (t *Palette) row(out, row []byte) bool {
	ground := uint64(t.seen[0]) | uint64(t.seen[0])<<32
	index := uint64(t.entry[0]) * 0x0101010101010101 // of ground, eight times
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
func (t *Palette) pair(v uint64) (index uint64, other uint32) {
	lo, hi := uint32(v), uint32(v>>32)
	i, j := t.index[hashColour(lo)]%maxSeen, t.index[hashColour(hi)]%maxSeen
	return uint64(t.entry[i]) | uint64(t.entry[j])<<8, (t.seen[i] ^ lo) | (t.seen[j] ^ hi)
}

// search finds the indices of a row pixel by pixel, and adds new colours. It returns
// false when the table is full.
func (t *Palette) search(out, row []byte) bool {
	for x := range out {
		index, ok := t.find(binary.LittleEndian.Uint32(row[4*x:]))
		if !ok {
			return false
		}
		out[x] = index
	}
	return true
}

// Straight splits a pixel, little-endian premultiplied RGBA, and divides its colour
// by alpha.
func Straight(c uint32) (r, g, b, a byte) {
	r, g, b, a = byte(c), byte(c>>8), byte(c>>16), byte(c>>24)
	if a == 0xFF || a == 0 {
		return r, g, b, a
	}
	divide := func(v byte) byte { return byte(min(255, (int(v)*255+int(a)/2)/int(a))) }
	return divide(r), divide(g), divide(b), a
}
