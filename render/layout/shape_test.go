package layout

import (
	"math"
	"testing"
)

// TestSpan measures shapes in bands of lines.
func TestSpan(t *testing.T) {
	diamond := []point{{50, 0}, {100, 50}, {50, 100}, {0, 50}}
	circle := &outline{}
	circle.rounded(Rect{W: 100, H: 100}, [4]point{{80, 80}, {80, 80}, {80, 80}, {80, 80}}) // radii that do not fit
	for _, tt := range []struct {
		name        string
		shape       *outline
		y, h        float64
		left, right float64 // left > right for nothing
	}{
		{"a band across a corner", &outline{points: diamond}, 40, 20, 0, 100},
		{"a band above a corner", &outline{points: diamond}, 20, 10, 20, 80},
		{"no height", &outline{points: diamond}, 20, 0, 30, 70},
		{"a band that ends where the shape begins", &outline{points: diamond}, -10, 10, 1, 0},
		{"a band within the margin", &outline{points: diamond, margin: 10}, -20, 15, 55 - 10*math.Sqrt2, 45 + 10*math.Sqrt2},
		{"the margin along an edge", &outline{points: diamond, margin: 10}, 20, 10, 20 - 10*math.Sqrt2, 80 + 10*math.Sqrt2},
		{"a circle", circle, 0, 20, 10, 90},
		{"a point", &outline{points: []point{{5, 5}}}, 0, 10, 5, 5},
	} {
		l, r, ok := tt.shape.span(tt.y, tt.h)
		switch {
		case ok != (tt.left <= tt.right):
			t.Errorf("%s: found is %v", tt.name, ok)
		case ok && (math.Abs(l-tt.left) > 0.05 || math.Abs(r-tt.right) > 0.05):
			t.Errorf("%s: %.2f to %.2f, want %.2f to %.2f", tt.name, l, r, tt.left, tt.right)
		}
	}
}
