package encode

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"slices"
	"sync"
	"testing"

	"sharecard/render/internal/sample"
	"sharecard/render/jpeg"
)

func TestFitPNG(t *testing.T) {
	photo, text := sample.PhotoCard(300, 400), sample.TextCard(300, 400, true)
	unlimited, err := Fit(photo, PNG, Budget{})
	if err != nil || unlimited.Palette || unlimited.OverLimit {
		t.Fatalf("no limit: %+v, %v", unlimited, err)
	}
	for _, tt := range []struct {
		name                   string
		img                    *image.RGBA
		limit                  int
		palette, reduced, over bool
	}{
		{"room enough", photo, len(unlimited.Bytes), false, false, false},
		{"a little less", photo, len(unlimited.Bytes) - 1, false, false, false},
		{"two thirds", photo, len(unlimited.Bytes) * 6 / 10, true, true, false},
		{"nothing", photo, 100, true, true, true},
		{"text", text, 1 << 20, true, false, false},
		{"text in nothing", text, 100, true, false, true},
	} {
		r, err := Fit(tt.img, PNG, Budget{Bytes: tt.limit})
		if err != nil {
			t.Fatal(err)
		}
		if r.Palette != tt.palette || r.Reduced != tt.reduced || r.OverLimit != tt.over {
			t.Errorf("%s: palette %v, reduced %v, over %v in %d of %d bytes",
				tt.name, r.Palette, r.Reduced, r.OverLimit, len(r.Bytes), tt.limit)
		}
		if r.OverLimit != (len(r.Bytes) > tt.limit) {
			t.Errorf("%s: %d bytes, over limit %v", tt.name, len(r.Bytes), r.OverLimit)
		}
		got := sample.DecodePNG(t, r.Bytes)
		if r.Reduced {
			sample.Within(t, tt.name+": PSNR", sample.PSNR(tt.img, got), 36, 99)
		} else {
			sample.CheckPixels(t, tt.img, got, 0)
		}
	}
}

// TestReducedKeepsFlatColours: the ground of a card and its text stay what they
// are when a photograph takes the palette.
func TestReducedKeepsFlatColours(t *testing.T) {
	img := sample.PhotoCard(400, 600)
	r, err := Fit(img, PNG, Budget{Bytes: 100})
	if err != nil || !r.Reduced {
		t.Fatalf("reduced %v, %v", r.Reduced, err)
	}
	got := sample.DecodePNG(t, r.Bytes)
	ground := color.RGBA{250, 248, 243, 255}
	changed, total := 0, 0
	for y := 300; y < 600; y++ {
		for x := range 400 {
			if img.RGBAAt(x, y) == ground {
				total++
				if got.RGBAAt(x, y) != ground {
					changed++
				}
			}
		}
	}
	if changed > 0 || total == 0 {
		t.Errorf("%d of %d pixels of the ground changed", changed, total)
	}
}

func TestFitJPEG(t *testing.T) {
	for name, img := range map[string]*image.RGBA{"photo": sample.PhotoCard(300, 400), "red text": sample.TextCard(300, 400, true)} {
		best, err := Fit(img, JPEG, Budget{})
		if err != nil || best.Quality != jpeg.DefaultQuality || best.OverLimit {
			t.Fatalf("%s: no limit: quality %d, over %v, %v", name, best.Quality, best.OverLimit, err)
		}
		if want := map[string]jpeg.Subsampling{"photo": jpeg.Halved, "red text": jpeg.Full}[name]; best.Subsampling != want {
			t.Errorf("%s: %v, want %v", name, best.Subsampling, want)
		}
		before := best
		for _, percent := range []int{95, 80, 60, 50, 40} {
			limit := len(best.Bytes) * percent / 100
			r, err := Fit(img, JPEG, Budget{Bytes: limit})
			if err != nil {
				t.Fatal(err)
			}
			if r.OverLimit || len(r.Bytes) > limit {
				t.Errorf("%s: %d bytes of %d at quality %d", name, len(r.Bytes), limit, r.Quality)
			}
			if len(r.Bytes) > len(before.Bytes) {
				t.Errorf("%s: a lower limit gives more bytes", name)
			}
			// It must not give away more than the steps make it.
			if len(r.Bytes) < limit*7/10 {
				t.Errorf("%s: only %d bytes of %d used", name, len(r.Bytes), limit)
			}
			sample.DecodeJPEG(t, r.Bytes)
			before = r
		}
		if r, _ := Fit(img, JPEG, Budget{Bytes: 50}); !r.OverLimit {
			t.Errorf("%s: fits into 50 bytes", name)
		}
	}
}

// TestFitJPEGGivesAwayAStepAtMost compares what was foretold from strips with trying
// every step on the whole image.
func TestFitJPEGGivesAwayAStepAtMost(t *testing.T) {
	var e jpeg.Encoder
	for name, img := range map[string]*image.RGBA{"photo": sample.PhotoCard(480, 640), "red text": sample.TextCard(600, 600, true)} {
		var sizes []int
		for _, step := range jpegSteps {
			sizes = append(sizes, len(e.Encode(img, step)))
		}
		for percent := 95; percent > 25; percent -= 5 {
			r, err := Fit(img, JPEG, Budget{Bytes: sizes[0] * percent / 100})
			if err != nil {
				t.Fatal(err)
			}
			got := slices.Index(jpegSteps, jpeg.Options{Quality: r.Quality, Subsampling: r.Subsampling})
			first := slices.Index(jpegSteps, jpeg.Options{Quality: jpeg.DefaultQuality, Subsampling: jpeg.SubsamplingFor(img)})
			best := first + slices.IndexFunc(sizes[first:], func(n int) bool { return n <= sizes[0]*percent/100 })
			if got > best+1 {
				t.Errorf("%s at %d %%: %+v, and %+v fits", name, percent, jpegSteps[got], jpegSteps[best])
			}
		}
	}
}

// BenchmarkFitJPEG shows what a bound in bytes costs, in percent of the size without one.
func BenchmarkFitJPEG(b *testing.B) {
	for scale := 1; scale <= 2; scale++ {
		img := sample.PhotoCard(scale*1080, scale*1440)
		free, err := Fit(img, JPEG, Budget{})
		if err != nil {
			b.Fatal(err)
		}
		for _, percent := range []int{100, 90, 60, 30, 20} {
			b.Run(fmt.Sprintf("%d×/%d", scale, percent), func(b *testing.B) {
				for b.Loop() {
					if _, err := Fit(img, JPEG, Budget{Bytes: len(free.Bytes) * percent / 100}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

func TestFitUnknownFormat(t *testing.T) {
	if _, err := Fit(sample.TextCard(10, 10, false), "gif", Budget{}); !errors.Is(err, ErrFormat) {
		t.Errorf("error %v", err)
	}
}

func TestSizesThatCannotBe(t *testing.T) {
	for _, r := range []image.Rectangle{{}, image.Rect(0, 0, 5, 0), image.Rect(0, 0, 1<<16, 1)} {
		for _, format := range []Format{PNG, JPEG, WebP} {
			if _, err := Fit(image.NewRGBA(r), format, Budget{}); !errors.Is(err, ErrSize) {
				t.Errorf("%s of %v: %v", format, r, err)
			}
		}
	}
}

// TestBytesDependOnPixelsAlone encodes different images at once, so that
// buffers change hands.
func TestBytesDependOnPixelsAlone(t *testing.T) {
	images := []*image.RGBA{
		sample.TextCard(200, 300, true), sample.PhotoCard(310, 120), sample.Noise(64, 64, false), sample.Gradient(90, 200),
	}
	type key struct {
		image  int
		format Format
	}
	want, formats := map[key][]byte{}, []Format{PNG, JPEG, WebP}
	run := func(k key) []byte {
		r, err := Fit(images[k.image], k.format, Budget{})
		if err != nil {
			t.Error(err)
		}
		return r.Bytes
	}
	for i := range images {
		for _, format := range formats {
			want[key{i, format}] = run(key{i, format})
		}
	}
	var wg sync.WaitGroup
	for g := range 8 {
		wg.Go(func() {
			for i := range 12 {
				k := key{(g + i) % len(images), formats[(g+i)/2%len(formats)]}
				if !bytes.Equal(run(k), want[k]) {
					t.Errorf("image %d comes out differently", k.image)
				}
			}
		})
	}
	wg.Wait()
}
