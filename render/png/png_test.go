package png

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"testing"

	"sharecard/render/internal/sample"
)

var encodePNG = sample.Pooled((*Encoder).Encode)

func TestPNGIsLossless(t *testing.T) {
	kinds := map[string]func(w, h int) *image.RGBA{
		"text":     func(w, h int) *image.RGBA { return sample.TextCard(w, h, true) },
		"photo":    sample.PhotoCard,
		"gradient": sample.Gradient,
		"noise":    func(w, h int) *image.RGBA { return sample.Noise(w, h, true) },
		"part": func(w, h int) *image.RGBA { // not at the start of its rows
			return sample.PhotoCard(w+9, h+7).SubImage(image.Rect(5, 3, 5+w, 3+h)).(*image.RGBA)
		},
	}
	for _, n := range []int{1, 2, 3, 4, 5, 16, 17, 255, 256, 257} {
		kinds[fmt.Sprint(n, " colours")] = func(w, h int) *image.RGBA { return sample.Colours(w, h, n) }
	}
	for name, kind := range kinds {
		for _, size := range append(sample.Sizes(), [2]int{150, 100}) {
			img := kind(size[0], size[1])
			for _, small := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s/%d×%d/%v", name, size[0], size[1], small), func(t *testing.T) {
					sample.CheckPixels(t, img, sample.DecodePNG(t, encodePNG(img, Options{Small: small})), 0)
				})
			}
		}
	}
}

func TestPNGKeepsTransparency(t *testing.T) {
	many := sample.Noise(40, 30, false)
	few := sample.Fill(40, 30, color.RGBA{10, 20, 30, 255})
	draw.Draw(few, image.Rect(5, 5, 20, 20), image.NewUniform(color.NRGBA{200, 0, 0, 100}), image.Point{}, draw.Src)
	draw.Draw(few, image.Rect(20, 5, 30, 20), image.Transparent, image.Point{}, draw.Src)
	for name, img := range map[string]*image.RGBA{"RGBA": many, "palette": few} {
		// PNG's colours are not premultiplied; the way there and back rounds.
		sample.CheckPixels(t, img, sample.DecodePNG(t, encodePNG(img, Options{})), 1)
		if got := encodePNG(img, Options{})[25]; (got == typePalette) != (name == "palette") {
			t.Errorf("%s has colour type %d", name, got)
		}
	}
}

func TestPNGForms(t *testing.T) {
	for _, tt := range []struct {
		colours       int
		depth, colour byte
	}{
		{1, 1, typePalette}, {2, 1, typePalette}, {4, 2, typePalette}, {5, 4, typePalette},
		{16, 4, typePalette}, {17, 8, typePalette}, {256, 8, typePalette}, {257, 8, typeRGB},
	} {
		data := encodePNG(sample.Colours(64, 64, tt.colours), Options{})
		if depth, colour := data[24], data[25]; depth != tt.depth || colour != tt.colour {
			t.Errorf("%d colours: depth %d, colour type %d; want %d, %d", tt.colours, depth, colour, tt.depth, tt.colour)
		}
	}
}

// TestPNGChunks reads the chunks as a strict decoder does.
func TestPNGChunks(t *testing.T) {
	data := encodePNG(sample.TextCard(90, 60, false), Options{})
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
		{"text", sample.TextCard(450, 600, true), 0.7, 0.7},
		{"photo", sample.PhotoCard(450, 600), 1.1, 1.05},
		{"gradient", sample.Gradient(450, 600), 1.1, 1.25},
	} {
		live := float64(len(encodePNG(tt.img, Options{})))
		small := float64(len(encodePNG(tt.img, Options{Small: true})))
		t.Logf("%s: %.0f, small %.0f bytes", tt.name, live, small)
		sample.Within(t, tt.name+" against BestSpeed", live/std(tt.img, png.BestSpeed), 0, tt.live)
		sample.Within(t, tt.name+" small against default", small/std(tt.img, png.DefaultCompression), 0, tt.small)
		if small > live {
			t.Errorf("%s: Small has %.0f bytes, live %.0f", tt.name, small, live)
		}
	}
}

func FuzzPNG(f *testing.F) {
	f.Add([]byte("0123456789abcdef"), uint8(2), false)
	f.Add(bytes.Repeat([]byte{1, 2, 3, 255}, 900), uint8(30), true)
	f.Fuzz(func(t *testing.T, pix []byte, width uint8, small bool) {
		img := sample.FromBytes(pix, int(width))
		if img == nil {
			return
		}
		sample.CheckPixels(t, img, sample.DecodePNG(t, encodePNG(img, Options{Small: small})), 0)
	})
}

func BenchmarkPNG(b *testing.B) {
	for name, img := range map[string]*image.RGBA{"text": sample.TextCard(1080, 1440, true), "photo": sample.PhotoCard(1080, 1440)} {
		var e Encoder
		sample.Bench(b, name+"/live", func() int { return len(e.Encode(img, Options{})) })
		sample.Bench(b, name+"/small", func() int { return len(e.Encode(img, Options{Small: true})) })
		var out bytes.Buffer
		sample.Bench(b, name+"/std", func() int {
			out.Reset()
			if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&out, img); err != nil {
				b.Fatal(err)
			}
			return out.Len()
		})
	}
}
