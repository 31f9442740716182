package huffman

import "testing"

// TestCodes: codes are complete, within the limit, and shorter for what
// is frequent; the counts of Fibonacci make the longest.
func TestCodes(t *testing.T) {
	fibonacci := []uint32{1, 1}
	for len(fibonacci) < 40 {
		n := len(fibonacci)
		fibonacci = append(fibonacci, fibonacci[n-1]+fibonacci[n-2])
	}
	all := make([]uint32, MaxSymbols)
	for i := range all {
		all[i] = uint32(1 + i*i)
	}
	for _, tt := range []struct {
		counts []uint32
		limit  int
	}{
		{make([]uint32, 30), 15},
		{[]uint32{0, 0, 9}, 7},
		{[]uint32{5, 0, 0}, 7},
		{fibonacci[:19], 7},
		{fibonacci, 15},
		{all, 15},
		{append(make([]uint32, 245), fibonacci...), 15},
	} {
		codes := make([]Code, len(tt.counts))
		Codes(codes, tt.counts, tt.limit)
		sum := 0
		for s, c := range codes {
			if int(c.N) > tt.limit || tt.counts[s] > 0 && c.N == 0 {
				t.Errorf("%v: symbol %d has %d bits", tt.counts, s, c.N)
			}
			if c.N > 0 {
				sum += 1 << (tt.limit - int(c.N))
			}
			for o, d := range codes {
				if tt.counts[s] > tt.counts[o] && c.N > d.N && d.N > 0 {
					t.Errorf("%v: %d of %d bits is more frequent than %d of %d", tt.counts, s, c.N, o, d.N)
				}
			}
		}
		if sum != 1<<tt.limit {
			t.Errorf("%v: the code is not complete", tt.counts)
		}
	}
}
