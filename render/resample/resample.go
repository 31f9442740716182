package resample

import (
	"image"

	"golang.org/x/image/draw"
)

// Spec says what to scale a picture to.
type Spec struct {
	W, H      int             // size of the whole picture, device px
	Crop      image.Rectangle // the part that is wanted, within (0,0)–(w,h)
	Pixelated bool            // each pixel takes the nearest one of the source (image-rendering: pixelated)
	Coarse    int             // the result has 1/coarse of the pixels on each side, scaled back; 0 and 1 change nothing
}

// Picture is a scaled picture. It may share memory with its source and with other renders: read it only.
type Picture struct {
	*image.RGBA
	IsOpaque bool // whether every pixel is known to be opaque
}

func NewPicture(m *image.RGBA) Picture { return Picture{m, m.Opaque()} }

// Source is a picture that is decoded for the size at which it is shown. Its bounds are its
// natural size.
type Source interface {
	image.Image
	// For returns all of it in at least w×h px, or in as many as there are. Who returns the
	// same image for the same size lets a [Cache] find what was made of it.
	For(w, h int) image.Image
}

// sized is a picture for the size of a spec.
func sized(src image.Image, k Spec) image.Image {
	if s, ok := src.(Source); ok {
		return s.For(k.W, k.H)
	}
	return src
}

// Scale scales a picture. The result has the coordinates of the crop.
func Scale(src image.Image, k Spec) Picture {
	src = sized(src, k)
	m := coarse(resize(src, k.W, k.H, k.Crop, k.Pixelated), k.Coarse)
	if _, ok := src.(*image.YCbCr); ok {
		return Picture{m, true} // has no alpha: there is no need to look at each pixel
	}
	return NewPicture(m)
}

// resize scales src to w×h px and returns the part of the result inside crop, whose coordinates it keeps. It reads
// only the part of the source that it needs. Pictures that shrink are averaged over whole blocks of pixels first
// (average.go); a Catmull-Rom filter does the rest.
//
// golang.org/x/image/draw.CatmullRom does the same in one step, with four times the time and six times the memory for a
// photograph of 12 megapixels.
func resize(src image.Image, w, h int, crop image.Rectangle, pixelated bool) *image.RGBA {
	sb := src.Bounds()
	same := sb.Dx() == w && sb.Dy() == h
	if m, ok := src.(*image.RGBA); ok && same {
		part := m.SubImage(crop.Add(sb.Min)).(*image.RGBA)
		part.Rect = crop
		return part
	}
	if pixelated && !same {
		return nearest(src, w, h, crop)
	}
	if same {
		dst := image.NewRGBA(crop)
		draw.Draw(dst, crop, src, sb.Min.Add(crop.Min), draw.Src)
		return dst
	}
	if m, ok := src.(*image.YCbCr); ok && sb.Min == (image.Point{}) {
		return resizeYCbCr(m, w, h, crop)
	}
	x, y := newAxis(sb.Dx(), w, crop.Min.X, crop.Max.X), newAxis(sb.Dy(), h, crop.Min.Y, crop.Max.Y)
	x.filter(weightBits)
	y.filter(weightBits)
	part := image.Rect(x.from, y.from, x.to, y.to).Add(sb.Min)
	img := shrink(src, part, x.block, y.block)
	dst := image.NewRGBA(crop)
	rows := horizontal(img, x)
	vertical(dst, rows, y)
	return dst
}
