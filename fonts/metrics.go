package fonts

import (
	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/font/opentype/tables"
)

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

	EmDescent float64 // baseline to the bottom of the em box, positive
}

// Metrics returns the face's measures, zero if [Face.Err] is not nil.
func (f *Face) Metrics() Metrics {
	p, err := f.parsed()
	if err != nil {
		return Metrics{}
	}
	return p.metrics
}

func newMetrics(face *font.Face) Metrics {
	em := float64(face.Upem())
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

// emDescent is the share of the typographic descent in the height that OS/2 gives the type,
// which is that of the em box scaled (OpenType, sTypoDescender); without one, of the line's.
func emDescent(loader *ot.Loader, m Metrics) float64 {
	up, down := m.Ascent, m.Descent
	if raw, err := loader.RawTable(ot.MustNewTag("OS/2")); err == nil {
		if os2, _, err := tables.ParseOs2(raw); err == nil && os2.STypoAscender > 0 && os2.STypoDescender < 0 {
			up, down = float64(os2.STypoAscender), -float64(os2.STypoDescender)
		}
	}
	if up+down <= 0 {
		return 0
	}
	return down / (up + down)
}
