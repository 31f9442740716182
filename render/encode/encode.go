package encode

import (
	"errors"
	"fmt"
	"image"
)

// Format is an image encoding.
type Format string

// The encodings.
const (
	FormatPNG  Format = "png"
	FormatJPEG Format = "jpeg"
)

// ErrFormat: the format is neither PNG nor JPEG.
var ErrFormat = errors.New("unknown image format")

// ErrSize: the image is empty or has a side of more than 65,535 px, the limit
// of JPEG.
var ErrSize = errors.New("image has an unusable size")

const maxSide = 1<<16 - 1

func checkSize(img *image.RGBA) error {
	if w, h := img.Rect.Dx(), img.Rect.Dy(); w < 1 || h < 1 || w > maxSide || h > maxSide {
		return fmt.Errorf("%w: %d×%d px", ErrSize, w, h)
	}
	return nil
}

// isOpaque reports whether no pixel is transparent.
func isOpaque(img *image.RGBA) bool {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	for y := range h {
		row := img.Pix[y*img.Stride:][:4*w]
		all := byte(0xFF)
		for i := 3; i < len(row); i += 4 {
			all &= row[i]
		}
		if all != 0xFF {
			return false
		}
	}
	return true
}
