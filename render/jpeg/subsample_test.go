package jpeg

import (
	"image"
	"image/color"
	"testing"

	"sharecard/render/internal/sample"
)

// TestSmoothColourStaysInItsPlace: colour that changes softly in both directions
// comes back at every pixel, though half of its resolution is coded.
func TestSmoothColourStaysInItsPlace(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 64, 64))
	for y := range 64 {
		for x := range 64 {
			img.SetRGBA(x, y, color.RGBA{uint8(90 + 2*x), uint8(120 + y/2), uint8(200 - 2*y), 255})
		}
	}
	got := sample.DecodeJPEG(t, encodeJPEG(img, Options{98, Full}))
	for y := range 64 {
		for x := range 64 {
			want := img.RGBAAt(x, y)
			r, g, b, _ := got.At(x, y).RGBA()
			for i, d := range []int{int(r>>8) - int(want.R), int(g>>8) - int(want.G), int(b>>8) - int(want.B)} {
				if d > 4 || d < -4 {
					t.Fatalf("%d,%d: channel %d is off by %d", x, y, i, d)
				}
			}
		}
	}
}

// TestSharpColourKeepsItsEdge: a red stroke of one pixel is no wider.
func TestSharpColourKeepsItsEdge(t *testing.T) {
	img := sample.Fill(64, 64, color.RGBA{255, 255, 255, 255})
	for y := range 64 {
		img.SetRGBA(29, y, color.RGBA{200, 16, 46, 255})
	}
	got := sample.DecodeJPEG(t, encodeJPEG(img, Options{95, Full}))
	for _, x := range []int{27, 28, 30, 31} {
		if r, g, b, _ := got.At(x, 30).RGBA(); min(r, g, b)>>8 < 240 {
			t.Errorf("column %d has %d %d %d", x, r>>8, g>>8, b>>8)
		}
	}
}
