package png

import (
	"bytes"
	"compress/flate"
	"image"
	"image/color"
	"io"
	"math/rand/v2"
	"testing"

	"sharecard/render/internal/sample"
)

// checkDeflated decodes what a fresh writer and a used one make of data.
func checkDeflated(t *testing.T, used *blockWriter, data []byte, stride int) {
	t.Helper()
	for _, small := range []bool{false, true} {
		deflate := func(b *blockWriter) []byte {
			if small {
				return new(optimal).deflate(b, []byte("before"), data, stride)
			}
			return b.deflateRows([]byte("before"), data, stride)
		}
		out := deflate(new(blockWriter))
		if !bytes.Equal(out, deflate(used)) {
			t.Fatal("bytes depend on what was written before")
		}
		checkInflates(t, out, data, stride)
	}
}

func checkInflates(t *testing.T, out, data []byte, stride int) {
	t.Helper()
	r := bytes.NewReader(bytes.TrimPrefix(out, []byte("before")))
	got, err := io.ReadAll(flate.NewReader(r))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, data) {
		t.Fatalf("%d bytes in rows of %d come back as %d others", len(data), stride, len(got))
	}
	if r.Len() > 0 {
		t.Fatalf("%d bytes after the last block", r.Len())
	}
}

func TestDeflateRows(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds on one goroutine")
	}
	r := rand.New(rand.NewPCG(1, 2))
	used := new(blockWriter)
	for _, stride := range []int{1, 2, 3, 7, 8, 9, 257, 1201, 32767, 32768, 32769, 65536} {
		for _, values := range []int{1, 2, 3, 40, 256} {
			for _, rows := range []int{1, 2, 3, 20} {
				data := make([]byte, stride*rows)
				for i := 0; i < len(data); {
					n := 1 + r.IntN(r.IntN(300)+1)
					kind, v := r.IntN(3), byte(r.IntN(values))
					for range min(n, len(data)-i) {
						switch {
						case kind == 0 && i >= stride:
							data[i] = data[i-stride]
						case kind == 1:
							data[i] = v
						default:
							data[i] = byte(r.IntN(values))
						}
						i++
					}
				}
				checkDeflated(t, used, data, stride)
			}
		}
	}
}

// TestMatchesOfAllLengths: pieces of a long match are never too short.
func TestMatchesOfAllLengths(t *testing.T) {
	used := new(blockWriter)
	for n := range 800 {
		data := append(bytes.Repeat([]byte{7}, n), "0123456789"...)
		checkDeflated(t, used, data, len(data))
	}
}

func FuzzDeflateRows(f *testing.F) {
	f.Add([]byte("aaaaaaaaaaaaaaaaaaaabaaaaaaaaaaaaaaaaaaaabaaaaaaaaa"), uint16(21))
	f.Add(bytes.Repeat([]byte("0000000000000000000000000000000011110000"), 900), uint16(40))
	used := new(blockWriter)
	f.Fuzz(func(t *testing.T, data []byte, stride uint16) {
		if len(data) > 0 && stride > 0 {
			checkDeflated(t, used, data, int(stride))
		}
	})
}

// TestPaletteNeverMuchLarger: text in the own stream, and a pattern that
// repeats where the own writer does not look.
func TestPaletteNeverMuchLarger(t *testing.T) {
	pattern := sample.Fill(400, 400, color.RGBA{250, 250, 250, 255})
	r := rand.New(rand.NewPCG(5, 6))
	for y := range 400 {
		for x := range 400 {
			if y < 16 {
				v := byte(r.IntN(200))
				pattern.SetRGBA(x, y, color.RGBA{v, v, v, 255})
			} else {
				pattern.SetRGBA(x, y, pattern.RGBAAt(x, y-16))
			}
		}
	}
	for name, card := range map[string]*image.RGBA{"text": sample.TextCard(450, 600, true), "pattern": pattern} {
		var e Encoder
		if !e.palette.Indices(&e.indices, card, filterByte, false) {
			t.Fatal("too many colours")
		}
		for _, small := range []bool{false, true} {
			level := levelLive
			if small {
				level = levelSmall
			}
			e.out.Reset()
			e.deflate.stream(&e.out, e.indices, level)
			other := e.out.Len()
			e.out.Reset()
			e.deflateIndices(e.indices, card.Rect.Dx()+1, small)
			sample.Within(t, name+" against flate", float64(e.out.Len())/float64(other), 0, 1.05)
		}
	}
}

// TestLongestTokens begins blocks with the token whose codes are longest, behind
// tables of codes that end on different bits.
func TestLongestTokens(t *testing.T) {
	for kinds := 8; kinds <= 17; kinds++ {
		for turn := range 6 {
			var b blockWriter
			b.begin(nil, 1<<13)
			b.literal(0)
			n := 1 + 3*matchWindow/3*2
			b.match(n-1, 1)
			b.write(0)
			add := func(kind int) { // zeros repeat at any distance
				length := []int{131 + turn, 227, 258, 163, 195, 99, 115, 67, 83, 51, 59, 35, 43, 27, 31, 19, 23}[kind]
				distance := max(1, matchWindow>>kind-turn)
				b.match(length, distance)
				n += length
			}
			for kind, count, next := 0, 1, 1; kind < kinds; kind++ { // as Fibonacci's numbers
				for range count {
					add(kind)
				}
				count, next = next, count+next
			}
			out := b.end()
			got, err := io.ReadAll(flate.NewReader(bytes.NewReader(out)))
			if err != nil || len(got) != n || len(bytes.Trim(got, "\x00")) > 0 {
				t.Fatalf("%d kinds, turn %d: %d zeros come back as %d bytes, %v", kinds, turn, n, len(got), err)
			}
		}
	}
}
