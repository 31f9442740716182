package layout

import (
	"math"

	"sharecard/render/style"
)

// intrinsic returns the min-content and max-content widths of b's content box
// (CSS Sizing 3 §5.1). height is the definite height of the content box for
// children that take their width from it, or indefinite.
func intrinsic(b *Box, height float64) (lo, hi float64) {
	for _, w := range b.memo.widths {
		if same(w.h, height) {
			return w.min, w.max
		}
	}
	switch w := b.containedWidth(height); {
	case definite(w):
		lo, hi = w, w
	case b.Mirrored:
		lo, hi = intrinsic(b.Children[0], height)
	case b.Orthogonal:
		lo = orthogonalWidth(b, height)
		hi = lo
	case b.Multicol:
		lo, hi = columnsIntrinsic(b, height)
	case b.Content != nil:
		for _, a := range b.Atoms {
			a.memo.offer = height
		}
		lo, hi = b.Content.Intrinsic()
	case b.Style.IsFlex():
		lo, hi = flexIntrinsic(b, height)
	case b.Style.IsGrid():
		lo, hi = gridIntrinsic(b, height)
	case b.Style.IsTable():
		lo, hi = tableIntrinsic(b, !b.memo.inItem)
	default:
		lo, hi = flowIntrinsic(b, height)
	}
	lo, hi = math.Max(0, bounded(orZero(lo))), math.Max(0, bounded(orZero(hi)))
	hi = math.Max(lo, hi)
	if w := (memoWidths{height, lo, hi}); len(b.memo.widths) < memoSize {
		b.memo.widths = append(b.memo.widths, w)
	} else {
		b.memo.widths[b.memo.nextWidths] = w
		b.memo.nextWidths = (b.memo.nextWidths + 1) % memoSize
	}
	return lo, hi
}

// contribution returns the min-content and max-content contributions of b to
// the width of its parent, margins included (CSS Sizing 3 §5.2). Percentages of
// the parent's width are auto or 0; height is the parent's definite height, or
// indefinite.
func contribution(b *Box, height float64) (lo, hi float64) {
	if b.Anonymous && b.Content == nil && b.Replaced == nil && !b.Style.IsTable() {
		return intrinsic(b, height)
	}
	m := measureStyle(b, indefinite, height)
	lo, hi = m.contributionWidths()
	mg, _ := margins(b.Style, indefinite)
	return lo + mg.Width(), hi + mg.Width()
}

// contributionWidths is contribution without margins.
func (m *metrics) contributionWidths() (lo, hi float64) {
	b := m.box
	s := b.Style
	percent := s.Width.HasPercent()
	switch {
	case b.Replaced != nil:
		w, _ := m.replacedSize(indefinite)
		lo, hi = w, w
		if percent || s.MaxWidth.HasPercent() {
			// Compressible replaced elements (CSS Sizing 3 §5.2.2).
			lo, _ = m.minMaxW(indefinite)
		}
		return lo, hi
	case s.Width.Kind == style.Fixed && !percent:
		lo, hi = m.w, m.w
	case m.ratio.ok() && definite(m.h):
		w := m.ratioMinW(m.ratio.width(m.clampH(m.h)))
		lo, hi = w, w
	case s.Width.Kind == style.MinContent:
		lo, _ = m.contentMinMax()
		hi = lo
	case s.Width.Kind == style.MaxContent:
		_, hi = m.contentMinMax()
		lo = hi
	default:
		lo, hi = m.contentMinMax()
	}
	// With no room fit-content is min-content.
	return m.clampW(lo, 0), m.clampW(hi, indefinite)
}

// flowIntrinsic is intrinsic for block-level boxes in a flow. Floats stand beside each other and beside a box that
// establishes a formatting context, which may cover them with its margins, as browsers have it.
func flowIntrinsic(b *Box, height float64) (lo, hi float64) {
	var row FloatWidths
	for _, c := range b.Children {
		if outOfFlow(c.Style) {
			continue
		}
		if floats(c.Style) {
			c.memo.offer = height
		}
		cl, ch := contribution(c, height)
		lo = math.Max(lo, cl)
		switch {
		case floats(c.Style):
			row.Add(c.Style, ch)
			continue
		case establishes(c) && !c.Anonymous:
			row.clear(c.Style.Clear)
			m, _ := margins(c.Style, indefinite)
			if row.left > 0 {
				ch += math.Max(row.left, m.Left) - m.Left
			}
			if row.right > 0 {
				ch += math.Max(row.right, m.Right) - m.Right
			}
		}
		row.End(0)
		hi = math.Max(hi, ch)
	}
	row.End(0)
	return lo, math.Max(hi, row.Widest)
}
