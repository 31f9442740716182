package templates

import "html/template"

const (
	// maxEmblem is the longest side in px of a cover that is a figure and no
	// picture, whatever it shows. Made as large as a card it would be a blur.
	maxEmblem = 200
	// maxFlatEmblem is that of one that is flat, as logos are.
	maxFlatEmblem = 512
	// emblemRatio is how much longer than the other one a side of a figure may be.
	emblemRatio = 1.5
)

// emblem reports whether the cover is a publisher's logo or another small
// figure. One of unknown size is not.
func (c Cover) emblem() bool {
	short, long := min(c.Width, c.Height), max(c.Width, c.Height)
	most := maxEmblem
	if c.Tone.Flat {
		most = maxFlatEmblem
	}
	return short > 0 && long <= most && float64(long) <= emblemRatio*float64(short)
}

// Picture is the cover where it may be shown large; "" where there is none or
// it is an emblem.
func (d *Data) Picture() template.URL {
	if d.CoverInfo.emblem() {
		return ""
	}
	return d.Cover
}

// Emblem is the cover where it is a small figure, about as wide as high: it is
// shown beside the words, and never cropped.
func (d *Data) Emblem() template.URL {
	if !d.CoverInfo.emblem() {
		return ""
	}
	return d.Cover
}
