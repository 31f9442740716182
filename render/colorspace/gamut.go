package colorspace

import (
	"image/color"
	"math"
)

// The gamut mapping of CSS Color 4 §13.2.
const (
	justNoticeable = 0.02   // of the difference of two colours in Oklab
	chromaSlack    = 0.0001 // how near the search for a chroma gets
	gamutSlack     = 1e-6   // how far out of 0 to 1 a rounding error may lead
)

// NRGBA maps a colour to sRGB. One that sRGB cannot show keeps its lightness and hue in Oklch and loses chroma, until
// clipping its components makes no noticeable difference (CSS Color 4 §13.2, the binary search with local clipping).
func (c Color) NRGBA() color.NRGBA {
	rgb := c.In(SRGB)
	if rgb.inGamut() {
		return rgb.eightBits()
	}
	origin := c.In(Oklch)
	switch l := origin.C[0]; {
	case l >= 1:
		return Color{C: [3]float64{1, 1, 1}, Alpha: c.Alpha}.eightBits()
	case l <= 0:
		return Color{Alpha: c.Alpha}.eightBits()
	}
	clipped := rgb.clipped()
	if difference(clipped, origin) < justNoticeable {
		return clipped.eightBits()
	}
	low, high, lowInside := 0.0, origin.C[1], true
	for high-low > chromaSlack {
		origin.C[1] = (low + high) / 2
		rgb = origin.In(SRGB)
		if lowInside && rgb.inGamut() {
			low = origin.C[1]
			continue
		}
		clipped = rgb.clipped()
		e := difference(clipped, origin)
		switch {
		case e >= justNoticeable:
			high = origin.C[1]
		case justNoticeable-e < chromaSlack:
			return clipped.eightBits()
		default:
			lowInside, low = false, origin.C[1]
		}
	}
	return clipped.eightBits()
}

// NRGBAOfHue maps a colour to sRGB by its chroma alone: lightness and hue in Oklch stay
// what they are, but for what rounding to 8 bits hides, where [Color.NRGBA] gives up a
// little of both for more chroma.
func (c Color) NRGBAOfHue() color.NRGBA {
	if rgb := c.In(SRGB); rgb.inGamut() {
		return rgb.eightBits()
	}
	origin := c.In(Oklch)
	low, high := 0.0, origin.C[1]
	for high-low > chromaSlack {
		origin.C[1] = (low + high) / 2
		if origin.In(SRGB).inGamut() {
			low = origin.C[1]
		} else {
			high = origin.C[1]
		}
	}
	origin.C[1] = low
	return origin.In(SRGB).eightBits()
}

// Clipped is a colour of sRGB with every component clipped to what a picture shows, as browsers do inside of gradients.
func (c Color) Clipped() color.NRGBA { return c.In(SRGB).eightBits() }

func (c Color) inGamut() bool {
	for _, v := range c.C {
		if v < -gamutSlack || v > 1+gamutSlack {
			return false
		}
	}
	return true
}

func (c Color) clipped() Color {
	for i, v := range c.C {
		c.C[i] = clamp01(v)
	}
	return c
}

// difference is that of two colours in Oklab.
func difference(a, b Color) float64 {
	x, y := a.In(Oklab).C, b.In(Oklab).C
	return math.Hypot(math.Hypot(x[0]-y[0], x[1]-y[1]), x[2]-y[2])
}

// eightBits rounds the components of sRGB, half up.
func (c Color) eightBits() color.NRGBA {
	to8 := func(v float64) uint8 { return uint8(clamp01(v)*255 + 0.5) }
	return color.NRGBA{R: to8(c.C[0]), G: to8(c.C[1]), B: to8(c.C[2]), A: to8(c.Alpha)}
}

func clamp01(v float64) float64 {
	if math.IsNaN(v) {
		return 0
	}
	return math.Max(0, math.Min(1, v))
}
