package layout

import (
	"math"

	"sharecard/render/style"
)

// contributions are what an item asks of the tracks it spans in one axis: outer
// sizes in px (§11.5, CSS Sizing 3 §5.2).
type contributions struct {
	minimum, minContent, maxContent float64
	// limitedMin is minContent limited by the maximum of the tracks, where that is
	// fixed, and floored by the minimum contribution.
	limitedMin float64
}

// add makes an item larger.
func (w *contributions) add(v float64) {
	w.minimum, w.minContent, w.maxContent = w.minimum+v, w.minContent+v, w.maxContent+v
	w.limitedMin += v
}

// contribute computes the contributions of an item to the tracks of an axis.
func (gr *grid) contribute(it *gridItem, axis int) {
	if it.inner != nil || it.inherits[axis] {
		gr.contributeSubgrid(it, axis)
		return
	}
	w := &it.want
	if axis == columns {
		w.minimum, w.minContent, w.maxContent = gr.widths(it)
	} else {
		w.minimum, w.minContent = gr.heights(it)
		w.maxContent = w.minContent
		w.add(it.shim)
	}
	w.limitedMin = math.Max(w.minimum, math.Min(w.minContent, gr.fixedMaximum(it, axis, true)))
}

// widths returns the contributions of an item to its columns, for a height of its
// area where that is known.
func (gr *grid) widths(it *gridItem) (minimum, lo, hi float64) {
	b, s := it.box, it.box.Style
	m := measureStyle(b, indefinite, gr.knownHeight(it))
	mg, _ := margins(s, indefinite)
	if gr.stretchesHeight(it) && definite(m.cbH) {
		m.h = m.clampH(math.Max(m.frameH, m.fillH))
	}
	lo, hi = m.contributionWidths()
	lo, hi = lo+mg.Width(), hi+mg.Width()
	// §11.5: "The minimum contribution of an item is the smallest outer size it can
	// have. Specifically, if the item's computed preferred size behaves as auto or
	// depends on the size of its containing block in the relevant axis, the minimum
	// contribution is the outer size that would result from assuming the item's used
	// minimum size as its preferred size; else the item's minimum contribution is its
	// min-content contribution."
	if !dependent(s.Width) {
		return lo, lo, hi
	}
	switch {
	case !s.MinWidth.IsAuto():
		minimum, _ = m.minMaxW(0)
	case gr.automaticMinimum(it, columns):
		minimum = gr.limitMinimum(it, columns, lo-mg.Width(), m.frameW, mg.Width())
	default:
		minimum = m.frameW
	}
	return minimum + mg.Width(), lo, hi
}

// dependent reports whether a preferred size behaves as auto or depends on the
// size of the containing block.
func dependent(l style.Length) bool {
	return l.IsAuto() || l.Kind == style.FitContent || l.Kind == style.Stretch || l.HasPercent()
}

// heights returns the minimum and the content contribution of an item to its
// rows, in the width it has in its columns.
func (gr *grid) heights(it *gridItem) (minimum, content float64) {
	s := it.box.Style
	f, mg := gr.measureHeight(it)
	content = f.h + mg.Height()
	if !dependent(s.Height) {
		return content, content
	}
	m := measureStyle(it.box, gr.areaSize(it, columns), indefinite)
	switch {
	case contentKeyword(s.MinHeight):
		minimum = f.h
	case !s.MinHeight.IsAuto():
		minimum = math.Max(m.minH, m.frameH)
	case gr.automaticMinimum(it, rows):
		minimum = gr.limitMinimum(it, rows, f.h, m.frameH, mg.Height())
	default:
		minimum = m.frameH
	}
	return minimum + mg.Height(), content
}

// measureHeight measures an item whose content decides on its height.
func (gr *grid) measureHeight(it *gridItem) (*fragment, Edges) {
	if it.inner != nil {
		return it.owner.measureHeight(it.inner)
	}
	aw := gr.areaSize(it, columns)
	w, h, mg := gr.itemSize(it, aw, indefinite)
	c := constraints{w: w, h: h, cbW: aw, cbH: indefinite, isolated: true, measure: true, inherits: gr.inheritance(it)}
	return layout(it.box, c), mg
}

// automaticMinimum reports whether the automatic minimum size of an item is its
// content's (§6.6): "if it is not a scroll container; it spans at least one track
// in that axis whose min track sizing function is auto; and if it spans more than
// one track in that axis, none of those tracks are flexible."
func (gr *grid) automaticMinimum(it *gridItem, axis int) bool {
	tracks := gr.axes[axis].spanned(it, axis)
	return !scrolls(it.box.Style) &&
		anyTrack(tracks, func(t *gridTrack) bool { return t.min == autoSizing }) &&
		(len(tracks) == 1 || !anyTrack(tracks, flexible))
}

// limitMinimum applies the last rule of §6.6: where an item spans only tracks of
// a fixed maximum, its content-based minimum is no more than fits into them.
func (gr *grid) limitMinimum(it *gridItem, axis int, size, frame, margin float64) float64 {
	return math.Max(frame, math.Min(size, gr.fixedMaximum(it, axis, false)-margin))
}

// fixedMaximum is the sum of the maxima of an item's tracks with the gutters
// between, infinity where one is not fixed. With fit set the argument of
// fit-content() is one.
func (gr *grid) fixedMaximum(it *gridItem, axis int, fit bool) float64 {
	a := &gr.axes[axis]
	tracks := a.spanned(it, axis)
	sum := a.gaps(tracks)
	for i := range tracks {
		t := &tracks[i]
		switch {
		case t.max == fixedSizing:
			sum += t.limit
		case fit:
			sum += t.fitLimit
		default:
			return math.Inf(1)
		}
	}
	return sum
}

// knownHeight returns the height of an item's area where it is known while
// columns are sized: after a pass over the rows, or where "any row with a definite
// max track sizing function had that size and all other rows were infinite"
// (§11.1).
func (gr *grid) knownHeight(it *gridItem) float64 {
	if gr.rowsSized {
		return gr.areaSize(it, rows)
	}
	a := &gr.axes[rows]
	tracks := a.spanned(it, rows)
	sum := a.gaps(tracks)
	for i := range tracks {
		kind, px := sizingOf(tracks[i].size.Max, a.space)
		if tracks[i].size.Kind != style.TrackMinMax || kind != fixedSizing {
			return indefinite
		}
		sum += px
	}
	return sum
}

// itemSize returns the border-box width of an item in its area, its height where
// the item does not decide on it, and its margins, auto ones as 0. The height of
// the area may be indefinite.
func (gr *grid) itemSize(it *gridItem, areaW, areaH float64) (w, h float64, mg Edges) {
	if it.inherits == [2]bool{} {
		return gr.ownSize(it, areaW, areaH)
	}
	w, h, mg = gr.ownSize(it, areaW, areaH)
	m := measureStyle(it.box, areaW, areaH)
	if it.inherits[columns] {
		w = math.Max(m.frameW, areaW-mg.Width())
	}
	if it.inherits[rows] && definite(areaH) {
		h = math.Max(m.frameH, areaH-mg.Height())
	}
	return w, h, mg
}

// ownSize is itemSize for an item that is no subgrid: a subgrid has the size of its area
// in the axes it takes over (CSS Grid 2 §9).
func (gr *grid) ownSize(it *gridItem, areaW, areaH float64) (w, h float64, mg Edges) {
	b, s := it.box, it.box.Style
	m := measureStyle(b, areaW, areaH)
	mg, _ = margins(s, areaW)
	avail := math.Max(m.frameW, areaW-mg.Width())
	h = indefinite
	if gr.stretchesHeight(it) && definite(areaH) {
		h = m.clampH(math.Max(m.frameH, areaH-mg.Height()))
	}
	stretchW := gr.stretchesWidth(it)
	if b.Replaced != nil {
		w, h = m.replacedItem(avail, h, stretchW)
		return w, h, mg
	}
	if contentKeyword(s.Width) && definite(h) {
		m.h = h
	}
	w = m.keywordW(s.Width, avail)
	switch {
	case definite(w):
		w = m.clampW(w, avail)
	case m.ratio.ok() && definite(m.h) && it.wants[columns] != style.AlignStretch:
		w = m.clampW(m.ratioMinW(m.ratio.width(m.clampH(m.h))), avail)
	case m.ratio.ok() && definite(h) && !definite(m.h):
		// Of two axes that are stretched the one gives way that the style does not
		// name, else the height.
		explicit := it.wants[rows] == style.AlignStretch && it.wants[columns] != style.AlignStretch
		if w = avail; !stretchW || explicit {
			w = m.ratio.width(h)
		}
		w = m.clampW(w, avail)
	case stretchW:
		w = m.clampW(avail, avail)
	default:
		w = m.usedWidth(avail, false)
	}
	if m.ratio.ok() {
		h = indefinite
	}
	return w, h, mg
}

// replacedItem returns the used size of a replaced item; stretched is its height
// where it is stretched, else indefinite.
func (m *metrics) replacedItem(avail, stretched float64, stretchW bool) (w, h float64) {
	lo, hi := m.minMaxW(avail)
	switch {
	case stretchW && definite(stretched):
		return clamp(avail, lo, hi), stretched
	case stretchW:
		w = clamp(avail, lo, hi)
		if definite(m.h) {
			return w, m.clampH(m.h)
		}
		return w, m.clampH(m.heightFor(w))
	case definite(stretched):
		if w = m.lengthW(m.box.Style.Width); !definite(w) {
			w = m.widthFor(stretched)
		}
		return clamp(w, lo, hi), stretched
	}
	return m.replacedSize(avail)
}

// stretchesWidth reports whether an item takes the width of its area, less
// margins.
func (gr *grid) stretchesWidth(it *gridItem) bool {
	return it.align[columns] == style.AlignStretch && it.box.Style.Width.IsAuto() && !it.auto[style.Left] && !it.auto[style.Right]
}

// stretchesHeight is stretchesWidth for heights.
func (gr *grid) stretchesHeight(it *gridItem) bool {
	return it.align[rows] == style.AlignStretch && it.box.Style.Height.IsAuto() && !it.auto[style.Top] && !it.auto[style.Bottom]
}
