package filter

import (
	"image"

	"sharecard/render/raster"
)

// Blend is feBlend: the first input over the second.
type Blend struct{ Mode raster.BlendMode }

func (Blend) cost(*canvas) int { return 2 }

func (b Blend) draw(c *canvas, in []*image.RGBA) *image.RGBA {
	out := c.copy(in[1])
	c.filler.Compose(raster.NewSurface(out), &raster.Clip{Rect: c.rect}, in[0], 255, b.Mode)
	return out
}

// Operator is how feComposite puts two images together (Filter Effects 1 §9.8).
type Operator uint8

const (
	Over Operator = iota
	In
	Out
	Atop
	Xor
	Lighter
	Arithmetic
)

// Composite is feComposite.
type Composite struct {
	Operator Operator
	K        [4]float64 // of Arithmetic
}

func (Composite) cost(*canvas) int { return 2 }

func (f Composite) draw(c *canvas, in []*image.RGBA) *image.RGBA {
	out := c.image()
	a, b := in[0].Pix, in[1].Pix
	if f.Operator == Arithmetic {
		for i := 0; i < len(out.Pix); i += 4 {
			f.arithmetic(out.Pix[i:i+4:i+4], a[i:i+4:i+4], b[i:i+4:i+4])
		}
		return out
	}
	for i := 0; i < len(out.Pix); i += 4 {
		fa, fb := f.Operator.factors(a[i+3], b[i+3])
		for k := i; k < i+4; k++ {
			out.Pix[k] = uint8(min(255, int(raster.Mul(a[k], fa))+int(raster.Mul(b[k], fb))))
		}
	}
	return out
}

// factors are what the two images count of which the alpha is known (Compositing 1 §9.1).
func (o Operator) factors(a, b uint8) (fa, fb uint8) {
	switch o {
	case In:
		return b, 0
	case Out:
		return 255 - b, 0
	case Atop:
		return b, 255 - a
	case Xor:
		return 255 - b, 255 - a
	case Lighter:
		return 255, 255
	}
	return 255, 255 - a
}

func (f Composite) arithmetic(out, a, b []uint8) {
	for k := 3; k >= 0; k-- {
		x, y := float64(a[k])/255, float64(b[k])/255
		out[k] = uint8(clamp(f.K[0]*x*y+f.K[1]*x+f.K[2]*y+f.K[3])*255 + 0.5)
		out[k] = min(out[k], out[3]) // premultiplied
	}
}

// Merge is feMerge: each input over those before it.
type Merge struct{}

func (Merge) cost(c *canvas) int { return len(c.step.In) }

func (Merge) draw(c *canvas, in []*image.RGBA) *image.RGBA {
	out := c.image()
	for _, img := range in {
		over(out.Pix, img.Pix)
	}
	return out
}

// over lays premultiplied pixels over others.
func over(below, above []uint8) {
	for i := 0; i < len(below); i += 4 {
		switch rest := 255 - above[i+3]; rest {
		case 255:
		case 0:
			copy(below[i:i+4], above[i:])
		default:
			for k := i; k < i+4; k++ {
				below[k] = above[k] + raster.Mul(below[k], rest)
			}
		}
	}
}
