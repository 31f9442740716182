package layout

import (
	"math"

	"sharecard/render/style"
)

// flexBaseSize is step 3: "Determine the flex base size and hypothetical main
// size of each item."
func (fx *flex) flexBaseSize(it *flexItem) {
	it.base = math.Max(fx.frameMain(it), fx.basis(it))
	if fx.mainMinAuto(it) {
		it.minMain = math.Max(fx.frameMain(it), fx.automaticMinimum(it))
	}
	if !fx.row && contentKeyword(it.box.Style.MinHeight) {
		it.minMain = math.Max(fx.frameMain(it), fx.contentHeight(it))
	}
	if !fx.row && contentKeyword(it.box.Style.MaxHeight) {
		it.maxMain = math.Max(fx.frameMain(it), fx.contentHeight(it))
	}
	it.hypothetical = clamp(it.base, it.minMain, it.maxMain)
	it.main = it.hypothetical
}

// mainLength returns the style's main size property and the border-box size it
// resolves to, indefinite where that takes the content.
func (fx *flex) mainLength(it *flexItem) (style.Length, float64) {
	if fx.row {
		return it.box.Style.Width, it.m.w
	}
	return it.box.Style.Height, it.m.h
}

// basis returns the flex base size before the floor of border and padding.
func (fx *flex) basis(it *flexItem) float64 {
	l := it.box.Style.FlexBasis
	var v float64
	// A: "If the item has a definite used flex basis, that's the flex base size."
	switch {
	case l.IsAuto():
		l, v = fx.mainLength(it)
	case fx.row:
		v = it.m.lengthW(l)
	default:
		v = fx.columnLength(it, l)
	}
	if definite(v) {
		it.definite = true
		return v
	}
	// B: "If the flex item has a preferred aspect ratio, a used flex basis of
	// content, and a definite cross size, then the flex base size is calculated
	// from its used cross size and the flex item's aspect ratio."
	if !contentKeyword(l) && it.m.ratio.ok() {
		if cross := fx.definiteCrossSize(it); definite(cross) {
			it.definite = true
			return fx.mainFromCross(it, cross)
		}
	}
	// E: "Otherwise, size the item into the available space using its used flex
	// basis in place of its main size."
	return fx.clampTransferred(it, fx.contentMain(it, l))
}

// columnLength resolves a flex-basis in a column: percentages of an indefinite
// height are content (§7.2.3).
func (fx *flex) columnLength(it *flexItem, l style.Length) float64 {
	if l.Kind == style.Stretch {
		return it.m.lengthH(l)
	}
	return it.m.borderBox(resolve(l, fx.basisH), it.m.frameH)
}

// contentMain returns the size of the border box along the main axis that its
// content asks for under the keyword l; auto, content and unresolvable
// percentages mean max-content.
func (fx *flex) contentMain(it *flexItem, l style.Length) float64 {
	if !fx.row {
		return fx.contentHeight(it)
	}
	if it.box.Replaced != nil {
		return fx.replacedMain(it)
	}
	if w := fx.ratioMain(it); definite(w) {
		return w
	}
	if contentKeyword(l) {
		return it.m.keywordW(l, math.Max(it.m.frameW, fx.inW-it.margin.main()))
	}
	_, hi := it.m.contentMinMax()
	return hi
}

// ratioMain returns the width of an item of a row that has an aspect ratio and
// a definite cross size; else indefinite.
func (fx *flex) ratioMain(it *flexItem) float64 {
	if !it.m.ratio.ok() {
		return indefinite
	}
	cross := fx.definiteCrossSize(it)
	if !definite(cross) {
		return indefinite
	}
	return it.m.ratio.width(cross)
}

// contentHeight returns the height that an item's content has at the width the
// item will have in a column.
func (fx *flex) contentHeight(it *flexItem) float64 {
	if it.box.Replaced != nil {
		return fx.replacedMain(it)
	}
	f := fx.contentFragment(it)
	switch {
	case !it.m.ratio.ok():
		return f.natural
	case scrolls(it.box.Style):
		return it.m.ratio.height(f.w)
	}
	return math.Max(f.natural, it.m.ratio.height(f.w))
}

// contentFragment measures an item of a column whose content decides on its
// height.
func (fx *flex) contentFragment(it *flexItem) *fragment {
	auto := *it
	auto.m.h = indefinite
	return layout(it.box, constraints{
		w: fx.columnWidth(&auto, indefinite), h: indefinite,
		cbW: fx.inW, cbH: fx.basisH, isolated: true, content: true, measure: true,
	})
}

// replacedMain returns the natural main size of a replaced item, from its
// cross size where that is definite.
func (fx *flex) replacedMain(it *flexItem) float64 {
	w, h := it.m.naturalSize()
	if fx.row {
		if r := fx.ratioMain(it); definite(r) {
			return r
		}
		return w
	}
	if it.m.ratio.ok() {
		return it.m.ratio.height(fx.columnWidth(it, indefinite))
	}
	return h
}

// definiteCrossSize returns the used cross size of an item where it is known
// before the item is laid out: its own, or in a single-line container of
// definite cross size the stretched one (§9.8).
func (fx *flex) definiteCrossSize(it *flexItem) float64 {
	own := it.m.w
	if fx.row {
		own = it.m.h
	}
	if definite(own) {
		return clamp(own, it.minCross, it.maxCross)
	}
	if !fx.wrap && fx.definiteCross && fx.stretches(it) {
		return clamp(fx.inCross-it.margin.cross(), it.minCross, it.maxCross)
	}
	return indefinite
}

// stretches reports whether an item takes the cross size of its line.
func (fx *flex) stretches(it *flexItem) bool {
	if it.align != style.AlignStretch || it.auto.crossStart || it.auto.crossEnd {
		return false
	}
	l := it.box.Style.Width
	if fx.row {
		l = it.box.Style.Height
	}
	return l.IsAuto() || l.Kind == style.Stretch
}

func (fx *flex) mainFromCross(it *flexItem, cross float64) float64 {
	if fx.row {
		return it.m.ratio.width(cross)
	}
	return it.m.ratio.height(cross)
}

// clampTransferred applies the limits of the cross axis to a main size through
// the aspect ratio.
func (fx *flex) clampTransferred(it *flexItem, v float64) float64 {
	if !it.m.ratio.ok() {
		return v
	}
	var lo, hi float64
	if fx.row {
		lo, hi = it.m.ratio.transferW(it.minCross, it.maxCross)
	} else {
		lo, hi = it.m.ratio.transferH(it.minCross, it.maxCross)
	}
	return clamp(v, lo, hi)
}

// mainMinAuto reports whether the item has an automatic minimum main size.
func (fx *flex) mainMinAuto(it *flexItem) bool {
	s := it.box.Style
	if scrolls(s) {
		return false
	}
	if fx.row {
		return s.MinWidth.IsAuto()
	}
	return s.MinHeight.IsAuto()
}

// automaticMinimum is the content-based minimum size of §4.5.
func (fx *flex) automaticMinimum(it *flexItem) float64 {
	content := fx.clampTransferred(it, fx.minContentMain(it))
	_, specified := fx.mainLength(it)
	v := content
	switch {
	case definite(specified):
		v = math.Min(specified, content)
	case it.box.Replaced != nil && it.m.ratio.ok():
		if cross := fx.definiteCrossSize(it); definite(cross) {
			v = math.Min(fx.mainFromCross(it, cross), content)
		}
	}
	return math.Min(v, it.maxMain)
}

// minContentMain returns the content size suggestion: the min-content size.
func (fx *flex) minContentMain(it *flexItem) float64 {
	if !fx.row {
		return fx.contentHeight(it)
	}
	if it.box.Replaced != nil {
		return fx.replacedMain(it)
	}
	if w := fx.ratioMain(it); definite(w) {
		return w
	}
	lo, _ := it.m.contentMinMax()
	return lo
}
