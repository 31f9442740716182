package subject

import (
	"image"
	"image/color"

	"sharecard/render/colorspace"
)

const (
	// longSide is how many cells the longer side of the grid has.
	longSide = 128
	// perCell is how many pixels of a cell are looked at, in each direction.
	perCell = 3
)

// grid is a picture scaled down, in Oklab.
type grid struct {
	w, h int
	lab  [][3]float64 // lightness, a, b; row by row
}

// sample scales a picture down. A transparent pixel counts as white, the paper
// that cards are.
func sample(img image.Image) *grid {
	box := img.Bounds()
	w, h := box.Dx(), box.Dy()
	long := max(w, h)
	g := &grid{w: max(1, w*longSide/long), h: max(1, h*longSide/long)}
	if long < longSide {
		g.w, g.h = w, h
	}
	g.lab = make([][3]float64, g.w*g.h)
	at := pixels(img)
	for y := range g.h {
		for x := range g.w {
			var r, gr, b uint32
			for j := range perCell {
				py := box.Min.Y + (y*2*perCell+2*j+1)*h/(g.h*2*perCell)
				for i := range perCell {
					px := box.Min.X + (x*2*perCell+2*i+1)*w/(g.w*2*perCell)
					c := at(px, py)
					white := 0xffff - uint32(c.A)
					r, gr, b = r+uint32(c.R)+white, gr+uint32(c.G)+white, b+uint32(c.B)+white
				}
			}
			const all = perCell * perCell * 0xffff
			rgb := colorspace.Color{C: [3]float64{float64(r) / all, float64(gr) / all, float64(b) / all}, Alpha: 1}
			g.lab[y*g.w+x] = rgb.In(colorspace.Oklab).C
		}
	}
	return g
}

// pixels returns the quickest way to one pixel of img, premultiplied.
func pixels(img image.Image) func(x, y int) color.RGBA64 {
	if quick, ok := img.(image.RGBA64Image); ok {
		return quick.RGBA64At
	}
	return func(x, y int) color.RGBA64 {
		r, g, b, a := img.At(x, y).RGBA()
		return color.RGBA64{R: uint16(r), G: uint16(g), B: uint16(b), A: uint16(a)}
	}
}
