package glyph

import (
	"fmt"
	"image"
	"math"
	"testing"

	"sharecard/fonts"
	"sharecard/render/raster"
)

// TestCellsAreThoseOfGG draws glyphs and random polygons both ways: the masks
// are the same.
func TestCellsAreThoseOfGG(t *testing.T) {
	var d Drawer
	var pa raster.Path
	var filler raster.Filler
	compare := func(what string) {
		t.Helper()
		r := pa.Bounds().Pixels()
		if r.Empty() {
			return
		}
		want, got := image.NewAlpha(r), image.NewAlpha(r)
		filler.Cover(want, raster.Shape{Path: &pa})
		d.cells.mask(got, &pa)
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
			pa.Reset(raster.Translate(float64(i%4)/4, 0))
			d.Append(&pa, f, gid, Form{Size: 9 + float64(i)*0.83, Bold: i%7 == 0, Italic: i%5 == 0})
			compare(string(c))
		}
	}
	for i := range 200 {
		pa.Reset(raster.Identity())
		for k := range 3 + i%9 {
			a, b := float64(i*37+k*101), float64(i*11+k*211)
			x, y := math.Mod(a*a, 97)-40, math.Mod(b*b, 89)-40
			if k == 0 {
				pa.MoveTo(x, y)
			} else {
				pa.LineTo(x+float64(k%4)/16, y+float64(k%3)/64)
			}
		}
		pa.Close()
		compare("polygon")
	}
}

// A mask is no larger than maxInk, whatever a font asks for.
func TestHugeInkIsCut(t *testing.T) {
	var d Drawer
	var pa raster.Path
	pa.Reset(raster.Identity())
	pa.AddRect(raster.Rect{X0: -1e6, Y0: 100.5, X1: 1e6, Y1: 1e6})
	m := d.coverage(&pa)
	if want := image.Rect(-maxInk, 100, maxInk, maxInk); m.Rect != want {
		t.Fatalf("the mask is %v, want %v", m.Rect, want)
	}
	for y, want := range map[int]uint8{100: 128, 101: 255, maxInk - 1: 255} {
		for _, x := range []int{-maxInk, 0, maxInk - 1} {
			if got := m.AlphaAt(x, y).A; max(got, want)-min(got, want) > 1 {
				t.Errorf("(%d,%d): %d, want %d", x, y, got, want)
			}
		}
	}
}

// BenchmarkMask draws the masks of glyphs that no cache holds, and the same through gg.
func BenchmarkMask(b *testing.B) {
	var d Drawer
	f := face(b, "Noto Sans SC", 700)
	gid, _ := f.Glyph('经')
	for _, size := range []float32{28, 92} {
		k := Key{Face: f, ID: gid, Size: size}
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			for b.Loop() {
				d.mask(k)
			}
		})
		b.Run(fmt.Sprint(size, "/gg"), func(b *testing.B) {
			var filler raster.Filler
			for b.Loop() {
				d.Outline(&d.path, k)
				m := image.NewAlpha(d.path.Bounds().Pixels())
				filler.Cover(m, raster.Shape{Path: &d.path})
			}
		})
	}
}

func face(t testing.TB, family string, weight int) *fonts.Face {
	t.Helper()
	for _, f := range fonts.Builtin().Faces() {
		if f.Family == family && f.Weight == weight {
			return f
		}
	}
	t.Fatalf("no face %s %d", family, weight)
	return nil
}
