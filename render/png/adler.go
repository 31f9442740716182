package png

import "encoding/binary"

// adler is the checksum of a zlib stream (RFC 1950 §8.2). It adds eight bytes at a
// time, each in 16 bits of a word, where hash/adler32 adds one; BenchmarkAdler
// compares them.
type adler struct{ a, b uint32 }

const (
	adlerModulus = 65521
	// adlerBlock is how many bytes fit the 16 bits: the sums of sums grow by 255
	// times 1, 2, 3, … for every eight bytes.
	adlerBlock = 8 * 22
)

func newAdler() adler { return adler{a: 1} }

// sumsOf are the sums over p alone, for [adler.append].
func sumsOf(p []byte) adler {
	var s adler
	s.add(p)
	return s
}

// append adds n bytes whose own sums are known.
func (s *adler) append(row adler, n int) {
	s.b = uint32((uint64(s.b) + uint64(n)*uint64(s.a) + uint64(row.b)) % adlerModulus)
	s.a = (s.a + row.a) % adlerModulus
}

func (s *adler) add(p []byte) {
	for len(p) >= 8 {
		n := min(len(p)&^7, adlerBlock)
		s.addBlock(p[:n])
		p = p[n:]
	}
	for _, v := range p {
		s.a += uint32(v)
		s.b += s.a
	}
	s.a %= adlerModulus
	s.b %= adlerModulus
}

// addBlock adds a multiple of eight bytes.
func (s *adler) addBlock(p []byte) {
	const even = 0x00FF00FF00FF00FF
	// Of bytes 0, 2, 4, 6 and 1, 3, 5, 7 of each word: their sums, and the sums
	// of those before each word.
	var e, o, before, beforeOdd uint64
	n := uint32(len(p))
	for ; len(p) >= 8; p = p[8:] {
		v := binary.LittleEndian.Uint64(p)
		before += e
		beforeOdd += o
		e += v & even
		o += v >> 8 & even
	}
	lane := func(v uint64, i int) uint32 { return uint32(v >> (16 * i) & 0xFFFF) }
	var sum, weighted uint32
	for i := range 4 {
		sum += lane(e, i) + lane(o, i)
		weighted += 8 * (lane(before, i) + lane(beforeOdd, i))
		weighted += uint32(8-2*i)*lane(e, i) + uint32(7-2*i)*lane(o, i)
	}
	s.b = (s.b + n*s.a + weighted) % adlerModulus
	s.a = (s.a + sum) % adlerModulus
}

func (s *adler) sum() uint32 { return s.b<<16 | s.a }
