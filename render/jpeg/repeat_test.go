package jpeg

import (
	"image"
	"image/color"
	"image/draw"
	"slices"
	"testing"

	"sharecard/render/internal/sample"
)

// TestFlatUnitsAmongNoise: where flat units that repeat the one before are rare,
// their codes are too long for one entry, and they come back all the same.
func TestFlatUnitsAmongNoise(t *testing.T) {
	ink := color.RGBA{30, 60, 90, 255}
	for _, tt := range []struct {
		name   string
		flat   image.Rectangle
		folded bool
	}{
		{"rare", image.Rect(16, 128, 64, 144), false},
		{"common", image.Rect(16, 16, 400, 400), true},
	} {
		for _, sub := range []Subsampling{Full, Halved} {
			img := sample.Noise(400, 400, true)
			draw.Draw(img, tt.flat, image.NewUniform(ink), image.Point{}, draw.Src)
			var e Encoder
			data := e.Encode(img, Options{100, sub})
			if got := slices.Contains(e.tokens.list, repeated); got != tt.folded {
				t.Errorf("%s, %v: one token for a unit: %v, want %v", tt.name, sub, got, tt.folded)
			}
			got := sample.ToRGBA(sample.DecodeJPEG(t, data))
			for y := tt.flat.Min.Y; y < tt.flat.Max.Y; y++ {
				for x := tt.flat.Min.X; x < tt.flat.Max.X; x++ {
					c := got.RGBAAt(x, y)
					for i, d := range []int{int(c.R) - int(ink.R), int(c.G) - int(ink.G), int(c.B) - int(ink.B)} {
						if sub == Halved && !image.Pt(x, y).In(tt.flat.Inset(2)) {
							continue // chroma of its neighbours
						}
						if d > 2 || d < -2 {
							t.Fatalf("%s, %v: %d,%d: channel %d is off by %d", tt.name, sub, x, y, i, d)
						}
					}
				}
			}
		}
	}
}
