package render

import (
	"errors"

	"sharecard/render/template"
)

// Errors of [Renderer.Render] and [Load]; test with errors.Is.
var (
	// ErrTemplate: the template's source is unusable; see its diagnostics.
	ErrTemplate = template.ErrTemplate
	// ErrRatio: the template has not the ratio that the job asks for.
	ErrRatio = errors.New("card has no such ratio")
	// ErrTooLarge: the card would pass the limits of size: 4096 px a side,
	// 12 million pixels.
	ErrTooLarge = errors.New("card is too large")
	// ErrCannotFit: the card has more bytes than allowed whatever is given up
	// but text; the error tells the smallest size reached.
	ErrCannotFit = errors.New("card does not fit its limit on bytes")
	// ErrStrict: text was cut or a glyph is missing, and the job is strict.
	ErrStrict = errors.New("card does not show its whole text")
)
