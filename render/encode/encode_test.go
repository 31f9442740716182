package encode

import (
	"bytes"
	"image"
	"image/jpeg"
	"image/png"
	"math"
	"math/rand"
	"testing"
)

func card(w, h int, photo bool) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	r := rand.New(rand.NewSource(1))
	for y := 0; y < h; y++ {
		for x := 0; x < w; x++ {
			o := img.PixOffset(x, y)
			p := img.Pix[o : o+4]
			v := byte(250)
			p[0], p[1], p[2], p[3] = v, v-2, v-5, 255
			if photo && y < h/2 {
				f := math.Sin(float64(x)/40) + math.Cos(float64(y)/23+float64(x)/90)
				n := r.Float64() * 10
				p[0] = byte(120 + 40*f + n)
				p[1] = byte(100 + 30*f + n)
				p[2] = byte(90 - 30*f + n)
			} else if (y/40)%2 == 0 && (x*7+y*13)%11 < 3 && (x/30)%3 != 0 {
				d := byte(r.Intn(64) * 4)
				p[0] = d
				p[1] = d
				p[2] = d
			}
		}
	}
	return img
}
func TestQuick(t *testing.T) {
	for _, ph := range []bool{false, true} {
		for _, sz := range [][2]int{{1, 1}, {7, 9}, {17, 33}, {200, 300}, {1080, 1440}} {
			img := card(sz[0], sz[1], ph)
			for _, small := range []bool{false, true} {
				var b bytes.Buffer
				if err := PNG(&b, img, PNGOptions{Small: small}); err != nil {
					t.Fatal(err)
				}
				got, err := png.Decode(bytes.NewReader(b.Bytes()))
				if err != nil {
					t.Fatal(err)
				}
				for y := 0; y < sz[1]; y++ {
					for x := 0; x < sz[0]; x++ {
						a, bb, c, d := got.At(x, y).RGBA()
						e, f, g, h := img.At(x, y).RGBA()
						if a != e || bb != f || c != g || d != h {
							t.Fatal("diff", x, y)
						}
					}
				}
				var std bytes.Buffer
				(&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&std, img)
				t.Log("png", ph, sz, small, b.Len(), std.Len())
			}
			for _, s := range []Subsampling{Auto, Full, Halved} {
				var b bytes.Buffer
				if err := JPEG(&b, img, JPEGOptions{75, s}); err != nil {
					t.Fatal(err)
				}
				got, err := jpeg.Decode(bytes.NewReader(b.Bytes()))
				if err != nil {
					t.Fatal(err)
				}
				var std bytes.Buffer
				jpeg.Encode(&std, img, &jpeg.Options{Quality: 75})
				sg, _ := jpeg.Decode(&std)
				t.Log("jpeg", ph, sz, s, b.Len(), psnr(img, got), "std", std.Len(), psnr(img, sg))
			}
		}
	}
}
func psnr(a, b image.Image) float64 {
	var s float64
	r := a.Bounds()
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			r1, g1, b1, _ := a.At(x, y).RGBA()
			r2, g2, b2, _ := b.At(x, y).RGBA()
			for _, d := range []float64{float64(r1>>8) - float64(r2>>8), float64(g1>>8) - float64(g2>>8), float64(b1>>8) - float64(b2>>8)} {
				s += d * d
			}
		}
	}
	return 10 * math.Log10(255*255/(s/float64(3*r.Dx()*r.Dy())))
}
func BenchmarkQ(b *testing.B) {
	for _, ph := range []bool{false, true} {
		img := card(1080, 1440, ph)
		n := map[bool]string{false: "text", true: "photo"}[ph]
		var buf bytes.Buffer
		run := func(name string, f func()) {
			b.Run(n+"/"+name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					buf.Reset()
					f()
				}
				b.ReportMetric(float64(buf.Len()), "bytes")
			})
		}
		run("png", func() { PNG(&buf, img, PNGOptions{}) })
		run("pngsmall", func() { PNG(&buf, img, PNGOptions{Small: true}) })
		run("pngstd", func() { (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&buf, img) })
		run("jpegfull", func() { JPEG(&buf, img, JPEGOptions{88, Full}) })
		run("jpeghalf", func() { JPEG(&buf, img, JPEGOptions{88, Halved}) })
		run("jpegstd", func() { jpeg.Encode(&buf, img, &jpeg.Options{Quality: 88}) })
	}
}
func TestFitQ(t *testing.T) {
	img := card(1080, 1440, true)
	for _, m := range []int{1500000, 1200000, 600000, 100000} {
		r, err := Fit(img, FormatPNG, m)
		if err != nil {
			t.Fatal(err)
		}
		g, err := png.Decode(bytes.NewReader(r.Bytes))
		if err != nil {
			t.Fatal(err)
		}
		t.Log(m, len(r.Bytes), r.Palette, r.Reduced, r.OverLimit, psnr(img, g))
	}
	for _, m := range []int{0, 500000, 300000, 200000, 150000, 100000, 20000} {
		r, err := Fit(img, FormatJPEG, m)
		if err != nil {
			t.Fatal(err)
		}
		t.Log(m, len(r.Bytes), r.Quality, r.Subsampling, r.OverLimit)
	}
}
