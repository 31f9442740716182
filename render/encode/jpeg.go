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

// fitJPEG encodes at the first step, or at the last where the budget is tight. Where that
// does not settle it, it foretells the size at the others from a part of the image, and
// encodes all of it again at the step that should fit. A neighbour is tried where the
// foretelling was wrong or was too close to the bound to be sure.
func fitJPEG(img *image.RGBA, budget Budget) Result {
	e := jpegEncoders.Get().(*jpeg.Encoder)
	defer jpegEncoders.Put(e)
	first := jpeg.Options{Quality: jpeg.DefaultQuality, Subsampling: jpeg.SubsamplingFor(img)}
	steps := jpegSteps[slices.Index(jpegSteps, first):]
	for len(steps) > 1 && steps[len(steps)-1].Quality < budget.LeastQuality {
		steps = steps[:len(steps)-1]
	}
	last := len(steps) - 1
	tried, step := 0, 1
	if budget.Tight {
		tried, step = last, 0
	}
	var r Result
	encode := func(step int) Result {
		if step == tried && r.Bytes != nil {
			return r
		}
		data := e.Encode(img, steps[step])
		return Result{
			Bytes: bytes.Clone(data), Quality: steps[step].Quality, Subsampling: steps[step].Subsampling,
			Lowered: steps[step].Quality < jpeg.DefaultQuality, OverLimit: !budget.fits(len(data)),
		}
	}
	r = encode(tried)
	if r.OverLimit == budget.Tight || len(steps) == 1 {
		return r
	}
	part := strips(img)
	whole := float64(coded(r.Bytes)) / float64(coded(e.Encode(part, steps[tried])))
	size := func(step int) int {
		data := e.Encode(part, steps[step])
		return len(data) - coded(data) + int(whole*float64(coded(data)))
	}
	// Sizes fall from step to step, but for the one at which the colour is halved.
	end := last
	for i := range last {
		if steps[i].Subsampling == steps[i+1].Subsampling {
			continue
		}
		if i > 0 && budget.fits(size(i)) {
			end = i
		} else {
			step = i + 1
		}
	}
	return settle(budget, step, end, last, size, encode)
}

// coded returns how many bytes of a JPEG are its scan, whose size is that of the image,
// and not tables.
func coded(data []byte) int {
	return len(data) - max(bytes.Index(data, []byte{0xFF, 0xDA}), 0) // T.81 B.1.1.3: SOS
}
