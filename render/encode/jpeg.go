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

// fitJPEG finds the first step that fits by bisection, since sizes fall from step to
// step. Where 4:2:0 begins with a better quality they may rise a little; that costs a
// step at most.
func fitJPEG(img *image.RGBA, budget Budget) Result {
	e := jpegEncoders.Get().(*jpeg.Encoder)
	defer jpegEncoders.Put(e)
	first := jpeg.Options{Quality: jpeg.DefaultQuality, Subsampling: jpeg.SubsamplingFor(img)}
	steps := jpegSteps[slices.Index(jpegSteps, first):]
	for len(steps) > 1 && steps[len(steps)-1].Quality < budget.LeastQuality {
		steps = steps[:len(steps)-1]
	}
	encode := func(step int) (data []byte, fits bool) {
		data = e.Encode(img, steps[step])
		return data, budget.fits(len(data))
	}
	result := func(step int, data []byte) Result {
		return Result{
			Bytes: bytes.Clone(data), Quality: steps[step].Quality, Subsampling: steps[step].Subsampling,
			OverLimit: !budget.fits(len(data)),
		}
	}
	if data, fits := encode(0); fits {
		return result(0, data)
	}
	last := len(steps) - 1
	data, fits := encode(last)
	best := result(last, data)
	if !fits {
		return best
	}
	for low, high := 1, last; low < high; {
		middle := (low + high) / 2
		if data, fits := encode(middle); fits {
			best, high = result(middle, data), middle
		} else {
			low = middle + 1
		}
	}
	return best
}
