package vp8

import (
	"image"
	"testing"
)

// A square of one colour is known to be predicted where a mode makes just that, whatever
// is around it.
func TestEvenMode(t *testing.T) {
	costs := [modes16]int{modeDC: 1, modeTM: 2, modeVE: 3, modeHE: 4}
	for _, test := range []struct {
		name        string
		around      func(p image.Point) byte // of the pixels above and to the left
		pixel       byte                     // one of the square's
		mode        int
		predictable bool
	}{
		{"all even", func(image.Point) byte { return 90 }, 90, modeDC, true},
		{"even above", func(p image.Point) byte { return byte(90 * (1 - min(p.Y+1, 1))) }, 90, modeVE, true},
		{"even beside", func(p image.Point) byte { return byte(90 * (1 - min(p.X+1, 1))) }, 90, modeHE, true},
		{"nothing even", func(p image.Point) byte { return byte(3 * (p.X + p.Y)) }, 90, 0, false},
		{"one pixel differs", func(image.Point) byte { return 90 }, 91, 0, false},
	} {
		var source, restored plane
		source.setSize(32, 32)
		restored.setSize(32, 32)
		for y := range 16 {
			fill(source.pix[source.at(16, 16+y):][:16], 90)
		}
		source.pix[source.at(20, 23)] = test.pixel
		for i := range 17 {
			above, beside := image.Pt(i-1, -1), image.Pt(-1, i-1)
			restored.pix[restored.at(16+above.X, 15)] = test.around(above)
			restored.pix[restored.at(15, 16+beside.Y)] = test.around(beside)
		}
		mode, ok := evenMode([]plane{source}, []plane{restored}, 16, 16, 16, &costs)
		if ok != test.predictable || mode != test.mode {
			t.Errorf("%s: mode %d, %t", test.name, mode, ok)
		}
		var predicted [256]byte
		restored.square(&predicted, mode, 16, 16, 16)
		if ok && predicted != [256]byte(bytesOf(90)) {
			t.Errorf("%s: mode %d predicts another square", test.name, mode)
		}
	}
}

func bytesOf(v byte) []byte {
	all := make([]byte, 256)
	fill(all, v)
	return all
}
