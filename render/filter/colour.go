package filter

import (
	"image"
	"image/color"
	"math"

	"sharecard/render/raster"
)

// curveSteps is how finely the curves between sRGB and linear RGB are kept.
const curveSteps = 4096

// toLinear and toSRGB map 0–1 to 0–1 (CSS Color 4 §10.2), at index 0–curveSteps. They are never written once built.
var toLinear, toSRGB = curves()

func curves() (linear, srgb [curveSteps + 2]float32) {
	for i := range linear {
		v := math.Min(float64(i)/curveSteps, 1)
		if v <= 0.04045 {
			linear[i] = float32(v / 12.92)
		} else {
			linear[i] = float32(math.Pow((v+0.055)/1.055, 2.4))
		}
		if v <= 0.0031308 {
			srgb[i] = float32(12.92 * v)
		} else {
			srgb[i] = float32(1.055*math.Pow(v, 1/2.4) - 0.055)
		}
	}
	return linear, srgb
}

// convert maps the colours of premultiplied pixels by a curve.
func convert(img *image.RGBA, curve *[curveSteps + 2]float32) {
	var was, is [4]uint8 // the last pixel before and after
	for i := 0; i < len(img.Pix); i += 4 {
		p := (*[4]uint8)(img.Pix[i:])
		if *p == was {
			*p = is
			continue
		}
		was = *p
		if a := float32(p[3]); a != 0 {
			for k := range 3 {
				v := min(float32(p[k])/a, 1) * curveSteps
				n := int(v)
				f := v - float32(n)
				p[k] = uint8((curve[n]*(1-f)+curve[n+1]*f)*a + 0.5)
			}
		}
		is = *p
	}
}

// colour is a colour in the space that a step counts in, premultiplied.
func (c *canvas) colour(col color.NRGBA) color.RGBA {
	if c.step.Linear {
		for _, v := range [...]*uint8{&col.R, &col.G, &col.B} {
			*v = uint8(toLinear[int(*v)*curveSteps/255]*255 + 0.5)
		}
	}
	return raster.Premultiply(col)
}

// straight are the channels of a premultiplied pixel, 0–1, alpha last.
func straight(p []uint8) [4]float64 {
	a := float64(p[3])
	if a == 0 {
		return [4]float64{}
	}
	return [4]float64{float64(p[0]) / a, float64(p[1]) / a, float64(p[2]) / a, a / 255}
}

// put writes a pixel from its channels before premultiplication.
func put(p []uint8, v [4]float64) {
	a := clamp(v[3]) * 255
	p[3] = uint8(a + 0.5)
	for k := range 3 {
		p[k] = uint8(min(clamp(v[k])*a+0.5, float64(p[3])))
	}
}

func clamp(v float64) float64 { return math.Min(math.Max(v, 0), 1) }

// Matrix is feColorMatrix: a row of five for each of red, green, blue and alpha.
type Matrix [20]float64

func (Matrix) cost(*canvas) int { return 2 }

func (m Matrix) draw(c *canvas, in []*image.RGBA) *image.RGBA {
	return c.perPixel(in[0], func(v [4]float64) (out [4]float64) {
		for k := range out {
			r := m[5*k : 5*k+5]
			out[k] = r[0]*v[0] + r[1]*v[1] + r[2]*v[2] + r[3]*v[3] + r[4]
		}
		return out
	})
}

// perPixel maps the channels of every pixel.
func (c *canvas) perPixel(in *image.RGBA, f func([4]float64) [4]float64) *image.RGBA {
	out := c.image()
	var was, is [4]uint8
	for i := 0; i < len(in.Pix); i += 4 {
		p := (*[4]uint8)(in.Pix[i:])
		if i == 0 || *p != was {
			was = *p
			put(is[:], f(straight(p[:])))
		}
		copy(out.Pix[i:], is[:])
	}
	return out
}

// Transfer is feComponentTransfer: what becomes of each value of red, green, blue and alpha.
type Transfer [4][256]uint8

func (*Transfer) cost(*canvas) int { return 2 }

func (t *Transfer) draw(c *canvas, in []*image.RGBA) *image.RGBA {
	return c.perPixel(in[0], func(v [4]float64) (out [4]float64) {
		for k := range out {
			out[k] = float64(t[k][int(clamp(v[k])*255+0.5)]) / 255
		}
		return out
	})
}

// Flood is feFlood.
type Flood struct{ Color color.NRGBA }

func (Flood) cost(*canvas) int { return 1 }

func (f Flood) draw(c *canvas, _ []*image.RGBA) *image.RGBA {
	out := c.image()
	col := c.colour(f.Color)
	px := [4]uint8{col.R, col.G, col.B, col.A}
	for i := 0; i < len(out.Pix); i += 4 {
		copy(out.Pix[i:], px[:])
	}
	return out
}
