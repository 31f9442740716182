package jpeg

import (
	"image"
	"image/color"
	"image/draw"
	"testing"

	"sharecard/render/internal/sample"
)

// TestFlatGroundKeepsItsColour: paper must not change its tint, nor differ from
// what image/jpeg makes of it by more than the rounding to YCbCr.
func TestFlatGroundKeepsItsColour(t *testing.T) {
	for _, c := range []color.RGBA{
		{247, 242, 232, 255}, {255, 255, 255, 255}, {20, 21, 24, 255}, {184, 20, 27, 255}, {246, 247, 248, 255},
	} {
		img := image.NewRGBA(image.Rect(0, 0, 64, 64))
		draw.Draw(img, img.Rect, image.NewUniform(c), image.Point{}, draw.Src)
		for _, sub := range []Subsampling{Full, Halved} {
			for quality := 85; quality <= 100; quality++ {
				got := sample.DecodeJPEG(t, encodeJPEG(img, Options{quality, sub}))
				r, g, b, _ := got.At(9, 9).RGBA()
				for i, d := range []int{int(r>>8) - int(c.R), int(g>>8) - int(c.G), int(b>>8) - int(c.B)} {
					if d > 2 || d < -2 {
						t.Errorf("%v at quality %d, subsampling %v: channel %d is off by %d", c, quality, sub, i, d)
					}
				}
			}
		}
	}
}
