package encode

import (
	"errors"
	"fmt"
	"image"

	"sharecard/render/jpeg"
)

// ErrSize: the image is empty or has a side of more than 65,535 px, the limit of JPEG.
var ErrSize = errors.New("image has an unusable size")

const maxSide = 1<<16 - 1

// Result is an encoded image and what was done to it.
type Result struct {
	Bytes       []byte
	Quality     int              // JPEG, 1–100
	Subsampling jpeg.Subsampling // JPEG, never Auto
	Palette     bool             // PNG with at most 256 colours
	Reduced     bool             // colours were changed to make a palette
	OverLimit   bool             // larger than asked for; nothing smaller was found
}

// Budget is what an encoded image may cost. The zero value sets no bound and writes
// live cards.
type Budget struct {
	Bytes int
	// Small spends more time on a smaller PNG, for a card that is kept.
	Small bool
	// LeastQuality is what a JPEG may fall to, of the steps down to 20; 0 is 20.
	LeastQuality int
}

// fits reports whether n bytes keep to the budget.
func (b *Budget) fits(n int) bool { return b.Bytes <= 0 || n <= b.Bytes }

// Fit encodes img within the budget, as well as that allows. A JPEG loses quality step
// by step, then half of its colour's resolution, then quality again; a PNG is deflated
// harder, then brought to 256 colours. What does not fit all the same comes back as
// the smallest found, OverLimit set. The error wraps [ErrSize] or [ErrFormat].
func Fit(img *image.RGBA, format Format, budget Budget) (Result, error) {
	if w, h := img.Rect.Dx(), img.Rect.Dy(); w < 1 || h < 1 || w > maxSide || h > maxSide {
		return Result{}, fmt.Errorf("%w: %d×%d px", ErrSize, w, h)
	}
	for _, e := range encoders {
		if e.format == format {
			return e.fit(img, budget), nil
		}
	}
	return Result{}, fmt.Errorf("%w %q", ErrFormat, format)
}
