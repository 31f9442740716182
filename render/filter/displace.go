package filter

import (
	"image"
	"math"
)

// Displace is feDisplacementMap: the first input, each pixel taken from where the second one says.
type Displace struct {
	Scale float64 // px of user space
	X, Y  int     // channels of the second input, alpha is 3
}

func (Displace) cost(*canvas) int { return 3 }

func (d Displace) reach() float64 { return math.Abs(d.Scale) / 2 }

func (d Displace) draw(c *canvas, in []*image.RGBA) *image.RGBA {
	out := c.image()
	sx, sy := d.Scale*c.m.XX, d.Scale*c.m.YY
	for y := c.region.Min.Y; y < c.region.Max.Y; y++ {
		for x := c.region.Min.X; x < c.region.Max.X; x++ {
			o := out.PixOffset(x, y)
			by := straight(in[1].Pix[o : o+4])
			u, v := float64(x)+0.5+sx*(by[d.X]-0.5), float64(y)+0.5+sy*(by[d.Y]-0.5)
			if !(math.Abs(u) < farAway && math.Abs(v) < farAway) {
				continue
			}
			if at := image.Pt(int(math.Floor(u)), int(math.Floor(v))); at.In(c.rect) {
				copy(out.Pix[o:o+4], in[0].Pix[in[0].PixOffset(at.X, at.Y):])
			}
		}
	}
	return out
}
