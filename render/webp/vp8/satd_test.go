package vp8

import (
	"math"
	"math/rand/v2"
	"testing"
)

// What is made of a spectrum is the SATD by its definition.
func TestSATD(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 1000 {
		var from, flat, vertical, horizontal, ramp, noise rows
		// So small that nothing is clipped.
		row, corner := r.Uint32()&0x3F3F3F3F, r.IntN(20)
		left := [4]byte{byte(20 + r.IntN(64)), byte(20 + r.IntN(64)), byte(20 + r.IntN(64)), byte(20 + r.IntN(64))}
		for y := range from {
			from[y], noise[y] = r.Uint32(), r.Uint32()
			flat[y], vertical[y], horizontal[y] = 7*everyByte, row, uint32(left[y])*everyByte
			ramp[y] = row + (uint32(left[y])-uint32(corner))*everyByte
		}
		s, c := newSpectrum(&from), newColumn(left[0], left[1], left[2], left[3])
		for name, pair := range map[string][2]int{
			"any":        {s.any(&noise, math.MaxInt), slowSATD(&from, &noise)},
			"flat":       {s.flat(7), slowSATD(&from, &flat)},
			"vertical":   {s.vertical(row), slowSATD(&from, &vertical)},
			"horizontal": {s.horizontal(&c), slowSATD(&from, &horizontal)},
			"gradient":   {s.gradient(row, &c, corner), slowSATD(&from, &ramp)},
		} {
			if pair[0] != pair[1] {
				t.Fatalf("%s is %d, want %d", name, pair[0], pair[1])
			}
		}
	}
}

// slowSATD transforms the differences as a matrix.
func slowSATD(from, predicted *rows) (sum int) {
	sign := func(i, j int) int {
		return [4][4]int{{1, 1, 1, 1}, {1, 1, -1, -1}, {1, -1, -1, 1}, {1, -1, 1, -1}}[i][j]
	}
	for i := range 4 {
		for j := range 4 {
			v := 0
			for y := range 4 {
				for x := range 4 {
					d := int(from[y]>>(8*x)&0xFF) - int(predicted[y]>>(8*x)&0xFF)
					v += sign(i, y) * sign(j, x) * d
				}
			}
			sum += abs(v)
		}
	}
	return sum
}
