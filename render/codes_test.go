package render

import (
	"image"
	"strings"
	"testing"

	"sharecard/render/template"
)

// TestCodeIsDrawnFromMemory: the picture that a page refers to is the one that
// was made for it, pixel for pixel what its address holds.
func TestCodeIsDrawnFromMemory(t *testing.T) {
	tmpl := loadCard(t, "poster")
	data := fixtures()[0].data
	s := laidOut(t, newTestRenderer(), Job{Template: tmpl, Data: &data, Images: fixtureImages()})
	other := loadCard(t, "poster") // has made no code
	found := 0
	for src, img := range s.pictures.byAddress {
		if !strings.HasPrefix(src, template.DataPrefix+"image/png") {
			continue
		}
		found++
		kept, err := tmpl.Picture(src)
		if err != nil {
			t.Fatal(err)
		}
		if img != kept.Image {
			t.Error("the code was decoded again")
		}
		decoded, err := other.Picture(src)
		if err != nil {
			t.Fatal(err)
		}
		size := img.Bounds()
		if decoded.Image == img || size != image.Rect(0, 0, size.Dx(), size.Dy()) {
			t.Fatal("nothing to compare with")
		}
		for y := range size.Dy() {
			for x := range size.Dx() {
				r, g, b, a := img.At(x, y).RGBA()
				if r2, g2, b2, a2 := decoded.At(x, y).RGBA(); r != r2 || g != g2 || b != b2 || a != a2 {
					t.Fatalf("differs from its address at %d,%d", x, y)
				}
			}
		}
	}
	if found != 1 {
		t.Errorf("%d codes on the page, want 1", found)
	}
}
