package text

import (
	"math"

	"sharecard/fonts"
	"sharecard/render/style"
)

// faceMetrics are a face's measures with their arithmetic.
type faceMetrics struct {
	fonts.Metrics
	centered bool // the baseline lies in the middle of the content area
}

func measure(f *fonts.Face) faceMetrics {
	m := f.Metrics()
	if m.XHeight <= 0 {
		m.XHeight = 0.5 // CSS Values 4 §6.1.1
	}
	return faceMetrics{Metrics: m}
}

// extent is how far a box reaches above and below its baseline, px.
type extent struct{ up, down float64 }

func (e *extent) include(o extent, shift float64) {
	e.up = math.Max(e.up, o.up+shift)
	e.down = math.Max(e.down, o.down-shift)
}

// content returns the content area of a face at a size: ascent and descent
// rounded to whole px each, as browsers do (CSS Inline 3 §2.2 leaves it open).
func (m *faceMetrics) content(size float64) extent {
	e := extent{math.Round(m.Ascent * size), math.Round(m.Descent * size)}
	if m.centered {
		height := e.up + e.down
		e.down = math.Floor(height / 2)
		e.up = height - e.down
	}
	return e
}

// lineExtent returns the inline box of a face under a line-height: the content
// area with half the leading on either side, the upper half rounded down (CSS
// 2.2 §10.8.1).
func (m *faceMetrics) lineExtent(st *style.Style) extent {
	e := m.content(st.FontSize)
	var lh float64
	switch {
	case !st.LineHeight.Set:
		lh = e.up + e.down + math.Round(m.LineGap*st.FontSize)
	case st.LineHeight.Factor != 0:
		lh = st.LineHeight.Factor * st.FontSize
	default:
		lh = st.LineHeight.Px
	}
	lead := lh - e.up - e.down
	half := math.Floor(lead / 2)
	return extent{e.up + half, e.down + lead - half}
}

// lineHeight returns the used line-height in px, for percentages of
// vertical-align.
func (m *faceMetrics) lineHeight(st *style.Style) float64 {
	e := m.lineExtent(st)
	return e.up + e.down
}

// inkBox is what a glyph covers between its origin and its advance, in em.
type inkBox struct{ left, right float64 }

// ink measures a glyph's ink, once per glyph.
func (f *faceState) inkOf(gid uint32) inkBox {
	if b, ok := f.ink[gid]; ok {
		return b
	}
	left, right := f.face.Ink(gid)
	upem := f.face.UnitsPerEm()
	b := inkBox{left / upem, right / upem}
	f.ink[gid] = b
	return b
}
