package photo

import (
	"image"
	"image/color"

	"sharecard/render/jpeg"
)

// MaxPixels bounds the pixels to which a [JPEG] is decoded: more than the widest card at
// its largest scale, 3240 px, shows of a photograph.
const MaxPixels = 8_000_000

// smallSide is how long the longer side is of what [JPEG.Small] returns, px: enough to
// see what a picture is of.
const smallSide = 384

// JPEG is a photograph that is decoded for the size at which it is shown, to as few
// eighths of its own size as that takes. As an image it has the photograph's bounds, and
// the colours of the small picture. It is immutable and safe for concurrent use.
type JPEG struct {
	data   []byte      // nil: only the small picture is known
	stored image.Point // px, as the file has them
	size   image.Point // upright
	notes  Notes
	small  image.Image
	ready  image.Image // at some eighths; nil: none
	at     int         // those eighths
}

// OpenJPEG decodes a JPEG of that many px to a small size, and beside that for a place of
// w×h px, where it is probably shown; 0 by 0 where nobody knows. ok is false for what
// package jpeg leaves to image/jpeg.
func OpenJPEG(data []byte, stored image.Point, notes Notes, w, h int) (j *JPEG, ok bool) {
	j = &JPEG{data: data, stored: stored, size: stored, notes: notes}
	if notes.Orientation > 1 {
		j.size = turnedSize(stored, notes.Orientation)
	}
	scales := []int{j.eighths(func(n int) bool { return max(j.scaled(n).X, j.scaled(n).Y) >= smallSide })}
	if w > 0 && h > 0 {
		j.at = j.Eighths(w, h)
		scales = append(scales, j.at)
	}
	decoded, ok := jpeg.DecodeScaled(data, scales...)
	if !ok || decoded[0].Rect.Max != j.stored.Mul(scales[0]).Add(image.Pt(7, 7)).Div(8) {
		return nil, false
	}
	j.small = notes.Apply(decoded[0])
	if len(decoded) > 1 {
		j.ready = notes.Apply(decoded[1])
	}
	return j, true
}

// Of returns the photograph with the bytes of its file, which are those it was opened
// with, and without what was decoded but the small picture. nil stands for no bytes.
func (j *JPEG) Of(data []byte) *JPEG {
	of := *j
	of.data, of.ready, of.at = data, nil, 0
	return &of
}

// Small returns the photograph with its longer side of some hundred px, upright and in
// sRGB.
func (j *JPEG) Small() image.Image { return j.small }

// Eighths returns the fewest eighths of its size, 1 to 8, that cover w×h px, or as many
// as [MaxPixels] allows.
func (j *JPEG) Eighths(w, h int) int {
	return j.eighths(func(n int) bool {
		size := j.scaled(n)
		return size.X >= w && size.Y >= h
	})
}

// eighths returns the fewest that are enough.
func (j *JPEG) eighths(enough func(n int) bool) int {
	n := 1
	for n < 8 && !enough(n) {
		if next := j.scaled(n + 1); next.X*next.Y > MaxPixels {
			break
		}
		n++
	}
	return n
}

// scaled is its size at n eighths, upright.
func (j *JPEG) scaled(n int) image.Point { return j.size.Mul(n).Add(image.Pt(7, 7)).Div(8) }

// For returns the photograph in the fewest eighths that cover w×h px, upright and in sRGB:
// it implements [sharecard/render/resample.Source].
func (j *JPEG) For(w, h int) image.Image {
	n := j.Eighths(w, h)
	if j.ready != nil && n == j.at {
		return j.ready
	}
	if decoded, ok := jpeg.DecodeScaled(j.data, n); ok {
		return j.notes.Apply(decoded[0])
	}
	return j.small // it has no file
}

// Bounds implements image.Image.
func (j *JPEG) Bounds() image.Rectangle { return image.Rectangle{Max: j.size} }

// ColorModel implements image.Image.
func (j *JPEG) ColorModel() color.Model { return j.small.ColorModel() }

// At implements image.Image.
func (j *JPEG) At(x, y int) color.Color {
	size := j.small.Bounds().Size()
	return j.small.At(x*size.X/j.size.X, y*size.Y/j.size.Y)
}
