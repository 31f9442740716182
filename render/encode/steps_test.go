package encode

import "testing"

// TestSearchEncodesTwice: however wrong a part of the image is about the whole, two
// encodings find a step that fits, and the one before it hardly does.
func TestSearchEncodesTwice(t *testing.T) {
	sizes := []int{100_000, 90_000, 80_000, 72_000, 65_000, 59_000, 54_000, 48_000, 43_000, 39_000, 35_000, 30_000}
	for _, wrong := range []float64{0.7, 0.95, 1, 1.05, 1.4} {
		for limit := 30_000; limit < 100_000; limit += 700 {
			encoded := 0
			s := search{
				budget: Budget{Bytes: limit}, falls: []int{0}, last: len(sizes) - 1, whole: 10,
				part: func(step int) (fixed, growing int) { return 0, int(wrong * float64(sizes[step]) / 10) },
				encode: func(step int) Result {
					encoded++
					return Result{Bytes: make([]byte, sizes[step]), Quality: step, OverLimit: sizes[step] > limit}
				},
			}
			r := s.run()
			if r.OverLimit || encoded > 2 {
				t.Errorf("%.2f of the size, limit %d: over %v after %d encodings", wrong, limit, r.OverLimit, encoded)
			}
			if r.Quality > 0 && float64(sizes[r.Quality-1]) < 0.95*float64(limit) {
				t.Errorf("%.2f of the size, limit %d: step %d, and %d fits", wrong, limit, r.Quality, r.Quality-1)
			}
		}
	}
}
