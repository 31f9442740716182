package picture

import (
	"image"
	"image/draw"
	"math"

	"sharecard/render/photo"
)

// MaxKept is how many pixels of a picture are kept.
const MaxKept = photo.MaxPixels

// Reduce returns img with at most [MaxKept] pixels: as it is, or averaged over
// squares of 2 × 2, 3 × 3, … pixels. A JPEG's planes stay planes. What is left
// over at the right and the bottom, less than a square, is dropped. [Decoder.Decode]
// spares it the work for most JPEGs and for PNGs.
func Reduce(img image.Image) image.Image {
	k := reduction(img.Bounds().Size())
	if k == 1 {
		return img
	}
	if planes, ok := img.(*image.YCbCr); ok {
		return reducePlanes(planes, k)
	}
	return reducePixels(img, k)
}

// reduction is the side of the squares that [Reduce] averages over in a picture of some
// size.
func reduction(size image.Point) int {
	k := int(math.Ceil(math.Sqrt(float64(size.X) * float64(size.Y) / MaxKept)))
	if size.X < 2*k || size.Y < 2*k {
		return 1
	}
	return max(k, 1)
}

// reducePlanes averages each plane by itself. Its size becomes even, so that
// the planes of colour fit it whatever their resolution.
func reducePlanes(img *image.YCbCr, k int) image.Image {
	w, h := img.Rect.Dx()/(4*k)*4, img.Rect.Dy()/(4*k)*4
	if w == 0 || h == 0 {
		return reducePixels(img, k)
	}
	out := image.NewYCbCr(image.Rect(0, 0, w, h), img.SubsampleRatio)
	cw, ch := out.CStride, len(out.Cb)/out.CStride
	first := img.Rect.Min
	y, c := img.YOffset(first.X, first.Y), img.COffset(first.X, first.Y)
	average(out.Y, out.YStride, w, h, img.Y[y:], img.YStride, k, 1)
	average(out.Cb, out.CStride, cw, ch, img.Cb[c:], img.CStride, k, 1)
	average(out.Cr, out.CStride, cw, ch, img.Cr[c:], img.CStride, k, 1)
	return out
}

// reducePixels averages premultiplied colours, strip by strip.
func reducePixels(img image.Image, k int) image.Image {
	b := img.Bounds()
	w, h := b.Dx()/k, b.Dy()/k
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	strip := image.NewRGBA(image.Rect(0, 0, b.Dx(), k))
	for y := range h {
		draw.Draw(strip, strip.Rect, img, image.Pt(b.Min.X, b.Min.Y+y*k), draw.Src)
		average(out.Pix[y*out.Stride:], out.Stride, w, 1, strip.Pix, strip.Stride, k, 4)
	}
	return out
}

// average writes w × h values of n channels each, each the mean of k × k values
// of src.
func average(dst []uint8, dstStride, w, h int, src []uint8, srcStride, k, n int) {
	area := uint32(k * k)
	for y := range h {
		for x := range w {
			for c := range n {
				sum := area / 2
				for dy := range k {
					row := src[(y*k+dy)*srcStride+x*k*n+c:]
					for dx := range k {
						sum += uint32(row[dx*n])
					}
				}
				dst[y*dstStride+x*n+c] = uint8(sum / area)
			}
		}
	}
}
