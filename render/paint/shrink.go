package paint

import (
	"image"
	"image/color"

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
	if m, ok := src.(*image.YCbCr); ok {
		shrinkYCbCr(out, m, r, kx, ky)
	} else {
		shrinkAny(out, src, r, kx, ky)
	}
	return out
}

func shrinkAny(out *image.RGBA, src image.Image, r image.Rectangle, kx, ky int) {
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

// shrinkYCbCr averages the planes of a JPEG before it turns them into colours:
// a fraction of the conversions, with the same result but for rounding and
// colours beyond the gamut.
func shrinkYCbCr(out *image.RGBA, src *image.YCbCr, r image.Rectangle, kx, ky int) {
	w := out.Rect.Dx()
	sums := make([]uint32, w)
	sx, sy := subsampling(src.SubsampleRatio)
	for y := range out.Rect.Dy() {
		y0 := r.Min.Y + y*ky
		y1 := min(y0+ky, r.Max.Y)
		clear(sums)
		for v := y0; v < y1; v++ {
			line := src.Y[src.YOffset(r.Min.X, v):][:r.Dx()]
			for x, i := 0, 0; x < w; x++ {
				s := uint32(0)
				for end := min(i+kx, len(line)); i < end; i++ {
					s += uint32(line[i])
				}
				sums[x] += s
			}
		}
		// The chroma samples that the block touches.
		base := src.COffset(r.Min.X, y0) - r.Min.X/sx
		rows := (y1-1)/sy - y0/sy + 1
		o := out.Pix[y*out.Stride:]
		for x := range w {
			x0 := r.Min.X + x*kx
			x1 := min(x0+kx, r.Max.X)
			n := uint32((x1 - x0) * (y1 - y0))
			from, to := base+x0/sx, base+(x1-1)/sx+1
			var cb, cr uint32
			for k := range rows {
				for i := from + k*src.CStride; i < to+k*src.CStride; i++ {
					cb += uint32(src.Cb[i])
					cr += uint32(src.Cr[i])
				}
			}
			c := uint32((to - from) * rows)
			red, green, blue := color.YCbCrToRGB(uint8((sums[x]+n/2)/n), uint8((cb+c/2)/c), uint8((cr+c/2)/c))
			put(o[4*x:4*x+4:4*x+4], color.RGBA{R: red, G: green, B: blue, A: 255})
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
