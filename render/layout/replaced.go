package layout

import (
	"math"

	"sharecard/render/style"
)

// Size of a replaced element about which nothing is known (CSS 2.2 §10.3.2).
const (
	defaultReplacedW = 300
	defaultReplacedH = 150
)

// fallback is the size of a replaced element of which nothing is known; a
// picture that could not be loaded takes no room unless the style gives it some,
// nor does one under containment of sizes.
func (r *Replaced) fallback() (w, h float64) {
	if r.Missing || r.Empty {
		return 0, 0
	}
	return defaultReplacedW, defaultReplacedH
}

// placeReplaced lays out a replaced element (CSS 2.2 §10.6.2). It has no
// baseline: what stands beside it takes its bottom margin edge.
func placeReplaced(b *Box, c constraints) *fragment {
	g := newGeometry(b, c)
	natural := b.Replaced.H + g.frameH
	if b.Replaced.H <= 0 {
		_, h := b.Replaced.fallback()
		natural = h + g.frameH
	}
	if g.ratio.ok() {
		natural = g.ratio.height(c.w)
	}
	f := g.fragment(natural)
	mg, _ := margins(b.Style, c.cbW)
	f.top.add(mg.Top)
	f.bottom.add(mg.Bottom)
	if !definite(c.h) && !definite(g.h) {
		// Where the parent kept the width that the element chose, its height is
		// that of the same pair.
		if w, h := g.replacedSize(c.cbW); same(w, c.w) {
			f.h = h
		}
	}
	return f
}

// replacedSize returns the used size of the border box of a replaced element:
// CSS 2.2 §10.3.2 and §10.6.2, and §10.4 for its limits.
func (m *metrics) replacedSize(avail float64) (w, h float64) {
	s := m.box.Style
	loW, hiW := m.minMaxW(avail)
	w = indefinite
	if k := s.Width.Kind; k == style.Fixed || k == style.Stretch {
		w = m.lengthW(s.Width)
	}
	h = m.h
	switch {
	case definite(w) && definite(h):
		return clamp(w, loW, hiW), m.clampH(h)
	case definite(w):
		w = clamp(w, loW, hiW)
		return w, m.clampH(m.heightFor(w))
	case definite(h):
		h = m.clampH(h)
		return clamp(m.widthFor(h), loW, hiW), h
	}
	w, h = m.naturalSize()
	if m.onlyRatio() && definite(avail) {
		w = math.Max(m.frameW, avail)
		h = m.ratio.height(w)
	}
	if !m.ratio.ok() {
		return clamp(w, loW, hiW), m.clampH(h)
	}
	return m.constrain(w, h, loW, hiW)
}

// onlyRatio reports whether all that is known of the picture is its ratio, as
// of an svg with nothing but a viewBox. Its width is then that of a block: as
// wide as there is room (CSS 2.2 §10.3.2).
func (m *metrics) onlyRatio() bool {
	r := m.box.Replaced
	return r.W <= 0 && r.H <= 0 && r.ratio() > 0
}

// naturalSize returns the border box of the picture in its own size, what is
// unknown taken from the ratio or the default object size.
func (m *metrics) naturalSize() (w, h float64) {
	r := m.box.Replaced
	fallbackW, fallbackH := r.fallback()
	w, h = bounded(r.W), bounded(r.H)
	switch {
	case w > 0 && h > 0 && !m.ownRatio():
		return w + m.frameW, h + m.frameH
	case w > 0:
		w += m.frameW
		return w, m.heightFor(w)
	case h > 0:
		h += m.frameH
		return m.widthFor(h), h
	case m.ratio.ok():
		w = fallbackW + m.frameW
		return w, m.ratio.height(w)
	}
	return fallbackW + m.frameW, fallbackH + m.frameH
}

// heightFor returns the height that goes with a width of the border box.
func (m *metrics) heightFor(w float64) float64 {
	switch {
	case m.ratio.ok():
		return m.ratio.height(w)
	case m.box.Replaced.H > 0:
		return bounded(m.box.Replaced.H) + m.frameH
	}
	_, h := m.box.Replaced.fallback()
	return h + m.frameH
}

// widthFor returns the width that goes with a height of the border box.
func (m *metrics) widthFor(h float64) float64 {
	switch {
	case m.ratio.ok():
		return m.ratio.width(h)
	case m.box.Replaced.W > 0:
		return bounded(m.box.Replaced.W) + m.frameW
	}
	w, _ := m.box.Replaced.fallback()
	return w + m.frameW
}

// constrain is the table of CSS 2.2 §10.4: it brings w × h within the limits
// and keeps the ratio where they allow it.
func (m *metrics) constrain(w, h, loW, hiW float64) (float64, float64) {
	loH, hiH := math.Max(m.minH, m.frameH), math.Max(m.maxH, m.frameH)
	hiW, hiH = math.Max(loW, hiW), math.Max(loH, hiH)
	r := m.ratio
	overW, overH := w > hiW, h > hiH
	underW, underH := w < loW, h < loH
	switch {
	case overW && overH:
		if r.height(hiW) <= hiH {
			return hiW, math.Max(loH, r.height(hiW))
		}
		return math.Max(loW, r.width(hiH)), hiH
	case underW && underH:
		if r.height(loW) >= loH {
			return loW, math.Min(hiH, r.height(loW))
		}
		return math.Min(hiW, r.width(loH)), loH
	case underW && overH:
		return loW, hiH
	case overW && underH:
		return hiW, loH
	case overW:
		return hiW, math.Max(r.height(hiW), loH)
	case underW:
		return loW, math.Min(r.height(loW), hiH)
	case overH:
		return math.Max(r.width(hiH), loW), hiH
	case underH:
		return math.Min(r.width(loH), hiW), loH
	}
	return w, h
}
