package encode

import (
	"bytes"
	"fmt"
	"image"
	"slices"
)

// Result is an encoded image and what was done to it.
type Result struct {
	Bytes       []byte
	Quality     int         // JPEG, 1–100
	Subsampling Subsampling // JPEG, never Auto
	Palette     bool        // PNG with at most 256 colours
	Reduced     bool        // colours were changed to make a palette
	OverLimit   bool        // larger than asked for; nothing smaller was found
}

// Budget is what an encoded image may cost. The zero value sets no bound and
// writes live cards.
type Budget struct {
	Bytes int
	// Small is that of [PNGOptions].
	Small bool
	// LeastQuality is what a JPEG may fall to, of the steps down to 20; 0 is 20.
	LeastQuality int
}

// Fit encodes img within the budget, as well as that allows. A JPEG loses quality
// step by step, then half of its colour's resolution, then quality again; a PNG
// is deflated harder, then brought to 256 colours. What does not fit all the
// same comes back as the smallest found, OverLimit set. The error is of the size
// or the format only.
func Fit(img *image.RGBA, format Format, budget Budget) (Result, error) {
	if err := checkSize(img); err != nil {
		return Result{}, err
	}
	switch format {
	case FormatPNG:
		return fitPNG(img, budget), nil
	case FormatJPEG:
		return fitJPEG(img, budget), nil
	}
	return Result{}, fmt.Errorf("%w: %q", ErrFormat, format)
}

func fitPNG(img *image.RGBA, budget Budget) Result {
	p := pngPool.Get().(*pngWriter)
	defer pngPool.Put(p)
	fits := func() bool { return budget.Bytes <= 0 || p.out.Len() <= budget.Bytes }
	reduced := false
	p.encode(img, PNGOptions{Small: budget.Small})
	if !fits() && !budget.Small {
		p.encode(img, PNGOptions{Small: true})
	}
	if !fits() && !p.palette && isOpaque(img) {
		p.encodeReduced(img)
		reduced = true
	}
	return Result{
		Bytes:     bytes.Clone(p.out.Bytes()),
		Palette:   p.palette,
		Reduced:   reduced,
		OverLimit: !fits(),
	}
}

// jpegSteps is what Fit tries, best first, from the default downwards: text
// keeps its colour down to a quality at which ringing would show more.
var jpegSteps = slices.Concat(
	qualities(Full, DefaultQuality, 84, 80, 76, 72, 68),
	qualities(Halved, DefaultQuality, 84, 80, 76, 72, 68, 64, 60, 55, 50, 45, 40, 35, 30, 25, 20),
)

func qualities(s Subsampling, list ...int) []JPEGOptions {
	var steps []JPEGOptions
	for _, q := range list {
		steps = append(steps, JPEGOptions{q, s})
	}
	return steps
}

// fitJPEG looks for the first step that fits by halving, as sizes fall from
// step to step; where 4:2:0 begins with a better quality they may rise a little,
// which costs a step at most.
func fitJPEG(img *image.RGBA, budget Budget) Result {
	j := jpegPool.Get().(*jpegWriter)
	defer jpegPool.Put(j)
	first := resolve(img, JPEGOptions{})
	steps := jpegSteps[slices.Index(jpegSteps, first):]
	for len(steps) > 1 && steps[len(steps)-1].Quality < budget.LeastQuality {
		steps = steps[:len(steps)-1]
	}
	try := func(i int) bool {
		j.encode(img, steps[i])
		return budget.Bytes <= 0 || len(j.out) <= budget.Bytes
	}
	result := func(i int, fits bool) Result {
		return Result{Bytes: bytes.Clone(j.out), Quality: steps[i].Quality, Subsampling: steps[i].Subsampling, OverLimit: !fits}
	}
	if try(0) {
		return result(0, true)
	}
	last := len(steps) - 1
	if !try(last) {
		return result(last, false)
	}
	best := result(last, true)
	for low, high := 1, last; low < high; {
		middle := (low + high) / 2
		if try(middle) {
			best = result(middle, true)
			high = middle
		} else {
			low = middle + 1
		}
	}
	return best
}
