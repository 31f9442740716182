package encode

import (
	"image"
	"testing"

	"sharecard/render/internal/sample"
)

// TestTightJPEG: to begin with the least quality takes other steps, but ends with the same
// file.
func TestTightJPEG(t *testing.T) {
	for name, img := range map[string]*image.RGBA{
		"photo": sample.PhotoCard(450, 600), "text": sample.TextCard(450, 600, true), "noise": sample.Noise(200, 200, true),
	} {
		best, err := Fit(img, JPEG, Budget{})
		if err != nil {
			t.Fatal(err)
		}
		for _, percent := range []int{90, 75, 60, 50, 40, 25, 15, 5} {
			budget := Budget{Bytes: len(best.Bytes) * percent / 100, LeastQuality: 35}
			want, err := Fit(img, JPEG, budget)
			if err != nil {
				t.Fatal(err)
			}
			budget.Tight = true
			got, err := Fit(img, JPEG, budget)
			if err != nil {
				t.Fatal(err)
			}
			if got.Quality != want.Quality || got.Subsampling != want.Subsampling || got.OverLimit != want.OverLimit {
				t.Errorf("%s, %d %%: quality %d, %v, over %v; without tight %d, %v, %v", name, percent,
					got.Quality, got.Subsampling, got.OverLimit, want.Quality, want.Subsampling, want.OverLimit)
			}
		}
	}
}
