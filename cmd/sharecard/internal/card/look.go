package card

import (
	"image"

	"sharecard/cmd/sharecard/internal/subject"
	"sharecard/templates"
)

// look is what is measured on a picture once and kept beside it.
type look struct {
	tone templates.Tone
	// focusX and focusY are the object-position, in percent, that keeps the subject
	// in every crop.
	focusX, focusY float64
}

func lookAt(img image.Image) look {
	l := look{tone: templates.ToneOf(img)}
	l.focusX, l.focusY = subject.Find(img).Focus()
	return l
}
