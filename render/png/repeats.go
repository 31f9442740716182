package png

import (
	"encoding/binary"
	"math/bits"
)

const (
	matchWindow  = 1 << 15 // bytes back (RFC 1951 §2)
	longestMatch = 258

	// shortestMatch is how many bytes pay against literals: the distance to the
	// row above takes some 12 bits.
	shortestMatch = 4
)

// deflateRows appends the rows of a palette image, stride bytes each, as a deflate
// stream. It looks for repeats of the row above and of the byte before and for no
// others: on a card, others save fewer bits than their distances take.
// TestPaletteNeverMuchLarger compares its length with that of klauspost's flate.
func (b *blockWriter) deflateRows(out, data []byte, stride int) []byte {
	b.begin(out, 5000)
	last := len(data) - 8 // up to which words can be compared
	above := stride
	if above > matchWindow {
		above = 1
	}
	b.literal(data[0])
	i := b.repeats(data, 1, min(stride, last), 1) // no row above the first
	i = b.repeats(data, i, last, above)
	for ; i < len(data); i++ {
		b.literal(data[i])
	}
	return b.end()
}

// repeats codes data from i to at least end, with matches at the distances above
// and 1, and returns how far it came.
func (b *blockWriter) repeats(data []byte, i, end, above int) int {
	short := shortMatches(above)
	for i < end {
		b.makeRoom()
		here := binary.LittleEndian.Uint64(data[i:])
		up := here ^ binary.LittleEndian.Uint64(data[i-above:])
		run := here ^ binary.LittleEndian.Uint64(data[i-1:])
		switch {
		case uint32(up) != 0 && uint32(run) != 0: // fewer than shortestMatch
			// Mostly the next byte begins no match either, so it is not looked at.
			b.push(pairOf(here))
			i += 2
		case up == 0:
			n := matchLength(data, i, above)
			b.match(n, above)
			i += n
		case run == 0:
			n := matchLength(data, i, 1)
			b.match(n, 1)
			i += n
		default:
			// A table, because processors mispredict branches here.
			m := &short[(bits.TrailingZeros64(up)&^7|bits.TrailingZeros64(run)>>3)&63]
			b.push(m.token)
			i += m.length
		}
	}
	return i
}

// shortMatch is the match to take where shortestMatch to 7 bytes repeat.
type shortMatch struct {
	token  lzToken
	length int // bytes
}

// shortMatches returns them by how many bytes repeat the row above, times 8, plus how
// many repeat the byte before.
func shortMatches(above int) (matches [64]shortMatch) {
	for i := range matches {
		up, run := i>>3, i&7
		if run >= shortestMatch && run+2 >= up { // its distance takes fewer bits
			matches[i] = shortMatch{matchAt(1) + lzToken(run-3), run}
		} else {
			matches[i] = shortMatch{matchAt(above) + lzToken(max(up, shortestMatch)-3), up}
		}
	}
	return matches
}

// matchLength is how many bytes from i on are the same as those distance before.
func matchLength(data []byte, i, distance int) int {
	a, b := data[i:], data[i-distance:]
	b = b[:len(a)]
	n := 0
	for ; n+8 <= len(a); n += 8 {
		if d := binary.LittleEndian.Uint64(a[n:]) ^ binary.LittleEndian.Uint64(b[n:]); d != 0 {
			return n + bits.TrailingZeros64(d)/8
		}
	}
	for n < len(a) && a[n] == b[n] {
		n++
	}
	return n
}
