package fonts

import "github.com/go-text/typesetting/font"

// Metrics are a face's measures in em, as browsers take them: of hhea, or of
// OS/2 where its USE_TYPO_METRICS bit says so (OpenType, fsSelection bit 7).
// Chromium rounds ascent and descent to whole px each before it makes a line
// box of them, and so should who compares with it.
type Metrics struct {
	Ascent  float64 // baseline to top, positive
	Descent float64 // baseline to bottom, positive
	LineGap float64

	UnderlineOffset    float64 // baseline to the stroke's top, positive below
	UnderlineThickness float64
	StrikeoutOffset    float64 // baseline to the stroke's top, positive above
	StrikeoutThickness float64

	XHeight, CapHeight float64
}

// Metrics returns the face's measures, zero if [Face.Err] is not nil.
func (f *Face) Metrics() Metrics {
	p, err := f.source.parsed()
	if err != nil {
		return Metrics{}
	}
	return p.metrics
}

func newMetrics(ft *font.Font) Metrics {
	face := &font.Face{Font: ft}
	em := float64(ft.Upem())
	line := func(m font.LineMetric) float64 { return float64(face.LineMetric(m)) / em }
	m := Metrics{
		UnderlineOffset:    -line(font.UnderlinePosition),
		UnderlineThickness: line(font.UnderlineThickness),
		StrikeoutOffset:    line(font.StrikethroughPosition),
		StrikeoutThickness: line(font.StrikethroughThickness),
		XHeight:            line(font.XHeight),
		CapHeight:          line(font.CapHeight),
	}
	if extents, ok := face.FontHExtents(); ok {
		m.Ascent = float64(extents.Ascender) / em
		m.Descent = -float64(extents.Descender) / em
		m.LineGap = float64(extents.LineGap) / em
	}
	return m
}
