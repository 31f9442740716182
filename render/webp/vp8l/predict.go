package vp8l

// The ways of prediction (RFC 9649 §3.5.1) in use.
const (
	predictBlack    = 0
	predictLeft     = 1
	predictTop      = 2
	predictMean     = 7  // of left and top
	predictFour     = 10 // mean of left, top left, top and top right
	predictSelect   = 11 // left or top, by which is nearer to the gradient
	predictGradient = 12
	predictHalf     = 13 // half of the gradient
)

const opaqueBlack = 0xFF000000

// predict predicts a pixel from those to the left, above, above left and above right.
func predict(mode byte, l, t, tl, tr uint32) uint32 {
	switch mode {
	case predictBlack:
		return opaqueBlack
	case predictLeft:
		return l
	case predictTop:
		return t
	case predictMean:
		return mean(l, t)
	case predictFour:
		return mean(mean(l, tl), mean(t, tr))
	case predictSelect:
		if distance(t, tl) < distance(l, tl) {
			return l
		}
		return t
	case predictGradient:
		return gradient(l, t, tl)
	}
	return halfGradient(mean(l, t), tl)
}

// mean is the mean of each channel, rounded down.
func mean(a, b uint32) uint32 { return (a^b)&^0x01010101>>1 + a&b }

// subtract is the difference of each channel modulo 256. Two channels at a time borrow
// from bits that are then dropped.
func subtract(a, b uint32) uint32 {
	const odd, even = 0xFF00FF00, 0x00FF00FF
	return (a&odd|even-b&odd)&odd | (a&even|odd-b&even)&even
}

// distance is the sum of the differences of the channels.
func distance(a, b uint32) int {
	sum := 0
	for shift := 0; shift < 32; shift += 8 {
		d := int(a>>shift&0xFF) - int(b>>shift&0xFF)
		sum += max(d, -d)
	}
	return sum
}

// magnitude is how far the channels of a residual are from 0.
func magnitude(v uint32) uint32 {
	sum := int32(0)
	for shift := 0; shift < 32; shift += 8 {
		d := int32(int8(v >> shift))
		sum += max(d, -d)
	}
	return uint32(sum)
}

// gradient continues the plane through three pixels.
func gradient(l, t, tl uint32) uint32 {
	out := uint32(0)
	for shift := 0; shift < 32; shift += 8 {
		v := int(l>>shift&0xFF) + int(t>>shift&0xFF) - int(tl>>shift&0xFF)
		out |= uint32(min(max(v, 0), 255)) << shift
	}
	return out
}

// halfGradient goes from the mean of left and top half as far again as top left is from it.
func halfGradient(mean, tl uint32) uint32 {
	out := uint32(0)
	for shift := 0; shift < 32; shift += 8 {
		m := int(mean >> shift & 0xFF)
		v := m + (m-int(tl>>shift&0xFF))/2
		out |= uint32(min(max(v, 0), 255)) << shift
	}
	return out
}
