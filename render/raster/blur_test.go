package raster

import (
	"image"
	"image/color"
	"math"
	"testing"
)

// A blur moves ink about but makes none and loses none.
func TestBlurKeepsInk(t *testing.T) {
	for _, sigma := range []float64{0.4, 1, 2.5, 7, 12} {
		a := image.NewAlpha(image.Rect(0, 0, 200, 200))
		for y := 90; y < 110; y++ {
			for x := 90; x < 110; x++ {
				a.SetAlpha(x, y, color.Alpha{A: 255})
			}
		}
		new(Filler).BlurMask(a, Gaussian(sigma))
		sum, moment := 0.0, 0.0
		for y := range 200 {
			for x := range 200 {
				v := float64(a.AlphaAt(x, y).A) / 255
				sum += v
				moment += v * (float64(x) - 99.5) * (float64(x) - 99.5)
			}
		}
		if math.Abs(sum-400) > 8 {
			t.Errorf("sigma %v: ink of 400 px became %.1f", sigma, sum)
		}
		// The variance of the square is (20²-1)/12.
		if got := math.Sqrt(max(0, moment/sum-399.0/12)); sigma >= 1 && math.Abs(got-sigma) > 0.12*sigma+0.15 {
			t.Errorf("sigma %v: blurred by %.2f", sigma, got)
		}
	}
}
