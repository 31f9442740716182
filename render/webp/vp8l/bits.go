package vp8l

import "encoding/binary"

// bitWriter writes numbers of some bits, the lowest bit first (RFC 9649 §3.3).
type bitWriter struct {
	out     []byte
	pending uint64 // bits not yet written, the first lowest
	n       uint   // of them, below 32 between calls
}

func (b *bitWriter) reset() { b.out, b.pending, b.n = b.out[:0], 0, 0 }

// put appends the n lowest bits of v, at most 32. The others are 0.
func (b *bitWriter) put(v uint32, n uint) {
	b.pending |= uint64(v) << (b.n & 63)
	if b.n += n; b.n >= 32 {
		b.out = binary.LittleEndian.AppendUint32(b.out, uint32(b.pending))
		b.pending >>= 32
		b.n -= 32
	}
}

// end fills the last byte with zeros. The bytes stay valid until the next reset.
func (b *bitWriter) end() []byte {
	last := binary.LittleEndian.AppendUint32(nil, uint32(b.pending))
	b.out = append(b.out, last[:(b.n+7)/8]...)
	return b.out
}
