package render

import (
	"context"
	"errors"
	"fmt"
	"image"

	"sharecard/render/css"
	"sharecard/render/paint"
)

// paintBoxes draws the boxes on a pooled canvas.
func paintBoxes(_ context.Context, s *state) error {
	s.canvas = s.renderer.canvas.Get().(*image.RGBA)
	n := 4 * s.width * s.height
	if cap(s.canvas.Pix) < n {
		s.canvas.Pix = make([]uint8, n)
	}
	s.canvas.Pix = s.canvas.Pix[:n]
	s.canvas.Stride = 4 * s.width
	s.canvas.Rect = image.Rect(0, 0, s.width, s.height)
	return s.draw(s.canvas, 1)
}

// draw paints the boxes over all of canvas. Pictures get 1/coarse of the pixels on each
// side.
func (s *state) draw(canvas *image.RGBA, coarse int) error {
	err := paint.Draw(canvas, s.root, paint.Options{
		Scale:      s.scale,
		Images:     s.pictures.get,
		Inline:     s.pictures.inlineOf,
		References: s.pictures.elements.refs,
		Masks:      s.types.masks,
		Pictures:   s.renderer.pictures,
		Plain:      s.plain,
		Coarse:     coarse,
	})
	switch {
	case errors.Is(err, paint.ErrSimplified):
		if !s.simplified {
			s.report.Diagnostics = append(s.report.Diagnostics, css.Diagnostic{Severity: css.Warning, Message: err.Error()})
		}
		s.simplified = true
	case err != nil:
		return fmt.Errorf("paint: %w", err)
	}
	return nil
}
