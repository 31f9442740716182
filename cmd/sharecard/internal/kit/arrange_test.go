package kit

import (
	"image"
	"math"
	"math/rand/v2"
	"testing"
)

// However many cards of whatever shape: none touches another, all lie on the
// sheet, shapes are kept, and columns end on one line.
func TestArrange(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for n := 1; n <= MaxSheetCards; n++ {
		shapes := make([]float64, n)
		for i := range shapes {
			shapes[i] = 0.4 + 1.9*random.Float64()
		}
		places, height := arrange(shapes)
		if len(places) != n || height > 4096 {
			t.Fatalf("%d cards: %d places, height %g", n, len(places), height)
		}
		sheet := image.Rect(sheetMargin/2, sheetMargin/2, sheetWidth-sheetMargin/2, int(height)-sheetMargin/2)
		ends := map[float64]float64{} // by the left edge of a column
		var taken []image.Rectangle
		for i, p := range places {
			r := image.Rect(int(p.x), int(p.y), int(p.x+p.width), int(p.y+p.height)+captionLine)
			if !r.In(sheet) {
				t.Errorf("%d cards: card %d at %v is not on the sheet %v", n, i, r, sheet)
			}
			for j, other := range taken {
				if r.Overlaps(other) {
					t.Errorf("%d cards: card %d at %v lies over card %d at %v", n, i, r, j, other)
				}
			}
			taken = append(taken, r)
			if got := p.height / p.width; math.Abs(got-shapes[i]) > 0.02*shapes[i]+1/p.width {
				t.Errorf("%d cards: card %d has the shape %g, not %g", n, i, got, shapes[i])
			}
			ends[p.x] = max(ends[p.x], p.y+p.height)
		}
		low, high := math.Inf(1), 0.0
		for _, end := range ends {
			low, high = min(low, end), max(high, end)
		}
		if high-low > 2 {
			t.Errorf("%d cards: columns end between %g and %g", n, low, high)
		}
	}
}
