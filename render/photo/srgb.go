package photo

import (
	"image"
	"image/color"
	"image/draw"
	"math"
)

// lightSteps is how finely light is told apart where it becomes a sample again: finely
// enough for the dark end of sRGB's curve.
const lightSteps = 8192

// matrixOne is 1 in the matrix of a profile.
const matrixOne = 1 << 16

// encoded are the samples of sRGB by light (IEC 61966-2-1). It is never written once
// built.
var encoded = func() (t [lightSteps + 1]uint8) {
	for i := range t {
		v := float64(i) / lightSteps
		if v <= 0.0031308 {
			v *= 12.92
		} else {
			v = 1.055*math.Pow(v, 1/2.4) - 0.055
		}
		t[i] = uint8(v*255 + 0.5)
	}
	return t
}()

// convert maps a colour to sRGB. What sRGB cannot show is cut, channel by channel.
func (p *Profile) convert(r, g, b uint8) (uint8, uint8, uint8) {
	x, y, z := p.linear[0][r], p.linear[1][g], p.linear[2][b]
	channel := func(m *[3]int) uint8 {
		light := (m[0]*x + m[1]*y + m[2]*z + matrixOne/2) / matrixOne
		return encoded[min(max(light, 0), lightSteps)]
	}
	return channel(&p.matrix[0]), channel(&p.matrix[1]), channel(&p.matrix[2])
}

// isSRGB reports whether the profile changes no colour by more than 1/255.
func (p *Profile) isSRGB() bool {
	const step = 17
	near := func(a, b uint8) bool { return a-b+1 <= 2 } // wraps around below -1
	for r := 0; r <= 255; r += step {
		for g := 0; g <= 255; g += step {
			for b := 0; b <= 255; b += step {
				r1, g1, b1 := p.convert(uint8(r), uint8(g), uint8(b))
				if !near(r1, uint8(r)) || !near(g1, uint8(g)) || !near(b1, uint8(b)) {
					return false
				}
			}
		}
	}
	return true
}

// toSRGB converts a picture. Grey ones stay: the profile is not theirs.
func (p *Profile) toSRGB(m image.Image) image.Image {
	switch m := m.(type) {
	case *image.Gray, *image.Gray16:
		return m
	case *image.Paletted:
		out := *m
		out.Palette = make(color.Palette, len(m.Palette))
		for i, c := range m.Palette {
			n := color.NRGBAModel.Convert(c).(color.NRGBA)
			n.R, n.G, n.B = p.convert(n.R, n.G, n.B)
			out.Palette[i] = n
		}
		return &out
	case *image.YCbCr:
		return p.fromYCbCr(m)
	}
	b := m.Bounds()
	out := image.NewNRGBA(image.Rectangle{Max: b.Size()})
	draw.Draw(out, out.Rect, m, b.Min, draw.Src)
	pix := out.Pix
	for i := 0; i+3 < len(pix); i += 4 {
		pix[i], pix[i+1], pix[i+2] = p.convert(pix[i], pix[i+1], pix[i+2])
	}
	return out
}

func (p *Profile) fromYCbCr(m *image.YCbCr) *image.RGBA {
	b := m.Rect
	out := image.NewRGBA(image.Rectangle{Max: b.Size()})
	for y := b.Min.Y; y < b.Max.Y; y++ {
		row := out.Pix[(y-b.Min.Y)*out.Stride:]
		for x := b.Min.X; x < b.Max.X; x++ {
			ci := m.COffset(x, y)
			r, g, bl := color.YCbCrToRGB(m.Y[m.YOffset(x, y)], m.Cb[ci], m.Cr[ci])
			to := row[4*(x-b.Min.X):][:4:4]
			to[0], to[1], to[2] = p.convert(r, g, bl)
			to[3] = 255
		}
	}
	return out
}
