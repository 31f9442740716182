package jpeg

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// TestTransform compares with the definition (T.81 A.3.3): noise, and for each
// coefficient the samples that make it greatest, which must not overflow.
func TestTransform(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, most := range []int{255, 2*chromaBias>>sampleBits - 1} {
		var samples [64]int // in 16ths
		for i := range samples {
			samples[i] = r.IntN(most<<sampleBits + 1)
		}
		checkTransform(t, fmt.Sprintf("noise to %d", most), &samples)
		for k := range 64 {
			for i := range samples {
				samples[i] = 0
				if basis(k%8, i%8)*basis(k/8, i/8) > 0 {
					samples[i] = most << sampleBits
				}
			}
			checkTransform(t, fmt.Sprintf("greatest %d to %d", k, most), &samples)
		}
	}
}

func basis(frequency, at int) float64 {
	v := math.Cos(float64(2*at+1) * float64(frequency) * math.Pi / 16)
	if frequency == 0 {
		v /= math.Sqrt2
	}
	return v / 2
}

func checkTransform(t *testing.T, what string, samples *[64]int) {
	t.Helper()
	ones := [64]byte{}
	for i := range ones {
		ones[i] = 1
	}
	q := newQuantiser(&ones, 0, 1)
	var b block
	for i := range b {
		b[i] = int64(samples[2*i]) + int64(samples[2*i+1])<<32
	}
	b.forward()
	found := q.significant(&b)
	for k := range 64 {
		want := 0.0
		for i, v := range samples {
			want += float64(v) / (1 << sampleBits) * basis(k%8, i%8) * basis(k/8, i/8)
		}
		c := int32(b[k&31] >> (k & 32))
		got := float64(c) * float64(q.reciprocal[unzigzag[k]]) / (1 << quantBits)
		// Constants of 10 bits make coefficients wrong by up to 0.16 %.
		if math.Abs(got-want) > 0.1+math.Abs(want)/500 {
			t.Errorf("%s: coefficient %d is %.3f, want %.3f", what, k, got, want)
		}
		if is := found>>k&1 == 1; math.Abs(math.Abs(got)-0.5) > 0.001 && is != (math.Abs(got) > 0.5) {
			t.Errorf("%s: coefficient %d, %.3f, significant: %v", what, k, got, is)
		}
	}
}

// TestZigzagBits moves one bit at a time.
func TestZigzagBits(t *testing.T) {
	for i, at := range zigzag {
		if got := zigzagBits(1 << at); got != 1<<i {
			t.Errorf("bit %d goes to %b, want bit %d", at, got, i)
		}
	}
}
