package render

import (
	"context"
	"fmt"
	"math"

	"sharecard/render/box"
	"sharecard/render/layout"
	"sharecard/render/style"
	"sharecard/render/template"
	"sharecard/render/text"
)

// buildBoxes makes the boxes of the styled elements. The paragraphs among them are
// shaped and broken into lines by placeBoxes, as layout asks for it.
func buildBoxes(_ context.Context, s *state) error {
	s.shaper = s.types.shapers.Get().(*text.Shaper)
	s.shaper.Keep(s.job.Keep)
	s.root = box.Build(s.styled, box.Options{
		Content: func(block *style.Style, items []text.Item) layout.Content {
			return s.shaper.NewParagraph(block, items)
		},
		Natural: s.pictures.naturalSize,
		Ratio:   s.pictures.ratio,
	})
	return nil
}

// placeBoxes gives every box its place, and the card its size in device px.
func placeBoxes(_ context.Context, s *state) error {
	t := s.job.Template
	height := layout.Run(s.root, viewport(t, s.scale))
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
