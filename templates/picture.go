package templates

import "html/template"

const (
	// maxEmblem is the longest side in px of a cover that is a publisher's logo or
	// another small figure, where it is about as wide as high. Made as large as a
	// card it would be a blur.
	maxEmblem = 512
	// emblemRatio is how much longer than the other one its side may be.
	emblemRatio = 1.5
)

// small reports whether the picture is too small to be shown large. One of
// unknown size is not.
func (c Cover) small() bool {
	short, long := min(c.Width, c.Height), max(c.Width, c.Height)
	return short > 0 && long <= maxEmblem && float64(long) <= emblemRatio*float64(short)
}

// Picture is the cover where it may be shown large; "" where there is none or
// it is small.
func (d *Data) Picture() template.URL {
	if d.CoverInfo.small() {
		return ""
	}
	return d.Cover
}

// Emblem is the cover where it is small and about square, as a logo is: it is
// shown as a figure beside the words, and never cropped.
func (d *Data) Emblem() template.URL {
	if !d.CoverInfo.small() {
		return ""
	}
	return d.Cover
}
