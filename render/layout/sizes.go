package layout

import (
	"math"

	"sharecard/render/style"
)

// limit bounds every length in px, as browsers do, so that sums stay finite
// whatever a style sheet asks for.
const limit = 1 << 25

// indefinite is the value of a size that is not known yet.
var indefinite = math.NaN()

// definite reports whether v is a known size.
func definite(v float64) bool { return !math.IsNaN(v) }

// bounded returns v within ±limit.
func bounded(v float64) float64 { return math.Max(-limit, math.Min(limit, v)) }

// resolve returns the used value of l in px against basis: indefinite for
// keywords and for percentages of an indefinite basis.
func resolve(l style.Length, basis float64) float64 {
	if l.Kind != style.Fixed {
		return indefinite
	}
	v := l.Resolve(basis)
	if !definite(v) {
		return indefinite
	}
	return bounded(v)
}

// orZero returns v, or 0 where it is indefinite.
func orZero(v float64) float64 {
	if definite(v) {
		return v
	}
	return 0
}

// clamp applies a minimum and a maximum; the minimum wins (CSS 2.2 §10.4).
func clamp(v, lo, hi float64) float64 { return math.Max(lo, math.Min(v, hi)) }

// Width returns the sum of the left and right edge.
func (e Edges) Width() float64 { return e.Left + e.Right }

// Height returns the sum of the top and bottom edge.
func (e Edges) Height() float64 { return e.Top + e.Bottom }

// margins returns the used margins of s in a containing block of width cbW,
// auto ones as 0, and which sides are auto. Percentages of an indefinite width
// are 0.
func margins(s *style.Style, cbW float64) (m Edges, auto [4]bool) {
	cbW = orZero(cbW)
	var v [4]float64
	for i, l := range s.Margin {
		auto[i] = l.IsAuto()
		v[i] = orZero(resolve(l, cbW))
	}
	return Edges{v[0], v[1], v[2], v[3]}, auto
}

// metrics are the sizes a box's style asks for, of the border box in px, in a
// given containing block. Preferred sizes that depend on content, such as auto
// and min-content, are indefinite.
type metrics struct {
	box             *Box
	cbW, cbH        float64 // containing block; cbH may be indefinite
	border, padding Edges
	frameW, frameH  float64 // border and padding per axis
	w, h            float64 // width and height
	fillW, fillH    float64 // what the keyword stretch means
	minH, maxH      float64
	ratio           ratio
}

// borders returns the widths of the borders of s.
func borders(s *style.Style) Edges {
	return Edges{
		bounded(s.Border[style.Top].Width), bounded(s.Border[style.Right].Width),
		bounded(s.Border[style.Bottom].Width), bounded(s.Border[style.Left].Width),
	}
}

// borders are the widths of the box's borders: of a table whose borders collapse, and of
// its cells, half of what they share.
func (m *metrics) borders() Edges {
	if !m.box.Style.CollapseBorders {
		return borders(m.box.Style)
	}
	if isTable(m.box) {
		tableGridOf(m.box)
	}
	if e := m.box.memo.edges; e != nil {
		return *e
	}
	return borders(m.box.Style)
}

// measureStyle computes the metrics of b against its containing block.
func measureStyle(b *Box, cbW, cbH float64) metrics {
	s := b.Style
	m := metrics{box: b, cbW: cbW, cbH: cbH}
	m.border = m.borders()
	pad := func(i int) float64 { return math.Max(0, orZero(resolve(s.Padding[i], orZero(cbW)))) }
	m.padding = Edges{pad(style.Top), pad(style.Right), pad(style.Bottom), pad(style.Left)}
	if s.CollapseBorders && isTable(b) {
		m.padding = Edges{} // CSS 2.2 §17.6.2
	}
	m.frameW = m.border.Width() + m.padding.Width()
	m.frameH = m.border.Height() + m.padding.Height()
	m.ratio = preferredRatio(b, m.frameW, m.frameH)
	mg, _ := margins(s, cbW)
	m.fillW, m.fillH = cbW-mg.Width(), cbH-mg.Height()
	m.w = m.lengthW(s.Width)
	m.h = m.lengthH(s.Height)
	m.minH = orZero(m.lengthH(s.MinHeight))
	m.maxH = m.lengthH(s.MaxHeight)
	if !definite(m.maxH) {
		m.maxH = math.Inf(1)
	}
	return m
}

// lengthW returns the border-box width that l means for the box, indefinite
// for what depends on content.
func (m *metrics) lengthW(l style.Length) float64 {
	if l.Kind == style.Stretch {
		return math.Max(m.frameW, m.fillW)
	}
	return m.borderBox(resolve(l, m.cbW), m.frameW)
}

// lengthH is lengthW for heights.
func (m *metrics) lengthH(l style.Length) float64 {
	if l.Kind == style.Stretch {
		return math.Max(m.frameH, m.fillH)
	}
	return m.borderBox(resolve(l, m.cbH), m.frameH)
}

// fill sets what the keyword stretch means.
func (m *metrics) fill(w, h float64) {
	m.fillW, m.fillH = w, h
	m.w, m.h = m.lengthW(m.box.Style.Width), m.lengthH(m.box.Style.Height)
}

// borderBox converts a size by box-sizing; border and padding are its floor.
func (m *metrics) borderBox(v, frame float64) float64 {
	if m.box.Style.BoxSizing == style.ContentBox {
		v += frame
	}
	return math.Max(v, frame)
}

// clampH applies min-height and max-height.
func (m *metrics) clampH(h float64) float64 {
	return math.Max(m.frameH, clamp(h, m.minH, m.maxH))
}

// contentMinMax returns the min-content and max-content widths of the border
// box, whatever the width property says.
func (m *metrics) contentMinMax() (lo, hi float64) {
	lo, hi = intrinsic(m.box, m.contentHeightHint())
	return lo + m.frameW, hi + m.frameW
}

// contentHeightHint is the definite height of the content box, against which
// percentages of children resolve while widths are measured.
func (m *metrics) contentHeightHint() float64 {
	if !definite(m.h) {
		return indefinite
	}
	return m.clampH(m.h) - m.frameH
}

// keywordW returns the width a sizing keyword means when avail px are there
// for the border box, or indefinite for auto and unresolvable percentages.
func (m *metrics) keywordW(l style.Length, avail float64) float64 {
	if contentKeyword(l) && m.ratio.ok() && definite(m.h) {
		return m.ratioMinW(m.ratio.width(m.clampH(m.h)))
	}
	switch l.Kind {
	case style.MinContent:
		lo, _ := m.contentMinMax()
		return lo
	case style.MaxContent:
		_, hi := m.contentMinMax()
		return hi
	case style.FitContent:
		lo, hi := m.contentMinMax()
		if !definite(avail) {
			return hi
		}
		return math.Max(lo, math.Min(hi, avail))
	}
	return m.lengthW(l)
}

// minMaxW returns the used min-width and max-width. avail is the width there
// is for fit-content.
func (m *metrics) minMaxW(avail float64) (lo, hi float64) {
	s := m.box.Style
	lo = orZero(m.keywordW(s.MinWidth, avail))
	hi = m.keywordW(s.MaxWidth, avail)
	if isTable(m.box) { // CSS Tables 3 §3.8.1
		least, _ := m.contentMinMax()
		lo = math.Max(lo, least)
	}
	if !definite(hi) {
		hi = math.Inf(1)
	}
	return math.Max(lo, m.frameW), math.Max(hi, m.frameW)
}

// clampW applies min-width and max-width, those transferred through the aspect
// ratio included (CSS Sizing 4 §5.2), to a width that content or the
// containing block gave.
func (m *metrics) clampW(w, avail float64) float64 {
	lo, hi := m.minMaxW(avail)
	if m.ratio.ok() && !definite(m.h) && !definite(m.w) {
		tlo, thi := m.ratio.transferW(math.Max(m.minH, m.frameH), m.maxH)
		lo = math.Max(lo, math.Min(tlo, hi))
		hi = math.Min(hi, thi)
	}
	return clamp(w, lo, hi)
}

// ratioMinW is the automatic minimum of a width that came from the height
// through the aspect ratio: the min-content width (CSS Sizing 4 §5.2.1).
func (m *metrics) ratioMinW(w float64) float64 {
	if m.box.Replaced != nil || !m.box.Style.MinWidth.IsAuto() || scrolls(m.box.Style) {
		return w
	}
	lo, _ := m.contentMinMax()
	return math.Max(w, lo)
}

// scrolls reports whether s makes a scroll container (CSS Overflow 3 §3.1).
func scrolls(s *style.Style) bool {
	x, y := s.OverflowX, s.OverflowY
	return x == style.OverflowHidden || x == style.OverflowScroll ||
		y == style.OverflowHidden || y == style.OverflowScroll
}

// sizedByContent reports whether height is a keyword for the content's height.
func (m *metrics) sizedByContent() bool { return contentKeyword(m.box.Style.Height) }

// contentKeyword reports whether l is a content-based keyword; they all mean
// the same height.
func contentKeyword(l style.Length) bool {
	return l.Kind == style.MinContent || l.Kind == style.MaxContent || l.Kind == style.FitContent
}

// limitH applies min-height and max-height, keywords included, where natural
// is the height of the content.
func (m *metrics) limitH(h, natural float64) float64 {
	return m.clampH(m.limitByContent(h, natural))
}

// limitByContent applies those of min-height and max-height that are keywords for
// the height of the content.
func (m *metrics) limitByContent(h, natural float64) float64 {
	if contentKeyword(m.box.Style.MaxHeight) {
		h = math.Min(h, natural)
	}
	if contentKeyword(m.box.Style.MinHeight) {
		h = math.Max(h, natural)
	}
	return h
}

// blockWidth returns the used border-box width and margins of a block-level
// box in normal flow (CSS 2.2 §10.3.3), where dir is the direction of its
// containing block and justify the used justify-self: auto margins come before it
// (CSS Align 3 §6.1.1).
func blockWidth(b *Box, cbW, cbH float64, dir style.Direction, justify style.Align) (float64, Edges) {
	m := measureStyle(b, cbW, cbH)
	mg, auto := margins(b.Style, cbW)
	avail := math.Max(m.frameW, cbW-mg.Width())
	w := m.usedWidth(avail, stretchy(justify) && !isTable(b))
	free := cbW - w - mg.Width()
	start := 0.0
	if !auto[style.Left] && !auto[style.Right] {
		start = alignedStart(justify, free)
	}
	switch {
	case auto[style.Left] && auto[style.Right]:
		if free > 0 {
			mg.Left, mg.Right = free/2, free/2
		} else if dir == style.RTL {
			mg.Left = free
		} else {
			mg.Right = free
		}
	case auto[style.Left] && (free > 0 || dir == style.RTL):
		mg.Left = free
	case auto[style.Right] && (free > 0 || dir == style.LTR):
		mg.Right = free
	case dir == style.RTL: // over-constrained: the margin at the end gives way
		mg.Left, mg.Right = mg.Left+free-start, mg.Right+start
	default:
		mg.Left, mg.Right = mg.Left+start, mg.Right+free-start
	}
	return w, mg
}

// usedWidth returns the used width of the border box: as wide as avail where
// width is auto and stretch is set, else as wide as the content up to avail
// (shrink-to-fit, CSS 2.2 §10.3.5).
func (m *metrics) usedWidth(avail float64, stretch bool) float64 {
	if m.box.Replaced != nil {
		w, _ := m.replacedSize(avail)
		return w
	}
	w := m.keywordW(m.box.Style.Width, avail)
	if definite(w) {
		return m.clampW(w, avail)
	}
	if m.ratio.ok() && definite(m.h) {
		w = m.ratio.width(m.clampH(m.h))
		return m.clampW(m.ratioMinW(w), avail)
	}
	if stretch && (!m.box.Orthogonal || m.box.Mirrored && !m.box.Style.IsTable()) {
		return m.clampW(avail, avail)
	}
	lo, hi := m.contentMinMax()
	if isTable(m.box) {
		_, hi = tableIntrinsic(m.box, true)
		hi += m.frameW
	}
	return m.clampW(math.Max(lo, math.Min(hi, avail)), avail)
}
