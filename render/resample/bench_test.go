package resample

import (
	"fmt"
	"image"
	"testing"

	"golang.org/x/image/draw"
)

func BenchmarkResample(b *testing.B) {
	for _, size := range []image.Point{{1600, 900}, {4000, 3000}, {600, 400}} {
		src := photo(size.X, size.Y)
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				resize(src, 1080, 608, image.Rect(0, 0, 1080, 608), false)
			}
		})
		jpeg := image.NewYCbCr(src.Rect, image.YCbCrSubsampleRatio420)
		for i := range jpeg.Y {
			jpeg.Y[i] = src.Pix[4*i]
		}
		for i := range jpeg.Cb {
			jpeg.Cb[i], jpeg.Cr[i] = 128+src.Pix[4*i+1]/8, 128-src.Pix[4*i+2]/8
		}
		b.Run(fmt.Sprint(size, "jpeg"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				resize(jpeg, 1080, 608, image.Rect(0, 0, 1080, 608), false)
			}
		})
		b.Run(fmt.Sprint(size, "catmullrom"), func(b *testing.B) {
			b.ReportAllocs()
			dst := image.NewRGBA(image.Rect(0, 0, 1080, 608))
			for b.Loop() {
				draw.CatmullRom.Scale(dst, dst.Rect, src, src.Rect, draw.Src, nil)
			}
		})
	}
}
