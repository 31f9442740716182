package render

import (
	"context"

	"sharecard/render/box"
	"sharecard/render/layout"
	"sharecard/render/style"
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
