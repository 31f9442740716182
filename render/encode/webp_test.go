package encode

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"slices"
	"testing"

	"golang.org/x/image/webp"

	"sharecard/render/internal/sample"
)

func decodeWebP(t *testing.T, file []byte) image.Image {
	t.Helper()
	img, err := webp.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// TestFitWebP: a card of text keeps its pixels as long as that fits; a photograph loses
// quality for a limit on bytes, and no more than it must.
func TestFitWebP(t *testing.T) {
	text, photo := sample.TextCard(300, 400, true), sample.PhotoCard(300, 400)
	lossless, err := Fit(text, WebP, Budget{})
	if err != nil || lossless.Quality != 0 || !lossless.Palette || lossless.OverLimit {
		t.Fatalf("text: quality %d, palette %v, over %v, %v", lossless.Quality, lossless.Palette, lossless.OverLimit, err)
	}
	sample.CheckPixels(t, text, sample.ToRGBA(decodeWebP(t, lossless.Bytes)), 0)
	for _, limit := range []int{len(lossless.Bytes) * 9 / 10, 50} {
		r, err := Fit(text, WebP, Budget{Bytes: limit})
		if err != nil || r.OverLimit != (len(r.Bytes) > limit) || len(r.Bytes) > len(lossless.Bytes) {
			t.Errorf("text in %d bytes: %d at quality %d, over %v, %v", limit, len(r.Bytes), r.Quality, r.OverLimit, err)
		}
	}

	best, err := Fit(photo, WebP, Budget{})
	if err != nil || best.Quality != webpQualities[0] || best.Lowered || best.OverLimit {
		t.Fatalf("photo: quality %d, over %v, %v", best.Quality, best.OverLimit, err)
	}
	before := best
	for _, percent := range []int{95, 80, 60, 50} {
		limit := len(best.Bytes) * percent / 100
		r, err := Fit(photo, WebP, Budget{Bytes: limit})
		if err != nil || r.OverLimit || !r.Lowered || len(r.Bytes) > limit {
			t.Errorf("%d bytes of %d at quality %d, %v", len(r.Bytes), limit, r.Quality, err)
		}
		if at := slices.Index(webpQualities, r.Quality); at > 0 && r.Quality < before.Quality {
			if better, _ := Fit(photo, WebP, Budget{LeastQuality: webpQualities[at-1], Bytes: 1}); len(better.Bytes) <= limit*39/40 {
				t.Errorf("%d %%: quality %d, and %d fits", percent, r.Quality, better.Quality)
			}
		}
		before = r
		decodeWebP(t, r.Bytes)
	}
	if r, _ := Fit(photo, WebP, Budget{Bytes: 50}); !r.OverLimit {
		t.Error("a photograph fits into 50 bytes")
	}
}

// TestWebPKeepsTransparency: few colours or many, what is not opaque is lossless.
func TestWebPKeepsTransparency(t *testing.T) {
	few := sample.Fill(40, 30, color.RGBA{10, 20, 30, 255})
	draw.Draw(few, image.Rect(5, 5, 20, 20), image.NewUniform(color.NRGBA{200, 0, 0, 100}), image.Point{}, draw.Src)
	for name, img := range map[string]*image.RGBA{"few": few, "many": sample.Noise(40, 30, false)} {
		r, err := Fit(img, WebP, Budget{Bytes: 100})
		if err != nil || r.Quality != 0 {
			t.Errorf("%s: quality %d, %v", name, r.Quality, err)
		}
		sample.CheckPixels(t, img, sample.ToRGBA(decodeWebP(t, r.Bytes)), 1)
	}
}
