package layout

import (
	"math"

	"sharecard/render/style"
)

// flexIntrinsic returns the min-content and max-content widths of a flex
// container's content box (§9.9), as browsers do: of a row the sum of the
// items' contributions, of a column, and for min-content of a row that may
// wrap, the largest.
func flexIntrinsic(b *Box, height float64) (lo, hi float64) {
	s := b.Style
	row := s.FlexDirection == style.Row || s.FlexDirection == style.RowReverse
	wrap := s.FlexWrap != style.NoWrap
	gap := math.Max(0, orZero(resolve(s.ColumnGap, indefinite)))
	n := 0
	for _, c := range b.Children {
		if outOfFlow(c.Style) {
			continue
		}
		n++
		cl, ch := contribution(c, height)
		if row && !wrap && definite(height) && stretchesItem(s, c.Style) {
			cl, ch = stretchedContribution(c, height)
		}
		if !row {
			lo, hi = math.Max(lo, cl), math.Max(hi, ch)
			continue
		}
		fl, fh := flexContribution(c, height, cl, ch)
		hi += fh
		if wrap {
			lo = math.Max(lo, cl)
		} else {
			lo += fl
		}
	}
	if row && n > 1 {
		hi += gap * float64(n-1)
		if !wrap {
			lo += gap * float64(n-1)
		}
	}
	if wrap && !row && n > 1 {
		hi = math.Max(hi, wrappedColumns(b, height, hi))
	}
	return lo, hi
}

// stretchesItem reports whether a row of one line makes an item as high as itself.
func stretchesItem(container, item *style.Style) bool {
	align := item.AlignSelf
	if align == style.AlignAuto {
		align = container.AlignItems
	}
	if align != style.AlignStretch && align != style.AlignNormal {
		return false
	}
	return item.Height.IsAuto() && !item.Margin[style.Top].IsAuto() && !item.Margin[style.Bottom].IsAuto()
}

// stretchedContribution is the contribution of an item that the container makes as high
// as itself: that height is definite (§9.8), and gives the width of one with a ratio.
func stretchedContribution(b *Box, height float64) (lo, hi float64) {
	m := measureStyle(b, indefinite, height)
	mg, _ := margins(b.Style, indefinite)
	if !definite(m.h) {
		m.h = math.Max(m.frameH, height-mg.Height())
	}
	lo, hi = m.contributionWidths()
	return lo + mg.Width(), hi + mg.Width()
}

// wrappedColumns returns the width of the lines of a column that wraps, with
// items of their max-content width up to room.
func wrappedColumns(b *Box, height, room float64) float64 {
	m := measureStyle(b, indefinite, height)
	fx := newFlex(b, constraints{
		w: room + m.frameW, h: height + m.frameH, cbW: indefinite, cbH: indefinite, isolated: true,
	})
	for i := range fx.items {
		fx.flexBaseSize(&fx.items[i])
	}
	fx.collectLines()
	sum := fx.crossGap * float64(len(fx.lines)-1)
	for i := range fx.lines {
		widest := 0.0
		for j := range fx.lines[i].items {
			it := &fx.lines[i].items[j]
			widest = math.Max(widest, fx.columnWidth(it, it.main)+it.margin.cross())
		}
		sum += widest
	}
	return sum
}

// flexContribution adapts an item's contributions to what flexing can do
// (§9.9.3): the flex base size is a maximum for an item that cannot grow and a
// minimum for one that cannot shrink, within its minimum and maximum.
func flexContribution(b *Box, height, lo, hi float64) (float64, float64) {
	m := measureStyle(b, indefinite, height)
	base := m.lengthW(b.Style.FlexBasis)
	if b.Style.FlexBasis.IsAuto() {
		base = m.w
	}
	if !definite(base) {
		if b.Style.FlexShrink <= 0 {
			lo = hi
		}
		return lo, hi
	}
	mg, _ := margins(b.Style, indefinite)
	floor := m.frameW
	if b.Style.MinWidth.IsAuto() && !scrolls(b.Style) { // §4.5
		floor, _ = m.contentMinMax()
		switch {
		case b.Replaced != nil:
			floor, _ = m.replacedSize(indefinite)
		case m.ratio.ok() && definite(m.h):
			floor = m.ratioMinW(m.ratio.width(m.clampH(m.h)))
		}
		if definite(m.w) {
			floor = math.Min(floor, m.w)
		}
	}
	limit := func(v float64) float64 { return m.clampW(math.Max(v, floor), indefinite) + mg.Width() }
	base += mg.Width()
	if b.Style.FlexGrow <= 0 {
		lo, hi = math.Min(lo, base), math.Min(hi, base)
	}
	if b.Style.FlexShrink <= 0 {
		lo, hi = math.Max(lo, base), math.Max(hi, base)
	}
	return limit(lo - mg.Width()), limit(hi - mg.Width())
}
