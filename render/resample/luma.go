package resample

// lumaScaler filters the luma plane of a picture, row by row.
//
// Three rows of the source stand in the lanes of a word, a + 2²¹·b + 2⁴²·c, so that
// one multiplication weighs all of them along x. They stay together along y: times
// w + 2²¹·v + 2⁴²·u such a word has a·u + b·v + c·w in its last lane.
type lumaScaler struct {
	plane plane
	x, y  *axis
	rows  int // of the source, after averaging

	averaged []uint8
	words    []uint64 // three rows of the source
	ring     ring     // of three rows each, filtered along x
	weights  []uint64
	sums     []uint64
	out      []uint8
}

// start begins a plane.
func (l *lumaScaler) start(p plane, x, y *axis) {
	l.x, l.y = x, y
	l.plane, l.averaged = p.reduced(l.averaged, x, y)
	l.rows = y.first[len(y.first)-1] + y.taps
	w := len(x.first)
	l.ring.start(w, (y.taps+1)/3+1)
	l.out = grown(l.out, w)
}

// row returns the row v of the result, valid until the next call. Rows are asked for in their order.
func (l *lumaScaler) row(v int) []uint8 {
	first := l.y.first[v]
	last := first + l.y.taps - 1
	for l.ring.made <= last/3 {
		l.filter(3 * l.ring.made)
	}
	weights := l.y.window(v)
	weight := func(i int) uint64 {
		if i < first || i > last {
			return 0
		}
		return uint64(weights[i-first])
	}
	l.weights = l.weights[:0]
	for i := first / 3; i <= last/3; i++ {
		l.weights = append(l.weights, weight(3*i+2)+weight(3*i+1)<<21+weight(3*i)<<42)
	}
	l.mix(first / 3)
	return l.out
}

// filter filters the rows i to i+2 of the source along x.
func (l *lumaScaler) filter(i int) {
	n := l.x.first[len(l.x.first)-1] + l.x.taps
	row := func(i int) []uint8 { return l.plane.pix[min(i, l.rows-1)*l.plane.stride:][:n] }
	a, b, c := row(i), row(i+1), row(i+2)
	l.words = grown(l.words, n)
	words := l.words
	for k := range words {
		words[k] = uint64(a[k]) | uint64(b[k])<<21 | uint64(c[k])<<42
	}
	const bias = laneBias<<laneBits*eachLane + laneHalf
	to := l.ring.next()
	switch first, weights := l.x.first, l.x.weights; l.x.taps {
	case 4: // a picture that grows
		for k := range to {
			p, w := (*[4]uint64)(words[first[k]:]), (*[4]int32)(weights[4*k:])
			to[k] = bias + p[0]*uint64(w[0]) + p[1]*uint64(w[1]) + p[2]*uint64(w[2]) + p[3]*uint64(w[3])
		}
	case 5: // one that shrinks to 4/5
		for k := range to {
			p, w := (*[5]uint64)(words[first[k]:]), (*[5]int32)(weights[5*k:])
			to[k] = bias + p[0]*uint64(w[0]) + p[1]*uint64(w[1]) + p[2]*uint64(w[2]) + p[3]*uint64(w[3]) + p[4]*uint64(w[4])
		}
	case 6: // to 2/3
		for k := range to {
			p, w := (*[6]uint64)(words[first[k]:]), (*[6]int32)(weights[6*k:])
			to[k] = bias + p[0]*uint64(w[0]) + p[1]*uint64(w[1]) + p[2]*uint64(w[2]) +
				p[3]*uint64(w[3]) + p[4]*uint64(w[4]) + p[5]*uint64(w[5])
		}
	default:
		for k := range to {
			sum := uint64(bias)
			w := l.x.window(k)
			p := words[first[k]:][:len(w)]
			for i, weight := range w {
				sum += p[i] * uint64(weight)
			}
			to[k] = sum
		}
	}
	for k, sum := range to {
		v := sum >> laneBits & laneMask
		if v&^byteLanes != laneBias*eachLane {
			v = clampLanes(v, laneBias)
		}
		to[k] = v & byteLanes
	}
}

// mixBias keeps the lanes below the last one positive, and rounds the last one. Bit 63 lies above the last lane and is
// shifted out.
const mixBias = 1<<20 + 1<<41 + 1<<(42+laneBits-1)

func lastLane(sum uint64) uint8 { return clampByte(int32(int64(sum<<1) >> (43 + laneBits))) }

// mix weighs rows of the ring from the first on.
func (l *lumaScaler) mix(first int) {
	out, weights := l.out, l.weights
	row := func(i int) []uint64 { return l.ring.row(first + i)[:len(out)] }
	switch len(weights) {
	case 1:
		for k, a := range row(0) {
			out[k] = lastLane(mixBias + a*weights[0])
		}
	case 2:
		b := row(1)
		u, v := weights[0], weights[1]
		for k, a := range row(0) {
			out[k] = lastLane(mixBias + a*u + b[k]*v)
		}
	case 3:
		b, c := row(1), row(2)
		u, v, w := weights[0], weights[1], weights[2]
		for k, a := range row(0) {
			out[k] = lastLane(mixBias + a*u + b[k]*v + c[k]*w)
		}
	default:
		l.sums = grown(l.sums, len(out))
		sums := l.sums
		for k := range sums {
			sums[k] = mixBias
		}
		for i, weight := range weights {
			for k, word := range row(i) {
				sums[k] += word * weight
			}
		}
		for k, sum := range sums {
			out[k] = lastLane(sum)
		}
	}
}

func clampByte(v int32) uint8 {
	if uint32(v) > 255 {
		v = min(max(v, 0), 255)
	}
	return uint8(v)
}
