package vp8

import (
	"image"
	"image/color"
	"testing"
)

func TestFromRGBA(t *testing.T) {
	for _, c := range []struct {
		from      color.RGBA
		y, cb, cr uint8
	}{
		// BT.601's colour bars of full amplitude.
		{color.RGBA{255, 255, 255, 255}, 235, 128, 128},
		{color.RGBA{0, 0, 0, 255}, 16, 128, 128},
		{color.RGBA{255, 0, 0, 255}, 81, 90, 240},
		{color.RGBA{0, 255, 0, 255}, 145, 54, 34},
		{color.RGBA{0, 0, 255, 255}, 41, 240, 110},
		{color.RGBA{255, 255, 0, 255}, 210, 16, 146},
		{color.RGBA{}, 235, 128, 128}, // transparent
	} {
		img := image.NewRGBA(image.Rect(0, 0, 3, 3))
		for i := range 9 {
			img.SetRGBA(i%3, i/3, c.from)
		}
		got := FromRGBA(img)
		for _, at := range []image.Point{{0, 0}, {2, 2}} {
			if p := got.YCbCrAt(at.X, at.Y); p != (color.YCbCr{Y: c.y, Cb: c.cb, Cr: c.cr}) {
				t.Errorf("%v at %v is %v, want %d %d %d", c.from, at, p, c.y, c.cb, c.cr)
			}
		}
	}
}
