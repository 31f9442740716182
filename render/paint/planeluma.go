package paint

// lumaScaler filters the luma of a picture row by row.
//
// Two rows of the source stand in the bothHalves of a word, a + 2³²·b, so that one
// multiplication weighs both of them along x. They stay together along y: times
// v + 2³²·u such a word has a·u + b·v in its upper half.
type lumaScaler struct {
	plane plane
	x, y  *span
	rows  int // of the source, after averaging

	averaged []uint8
	pairs    []uint64 // two rows of the source
	ring     ring     // of two rows each, filtered along x
	weights  []uint64
	sums     []uint64
	out      []uint8
}

// start begins a plane, from which rows are asked for from the first on.
func (l *lumaScaler) start(p plane, x, y *span) {
	l.x, l.y = x, y
	l.plane, l.averaged = p.reduced(l.averaged, x, y)
	l.rows = y.first[len(y.first)-1] + y.taps
	w := len(x.first)
	l.ring.start(w, y.taps/2+1)
	l.out = grown(l.out, w)
}

// row returns the next row of the result, valid until the one after.
func (l *lumaScaler) row(v int) []uint8 {
	first := l.y.first[v]
	last := first + l.y.taps - 1
	for l.ring.made <= last/2 {
		l.filter(2 * l.ring.made)
	}
	l.weights = l.weights[:0]
	weights := l.y.window(v)
	for i := first &^ 1; i <= last; i += 2 {
		var a, b uint64
		if i >= first {
			a = uint64(int64(weights[i-first]))
		}
		if i+1 <= last {
			b = uint64(int64(weights[i+1-first]))
		}
		l.weights = append(l.weights, b+a<<32)
	}
	l.mix(first / 2)
	return l.out
}

// A bias keeps each half of a word positive, so that no borrow reaches its
// neighbour, and rounds.
const (
	bothHalves  = 1<<32 | 1
	lumaBias    = 4 << 8 // seen after the shift, beyond what a byte holds
	firstBias   = (lumaBias<<weightBits + 1<<(weightBits-1)) * bothHalves
	shiftedMask = (1<<(32-weightBits) - 1) * bothHalves
)

// filter filters the rows i and i+1 of the source along x.
func (l *lumaScaler) filter(i int) {
	n := l.x.first[len(l.x.first)-1] + l.x.taps
	a := l.plane.pix[i*l.plane.stride:][:n]
	b := l.plane.pix[min(i+1, l.rows-1)*l.plane.stride:][:n]
	l.pairs = grownWords(l.pairs, n)
	pairs := l.pairs
	for k := range pairs {
		pairs[k] = uint64(a[k]) | uint64(b[k])<<32
	}
	to := l.ring.next()
	switch first, weights := l.x.first, l.x.weights; l.x.taps {
	case 4: // a picture that grows
		for k := range to {
			p, w := (*[4]uint64)(pairs[first[k]:]), (*[4]int32)(weights[4*k:])
			to[k] = firstBias + p[0]*uint64(w[0]) + p[1]*uint64(w[1]) + p[2]*uint64(w[2]) + p[3]*uint64(w[3])
		}
	case 5: // one that shrinks to 4/5 or less
		for k := range to {
			p, w := (*[5]uint64)(pairs[first[k]:]), (*[5]int32)(weights[5*k:])
			to[k] = firstBias + p[0]*uint64(w[0]) + p[1]*uint64(w[1]) + p[2]*uint64(w[2]) + p[3]*uint64(w[3]) + p[4]*uint64(w[4])
		}
	case 6: // to 2/3
		for k := range to {
			p, w := (*[6]uint64)(pairs[first[k]:]), (*[6]int32)(weights[6*k:])
			to[k] = firstBias + p[0]*uint64(w[0]) + p[1]*uint64(w[1]) + p[2]*uint64(w[2]) + p[3]*uint64(w[3]) + p[4]*uint64(w[4]) + p[5]*uint64(w[5])
		}
	default:
		for k := range to {
			sum := uint64(firstBias)
			w := l.x.window(k)
			p := pairs[first[k]:][:len(w)]
			for i, weight := range w {
				sum += p[i] * uint64(weight)
			}
			to[k] = sum
		}
	}
	for k, sum := range to {
		v := sum >> weightBits & shiftedMask
		if v&^(0xFF*bothHalves) != lumaBias*bothHalves {
			v = clampHalves(v)
		}
		to[k] = v & (0xFF * bothHalves)
	}
}

func clampHalves(v uint64) uint64 {
	a, b := int32(uint32(v))-lumaBias, int32(v>>32)-lumaBias
	return uint64(min(max(a, 0), 255)) | uint64(min(max(b, 0), 255))<<32
}

// mix weighs rows of the ring from the first on.
func (l *lumaScaler) mix(first int) {
	const bias = 1<<31 + 1<<(32+weightBits-1) // no borrow from below; rounds
	out, weights := l.out, l.weights
	if len(weights) > 4 {
		l.mixMany(first)
		return
	}
	row := func(i int) []uint64 { return l.ring.row(first + min(i, len(weights)-1))[:len(out)] }
	weight := func(i int) uint64 {
		if i < len(weights) {
			return weights[i]
		}
		return 0
	}
	a, b, c, d := row(0), row(1), row(2), row(3)
	wa, wb, wc, wd := weight(0), weight(1), weight(2), weight(3)
	if len(weights) < 4 {
		for k := range out {
			out[k] = clampByte(int32((bias+a[k]*wa+b[k]*wb+c[k]*wc)>>32) >> weightBits)
		}
		return
	}
	for k := range out {
		out[k] = clampByte(int32((bias+a[k]*wa+b[k]*wb+c[k]*wc+d[k]*wd)>>32) >> weightBits)
	}
}

// mixMany is mix for pictures that shrink to less than 2/3.
func (l *lumaScaler) mixMany(first int) {
	const bias = 1<<31 + 1<<(32+weightBits-1)
	l.sums = grownWords(l.sums, len(l.out))
	sums := l.sums
	for k := range sums {
		sums[k] = bias
	}
	for i, weight := range l.weights {
		for k, word := range l.ring.row(first + i)[:len(sums)] {
			sums[k] += word * weight
		}
	}
	for k, sum := range sums {
		l.out[k] = clampByte(int32(sum>>32) >> weightBits)
	}
}

func clampByte(v int32) uint8 {
	if uint32(v) > 255 {
		v = min(max(v, 0), 255)
	}
	return uint8(v)
}
