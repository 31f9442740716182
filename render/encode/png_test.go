package encode

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"sync"
	"testing"
)

func encodePNG(t testing.TB, img *image.RGBA, opts PNGOptions) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := PNG(&b, img, opts); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// decodePNG decodes to premultiplied pixels.
func decodePNG(t testing.TB, data []byte) *image.RGBA {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return toRGBA(img)
}

// checkPixels compares pixels; channels may differ by slack.
func checkPixels(t testing.TB, want, got *image.RGBA, slack int) {
	t.Helper()
	if want.Rect.Size() != got.Rect.Size() {
		t.Fatalf("size %v, want %v", got.Rect.Size(), want.Rect.Size())
	}
	for y := range want.Rect.Dy() {
		a := want.Pix[y*want.Stride:][:4*want.Rect.Dx()]
		b := got.Pix[y*got.Stride:][:4*want.Rect.Dx()]
		for i := range a {
			if d := int(a[i]) - int(b[i]); d > slack || -d > slack {
				t.Fatalf("pixel %d,%d is %v, want %v", i/4, y, b[i&^3:][:4], a[i&^3:][:4])
			}
		}
	}
}

var sizes = [][2]int{{1, 1}, {2, 1}, {1, 9}, {7, 9}, {17, 33}, {64, 48}, {255, 3}}

func TestPNGIsLossless(t *testing.T) {
	kinds := map[string]func(w, h int) *image.RGBA{
		"text":     func(w, h int) *image.RGBA { return textCard(w, h, true) },
		"photo":    photoCard,
		"gradient": gradient,
		"noise":    func(w, h int) *image.RGBA { return noise(w, h, true) },
		"part": func(w, h int) *image.RGBA { // not at the start of its rows
			return photoCard(w+9, h+7).SubImage(image.Rect(5, 3, 5+w, 3+h)).(*image.RGBA)
		},
	}
	for _, n := range []int{1, 2, 3, 4, 5, 16, 17, 255, 256, 257} {
		kinds[fmt.Sprint(n, " colours")] = func(w, h int) *image.RGBA { return colours(w, h, n) }
	}
	for name, kind := range kinds {
		for _, size := range append(sizes, [2]int{150, 100}) {
			img := kind(size[0], size[1])
			for _, small := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s/%d×%d/%v", name, size[0], size[1], small), func(t *testing.T) {
					checkPixels(t, img, decodePNG(t, encodePNG(t, img, PNGOptions{Small: small})), 0)
				})
			}
		}
	}
}

func TestPNGKeepsTransparency(t *testing.T) {
	many := noise(40, 30, false)
	few := fill(40, 30, color.RGBA{10, 20, 30, 255})
	draw.Draw(few, image.Rect(5, 5, 20, 20), image.NewUniform(color.NRGBA{200, 0, 0, 100}), image.Point{}, draw.Src)
	draw.Draw(few, image.Rect(20, 5, 30, 20), image.Transparent, image.Point{}, draw.Src)
	for name, img := range map[string]*image.RGBA{"RGBA": many, "palette": few} {
		// PNG's colours are not premultiplied; the way there and back rounds.
		checkPixels(t, img, decodePNG(t, encodePNG(t, img, PNGOptions{})), 1)
		if got := encodePNG(t, img, PNGOptions{})[25]; (got == colourPalette) != (name == "palette") {
			t.Errorf("%s has colour type %d", name, got)
		}
	}
}

func TestPNGForms(t *testing.T) {
	for _, tt := range []struct {
		colours       int
		depth, colour byte
	}{
		{1, 1, colourPalette}, {2, 1, colourPalette}, {4, 2, colourPalette}, {5, 4, colourPalette},
		{16, 4, colourPalette}, {17, 8, colourPalette}, {256, 8, colourPalette}, {257, 8, colourRGB},
	} {
		data := encodePNG(t, colours(64, 64, tt.colours), PNGOptions{})
		if depth, colour := data[24], data[25]; depth != tt.depth || colour != tt.colour {
			t.Errorf("%d colours: depth %d, colour type %d; want %d, %d", tt.colours, depth, colour, tt.depth, tt.colour)
		}
	}
}

// TestPNGChunks reads the chunks as a strict decoder does.
func TestPNGChunks(t *testing.T) {
	data := encodePNG(t, textCard(90, 60, false), PNGOptions{})
	var names []string
	for rest := data[8:]; len(rest) > 0; {
		n := binary.BigEndian.Uint32(rest)
		names = append(names, string(rest[4:8]))
		rest = rest[12+n:]
	}
	if got, want := fmt.Sprint(names), "[IHDR sRGB PLTE IDAT IEND]"; got != want {
		t.Errorf("chunks %s, want %s", got, want)
	}
}

func TestSizesThatCannotBe(t *testing.T) {
	for _, r := range []image.Rectangle{{}, image.Rect(0, 0, 5, 0), image.Rect(0, 0, 1<<16, 1)} {
		img := image.NewRGBA(r)
		if err := PNG(&bytes.Buffer{}, img, PNGOptions{}); err == nil {
			t.Errorf("PNG of %v gives no error", r)
		}
		if err := JPEG(&bytes.Buffer{}, img, JPEGOptions{}); err == nil {
			t.Errorf("JPEG of %v gives no error", r)
		}
		if _, err := Fit(img, FormatPNG, Budget{}); err == nil {
			t.Errorf("Fit of %v gives no error", r)
		}
	}
}

// TestSmallerThanImagePNG compares the bytes with the standard library's at the
// like setting.
func TestSmallerThanImagePNG(t *testing.T) {
	std := func(img image.Image, l png.CompressionLevel) float64 {
		var b bytes.Buffer
		if err := (&png.Encoder{CompressionLevel: l}).Encode(&b, img); err != nil {
			t.Fatal(err)
		}
		return float64(b.Len())
	}
	for _, tt := range []struct {
		name        string
		img         *image.RGBA
		live, small float64 // most, of image/png's
	}{
		{"text", textCard(450, 600, true), 0.7, 0.7},
		{"photo", photoCard(450, 600), 1.1, 1.05},
		{"gradient", gradient(450, 600), 1.1, 1.25},
	} {
		live := float64(len(encodePNG(t, tt.img, PNGOptions{})))
		small := float64(len(encodePNG(t, tt.img, PNGOptions{Small: true})))
		t.Logf("%s: %.0f, small %.0f bytes", tt.name, live, small)
		within(t, tt.name+" against BestSpeed", live/std(tt.img, png.BestSpeed), 0, tt.live)
		within(t, tt.name+" small against default", small/std(tt.img, png.DefaultCompression), 0, tt.small)
		if small > live {
			t.Errorf("%s: Small has %.0f bytes, live %.0f", tt.name, small, live)
		}
	}
}

// TestBytesDependOnPixelsAlone encodes different images at once, so that
// buffers change hands.
func TestBytesDependOnPixelsAlone(t *testing.T) {
	images := []*image.RGBA{textCard(200, 300, true), photoCard(310, 120), noise(64, 64, false), gradient(90, 200)}
	type key struct {
		image int
		jpeg  bool
	}
	want := map[key][]byte{}
	run := func(k key) []byte {
		format := FormatPNG
		if k.jpeg {
			format = FormatJPEG
		}
		r, err := Fit(images[k.image], format, Budget{})
		if err != nil {
			t.Error(err)
		}
		return r.Bytes
	}
	for i := range images {
		for _, jpeg := range []bool{false, true} {
			want[key{i, jpeg}] = run(key{i, jpeg})
		}
	}
	var wg sync.WaitGroup
	for g := range 8 {
		wg.Go(func() {
			for i := range 12 {
				k := key{(g + i) % len(images), (g+i)%3 == 0}
				if !bytes.Equal(run(k), want[k]) {
					t.Errorf("image %d comes out differently", k.image)
				}
			}
		})
	}
	wg.Wait()
}

func FuzzPNG(f *testing.F) {
	f.Add([]byte("0123456789abcdef"), uint8(2), false)
	f.Add(bytes.Repeat([]byte{1, 2, 3, 255}, 900), uint8(30), true)
	f.Fuzz(func(t *testing.T, pix []byte, width uint8, small bool) {
		img := fuzzImage(pix, int(width))
		if img == nil {
			return
		}
		checkPixels(t, img, decodePNG(t, encodePNG(t, img, PNGOptions{Small: small})), 0)
	})
}

// fuzzImage is an opaque image of the bytes.
func fuzzImage(pix []byte, w int) *image.RGBA {
	if w == 0 || len(pix) < 3*w {
		return nil
	}
	h := len(pix) / (3 * w)
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range w * h {
		copy(img.Pix[4*i:], pix[3*i:][:3])
		img.Pix[4*i+3] = 0xFF
	}
	return img
}

func BenchmarkPNG(b *testing.B) {
	for name, img := range map[string]*image.RGBA{"text": textCard(1080, 1440, true), "photo": photoCard(1080, 1440)} {
		bench := func(how string, encode func(*bytes.Buffer) error) {
			b.Run(name+"/"+how, func(b *testing.B) {
				b.ReportAllocs()
				var out bytes.Buffer
				for b.Loop() {
					out.Reset()
					if err := encode(&out); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(out.Len()), "bytes")
			})
		}
		bench("live", func(out *bytes.Buffer) error { return PNG(out, img, PNGOptions{}) })
		bench("small", func(out *bytes.Buffer) error { return PNG(out, img, PNGOptions{Small: true}) })
		bench("std", func(out *bytes.Buffer) error {
			return (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(out, img)
		})
	}
}
