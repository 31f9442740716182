package png

import (
	"hash/adler32"
	"math/rand/v2"
	"testing"
)

func TestAdler(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	full := make([]byte, 70_000)
	for i := range full {
		full[i] = 255 // the largest sums
	}
	random := make([]byte, 70_000)
	for i := range random {
		random[i] = byte(r.Uint32())
	}
	for _, data := range [][]byte{full, random} {
		for _, n := range []int{0, 1, 7, 8, 9, 175, 176, 177, 1081, 5552, 70_000} {
			s := newAdler()
			for rest := data[:n]; len(rest) > 0; { // in pieces, as rows come
				piece := min(len(rest), 1+r.IntN(4000))
				if r.IntN(2) == 0 {
					s.add(rest[:piece])
				} else {
					s.append(sumsOf(rest[:piece]), piece)
				}
				rest = rest[piece:]
			}
			if want := adler32.Checksum(data[:n]); s.sum() != want {
				t.Errorf("%d bytes: %08x, want %08x", n, s.sum(), want)
			}
		}
	}
}

func BenchmarkAdler(b *testing.B) {
	data := make([]byte, 1201*630)
	b.Run("own", func(b *testing.B) {
		for b.Loop() {
			s := newAdler()
			s.add(data)
		}
	})
	b.Run("std", func(b *testing.B) {
		for b.Loop() {
			adler32.Checksum(data)
		}
	})
}
