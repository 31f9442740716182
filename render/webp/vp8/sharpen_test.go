package vp8

import (
	"bytes"
	"image"
	"math"
	"os/exec"
	"slices"
	"testing"

	"sharecard/render/internal/sample"
)

// shownBy decodes by dwebp, which interpolates colour as browsers do.
func shownBy(t *testing.T, img *image.YCbCr) *image.RGBA {
	t.Helper()
	cmd := exec.Command("dwebp", "-quiet", "-ppm", "-o", "-", "--", "-")
	cmd.Stdin = bytes.NewReader(file(t, img, 100))
	ppm, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return sample.FromBytes(ppm[len(ppm)-3*img.Rect.Dx()*img.Rect.Dy():], img.Rect.Dx())
}

// lightPSNR is the PSNR of brightness alone.
func lightPSNR(a, b *image.RGBA) float64 {
	sum := 0.0
	for i := 0; i < len(a.Pix); i += 4 {
		d := brightness(onWhite(a.Pix[i:i+4])) - brightness(onWhite(b.Pix[i:i+4]))
		sum += d * d
	}
	return 10 * math.Log10(255*255*float64(len(a.Pix)/4)/sum)
}

// Red text keeps its contrast, and more of its colour than by averages alone.
func TestSharpColour(t *testing.T) {
	if _, err := exec.LookPath("dwebp"); err != nil {
		t.Skip("no dwebp: apt-get install webp")
	}
	card := sample.TextCard(119, 401, true)
	plain, sharp := shownBy(t, convert(card)), shownBy(t, FromRGBA(card))
	sample.Within(t, "what sharpening adds to the PSNR, dB,", sample.PSNR(card, sharp)-sample.PSNR(card, plain), 1.5, 99)
	sample.Within(t, "what it adds to that of brightness, dB,", lightPSNR(card, sharp)-lightPSNR(card, plain), 10, 99)
}

func TestSharpensColourAlone(t *testing.T) {
	for _, card := range []*image.RGBA{sample.TextCard(120, 200, false), sample.Gradient(255, 255)} {
		plain, sharp := convert(card), FromRGBA(card)
		if !slices.Equal(plain.Y, sharp.Y) || !slices.Equal(plain.Cb, sharp.Cb) || !slices.Equal(plain.Cr, sharp.Cr) {
			t.Error("an image without edges of colour is sharpened")
		}
	}
}
