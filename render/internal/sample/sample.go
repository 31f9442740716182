// Package sample has the images that the encoders' tests write, and what they ask of
// the result.
package sample

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"math"
	"math/rand/v2"
	"sync"
	"testing"
)

// TextCard is a canvas as text without a photograph makes it: a ground, a bar,
// lines of strokes with 16 grey edges, red strokes among them if red is set.
func TextCard(w, h int, red bool) *image.RGBA {
	img := Fill(w, h, color.RGBA{250, 248, 243, 255})
	r := rand.New(rand.NewPCG(1, 2))
	for top := h / 10; top+40 < h; top += 60 {
		accent := red && top/60%4 == 0
		for left := w / 12; left+40 < w-w/12; left += 40 {
			for range 5 { // strokes of a character
				stroke(img, r, left, top, accent)
			}
		}
	}
	return img
}

func stroke(img *image.RGBA, r *rand.Rand, left, top int, accent bool) {
	x, y := left+r.IntN(28), top+r.IntN(28)
	dx, dy := 3, 4+r.IntN(24)
	if r.IntN(2) == 0 {
		dx, dy = dy, dx
	}
	for j := range dy {
		for i := range dx {
			ink := 15.0
			if i == 0 || j == 0 || i == dx-1 || j == dy-1 {
				ink = float64(r.IntN(16))
			}
			o := img.PixOffset(x+i, y+j)
			for c, ground := range [3]float64{250, 248, 243} {
				target := [3]float64{26, 26, 26}[c]
				if accent {
					target = [3]float64{200, 22, 29}[c]
				}
				img.Pix[o+c] = byte(ground + (target-ground)*ink/15)
			}
		}
	}
}

// Fill has one colour.
func Fill(w, h int, c color.RGBA) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := 0; i < len(img.Pix); i += 4 {
		img.Pix[i], img.Pix[i+1], img.Pix[i+2], img.Pix[i+3] = c.R, c.G, c.B, c.A
	}
	return img
}

// PhotoCard has something like a photograph in its upper half: shapes of many
// sizes with a camera's noise.
func PhotoCard(w, h int) *image.RGBA {
	img := TextCard(w, h, false)
	r := rand.New(rand.NewPCG(3, 4))
	for y := range h / 2 {
		for x := range w {
			fx, fy := float64(x), float64(y)
			v := 40*math.Sin(fx/97+math.Sin(fy/61)*2) + 22*math.Sin(fx/19+fy/23) + 9*math.Sin(fx/5-fy/7)
			v += r.NormFloat64() * 3
			o := img.PixOffset(x, y)
			for c, k := range [3]float64{1, 0.85, 0.6} {
				img.Pix[o+c] = byte(min(max(118+v*k+fy/20, 0), 255))
			}
		}
	}
	return img
}

// Gradient is smooth in both directions.
func Gradient(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.SetRGBA(x, y, color.RGBA{byte(255 * x / w), byte(255 * y / h), byte(127 * (x + y) / (w + h)), 255})
		}
	}
	return img
}

// Colours has n Colours in a pattern without runs.
func Colours(w, h, n int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			k := (x*7 + y*13) % n
			img.SetRGBA(x, y, color.RGBA{byte(k), byte(k >> 4), byte(k * 3), 255})
		}
	}
	return img
}

// Noise has random pixels, of random alpha where it is not opaque.
func Noise(w, h int, opaque bool) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	r := rand.New(rand.NewPCG(5, 6))
	for y := range h {
		for x := range w {
			a := byte(255)
			if !opaque {
				a = byte(r.IntN(256))
			}
			c := color.NRGBA{byte(r.IntN(256)), byte(r.IntN(256)), byte(r.IntN(256)), a}
			img.Set(x, y, c)
		}
	}
	return img
}

// PSNR is the peak signal-to-Noise ratio of all channels, dB.
func PSNR(a, b image.Image) float64 {
	return ratio(a, b, func(r, g, b float64) float64 { return (r*r + g*g + b*b) / 3 })
}

// LumaPSNR is that of Y alone, which chroma subsampling hardly touches.
func LumaPSNR(a, b image.Image) float64 {
	return ratio(a, b, func(r, g, b float64) float64 {
		y := 0.299*r + 0.587*g + 0.114*b
		return y * y
	})
}

// ratio is the PSNR of images by the error of a pixel whose channels differ so.
func ratio(a, b image.Image, square func(r, g, b float64) float64) float64 {
	p, q := ToRGBA(a), ToRGBA(b)
	sum := 0.0
	for i := 0; i < len(p.Pix); i += 4 {
		d := func(c int) float64 { return float64(p.Pix[i+c]) - float64(q.Pix[i+c]) }
		sum += square(d(0), d(1), d(2))
	}
	return 10 * math.Log10(255*255*float64(len(p.Pix)/4)/sum)
}

// ToRGBA copies img, its top left corner at 0,0.
func ToRGBA(img image.Image) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, img.Bounds().Dx(), img.Bounds().Dy()))
	draw.Draw(out, out.Rect, img, img.Bounds().Min, draw.Src)
	return out
}

// Within fails the test where got is not from least to most.
func Within(t *testing.T, what string, got, least, most float64) {
	t.Helper()
	if got < least || got > most {
		t.Errorf("%s is %.2f, want %.2f to %.2f", what, got, least, most)
	}
}

// Sizes are widths and heights that do not fill whole blocks or bytes.
func Sizes() [][2]int { return [][2]int{{1, 1}, {2, 1}, {1, 9}, {7, 9}, {17, 33}, {64, 48}, {255, 3}} }

// DecodePNG decodes to premultiplied pixels.
func DecodePNG(t testing.TB, data []byte) *image.RGBA {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return ToRGBA(img)
}

// DecodeJPEG decodes by image/jpeg.
func DecodeJPEG(t testing.TB, data []byte) image.Image {
	t.Helper()
	img, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// CheckPixels compares pixels; channels may differ by slack.
func CheckPixels(t testing.TB, want, got *image.RGBA, slack int) {
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

// FromBytes is an opaque image of the bytes, w px wide; nil where there are too few.
func FromBytes(pix []byte, w int) *image.RGBA {
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

// Pooled returns encode with encoders that are used again and again, so that what one
// image leaves in them shows in the next.
func Pooled[E, O any](encode func(e *E, img *image.RGBA, opts O) []byte) func(*image.RGBA, O) []byte {
	pool := sync.Pool{New: func() any { return new(E) }}
	return func(img *image.RGBA, opts O) []byte {
		e := pool.Get().(*E)
		defer pool.Put(e)
		return bytes.Clone(encode(e, img, opts))
	}
}

// Bench measures encode, which returns how many bytes it wrote.
func Bench(b *testing.B, name string, encode func() int) {
	b.Run(name, func(b *testing.B) {
		b.ReportAllocs()
		size := 0
		for b.Loop() {
			size = encode()
		}
		b.ReportMetric(float64(size), "bytes")
	})
}
