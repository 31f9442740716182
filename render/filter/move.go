package filter

import (
	"image"
	"image/color"
	"math"

	"sharecard/render/raster"
)

// farAway bounds how far an image is moved, device px.
const farAway = 1 << 15

// Offset is feOffset.
type Offset struct{ DX, DY float64 }

func (Offset) cost(*canvas) int { return 1 }

func (o Offset) reach() float64 { return math.Max(math.Abs(o.DX), math.Abs(o.DY)) }

func (o Offset) draw(c *canvas, in []*image.RGBA) *image.RGBA { return c.moved(in[0], o.DX, o.DY) }

// moved is an image moved by px of user space, rounded to whole device px.
func (c *canvas) moved(in *image.RGBA, dx, dy float64) *image.RGBA {
	out := c.image()
	limit := func(v float64) int { return raster.Round(math.Min(math.Max(v, -farAway), farAway)) }
	d := image.Pt(limit(dx*c.m.XX), limit(dy*c.m.YY))
	seen := c.rect.Intersect(c.rect.Add(d))
	for y := seen.Min.Y; y < seen.Max.Y; y++ {
		copy(out.Pix[out.PixOffset(seen.Min.X, y):][:4*seen.Dx()], in.Pix[in.PixOffset(seen.Min.X-d.X, y-d.Y):])
	}
	return out
}

// Blur is feGaussianBlur by its standard deviations.
type Blur struct{ X, Y float64 }

func (Blur) cost(*canvas) int { return 8 }

func (b Blur) reach() float64 { return 3*math.Max(b.X, b.Y) + 2 }

func (b Blur) draw(c *canvas, in []*image.RGBA) *image.RGBA {
	out := c.copy(in[0])
	c.filler.BlurLayer(out, raster.Gaussian(b.X*c.m.XX), raster.Gaussian(b.Y*c.m.YY))
	return out
}

// DropShadow is feDropShadow.
type DropShadow struct {
	Offset
	Blur
	Color color.NRGBA
}

func (DropShadow) cost(*canvas) int { return 10 }

func (s DropShadow) reach() float64 { return s.Offset.reach() + s.Blur.reach() }

func (s DropShadow) draw(c *canvas, in []*image.RGBA) *image.RGBA {
	out := c.moved(in[0], s.DX, s.DY)
	c.filler.BlurLayer(out, raster.Gaussian(s.X*c.m.XX), raster.Gaussian(s.Y*c.m.YY))
	col := c.colour(s.Color)
	for i := 0; i < len(out.Pix); i += 4 {
		a := out.Pix[i+3]
		out.Pix[i], out.Pix[i+1], out.Pix[i+2], out.Pix[i+3] =
			raster.Mul(col.R, a), raster.Mul(col.G, a), raster.Mul(col.B, a), raster.Mul(col.A, a)
	}
	over(out.Pix, in[0].Pix)
	return out
}

// Tile is feTile: the region of its input, again and again.
type Tile struct{}

func (Tile) cost(*canvas) int { return 1 }

func (Tile) draw(c *canvas, in []*image.RGBA) *image.RGBA {
	out, tile := c.image(), c.inputs[0]
	if tile.Empty() {
		return out
	}
	for y := c.region.Min.Y; y < c.region.Max.Y; y++ {
		from := tile.Min.Y + modulo(y-tile.Min.Y, tile.Dy())
		for x := c.region.Min.X; x < c.region.Max.X; x++ {
			px := in[0].PixOffset(tile.Min.X+modulo(x-tile.Min.X, tile.Dx()), from)
			copy(out.Pix[out.PixOffset(x, y):][:4], in[0].Pix[px:])
		}
	}
	return out
}

func modulo(a, n int) int {
	if a %= n; a < 0 {
		a += n
	}
	return a
}
