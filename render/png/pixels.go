package png

import (
	"encoding/binary"
	"image"
	"slices"
)

// pixelRows deflates rows in true colour by matches of whole pixels: with the pixel
// before, with the row above, and, outside of photographs, with the place where the same
// two pixels stood last.
type pixelRows struct {
	bpp  int    // bytes per pixel, 3 or 4
	data []byte // filtered rows: as far back as matches reach, and the row at hand
	// Where in data two pixels stood last, by their hash; below 0 where none did.
	places [1 << placeBits]int32

	one, two uint64 // the bits of one pixel, and of two
}

const (
	placeBits = 12
	// The most tokens of a block. The codes of text change from place to place; those of
	// a picture or a gradient change little, and take time to make.
	drawnTokens   = 6000
	pictureTokens = 1 << 16
	// wordBytes are read at once, from a pixel on.
	wordBytes = 8
	// heldBytes is how much of the rows is held at least.
	heldBytes = 1 << 18
)

// deflate appends all rows of an image with bpp bytes per pixel to out, as a zlib stream
// (RFC 1950). f filters them, carefully or not.
func (p *pixelRows) deflate(b *blockWriter, out []byte, f *rowFilter, img *image.RGBA, bpp int, careful bool) []byte {
	stride := filterByte + img.Rect.Dx()*bpp
	kept := max(matchWindow, stride)
	p.reset(bpp, max(heldBytes, 2*kept))
	b.begin(append(out, 0x78, 0x01), drawnTokens)
	sum := newAdler()
	var last adler // of the last row alone
	at, shown := 0, drawn
	f.each(img, bpp, careful, func(r filteredRow) {
		if at+stride+wordBytes > len(p.data) {
			p.drop(at - kept)
			at = kept
		}
		end := at + stride
		p.data[at] = r.kind
		copy(p.data[at+filterByte:], r.data)
		if r.shown != shown {
			shown = r.shown
			if shown == drawn {
				b.cut(drawnTokens)
			} else {
				b.cut(pictureTokens)
			}
		}
		if r.again && stride <= matchWindow {
			b.match(stride, stride)
		} else {
			p.row(b, at, end, r)
			last = sumsOf(p.data[at:end])
		}
		sum.append(last, stride)
		at = end
	})
	return binary.BigEndian.AppendUint32(b.end(), sum.sum())
}

func (p *pixelRows) reset(bpp, size int) {
	p.bpp = bpp
	p.one = 1<<(8*bpp) - 1
	p.two = p.one<<(8*bpp) | p.one
	p.data = slices.Grow(p.data[:0], size+wordBytes)[:size+wordBytes]
	for i := range p.places {
		p.places[i] = -1
	}
}

// drop forgets the oldest n bytes.
func (p *pixelRows) drop(n int) {
	copy(p.data, p.data[n:])
	for i, at := range p.places {
		p.places[i] = max(at-int32(n), -1)
	}
}

// place is where the first two pixels of a word stood last.
func (p *pixelRows) place(word uint64) *int32 {
	return &p.places[(word&p.two)*0x9E3779B97F4A7C15>>(64-placeBits)]
}

// row codes a row, which stands in data from i to end.
func (p *pixelRows) row(b *blockWriter, i, end int, r filteredRow) {
	bpp, one, two := p.bpp, p.one, p.two
	above := end - i
	start := filterByte
	if r.first {
		start += bpp // there is no pixel before it
	}
	if r.first || above > matchWindow {
		above = bpp
	}
	b.literals(p.data[i : i+start])
	data := p.data[:end]
	for i += start; i+2*bpp <= end; {
		here := p.word(i)
		run, up := here^p.word(i-bpp), here^p.word(i-above)
		if r.shown == photo && run&one != 0 && run&^one&two != 0 && up&two != 0 {
			i += 2 * bpp
			b.makeRoomFor(bpp)
			for range bpp {
				b.push(pairOf(here))
				here >>= 16
			}
			continue
		}
		n, distance := 0, bpp
		if run&one == 0 {
			n = p.whole(matchLength(data, i, bpp))
		}
		if up&two == 0 {
			if m := p.whole(matchLength(data, i, above)); m > n+bpp { // its distance takes more bits
				n, distance = m, above
			}
		}
		if r.shown != photo && n <= bpp {
			place := p.place(here)
			before := int(*place)
			*place = int32(i)
			if before >= 0 && i-before <= matchWindow && (p.word(before)^here)&two == 0 {
				n, distance = p.whole(matchLength(data, i, i-before)), i-before
			}
		}
		if n == 0 {
			b.literals(data[i : i+bpp])
			i += bpp
			continue
		}
		b.match(n, distance)
		i += n
		if r.shown == drawn && i+bpp <= end { // behind the row stands what an earlier image left
			*p.place(p.word(i - bpp)) = int32(i - bpp)
		}
	}
	b.literals(data[i:])
}

// word returns what stands at i, the first byte lowest.
func (p *pixelRows) word(i int) uint64 { return binary.LittleEndian.Uint64(p.data[i:]) }

// whole returns how many of n bytes are whole pixels.
func (p *pixelRows) whole(n int) int {
	if p.bpp == 3 {
		return n - n%3
	}
	return n &^ 3
}
