package vp8

import (
	"encoding/binary"
	"math/bits"
)

// even is the probability of a bit that is as often 0 as 1.
const even = 128

// boolWriter is the boolean entropy encoder of RFC 6386 section 7. Probabilities are
// those of a 0, in 256ths.
type boolWriter struct {
	out     []byte
	low     uint64 // the lower end of the interval: a carry bit, waiting bits, 8 bits
	width   uint32 // of the interval, 128 to 255
	waiting int    // how many bits of low, above its last 8, are not in out yet
}

func (w *boolWriter) reset() {
	w.out, w.low, w.width, w.waiting = w.out[:0], 0, 255, 0
}

// bit writes 0 or 1, of which a 0 has the given probability.
func (w *boolWriter) bit(bit uint32, prob uint8) {
	split := 1 + (w.width-1)*uint32(prob)>>8
	// No branch on the bit: processors would often mispredict it.
	mask := -bit
	w.low += uint64(split & mask)
	width := split&^mask | (w.width-split)&mask
	shift := bits.LeadingZeros8(uint8(width))
	w.width = width << shift
	w.low <<= shift
	if w.waiting += shift; w.waiting >= 32 {
		w.move()
	}
}

// move moves 32 waiting bits to out.
func (w *boolWriter) move() {
	at := w.waiting - 32 + 8
	top := w.low >> at
	if top>>32 != 0 {
		// The carry ends at a byte that is not 255: the number that all bits make is
		// less than 1.
		i := len(w.out) - 1
		for ; w.out[i] == 255; i-- {
			w.out[i] = 0
		}
		w.out[i]++
	}
	w.out = binary.BigEndian.AppendUint32(w.out, uint32(top))
	w.low &= 1<<at - 1
	w.waiting -= 32
}

// uint writes the n low bits of v, the highest first.
func (w *boolWriter) uint(v uint32, n int) {
	for n--; n >= 0; n-- {
		w.bit(v>>n&1, even)
	}
}

// flag writes a yes or a no.
func (w *boolWriter) flag(yes bool) {
	if yes {
		w.bit(1, even)
	} else {
		w.bit(0, even)
	}
}

// optional writes a number of n bits and a sign, for which a 0 has one bit.
func (w *boolWriter) optional(v, n int) {
	w.flag(v != 0)
	if v != 0 {
		w.uint(uint32(max(v, -v)), n)
		w.flag(v < 0)
	}
}

// end writes what waits and returns all bytes.
func (w *boolWriter) end() []byte {
	needed := (w.waiting + 8 + 7) / 8
	w.low <<= 32 - w.waiting
	w.waiting = 32
	w.move()
	w.out = append(w.out, byte(w.low))
	return w.out[:len(w.out)-5+needed]
}
