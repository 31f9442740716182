package raster

// buffers lends zeroed memory for masks and layers and takes it back, so that the next drawing need not allocate it.
type buffers struct {
	free, lent [][]uint8
}

// maxKept bounds the memory that is kept from one drawing to the next, bytes.
const maxKept = 32 << 20

// get returns n zero bytes, which live until they are put back or reclaimed.
func (b *buffers) get(n int) []uint8 {
	for i, f := range b.free {
		if cap(f) >= n && cap(f) <= 4*n+4096 {
			last := len(b.free) - 1
			b.free[i] = b.free[last]
			b.free[last] = nil
			b.free = b.free[:last]
			f = f[:n]
			clear(f)
			b.lent = append(b.lent, f)
			return f
		}
	}
	f := make([]uint8, n)
	b.lent = append(b.lent, f)
	return f
}

// put takes back what get returned.
func (b *buffers) put(f []uint8) {
	for i := len(b.lent) - 1; i >= 0; i-- {
		if len(f) > 0 && len(b.lent[i]) > 0 && &b.lent[i][0] == &f[0] {
			b.lent = append(b.lent[:i], b.lent[i+1:]...)
			b.free = append(b.free, f)
			return
		}
	}
}

// reclaim takes back everything and frees what is more than maxKept.
func (b *buffers) reclaim() {
	b.free = append(b.free, b.lent...)
	clear(b.lent)
	b.lent = b.lent[:0]
	kept, n := b.free[:0], 0
	for _, f := range b.free {
		if n+cap(f) <= maxKept {
			n += cap(f)
			kept = append(kept, f)
		}
	}
	clear(b.free[len(kept):])
	b.free = kept
}
