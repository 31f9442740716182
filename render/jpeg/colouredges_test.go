package jpeg

import (
	"fmt"
	"image"
	"math/rand/v2"
	"testing"
)

// TestColourSteps compares with one pixel at a time, of widths even and odd: an
// image just as wide as its one edge is far, so that each pair decides.
func TestColourSteps(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for width := 1; width < 9; width++ {
		for range 2000 {
			img := image.NewRGBA(image.Rect(0, 0, width, 1))
			for i := range img.Pix {
				img.Pix[i] = byte(128 + r.IntN(120) - 60)
			}
			want := false
			for x := 1; x < width; x++ {
				a, b := img.RGBAAt(x-1, 0), img.RGBAAt(x, 0)
				cb := int(a.B) - int(a.G) - int(b.B) + int(b.G)
				cr := int(a.R) - int(a.G) - int(b.R) + int(b.G)
				want = want || max(cb, -cb, cr, -cr) > 96
			}
			if got := hasColourEdges(img); got != want {
				t.Fatal(fmt.Sprint("edges: ", got, ", want ", want, " in ", img.Pix))
			}
		}
	}
}
