package jpeg

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"testing"

	"sharecard/render/internal/sample"
)

var encodeJPEG = sample.Pooled((*Encoder).Encode)

// TestJPEGIsAsGoodAsImageJPEG: same quality, same tables, so the same pictures
// within 0.1 dB and no more bytes.
func TestJPEGIsAsGoodAsImageJPEG(t *testing.T) {
	images := map[string]*image.RGBA{
		"text": sample.TextCard(300, 200, true), "photo": sample.PhotoCard(300, 200),
		"odd": sample.PhotoCard(173, 131), "gradient": sample.Gradient(160, 160),
	}
	for name, img := range images {
		for _, quality := range []int{1, 30, 50, 75, 90, 100} {
			var std bytes.Buffer
			if err := jpeg.Encode(&std, img, &jpeg.Options{Quality: quality}); err != nil {
				t.Fatal(err)
			}
			size := std.Len()
			want := sample.DecodeJPEG(t, std.Bytes())
			what := fmt.Sprintf("%s at %d", name, quality)

			halved := encodeJPEG(img, Options{quality, Halved})
			sample.Within(t, what+": PSNR", sample.PSNR(img, sample.DecodeJPEG(t, halved)), sample.PSNR(img, want)-0.1, 99)
			sample.Within(t, what+": size", float64(len(halved)), 0, 1.02*float64(size))

			full := sample.DecodeJPEG(t, encodeJPEG(img, Options{quality, Full}))
			sample.Within(t, what+": PSNR of luma in 4:4:4", sample.LumaPSNR(img, full), sample.LumaPSNR(img, want)-0.1, 99)
			if full.(*image.YCbCr).SubsampleRatio != image.YCbCrSubsampleRatio444 {
				t.Errorf("%s: 4:4:4 is not what was written", what)
			}
		}
	}
}

func TestJPEGSizes(t *testing.T) {
	for _, size := range append(sample.Sizes(), [2]int{16, 16}, [2]int{8, 24}) {
		for _, s := range []Subsampling{Auto, Full, Halved} {
			flat := sample.Fill(size[0], size[1], color.RGBA{200, 30, 40, 255})
			got := sample.DecodeJPEG(t, encodeJPEG(flat, Options{95, s}))
			if got.Bounds().Size() != flat.Rect.Size() {
				t.Fatalf("%v %v: size %v", size, s, got.Bounds().Size())
			}
			sample.Within(t, fmt.Sprintf("%v %v: PSNR of a flat image", size, s), sample.PSNR(flat, got), 40, 1e9)
			img := sample.PhotoCard(size[0], size[1])
			got = sample.DecodeJPEG(t, encodeJPEG(img, Options{95, s}))
			sample.Within(t, fmt.Sprintf("%v %v: PSNR", size, s), sample.PSNR(img, got), 25, 1e9)
		}
	}
}

func TestTransparentPixelsLieOnWhite(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 16, 16))
	img.SetRGBA(3, 3, color.RGBA{0, 0, 0, 0})
	got := sample.DecodeJPEG(t, encodeJPEG(img, Options{}))
	if r, g, b, _ := got.At(8, 8).RGBA(); r>>8 < 254 || g>>8 < 254 || b>>8 < 254 {
		t.Errorf("transparent is %d, %d, %d; want white", r>>8, g>>8, b>>8)
	}
}

func TestAutoKeepsColourOfText(t *testing.T) {
	for _, tt := range []struct {
		name string
		img  *image.RGBA
		want image.YCbCrSubsampleRatio
	}{
		{"grey text", sample.TextCard(400, 400, false), image.YCbCrSubsampleRatio420},
		{"red text", sample.TextCard(400, 400, true), image.YCbCrSubsampleRatio444},
		{"photo", sample.PhotoCard(400, 400), image.YCbCrSubsampleRatio420},
	} {
		got := sample.DecodeJPEG(t, encodeJPEG(tt.img, Options{})).(*image.YCbCr)
		if got.SubsampleRatio != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got.SubsampleRatio, tt.want)
		}
	}
}

// TestHuffmanLengths checks what JPEG asks of a code: at most 16 bits, never
// all ones, and a prefix of no other (the Kraft sum leaves room for one more).
func TestHuffmanLengths(t *testing.T) {
	fibonacci := make([]uint32, 256) // the longest codes there are
	a, b := uint32(1), uint32(1)
	for i := range 40 {
		fibonacci[i] = a
		a, b = b, a+b
	}
	equal := make([]uint32, 256)
	for i := range equal {
		equal[i] = 7
	}
	one := make([]uint32, 256)
	one[0x35] = 3
	for name, counts := range map[string][]uint32{"fibonacci": fibonacci, "equal": equal, "one": one} {
		lengths, symbols := huffLengths(counts)
		used, total, kraft := 0, 0, 0.0
		for _, n := range counts {
			if n > 0 {
				used++
			}
		}
		for i, n := range lengths {
			total += int(n)
			kraft += float64(n) / float64(int(2)<<i)
		}
		if len(symbols) != used || total != used {
			t.Errorf("%s: %d symbols, %d codes, want %d", name, len(symbols), total, used)
		}
		if kraft >= 1 {
			t.Errorf("%s: Kraft sum %g leaves no room for the code of ones", name, kraft)
		}
	}
}

func FuzzJPEG(f *testing.F) {
	f.Add([]byte("0123456789abcdef"), uint8(2), uint8(75), true)
	f.Add(bytes.Repeat([]byte{1, 2, 3, 255, 0}, 900), uint8(30), uint8(100), false)
	f.Fuzz(func(t *testing.T, pix []byte, width, quality uint8, full bool) {
		img := sample.FromBytes(pix, int(width))
		if img == nil {
			return
		}
		opts := Options{int(quality), Halved}
		if full {
			opts.Subsampling = Full
		}
		got := sample.DecodeJPEG(t, encodeJPEG(img, opts))
		if got.Bounds().Size() != img.Rect.Size() {
			t.Fatalf("size %v, want %v", got.Bounds().Size(), img.Rect.Size())
		}
		if full && quality == 100 {
			sample.Within(t, "luma PSNR at 100", sample.LumaPSNR(img, got), 40, 1e9)
		}
	})
}

func BenchmarkJPEG(b *testing.B) {
	for name, img := range map[string]*image.RGBA{"text": sample.TextCard(1080, 1440, true), "photo": sample.PhotoCard(1080, 1440)} {
		var own Encoder
		sample.Bench(b, name+"/444", func() int { return len(own.Encode(img, Options{88, Full})) })
		sample.Bench(b, name+"/420", func() int { return len(own.Encode(img, Options{88, Halved})) })
		var out bytes.Buffer
		sample.Bench(b, name+"/std", func() int {
			out.Reset()
			if err := jpeg.Encode(&out, img, &jpeg.Options{Quality: 88}); err != nil {
				b.Fatal(err)
			}
			return out.Len()
		})
	}
}
