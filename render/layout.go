package render

import (
	"context"
	"fmt"
	"math"

	"sharecard/render/layout"
	"sharecard/render/template"
)

// placeBoxes gives every box its place, and the card its size in device px.
func placeBoxes(_ context.Context, s *state) error {
	t := s.job.Template
	v := viewport(t, s.scale)
	if h := s.job.height(); h > 0 {
		v.Height, v.MinHeight, v.MaxHeight = float64(h), 0, 0
	}
	height := layout.Run(s.root, v)
	s.width = int(math.Round(float64(t.Width) * s.scale))
	s.height = max(1, int(math.Round(height*s.scale)))
	s.releaseShaper()
	return nil
}

// viewport is the page that a template is laid out in.
func viewport(t *Template, scale float64) layout.Viewport {
	v := layout.Viewport{
		Width: float64(t.Width), Height: float64(t.Height),
		MinHeight: float64(t.MinHeight), MaxHeight: float64(t.MaxHeight),
		Scale: scale,
	}
	if t.Height == 0 {
		v.Height = math.NaN()
	}
	return v
}

// checkSize refuses a card beyond the limits of size.
func checkSize(_ context.Context, s *state) error {
	if s.width > template.MaxSide || s.height > template.MaxSide || s.width*s.height > template.MaxPixels {
		return fmt.Errorf("%w: %d × %d px; at most %d px a side and %d in all",
			ErrTooLarge, s.width, s.height, template.MaxSide, template.MaxPixels)
	}
	return nil
}
