package render

import (
	"context"
	"image"
)

// Job is one card to draw.
type Job struct {
	Template *Template
	Data     any // what the template's actions see; the built-in cards take *templates.Data

	// Dark selects the rules of @media (prefers-color-scheme: dark).
	Dark bool
	// Ratio is what the card shall be instead of its own size: one of the template's
	// Ratios, as "4:5"; empty for its own size. Any other is an error that wraps
	// [ErrRatio].
	Ratio string
	// Scale multiplies the template's own scale, 1 to 3; 0 means 1.
	Scale float64
	// Format is the encoding; empty for the template's own.
	Format Format
	// MaxBytes bounds the encoded size; 0 takes the template's own limit where
	// Format is the template's own format, and none otherwise. A card that needs
	// more loses quality and colours, then resolution of its pictures; the
	// report tells. Where nothing fits, Render fails with [ErrCannotFit].
	MaxBytes int
	// Small spends more CPU on a smaller PNG or lossless WebP, for a card that is kept and sent often;
	// BenchmarkPNG of render/png and BenchmarkVP8L of render/webp/vp8l compare both.
	Small bool
	// Strict turns text that is cut and glyphs that are missing into an error
	// that wraps [ErrStrict].
	Strict bool
	// Label is a word that stands at the edge of the card, such as that it was made by
	// machine: its Han characters are at least [LabelHeight] of the card's shorter side.
	Label string
	// XMP is a packet of metadata that the file holds, at most [MaxXMP] bytes; it counts
	// towards MaxBytes.
	XMP []byte
	// Keep names words that no line break parts: names, new words.
	Keep []string

	// Images hands in the pixels of a picture by the address in the template,
	// in its natural size and upright. Render fetches nothing itself; addresses
	// that start with "data:" do not come here. An error leaves the picture out
	// and stands in the report. One that also has the method For(w, h int) image.Image is
	// asked for as many pixels as the card shows, as a JPEG of package photo is: that
	// spares the work for others. Nil knows no picture.
	Images func(ctx context.Context, src string) (image.Image, error)
}

// Image is a finished card.
type Image struct {
	Bytes         []byte
	Format        Format
	Width, Height int // px, after scaling
	Report        Report
	Stages        []Stage // in order
}

// height is that of the card at the job's ratio, in px of the template; 0 where it is
// the template's own.
func (j *Job) height() int {
	if j.Ratio == "" {
		return 0
	}
	return j.Template.HeightAt(j.Ratio)
}

func (j *Job) scale() float64 {
	if j.Scale == 0 {
		return 1
	}
	return j.Scale
}
