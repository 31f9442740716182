package picture

import (
	"image"
	"image/color"
	"math"
	"testing"
)

// A picture too large to keep is averaged: colours stay where they were, in
// every form that decoders give.
func TestReduce(t *testing.T) {
	const w, h = 4100, 3001
	at := func(x, y int) color.RGBA { // slopes, so that a shift shows
		return color.RGBA{uint8(x * 255 / w), uint8(y * 255 / h), 90, 255}
	}
	planes := func(ratio image.YCbCrSubsampleRatio) image.Image {
		img := image.NewYCbCr(image.Rect(0, 0, w, h), ratio)
		for y := range h {
			for x := range w {
				c := at(x, y)
				yy, cb, cr := color.RGBToYCbCr(c.R, c.G, c.B)
				img.Y[img.YOffset(x, y)] = yy
				img.Cb[img.COffset(x, y)], img.Cr[img.COffset(x, y)] = cb, cr
			}
		}
		return img.SubImage(image.Rect(2, 2, w, h))
	}
	rgba := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			rgba.SetRGBA(x, y, at(x, y))
		}
	}
	for name, img := range map[string]image.Image{
		"RGBA": rgba, "4:4:4": planes(image.YCbCrSubsampleRatio444), "4:2:2": planes(image.YCbCrSubsampleRatio422),
		"4:2:0": planes(image.YCbCrSubsampleRatio420), "4:1:1": planes(image.YCbCrSubsampleRatio411),
	} {
		small := Reduce(img)
		size := small.Bounds().Size()
		if size.X*size.Y > MaxKept || size.X < w/2-4 || size.Y < h/2-4 {
			t.Errorf("%s: is %v", name, size)
		}
		for _, p := range []image.Point{{0, 0}, {size.X / 2, size.Y / 3}, {size.X - 1, size.Y - 1}} {
			got := color.RGBAModel.Convert(small.At(p.X, p.Y)).(color.RGBA)
			want := at(2*p.X, 2*p.Y)
			if far(got.R, want.R) || far(got.G, want.G) || far(got.B, want.B) {
				t.Errorf("%s: at %v %v, want about %v", name, p, got, want)
			}
		}
	}
}

func far(a, b uint8) bool { return math.Abs(float64(a)-float64(b)) > 6 }

func TestReduceLeavesWhatFits(t *testing.T) {
	for _, size := range []image.Point{{1, 1}, {2000, 4000}, {12_000_000, 1}} {
		img := image.NewAlpha(image.Rectangle{Max: size})
		if Reduce(img) != image.Image(img) {
			t.Errorf("%v is changed", size)
		}
	}
}
