package encode

import (
	"image"
	"sort"
)

// settle encodes at the best of the steps from first to end whose size, foretold, keeps to
// the budget; sizes fall from step to step. Where the foretelling was too low, the steps
// after it are tried, up to last; where the size of the step before is near the bound, that
// step is. What is too large at every step comes back as it is at the last.
func settle(budget Budget, first, end, last int, size func(step int) int, encode func(step int) Result) Result {
	step := first + sort.Search(end-first, func(i int) bool { return budget.fits(size(first + i)) })
	r := encode(step)
	if r.OverLimit {
		for ; r.OverLimit && step < last; step++ {
			r = encode(step + 1)
		}
		return r
	}
	if step > 1 && size(step-1) <= budget.Bytes+budget.Bytes/nearBound {
		if better := encode(step - 1); !better.OverLimit {
			return better
		}
	}
	return r
}

// nearBound is the part of the bound by which a foretold size may be too large.
const nearBound = 40

// One strip of stripEvery is looked at, if there are so many that they stand for the
// whole.
const (
	stripHeight = 16 // px, of the largest coded unit
	stripEvery  = 8
	leastStrips = 16
)

// strips returns a part of the image that is encoded about as well as the whole: strips
// of it, evenly spread.
func strips(img *image.RGBA) *image.RGBA {
	every := stripEvery
	for every > 1 && img.Rect.Dy()/(stripHeight*every) < leastStrips {
		every /= 2
	}
	if every == 1 {
		return img
	}
	w, n := img.Rect.Dx(), img.Rect.Dy()/(stripHeight*every)
	part := image.NewRGBA(image.Rect(0, 0, w, n*stripHeight))
	for y := range n * stripHeight {
		from := (y/stripHeight*every+every/2)*stripHeight + y%stripHeight
		copy(part.Pix[y*part.Stride:][:4*w], img.Pix[from*img.Stride:])
	}
	return part
}
