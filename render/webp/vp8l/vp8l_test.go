package vp8l

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"testing"

	"golang.org/x/image/vp8l"

	"sharecard/render/internal/sample"
	"sharecard/render/png"
)

var encode = sample.Pooled((*Encoder).Encode)

func decode(t testing.TB, payload []byte) *image.RGBA {
	t.Helper()
	img, err := vp8l.Decode(bytes.NewReader(payload))
	if err != nil {
		t.Fatal(err)
	}
	return sample.ToRGBA(img)
}

func TestLossless(t *testing.T) {
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
		for _, size := range append(sample.Sizes(), [2]int{150, 100}, [2]int{300, 400}) {
			img := kind(size[0], size[1])
			for _, small := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s/%d×%d/%v", name, size[0], size[1], small), func(t *testing.T) {
					sample.CheckPixels(t, img, decode(t, encode(img, Options{Small: small})), 0)
				})
			}
		}
	}
}

func TestKeepsTransparency(t *testing.T) {
	many := sample.Noise(40, 30, false)
	few := sample.Fill(40, 30, color.RGBA{10, 20, 30, 255})
	draw.Draw(few, image.Rect(5, 5, 20, 20), image.NewUniform(color.NRGBA{200, 0, 0, 100}), image.Point{}, draw.Src)
	draw.Draw(few, image.Rect(20, 5, 30, 20), image.Transparent, image.Point{}, draw.Src)
	for _, img := range []*image.RGBA{many, few} {
		payload := encode(img, Options{})
		if alpha := binary.LittleEndian.Uint32(payload[1:]) >> 28 & 1; alpha != 1 {
			t.Error("the header says that the image is opaque")
		}
		// WebP's colours are not premultiplied; the way there and back rounds.
		sample.CheckPixels(t, img, decode(t, payload), 1)
	}
}

// TestSmallerThanPNG compares the bytes with those that package png makes of the image.
func TestSmallerThanPNG(t *testing.T) {
	asPNG := sample.Pooled((*png.Encoder).Encode)
	for _, tt := range []struct {
		name        string
		img         *image.RGBA
		live, small float64 // most, of package png's
	}{
		{"text", sample.TextCard(900, 1200, true), 0.85, 0.92},
		{"photo", sample.PhotoCard(450, 600), 0.75, 0.75},
	} {
		for _, small := range []bool{false, true} {
			ours, theirs := len(encode(tt.img, Options{Small: small})), len(asPNG(tt.img, png.Options{Small: small}))
			t.Logf("%s, small %v: %d bytes, as PNG %d", tt.name, small, ours, theirs)
			most := tt.live
			if small {
				most = tt.small
			}
			sample.Within(t, fmt.Sprintf("%s, small %v", tt.name, small), float64(ours)/float64(theirs), 0, most)
		}
	}
}

// TestPaletteOnly: what has too many colours for a palette is left to another encoder.
func TestPaletteOnly(t *testing.T) {
	for name, img := range map[string]*image.RGBA{"text": sample.TextCard(90, 60, true), "photo": sample.PhotoCard(300, 200)} {
		var e Encoder
		payload := e.Encode(img, Options{PaletteOnly: true})
		if written := payload != nil; written != (name == "text") || e.UsedPalette() != written {
			t.Errorf("%s: written %v, with a palette %v", name, written, e.UsedPalette())
		}
	}
}

func FuzzVP8L(f *testing.F) {
	f.Add([]byte("0123456789abcdef"), uint8(2), false)
	f.Add(bytes.Repeat([]byte{1, 2, 3, 255}, 900), uint8(30), true)
	f.Fuzz(func(t *testing.T, pix []byte, width uint8, small bool) {
		img := sample.FromBytes(pix, int(width))
		if img == nil {
			return
		}
		sample.CheckPixels(t, img, decode(t, encode(img, Options{Small: small})), 0)
	})
}

func BenchmarkVP8L(b *testing.B) {
	for name, img := range map[string]*image.RGBA{"text": sample.TextCard(1080, 1440, true), "photo": sample.PhotoCard(1080, 1440)} {
		for _, small := range []bool{false, true} {
			var e Encoder
			sample.Bench(b, fmt.Sprintf("%s/%v/webp", name, small), func() int { return len(e.Encode(img, Options{Small: small})) })
			var p png.Encoder
			sample.Bench(b, fmt.Sprintf("%s/%v/png", name, small), func() int { return len(p.Encode(img, png.Options{Small: small})) })
		}
	}
}
