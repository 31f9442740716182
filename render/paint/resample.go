package paint

import (
	"image"

	"golang.org/x/image/draw"
)

// resample scales src to w×h px and returns the part of the result inside
// crop, whose coordinates it keeps. Pictures that shrink much are averaged
// over whole pixels first; the rest is a Catmull-Rom filter.
func resample(src image.Image, w, h int, crop image.Rectangle, pixelated bool) *image.RGBA {
	dst := image.NewRGBA(crop)
	sb := src.Bounds()
	whole := image.Rect(0, 0, w, h)
	switch {
	case sb.Dx() == w && sb.Dy() == h:
		draw.Draw(dst, crop, src, sb.Min.Add(crop.Min), draw.Src)
		return dst
	case pixelated:
		draw.NearestNeighbor.Scale(dst, whole, src, sb, draw.Src, nil)
		return dst
	}
	from := sourceRect(sb, w, h, crop)
	to := targetRect(sb, w, h, from)
	if kx, ky := max(from.Dx()/max(to.Dx()*2, 1), 1), max(from.Dy()/max(to.Dy()*2, 1), 1); kx > 1 || ky > 1 {
		src = shrink(src, from, kx, ky)
		from = src.Bounds()
	}
	draw.CatmullRom.Scale(dst, to, src, from, draw.Src, nil)
	return dst
}

// filterMargin is how many target px around the crop the filter looks at.
const filterMargin = 3

// sourceRect is the part of the source that crop needs, in whole pixels.
func sourceRect(sb image.Rectangle, w, h int, crop image.Rectangle) image.Rectangle {
	c := crop.Inset(-filterMargin)
	scale := func(v, from, to int) int { return int(int64(v) * int64(to) / int64(from)) }
	return image.Rect(
		scale(max(c.Min.X, 0), w, sb.Dx()), scale(max(c.Min.Y, 0), h, sb.Dy()),
		min(scale(c.Max.X, w, sb.Dx())+1, sb.Dx()), min(scale(c.Max.Y, h, sb.Dy())+1, sb.Dy()),
	).Add(sb.Min)
}

// targetRect is where a part of the source goes, to the nearest px.
func targetRect(sb image.Rectangle, w, h int, from image.Rectangle) image.Rectangle {
	scale := func(v, from, to int) int {
		return int((int64(v)*int64(to)*2 + int64(from)) / (2 * int64(from)))
	}
	from = from.Sub(sb.Min)
	r := image.Rect(scale(from.Min.X, sb.Dx(), w), scale(from.Min.Y, sb.Dy(), h),
		scale(from.Max.X, sb.Dx(), w), scale(from.Max.Y, sb.Dy(), h))
	if r.Dx() == 0 {
		r.Max.X++
	}
	if r.Dy() == 0 {
		r.Max.Y++
	}
	return r
}

// shrink averages blocks of kx×ky pixels; the last block of a row or column
// may be smaller.
func shrink(src image.Image, r image.Rectangle, kx, ky int) *image.RGBA {
	w, h := (r.Dx()+kx-1)/kx, (r.Dy()+ky-1)/ky
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	strip := image.NewRGBA(image.Rect(0, 0, r.Dx(), ky))
	sums := make([]uint32, 4*w)
	for y := 0; y < h; y++ {
		rows := min(ky, r.Dy()-y*ky)
		draw.Draw(strip, image.Rect(0, 0, r.Dx(), rows), src, image.Pt(r.Min.X, r.Min.Y+y*ky), draw.Src)
		clear(sums)
		for k := 0; k < rows; k++ {
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
		for x := 0; x < w; x++ {
			n := uint32(rows * min(kx, r.Dx()-x*kx))
			for c := 0; c < 4; c++ {
				o[4*x+c] = uint8((sums[4*x+c] + n/2) / n)
			}
		}
	}
	return out
}
