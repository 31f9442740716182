package layout

import (
	"math"

	"sharecard/render/style"
)

// hypotheticalCrossSize is step 7: "Determine the hypothetical cross size of
// each item by performing layout as if it were an in-flow block-level box with
// the used main size and the given available space, treating auto as
// fit-content."
func (fx *flex) hypotheticalCrossSize(it *flexItem) {
	if fx.row {
		cross := indefinite
		if definite(fx.floor) && !fx.wrap && fx.stretches(it) {
			cross = math.Max(0, clamp(fx.floor-it.margin.cross(), it.minCross, it.maxCross))
		}
		it.f = fx.layout(it, it.main, cross, fx.c.measure || !fx.sharesBaseline(it))
		it.cross = it.f.h
		return
	}
	it.cross = fx.columnWidth(it, it.main)
}

// columnWidth returns the width of an item of a column before its line is
// known; main is its used height, or indefinite while that is being measured.
// In a single-line container stretched items have their final width at once.
func (fx *flex) columnWidth(it *flexItem, main float64) float64 {
	avail := math.Max(it.m.frameW, fx.inCross-it.margin.cross())
	if !fx.wrap && fx.stretches(it) {
		return clamp(avail, it.minCross, it.maxCross)
	}
	if w := it.box.Style.Width; definite(main) && it.m.ratio.ok() && (w.IsAuto() || contentKeyword(w)) {
		w := it.m.ratio.width(main)
		return clamp(it.m.ratioMinW(w), it.minCross, it.maxCross)
	}
	return clamp(it.m.usedWidth(avail, false), it.minCross, it.maxCross)
}

// lineCrossSizes is step 8: "Calculate the cross size of each flex line."
func (fx *flex) lineCrossSizes() {
	fx.naturalCross = fx.crossGap * float64(len(fx.lines)-1)
	for i := range fx.lines {
		l := &fx.lines[i]
		l.ascent, l.descent = indefinite, indefinite
		above, below := fx.lineBaselines(l)
		for j := range l.items {
			if it := &l.items[j]; !fx.sharesBaseline(it) {
				l.cross = math.Max(l.cross, it.outerCross())
			}
		}
		l.group = math.Max(above, below)
		l.cross = math.Max(l.cross, l.group)
		fx.naturalCross += l.cross
	}
	if fx.wrap {
		return
	}
	l := &fx.lines[0]
	if fx.definiteCross {
		l.cross = fx.inCross
		return
	}
	// "If the flex container is single-line, then clamp the line's cross-size to
	// be within the container's computed min and max cross sizes."
	l.cross = math.Max(0, fx.height(l.cross+fx.frameH)-fx.frameH)
}

// sharesBaseline reports whether an item takes part in baseline alignment.
func (fx *flex) sharesBaseline(it *flexItem) bool {
	return (it.align == style.AlignBaseline || it.align == style.AlignLastBaseline) &&
		!it.auto.crossStart && !it.auto.crossEnd
}

// lineBaselines finds the shared baselines of a line. It returns the extent of
// the first-baseline and the last-baseline group.
func (fx *flex) lineBaselines(l *flexLine) (first, last float64) {
	var down, up float64 // below the first baseline, above the last
	for j := range l.items {
		it := &l.items[j]
		if !fx.sharesBaseline(it) {
			continue
		}
		if it.align == style.AlignBaseline {
			a := fx.ascent(it)
			l.ascent = maxDefinite(l.ascent, a)
			down = math.Max(down, it.outerCross()-a)
		} else {
			d := fx.descent(it)
			l.descent = maxDefinite(l.descent, d)
			up = math.Max(up, it.outerCross()-d)
		}
	}
	return orZero(l.ascent) + down, orZero(l.descent) + up
}

// ascent returns the distance of an item's first baseline from the start of
// its margin box in the cross axis. In a column browsers align the left edges.
func (fx *flex) ascent(it *flexItem) float64 {
	m := fx.physicalMargins(it)
	switch {
	case fx.row:
		return m.Top + it.firstBaseline()
	case fx.box.Style.Direction == style.RTL:
		return m.Right + it.cross
	}
	return m.Left
}

// descent returns the distance of an item's last baseline from the end of its
// margin box in the cross axis.
func (fx *flex) descent(it *flexItem) float64 {
	m := fx.physicalMargins(it)
	switch {
	case fx.row:
		return m.Bottom + it.f.h - it.lastBaseline()
	case fx.box.Style.Direction == style.RTL:
		return m.Left
	}
	return m.Right + it.cross
}

// maxDefinite is the larger of a, which may be indefinite, and b.
func maxDefinite(a, b float64) float64 {
	if !definite(a) {
		return b
	}
	return math.Max(a, b)
}

// firstBaseline returns the item's first baseline from the top of its border
// box, synthesised from the border box where it has none (CSS Align 3 §9.3).
func (it *flexItem) firstBaseline() float64 {
	if definite(it.f.first) {
		return it.f.first
	}
	return it.f.h
}

func (it *flexItem) lastBaseline() float64 {
	if definite(it.f.last) {
		return it.f.last
	}
	return it.f.h
}

// containerCrossSize is step 15: "Determine the flex container's used cross
// size." It comes before the lines are stretched, since a minimum may leave
// them room.
func (fx *flex) containerCrossSize() {
	if definite(fx.inCross) {
		return
	}
	fx.inCross = math.Max(0, fx.height(fx.naturalCross+fx.frameH)-fx.frameH)
}

// stretchLines is step 9, "Handle 'align-content: stretch'."
func (fx *flex) stretchLines() {
	a := fx.box.Style.AlignContent &^ style.AlignSafe
	if !fx.wrap || a != style.AlignNormal && a != style.AlignAuto && a != style.AlignStretch {
		return
	}
	if free := fx.crossFree(); free > 0 {
		for i := range fx.lines {
			fx.lines[i].cross += free / float64(len(fx.lines))
		}
	}
}

// crossFree returns the cross size that the lines leave.
func (fx *flex) crossFree() float64 {
	free := fx.inCross - fx.crossGap*float64(max(0, len(fx.lines)-1))
	for i := range fx.lines {
		free -= fx.lines[i].cross
	}
	return free
}

// usedCrossSizes is step 11: "Determine the used cross size of each flex
// item", and the layout of each item in its final size.
func (fx *flex) usedCrossSizes(l *flexLine) {
	for i := range l.items {
		it := &l.items[i]
		cross := it.cross
		switch {
		case fx.stretches(it):
			it.cross = math.Max(0, clamp(l.cross-it.margin.cross(), it.minCross, it.maxCross))
			cross = it.cross
		case fx.row:
			cross = indefinite // the item has decided
		}
		if !fx.c.measure {
			it.f = fx.layout(it, it.main, cross, false)
		}
	}
}
