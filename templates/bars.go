package templates

import "unicode/utf8"

// Widths of a card of bars, px: the room of all bars, the space between two, and the least
// size of a label.
const (
	barsRoom  = 936
	barsGap   = 12
	leastText = 30
)

// digitWidth is how wide a digit or a letter of a label is, in em.
const digitWidth = 0.45

// LyingBars reports whether the bars lie, each in a row beside its label: where the labels
// have no room under bars that stand.
func (d *Data) LyingBars() bool {
	n := len(d.Number.Series)
	for _, p := range d.Number.Series {
		if emsOf(p.Label)*leastText > float64((barsRoom+barsGap)/n-barsGap) {
			return true
		}
	}
	return false
}

// emsOf is about how wide a text is in the face of figures, in em.
func emsOf(text string) float64 {
	ems := 0.0
	for _, r := range text {
		if utf8.RuneLen(r) > 2 {
			ems++
		} else {
			ems += digitWidth
		}
	}
	return ems
}
