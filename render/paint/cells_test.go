package paint

import (
	"image"
	"math"
	"testing"

	"sharecard/render/raster"
)

// TestCellsAreThoseOfGG draws glyphs and random polygons both ways: the masks
// are the same.
func TestCellsAreThoseOfGG(t *testing.T) {
	p := &painter{}
	compare := func(what string) {
		t.Helper()
		r := p.path.Bounds().Pixels()
		if r.Empty() {
			return
		}
		want, got := image.NewAlpha(r), image.NewAlpha(r)
		p.filler.Cover(want, raster.Shape{Path: &p.path})
		p.cells.mask(got, &p.path)
		for i := range want.Pix {
			if want.Pix[i] != got.Pix[i] {
				t.Fatalf("%s: %d at %d,%d, gg has %d", what, got.Pix[i], i%r.Dx(), i/r.Dx(), want.Pix[i])
			}
		}
	}
	for k, name := range []string{"Noto Sans SC", "Noto Serif SC"} {
		f := face(t, name, 700)
		for i := range 300 {
			c := rune(0x4e00 + i*67 + k)
			gid, ok := f.Glyph(c)
			if !ok {
				continue
			}
			p.path.Reset(raster.Translate(float64(i%4)/4, 0))
			p.addGlyph(f, gid, glyphForm{size: 9 + float64(i)*0.83, bold: i%7 == 0, italic: i%5 == 0})
			compare(string(c))
		}
	}
	for i := range 200 {
		p.path.Reset(raster.Identity())
		for k := range 3 + i%9 {
			a, b := float64(i*37+k*101), float64(i*11+k*211)
			x, y := math.Mod(a*a, 97)-40, math.Mod(b*b, 89)-40
			if k == 0 {
				p.path.MoveTo(x, y)
			} else {
				p.path.LineTo(x+float64(k%4)/16, y+float64(k%3)/64)
			}
		}
		p.path.Close()
		compare("polygon")
	}
}
