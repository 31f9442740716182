package render

import (
	"context"
	"fmt"
	"math"

	"sharecard/render/encode"
)

// ladder is what may be given up for the limit on bytes, step by step. The encoder
// gives up the quality of a JPEG and then the resolution of its colour, or the colours
// of a PNG. Each further step halves the resolution of pictures, and the last ones allow
// lower qualities. Text and drawing always keep their resolution.
var ladder = [...]struct {
	coarse  int // pictures have 1/coarse of their pixels on each side
	quality int // least of a JPEG
}{{1, 50}, {2, 50}, {4, 45}, {8, 35}, {16, 20}}

// encodePixels encodes the canvas within the job's limit. Where the encoder alone does
// not get there, the card is painted anew with coarser pictures. The error wraps
// [ErrCannotFit] where nothing helps.
func encodePixels(ctx context.Context, s *state) error {
	job := s.job
	format, limit := job.encoding()
	var out encode.Result
	drawn, smallest := 1, math.MaxInt
	steps := ladder[:]
	if !s.pictures.photographs() {
		steps = steps[len(steps)-1:] // there is nothing to paint anew
	}
	for i, step := range steps {
		if i > 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := s.draw(s.canvas, step.coarse); err != nil {
				return err
			}
			drawn = step.coarse
		}
		var err error
		out, err = encode.Fit(s.canvas, format, encode.Budget{
			Bytes: limit, LeastQuality: step.quality, Small: job.Small, XMP: job.XMP,
		})
		if err != nil {
			return fmt.Errorf("encode: %w", err)
		}
		smallest = min(smallest, len(out.Bytes))
		if !out.OverLimit {
			break
		}
	}
	if out.OverLimit {
		return fmt.Errorf("%w: %d bytes reached, %d allowed", ErrCannotFit, smallest, limit)
	}
	s.report.Encoding = EncodingReport{
		Bytes: len(out.Bytes), Quality: out.Quality, Lowered: out.Lowered, Palette: out.Palette, Reduced: out.Reduced,
		// A limit of the template does not bind its card in another format.
		OverLimit: limit == 0 && job.Template.MaxBytes > 0 && len(out.Bytes) > job.Template.MaxBytes,
	}
	if format == JPEG {
		s.report.Encoding.Subsampling = out.Subsampling.String()
	}
	if drawn > 1 {
		s.report.Encoding.PictureScale = 1 / float64(drawn)
	}
	s.image = &Image{Bytes: out.Bytes, Format: format, Width: s.width, Height: s.height, Report: s.report}
	return nil
}

// encoding is the format of the job and the limit that binds it; 0 is none.
func (j *Job) encoding() (Format, int) {
	format, limit := j.Format, j.MaxBytes
	if format == "" {
		format = j.Template.Format
	}
	if limit == 0 && format == j.Template.Format {
		limit = j.Template.MaxBytes
	}
	return format, limit
}
