package colorspace

import (
	"image/color"
	"math"
)

// Color is a colour in a space. The value of a missing component is 0.
type Color struct {
	Space   Space
	C       [3]float64
	Alpha   float64 // 0 to 1
	Missing [4]bool // components, and alpha, that are none
}

// FromNRGBA is an 8-bit colour of sRGB.
func FromNRGBA(c color.NRGBA) Color {
	return Color{C: [3]float64{float64(c.R) / 255, float64(c.G) / 255, float64(c.B) / 255}, Alpha: float64(c.A) / 255}
}

// Below these chromas a colour is grey, and its hue says nothing (CSS Color 4 §4.4).
const (
	greyLCH   = 0.0015
	greyOklch = 4e-6
	greyHSL   = 1e-6
)

// Luminance is the relative luminance of WCAG 2.2, 0 to 1, of a colour without its opacity.
func Luminance(c color.NRGBA) float64 {
	light := FromNRGBA(c).In(SRGBLinear).C
	return .2126*light[0] + .7152*light[1] + .0722*light[2]
}

// In converts a colour to another space. Missing components count as 0, but for the alpha; a hue that says nothing is
// missing in the result.
func (c Color) In(to Space) Color {
	if c.Space == to {
		return c
	}
	out := Color{Space: to, Alpha: c.Alpha}
	out.Missing[3] = c.Missing[3]
	switch {
	case to == LCH && c.Space == Lab || to == Oklch && c.Space == Oklab:
		out.C = polar(c.C)
	case to == Lab && c.Space == LCH || to == Oklab && c.Space == Oklch:
		out.C = rectangular(c.C)
	case c.Space.ofSRGB() && to.ofSRGB():
		out.C = fromSRGB(to, toSRGB(c.Space, c.C))
	default:
		out.C = fromXYZ(to, toXYZ(c.Space, c.C))
	}
	switch to {
	case LCH:
		out.Missing[2] = out.C[1] <= greyLCH
	case Oklch:
		out.Missing[2] = out.C[1] <= greyOklch
	case HSL:
		out.Missing[0] = math.Abs(out.C[1]) <= greyHSL
	case HWB:
		out.Missing[0] = out.C[1]+out.C[2] >= 1-greyHSL
	}
	for i, missing := range out.Missing[:3] {
		if missing {
			out.C[i] = 0
		}
	}
	return out
}

// ofSRGB reports whether a space is another way to write sRGB, which needs no way through XYZ.
func (s Space) ofSRGB() bool { return s == SRGB || s == HSL || s == HWB }

func toSRGB(s Space, c [3]float64) [3]float64 {
	switch s {
	case HSL:
		return hslToRGB(c)
	case HWB:
		return hwbToRGB(c)
	}
	return c
}

func fromSRGB(s Space, c [3]float64) [3]float64 {
	switch s {
	case HSL:
		return rgbToHSL(c)
	case HWB:
		return rgbToHWB(c)
	}
	return c
}

// toXYZ converts components to XYZ of D65.
func toXYZ(s Space, c [3]float64) [3]float64 {
	switch s {
	case XYZD65:
		return c
	case XYZD50:
		return d50ToD65.times(c)
	case LCH:
		return toXYZ(Lab, rectangular(c))
	case Lab:
		return d50ToD65.times(labToXYZ(c))
	case Oklch:
		return toXYZ(Oklab, rectangular(c))
	case Oklab:
		l := oklabToLMS.times(c)
		for i, v := range l {
			l[i] = v * v * v
		}
		return lmsToXYZ.times(l)
	case HSL, HWB:
		return toXYZ(SRGB, toSRGB(s, c))
	}
	for i, v := range c {
		c[i] = linear(s, v)
	}
	return rgb[s].toXYZ.times(c)
}

// fromXYZ converts XYZ of D65 to components.
func fromXYZ(s Space, c [3]float64) [3]float64 {
	switch s {
	case XYZD65:
		return c
	case XYZD50:
		return d65ToD50.times(c)
	case LCH:
		return polar(fromXYZ(Lab, c))
	case Lab:
		return xyzToLab(d65ToD50.times(c))
	case Oklch:
		return polar(fromXYZ(Oklab, c))
	case Oklab:
		l := xyzToLMS.times(c)
		for i, v := range l {
			l[i] = math.Cbrt(v)
		}
		return lmsToOklab.times(l)
	case HSL, HWB:
		return fromSRGB(s, fromXYZ(SRGB, c))
	}
	c = rgb[s].fromXYZ.times(c)
	for i, v := range c {
		c[i] = encoded(s, v)
	}
	return c
}

// polar turns lightness, a and b to lightness, chroma and hue.
func polar(c [3]float64) [3]float64 {
	return [3]float64{c[0], math.Hypot(c[1], c[2]), degrees(math.Atan2(c[2], c[1]) * 180 / math.Pi)}
}

func rectangular(c [3]float64) [3]float64 {
	sin, cos := math.Sincos(c[2] * math.Pi / 180)
	return [3]float64{c[0], c[1] * cos, c[1] * sin}
}

// degrees brings an angle to the range from 0 to less than 360.
func degrees(a float64) float64 {
	if a = math.Mod(a, 360); a < 0 {
		a += 360
	}
	return a
}

// Of CIE Lab (CSS Color 4 §10.11).
const (
	kappa   = 24389.0 / 27
	epsilon = 216.0 / 24389
)

func labToXYZ(c [3]float64) [3]float64 {
	y := (c[0] + 16) / 116
	f := [3]float64{c[1]/500 + y, y, y - c[2]/200}
	var out [3]float64
	for i, v := range f {
		if out[i] = v * v * v; out[i] <= epsilon {
			out[i] = (116*v - 16) / kappa
		}
		out[i] *= whiteD50[i]
	}
	if c[0] <= kappa*epsilon {
		out[1] = c[0] / kappa
	}
	return out
}

func xyzToLab(c [3]float64) [3]float64 {
	for i, v := range c {
		if v /= whiteD50[i]; v > epsilon {
			c[i] = math.Cbrt(v)
		} else {
			c[i] = (kappa*v + 16) / 116
		}
	}
	return [3]float64{116*c[1] - 16, 500 * (c[0] - c[1]), 200 * (c[1] - c[2])}
}

// hslToRGB converts by CSS Color 4 §7.1.
func hslToRGB(c [3]float64) [3]float64 {
	h, s, l := degrees(c[0]), c[1], c[2]
	f := func(n float64) float64 {
		k := math.Mod(n+h/30, 12)
		return l - s*math.Min(l, 1-l)*math.Max(-1, math.Min(k-3, math.Min(9-k, 1)))
	}
	return [3]float64{f(0), f(8), f(4)}
}

// rgbToHSL converts by CSS Color 4 §7.2. Far out of the gamut, the hue is turned so that the saturation is positive.
func rgbToHSL(c [3]float64) [3]float64 {
	high, low := max(c[0], c[1], c[2]), min(c[0], c[1], c[2])
	l, d := (high+low)/2, high-low
	if d == 0 {
		return [3]float64{0, 0, l}
	}
	s := 0.0
	if l != 0 && l != 1 {
		s = (high - l) / math.Min(l, 1-l)
	}
	var h float64
	switch high {
	case c[0]:
		h = (c[1] - c[2]) / d
	case c[1]:
		h = (c[2]-c[0])/d + 2
	default:
		h = (c[0]-c[1])/d + 4
	}
	if s < 0 {
		h, s = h+3, -s
	}
	return [3]float64{degrees(h * 60), s, l}
}

// hwbToRGB converts by CSS Color 4 §8.1.
func hwbToRGB(c [3]float64) [3]float64 {
	white, black := c[1], c[2]
	if white+black >= 1 {
		grey := white / (white + black)
		return [3]float64{grey, grey, grey}
	}
	out := hslToRGB([3]float64{c[0], 1, 0.5})
	for i := range out {
		out[i] = out[i]*(1-white-black) + white
	}
	return out
}

func rgbToHWB(c [3]float64) [3]float64 {
	return [3]float64{rgbToHSL(c)[0], min(c[0], c[1], c[2]), 1 - max(c[0], c[1], c[2])}
}
