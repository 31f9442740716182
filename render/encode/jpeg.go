package encode

import (
	"bytes"
	"image"
	"slices"
	"sync"

	"sharecard/render/jpeg"
)

var jpegEncoders = sync.Pool{New: func() any { return new(jpeg.Encoder) }}

// jpegSteps is what fitJPEG tries, best first, from the default downwards. Text keeps
// the resolution of its colour down to a quality at which ringing would show more.
var jpegSteps = slices.Concat(
	qualities(jpeg.Full, jpeg.DefaultQuality, 84, 80, 76, 72, 68),
	qualities(jpeg.Halved, jpeg.DefaultQuality, 84, 80, 76, 72, 68, 64, 60, 55, 50, 45, 40, 35, 30, 25, 20),
)

func qualities(s jpeg.Subsampling, list ...int) []jpeg.Options {
	var steps []jpeg.Options
	for _, q := range list {
		steps = append(steps, jpeg.Options{Quality: q, Subsampling: s})
	}
	return steps
}

// fitJPEG encodes at the first step, unless the budget is so small for the image that a part
// of it shall tell first at which step it fits.
func fitJPEG(img *image.RGBA, budget Budget) Result {
	e := jpegEncoders.Get().(*jpeg.Encoder)
	defer jpegEncoders.Put(e)
	first := jpeg.Options{Quality: jpeg.DefaultQuality, Subsampling: jpeg.SubsamplingFor(img)}
	steps := jpegSteps[slices.Index(jpegSteps, first):]
	for len(steps) > 1 && steps[len(steps)-1].Quality < budget.LeastQuality {
		steps = steps[:len(steps)-1]
	}
	encode := func(step int) Result {
		data := e.Encode(img, steps[step])
		return Result{
			Bytes: bytes.Clone(data), Quality: steps[step].Quality, Subsampling: steps[step].Subsampling,
			Lowered: steps[step].Quality < jpeg.DefaultQuality, OverLimit: !budget.fits(len(data)),
		}
	}
	pixels := img.Rect.Dx() * img.Rect.Dy()
	var r Result
	if budget.Bytes <= 0 || len(steps) == 1 || budget.Bytes > pixels/fewPixels {
		if r = encode(0); !r.OverLimit || len(steps) == 1 {
			return r
		}
	}
	part := strips(img)
	s := search{
		budget: budget, falls: []int{0}, last: len(steps) - 1, encode: encode,
		whole: float64(img.Rect.Dy()) / float64(part.Rect.Dy()),
		part: func(step int) (fixed, growing int) {
			data := e.Encode(part, steps[step])
			growing = coded(data)
			return len(data) - growing, growing
		},
	}
	for i := range s.last {
		if steps[i].Subsampling != steps[i+1].Subsampling {
			s.falls = append(s.falls, i+1) // after a rise: at the best quality the colour is halved
		}
	}
	if r.Bytes != nil {
		s.correct(0, r)
	}
	return s.run()
}

// fewPixels is how many pixels to a byte make it likely that a photograph does not fit.
const fewPixels = 8

// coded returns how many bytes of a JPEG are its scan, whose size is that of the image,
// and not tables.
func coded(data []byte) int {
	return len(data) - max(bytes.Index(data, []byte{0xFF, 0xDA}), 0) // T.81 B.1.1.3: SOS
}
