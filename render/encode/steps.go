package encode

import (
	"image"
	"sort"
)

// search looks for the best step within a budget. It foretells sizes from a part of the
// image, and corrects them by what the whole has at a step that was encoded.
type search struct {
	budget Budget
	// falls are the steps at which sizes begin to fall from step to step; the last of all
	// steps ends them.
	falls []int
	last  int
	// part returns how many bytes a part of the image takes at a step: those that do not
	// grow with the image, and those that do.
	part func(step int) (fixed, growing int)
	// encode encodes the whole image.
	encode func(step int) Result

	whole float64 // how much larger than the part the image is
	known map[int][2]int
}

// margin is the part of a size by which a foretold one may be too small.
const margin = 1.0 / 100

// size foretells the bytes of the image at a step.
func (s *search) size(step int) (fixed, growing int) {
	if _, ok := s.known[step]; !ok {
		if s.known == nil {
			s.known = map[int][2]int{}
		}
		fixed, growing = s.part(step)
		s.known[step] = [2]int{fixed, growing}
	}
	k := s.known[step]
	return k[0], int(s.whole * float64(k[1]))
}

// fits reports whether the image, as foretold, keeps to the budget at a step.
func (s *search) fits(step int) bool {
	fixed, growing := s.size(step)
	return s.budget.fits(fixed + int((1+margin)*float64(growing)))
}

// best returns the first step that fits, or the last one.
func (s *search) best() int {
	for i, from := range s.falls {
		end := s.last
		if i+1 < len(s.falls) {
			end = s.falls[i+1] - 1
			if !s.fits(end) {
				continue
			}
		}
		return from + sort.Search(end-from, func(k int) bool { return s.fits(from + k) })
	}
	return s.last
}

// correct learns from the image as it is at a step.
func (s *search) correct(step int, r Result) {
	if fixed, growing := s.size(step); growing > 0 {
		s.whole *= float64(len(r.Bytes)-fixed) / float64(growing)
	}
}

// run encodes at the best step as it is foretold, and once more where the image at that step
// shows a better one, or that it needs a lower one. What is too large at every step comes
// back as it is at the last.
func (s *search) run() Result {
	step := s.best()
	r := s.encode(step)
	s.correct(step, r)
	better := s.best()
	if !r.OverLimit && better < step {
		if other := s.encode(better); !other.OverLimit {
			return other
		}
	}
	for better = max(better, step+1); r.OverLimit && better <= s.last; better++ {
		r = s.encode(better)
	}
	return r
}

// One strip of stripEvery is looked at, if there are so many that they stand for the
// whole.
const (
	stripHeight = 16 // px, of the largest coded unit
	stripEvery  = 8
	leastStrips = 10
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
