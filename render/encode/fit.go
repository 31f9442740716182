package encode

import (
	"errors"
	"fmt"
	"image"

	"sharecard/render/jpeg"
)

// ErrSize: the image is empty or has a side of more than 65,535 px, the limit of JPEG, or,
// as WebP, of more than 16,383 px.
var ErrSize = errors.New("image has an unusable size")

// ErrXMP: the packet of metadata is longer than [MaxXMP].
var ErrXMP = errors.New("the metadata is too long")

const maxSide = 1<<16 - 1

// Result is an encoded image and what was done to it.
type Result struct {
	Bytes       []byte
	Quality     int              // JPEG and lossy WebP, 1–100; 0 is lossless
	Lowered     bool             // a limit took quality
	Subsampling jpeg.Subsampling // JPEG, never Auto
	Palette     bool             // PNG or WebP with at most 256 colours
	Reduced     bool             // colours were changed to make a palette
	OverLimit   bool             // larger than asked for; nothing smaller was found
}

// Budget is what an encoded image may cost. The zero value sets no bound and writes
// live cards.
type Budget struct {
	Bytes int
	// Small spends more time on a smaller PNG or lossless WebP, for a card that is kept.
	Small bool
	// LeastQuality is what a JPEG may fall to, of the steps down to 20; 0 is 20.
	LeastQuality int
	// XMP is a packet of metadata that the file holds, at most [MaxXMP] bytes. It counts.
	XMP []byte
}

// fits reports whether n bytes keep to the budget.
func (b *Budget) fits(n int) bool { return b.Bytes <= 0 || n <= b.Bytes }

// Fit encodes img within the budget, as well as that allows. A JPEG loses quality step
// by step, then half of its colour's resolution, then quality again; a PNG is deflated
// harder, then brought to 256 colours. A WebP is lossless where a palette holds the image,
// as long as it fits; else it is lossy, and loses quality. What does not fit all the same
// comes back as the smallest found, OverLimit set. The error wraps [ErrSize], [ErrFormat]
// or [ErrXMP].
func Fit(img *image.RGBA, format Format, budget Budget) (Result, error) {
	if len(budget.XMP) > MaxXMP {
		return Result{}, fmt.Errorf("%w: %d bytes", ErrXMP, len(budget.XMP))
	}
	for _, e := range encoders {
		if e.format != format {
			continue
		}
		if w, h := img.Rect.Dx(), img.Rect.Dy(); w < 1 || h < 1 || w > e.most || h > e.most {
			return Result{}, fmt.Errorf("%w: %d×%d px", ErrSize, w, h)
		}
		if len(budget.XMP) == 0 {
			return e.fit(img, budget), nil
		}
		piece := e.xmp.piece(budget.XMP)
		if budget.Bytes > 0 {
			budget.Bytes = max(1, budget.Bytes-len(piece)-e.xmp.beside)
		}
		r := e.fit(img, budget)
		r.Bytes = e.xmp.add(r.Bytes, piece)
		return r, nil
	}
	return Result{}, fmt.Errorf("%w %q", ErrFormat, format)
}
