package resample

import (
	"image"

	"golang.org/x/image/draw"
)

// shrink returns the part r of a picture with every block of kx×ky pixels
// averaged to one; the last block of a row or column may be smaller.
func shrink(src image.Image, r image.Rectangle, kx, ky int) *image.RGBA {
	if kx == 1 && ky == 1 {
		if m, ok := src.(*image.RGBA); ok {
			part := *m
			part.Pix = m.Pix[m.PixOffset(r.Min.X, r.Min.Y):]
			part.Rect = image.Rect(0, 0, r.Dx(), r.Dy())
			return &part
		}
		out := image.NewRGBA(image.Rect(0, 0, r.Dx(), r.Dy()))
		draw.Draw(out, out.Rect, src, r.Min, draw.Src)
		return out
	}
	out := image.NewRGBA(image.Rect(0, 0, (r.Dx()+kx-1)/kx, (r.Dy()+ky-1)/ky))
	average(out, src, r, kx, ky)
	return out
}

func average(out *image.RGBA, src image.Image, r image.Rectangle, kx, ky int) {
	w := out.Rect.Dx()
	strip := image.NewRGBA(image.Rect(0, 0, r.Dx(), ky))
	sums := make([]uint32, 4*w)
	for y := range out.Rect.Dy() {
		rows := min(ky, r.Dy()-y*ky)
		draw.Draw(strip, image.Rect(0, 0, r.Dx(), rows), src, image.Pt(r.Min.X, r.Min.Y+y*ky), draw.Src)
		clear(sums)
		for k := range rows {
			line := strip.Pix[k*strip.Stride : k*strip.Stride+4*r.Dx()]
			for x, i := 0, 0; x < w; x++ {
				s := sums[4*x : 4*x+4 : 4*x+4]
				for end := min(i+4*kx, len(line)); i < end; i += 4 {
					s[0] += uint32(line[i])
					s[1] += uint32(line[i+1])
					s[2] += uint32(line[i+2])
					s[3] += uint32(line[i+3])
				}
			}
		}
		o := out.Pix[y*out.Stride:]
		for x := range w {
			n := uint32(rows * min(kx, r.Dx()-x*kx))
			for c := range 4 {
				o[4*x+c] = uint8((sums[4*x+c] + n/2) / n)
			}
		}
	}
}

// subsampling is how many luma samples share one of chroma, along x and y.
func subsampling(r image.YCbCrSubsampleRatio) (x, y int) {
	switch r {
	case image.YCbCrSubsampleRatio422:
		return 2, 1
	case image.YCbCrSubsampleRatio420:
		return 2, 2
	case image.YCbCrSubsampleRatio440:
		return 1, 2
	case image.YCbCrSubsampleRatio411:
		return 4, 1
	case image.YCbCrSubsampleRatio410:
		return 4, 2
	}
	return 1, 1
}
