package raster

import (
	"encoding/binary"
	"image"
	"math"
)

// BlendMode says how the colours of a layer are mixed with those under it (Compositing 1 §10).
type BlendMode uint8

// The modes, in the order of CSS.
const (
	BlendNormal BlendMode = iota
	BlendMultiply
	BlendScreen
	BlendOverlay
	BlendDarken
	BlendLighten
	BlendColorDodge
	BlendColorBurn
	BlendHardLight
	BlendSoftLight
	BlendDifference
	BlendExclusion
	BlendHue
	BlendSaturation
	BlendColor
	BlendLuminosity
	BlendPlusLighter
)

// Compose lays a layer over the surface inside the clip, with an opacity, in a mode. Plain knows no other way.
func (f *Filler) Compose(t *Surface, c *Clip, layer *image.RGBA, alpha uint8, mode BlendMode) {
	r := layer.Rect.Intersect(c.Rect)
	if r.Empty() || alpha == 0 || !f.Spend(r.Dx()*r.Dy()) {
		return
	}
	masked := c.Cuts(r)
	var over, under, result uint32 // the last pixels that were mixed, as in blend
	for y := r.Min.Y; y < r.Max.Y; y++ {
		src := layer.Pix[layer.PixOffset(r.Min.X, y):][:4*r.Dx()]
		dst := t.Image.Pix[t.Image.PixOffset(r.Min.X, y):][:4*r.Dx()]
		for i := 0; i+3 < len(src); i += 4 {
			s, d := src[i:i+4:i+4], dst[i:i+4:i+4]
			if s[3] == 0 {
				continue
			}
			weight := alpha
			if masked {
				weight = Mul(weight, c.Mask.AlphaAt(r.Min.X+i/4, y).A)
			}
			u, v := binary.LittleEndian.Uint32(s), binary.LittleEndian.Uint32(d)
			if weight != 255 {
				u = fade(u, weight)
			}
			if u != over || v != under || result == 0 {
				over, under, result = u, v, mode.mix(u, v)
			}
			binary.LittleEndian.PutUint32(d, result)
		}
	}
}

// fade multiplies a packed pixel.
func fade(v uint32, alpha uint8) uint32 {
	return uint32(Mul(uint8(v), alpha)) | uint32(Mul(uint8(v>>8), alpha))<<8 |
		uint32(Mul(uint8(v>>16), alpha))<<16 | uint32(Mul(uint8(v>>24), alpha))<<24
}

// mix lays one premultiplied pixel over another. All is in units of 255², and rounded at the end.
func (m BlendMode) mix(over, under uint32) uint32 {
	sa, da := int(over>>24), int(under>>24)
	if m == BlendPlusLighter {
		out := uint32(0)
		for k := 0; k < 32; k += 8 {
			out |= min(over>>k&255+under>>k&255, 255) << k
		}
		return out
	}
	var s, d, mixed [3]int
	for i := range s {
		s[i], d[i] = int(over>>(8*i)&255), int(under>>(8*i)&255)
	}
	if m >= BlendHue || m == BlendColorDodge || m == BlendColorBurn || m == BlendSoftLight {
		mixed = m.mixStraight(s, d, sa, da)
	} else {
		for i := range s {
			mixed[i] = m.separable(s[i], d[i], sa, da)
		}
	}
	out := uint32(round255(255*sa+255*da-sa*da)) << 24
	for i := range s {
		out |= uint32(round255(mixed[i]+s[i]*(255-da)+d[i]*(255-sa))) << (8 * i)
	}
	return out
}

func round255(v int) int { return min(max((v+127)/255, 0), 255) }

// separable is sa·da·B(d/da, s/sa) of the modes that need no division.
func (m BlendMode) separable(s, d, sa, da int) int {
	switch m {
	case BlendMultiply:
		return s * d
	case BlendScreen:
		return s*da + d*sa - s*d
	case BlendOverlay:
		return hardLight(d, s, da, sa)
	case BlendHardLight:
		return hardLight(s, d, sa, da)
	case BlendDarken:
		return min(s*da, d*sa)
	case BlendLighten:
		return max(s*da, d*sa)
	case BlendDifference:
		return max(s*da, d*sa) - min(s*da, d*sa)
	case BlendExclusion:
		return s*da + d*sa - 2*s*d
	}
	return s * da
}

func hardLight(s, d, sa, da int) int {
	if 2*s <= sa {
		return 2 * s * d
	}
	return sa*da - 2*(da-d)*(sa-s)
}

// mixStraight is sa·da·B of the other modes, which work on colours that are not premultiplied.
func (m BlendMode) mixStraight(s, d [3]int, sa, da int) (out [3]int) {
	if sa == 0 || da == 0 {
		return out
	}
	var over, under, b [3]float64
	for i := range s {
		over[i], under[i] = float64(s[i])/float64(sa), float64(d[i])/float64(da)
	}
	switch m {
	case BlendHue:
		b = withLuminosity(withSaturation(over, saturationOf(under)), luminosityOf(under))
	case BlendSaturation:
		b = withLuminosity(withSaturation(under, saturationOf(over)), luminosityOf(under))
	case BlendColor:
		b = withLuminosity(over, luminosityOf(under))
	case BlendLuminosity:
		b = withLuminosity(under, luminosityOf(over))
	default:
		for i := range b {
			b[i] = m.straight(over[i], under[i])
		}
	}
	for i := range out {
		out[i] = int(b[i]*float64(sa*da) + 0.5)
	}
	return out
}

func (m BlendMode) straight(s, d float64) float64 {
	switch m {
	case BlendColorDodge:
		switch {
		case d <= 0:
			return 0
		case s >= 1:
			return 1
		}
		return math.Min(1, d/(1-s))
	case BlendColorBurn:
		switch {
		case d >= 1:
			return 1
		case s <= 0:
			return 0
		}
		return 1 - math.Min(1, (1-d)/s)
	}
	// Soft light.
	if s <= 0.5 {
		return d - (1-2*s)*d*(1-d)
	}
	g := math.Sqrt(d)
	if d <= 0.25 {
		g = ((16*d-12)*d + 4) * d
	}
	return d + (2*s-1)*(g-d)
}

// The functions of the modes that are not separable (Compositing 1 §10.2).

func luminosityOf(c [3]float64) float64 { return 0.3*c[0] + 0.59*c[1] + 0.11*c[2] }

func saturationOf(c [3]float64) float64 { return max(c[0], c[1], c[2]) - min(c[0], c[1], c[2]) }

func withLuminosity(c [3]float64, l float64) [3]float64 {
	d := l - luminosityOf(c)
	for i := range c {
		c[i] += d
	}
	low, high := min(c[0], c[1], c[2]), max(c[0], c[1], c[2])
	for i := range c {
		if low < 0 {
			c[i] = l + (c[i]-l)*l/(l-low)
		}
		if high > 1 {
			c[i] = l + (c[i]-l)*(1-l)/(high-l)
		}
	}
	return c
}

func withSaturation(c [3]float64, s float64) [3]float64 {
	low, high := min(c[0], c[1], c[2]), max(c[0], c[1], c[2])
	if high <= low {
		return [3]float64{}
	}
	for i := range c {
		c[i] = (c[i] - low) * s / (high - low)
	}
	return c
}
