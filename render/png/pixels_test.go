package png

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"testing"

	"sharecard/render/internal/sample"
)

// encodeTrueColour encodes as images are that no palette holds.
var encodeTrueColour = sample.Pooled(func(e *Encoder, img *image.RGBA, opts Options) []byte {
	e.out.Reset()
	e.writeTrueColour(img, opts.Small)
	return e.out.Bytes()
})

// seenThrough is img with pixels in it that are seen through.
func seenThrough(img *image.RGBA) *image.RGBA {
	for i := 0; i < len(img.Pix); i += 4 * 37 {
		clear(img.Pix[i:][:4])
	}
	return img
}

func TestTrueColourIsLossless(t *testing.T) {
	for name, img := range map[string]*image.RGBA{
		"more rows than are held": sample.PhotoCard(333, 1100),
		"text":                    sample.TextCard(450, 600, true),
		"no longer than a match":  sample.TextCard(10922, 40, true),
		"longer than a match":     sample.TextCard(10923, 40, true),
		"longest rows":            sample.PhotoCard(65535, 18),
		"one colour":              sample.Fill(600, 500, color.RGBA{9, 99, 199, 255}),
		"gradient":                sample.Gradient(601, 500),
		"noise":                   sample.Noise(300, 400, true),
		"one row":                 sample.Noise(300, 1, true),
		"one column":              sample.Noise(1, 300, true),
		"seen through":            seenThrough(sample.PhotoCard(400, 600)),
	} {
		for _, small := range []bool{false, true} {
			t.Run(fmt.Sprint(name, "/", small), func(t *testing.T) {
				t.Parallel()
				sample.CheckPixels(t, img, sample.DecodePNG(t, encodeTrueColour(img, Options{Small: small})), 0)
			})
		}
	}
}

// TestTrueColourRepeats: a file does not depend on the image that the encoder wrote before.
func TestTrueColourRepeats(t *testing.T) {
	var used Encoder
	for _, small := range []bool{false, true} {
		for _, img := range []*image.RGBA{
			sample.TextCard(450, 600, true), sample.Noise(460, 300, true), sample.TextCard(452, 500, true),
			sample.PhotoCard(600, 500), sample.TextCard(601, 300, true),
		} {
			var fresh Encoder
			want := bytes.Clone(fresh.Encode(img, Options{Small: small}))
			fresh = Encoder{}
			fresh.out.Reset()
			fresh.writeTrueColour(img, small)
			trueColour := bytes.Clone(fresh.out.Bytes())
			if got := used.Encode(img, Options{Small: small}); !bytes.Equal(got, want) {
				t.Errorf("%v: %d bytes, %d with a fresh encoder", img.Rect, len(got), len(want))
			}
			used.out.Reset()
			if used.writeTrueColour(img, small); !bytes.Equal(used.out.Bytes(), trueColour) {
				t.Errorf("%v in true colour: %d bytes, %d with a fresh encoder", img.Rect, used.out.Len(), len(trueColour))
			}
		}
	}
}

// TestTrueColourIsSmall compares cards without a palette with the standard library's files.
func TestTrueColourIsSmall(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds with the race detector, on one goroutine")
	}
	beside := sample.PhotoCard(600, 500) // a photograph beside text
	text := sample.TextCard(600, 500, true)
	for y := range 500 {
		copy(beside.Pix[y*beside.Stride:][:4*350], text.Pix[y*text.Stride:])
	}
	for name, tt := range map[string]struct {
		img  *image.RGBA
		most float64
	}{"text": {text, 0.75}, "photo": {sample.PhotoCard(600, 500), 1.05}, "photo beside text": {beside, 1.05}} {
		var std bytes.Buffer
		if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&std, tt.img); err != nil {
			t.Fatal(err)
		}
		live, small := len(encodeTrueColour(tt.img, Options{})), len(encodeTrueColour(tt.img, Options{Small: true}))
		t.Logf("%s: image/png %d, live %d, small %d bytes", name, std.Len(), live, small)
		sample.Within(t, name, float64(live)/float64(std.Len()), 0, tt.most)
		if small > live {
			t.Errorf("%s: Small has %d bytes, live %d", name, small, live)
		}
	}
}

// TestLooks: what rows show decides how they are filtered.
func TestLooks(t *testing.T) {
	across := image.NewRGBA(image.Rect(0, 0, 600, 32))
	for i := range 600 * 32 {
		across.Set(i%600, i/600, color.RGBA{byte(i % 600 * 200 / 600), 20, 30, 255})
	}
	photograph := sample.PhotoCard(600, 500)
	for name, tt := range map[string]struct {
		img  *image.RGBA
		row  int
		want look
	}{
		"text":                      {sample.TextCard(600, 500, true), 48, drawn},
		"a photograph":              {photograph, 48, photo},
		"a gradient from the left":  {across, 16, drawn}, // rows repeat
		"a gradient both ways":      {sample.Gradient(1200, 400), 48, smooth},
		"text below the photograph": {photograph, 352, drawn},
	} {
		y, got := 0, look(-1)
		new(rowFilter).each(tt.img, 3, false, func(r filteredRow) {
			if y == tt.row {
				got = r.shown
			}
			y++
		})
		if got != tt.want {
			t.Errorf("%s looks like %d, want %d", name, got, tt.want)
		}
	}
}

// FuzzTrueColour repeats the bytes at a distance, so that matches of every kind begin and
// end anywhere.
func FuzzTrueColour(f *testing.F) {
	f.Add([]byte("0123456789abcdef"), uint16(5), uint16(1), false, false)
	f.Add(bytes.Repeat([]byte{7, 7, 7, 9}, 90), uint16(120), uint16(4096), true, false)
	f.Add([]byte{0, 0, 0, 1}, uint16(11000), uint16(9000), false, true)
	f.Fuzz(func(t *testing.T, pix []byte, width, times uint16, clear, small bool) {
		w := int(width)%12000 + 1
		pix = bytes.Repeat(pix, int(times)%5000+1)
		h := min(len(pix)/(4*w), 120_000/w)
		if h == 0 {
			return
		}
		img := image.NewRGBA(image.Rect(0, 0, w, h))
		copy(img.Pix, pix)
		for i := 3; i < len(img.Pix); i += 4 {
			if !clear || img.Pix[i] < 128 {
				img.Pix[i] = 0xFF // in between, premultiplied colours are not kept exactly
			} else {
				copy(img.Pix[i-3:], []byte{0, 0, 0, 0})
			}
		}
		sample.CheckPixels(t, img, sample.DecodePNG(t, encodeTrueColour(img, Options{Small: small})), 0)
	})
}

func BenchmarkTrueColour(b *testing.B) {
	r := rand.New(rand.NewPCG(7, 8))
	text := sample.TextCard(1080, 1440, true)
	for range 400 { // more colours than a palette has
		text.SetRGBA(r.IntN(1080), r.IntN(1440), color.RGBA{byte(r.IntN(256)), byte(r.IntN(256)), 0, 255})
	}
	var e Encoder
	for name, img := range map[string]*image.RGBA{"text": text, "photo": sample.PhotoCard(1080, 1440)} {
		sample.Bench(b, name, func() int {
			e.out.Reset()
			e.writeTrueColour(img, false)
			return e.out.Len()
		})
	}
}
