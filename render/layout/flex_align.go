package layout

import "sharecard/render/style"

// distributeMain is step 12: "Distribute any remaining free space" to auto
// margins, or by justify-content.
func (fx *flex) distributeMain(l *flexLine) {
	free := fx.inMain - fx.gaps(l)
	autos := 0.0
	for i := range l.items {
		it := &l.items[i]
		free -= it.outerMain()
		autos += count(it.auto.mainStart) + count(it.auto.mainEnd)
	}
	if free > 0 && autos > 0 {
		for i := range l.items {
			it := &l.items[i]
			it.margin.mainStart += count(it.auto.mainStart) * free / autos
			it.margin.mainEnd += count(it.auto.mainEnd) * free / autos
		}
		free = 0
	}
	pos, between := distribute(fx.justify(), free, len(l.items), fx.reversed())
	for i := range l.items {
		it := &l.items[i]
		it.mainPos = pos
		pos += it.outerMain() + between + fx.mainGap
	}
}

func count(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// justify returns justify-content relative to the flex direction.
func (fx *flex) justify() style.Align {
	a := fx.box.Style.JustifyContent
	safe := a & style.AlignSafe
	rtl := fx.box.Style.Direction == style.RTL
	a &^= style.AlignSafe
	if a == style.AlignLeft || a == style.AlignRight {
		// Physical in a row; in a column they behave as start.
		if fx.row && (a == style.AlignRight) != rtl {
			a = style.AlignEnd
		} else {
			a = style.AlignStart
		}
	}
	return flexRelative(a, fx.reversed()) | safe
}

// wrapReverse reports whether the cross axis runs against the writing mode.
func (fx *flex) wrapReverse() bool { return fx.box.Style.FlexWrap == style.WrapReverse }

// reversed reports whether the main axis runs against the writing mode.
func (fx *flex) reversed() bool {
	d := fx.box.Style.FlexDirection
	return d == style.RowReverse || d == style.ColumnReverse
}

// flexRelative turns start and end into flex-start and flex-end where the axis
// runs with the writing mode or, with reverse set, against it.
func flexRelative(a style.Align, reverse bool) style.Align {
	switch {
	case a == style.AlignStart && reverse, a == style.AlignEnd && !reverse:
		return style.AlignFlexEnd
	case a == style.AlignStart, a == style.AlignEnd:
		return style.AlignFlexStart
	}
	return a
}

// distribute returns where the first of n subjects starts and the space
// between two, for a flex-relative content alignment (CSS Align 3 §5.3).
// reverse is set where the axis runs against the writing mode: subjects that must
// not overflow at the start then overflow at flex-start.
func distribute(a style.Align, free float64, n int, reverse bool) (start, between float64) {
	safe := a&style.AlignSafe != 0
	a &^= style.AlignSafe
	if free < 0 {
		if a == style.AlignSpaceBetween {
			return 0, 0
		}
		if safe || a == style.AlignSpaceAround || a == style.AlignSpaceEvenly {
			if reverse {
				return free, 0
			}
			return 0, 0
		}
	}
	k := float64(n)
	switch a {
	case style.AlignCenter:
		return free / 2, 0
	case style.AlignFlexEnd:
		return free, 0
	case style.AlignSpaceBetween:
		if n > 1 {
			return 0, free / (k - 1)
		}
	case style.AlignSpaceAround:
		if n > 0 {
			return free / k / 2, free / k
		}
	case style.AlignSpaceEvenly:
		return free / (k + 1), free / (k + 1)
	}
	return 0, 0
}

// crossAutoMargins is step 13: "Resolve cross-axis auto margins."
func (fx *flex) crossAutoMargins(l *flexLine) {
	for i := range l.items {
		it := &l.items[i]
		n := count(it.auto.crossStart) + count(it.auto.crossEnd)
		if n == 0 {
			continue
		}
		free := l.cross - it.outerCross()
		if free > 0 {
			it.margin.crossStart += count(it.auto.crossStart) * free / n
			it.margin.crossEnd += count(it.auto.crossEnd) * free / n
			continue
		}
		// "Otherwise, if the block-start or inline-start margin is auto, set it
		// to zero. Set the opposite margin so that the outer cross size of the
		// item equals the cross size of its flex line."
		if fx.wrapReverse() {
			it.margin.crossStart += free
		} else {
			it.margin.crossEnd += free
		}
	}
}

// itemAlign returns the used align-self of an item, relative to the cross axis
// of the container: stretch, center, flex-start, flex-end or a baseline.
func (fx *flex) itemAlign(b *Box) style.Align {
	s := fx.box.Style
	a := b.Style.AlignSelf
	if a&^style.AlignSafe == style.AlignAuto {
		a = s.AlignItems
	}
	safe := a & style.AlignSafe
	a &^= style.AlignSafe
	switch a {
	case style.AlignAuto, style.AlignNormal, style.AlignStretch:
		return style.AlignStretch
	case style.AlignSelfStart, style.AlignSelfEnd:
		// By the item's own direction where the cross axis is horizontal.
		against := !fx.row && b.Style.Direction != s.Direction
		if (a == style.AlignSelfStart) != against {
			a = style.AlignStart
		} else {
			a = style.AlignEnd
		}
	case style.AlignBaseline, style.AlignLastBaseline:
		return a
	}
	return flexRelative(a, fx.wrapReverse()) | safe
}

// alignItems is step 14: "Align all flex items along the cross-axis per
// align-self."
func (fx *flex) alignItems(l *flexLine) {
	for i := range l.items {
		it := &l.items[i]
		free := l.cross - it.outerCross()
		if it.auto.crossStart || it.auto.crossEnd {
			free = 0 // auto margins took it
		}
		if fx.sharesBaseline(it) {
			it.crossPos = fx.baselineOffset(l, it)
			continue
		}
		if it.align&style.AlignSafe != 0 && free < 0 {
			if fx.wrapReverse() {
				it.crossPos = free // at start
			}
			continue
		}
		switch it.align &^ style.AlignSafe {
		case style.AlignCenter:
			it.crossPos = free / 2
		case style.AlignFlexEnd:
			it.crossPos = free
		}
	}
}

// baselineOffset returns the distance of a baseline-aligned item from
// cross-start of its line.
func (fx *flex) baselineOffset(l *flexLine, it *flexItem) float64 {
	// From the start of the line in the writing mode.
	var start float64
	slack := 0.0
	if fx.wrapReverse() {
		// The group stands at cross-start, the other side.
		slack = l.cross - l.group
	}
	if it.align == style.AlignBaseline {
		start = l.ascent - fx.ascent(it) + slack
	} else {
		start = l.cross - l.descent - (it.outerCross() - fx.descent(it)) - slack
	}
	if fx.wrapReverse() {
		return l.cross - start - it.outerCross()
	}
	return start
}

// alignLines is step 16: "Align all flex lines per align-content."
func (fx *flex) alignLines() {
	if !fx.wrap {
		return
	}
	a := fx.box.Style.AlignContent
	safe := a & style.AlignSafe
	a = flexRelative(a&^style.AlignSafe, fx.wrapReverse()) | safe
	pos, between := distribute(a, fx.crossFree(), len(fx.lines), fx.wrapReverse())
	for i := range fx.lines {
		fx.lines[i].crossPos = pos
		pos += fx.lines[i].cross + between + fx.crossGap
	}
}

// fragment returns the container's fragment without items.
func (fx *flex) fragment() *fragment {
	natural := fx.naturalCross
	if !fx.row {
		natural = fx.longestLine()
	}
	f := fx.geometry.fragment(natural + fx.frameH)
	mg, _ := margins(fx.box.Style, fx.c.cbW)
	f.top.add(mg.Top)
	f.bottom.add(mg.Bottom)
	return f
}

// finish turns positions along the axes into places and returns the fragment.
func (fx *flex) finish() *fragment {
	f := fx.fragment()
	if !fx.c.measure {
		f.children = make([]child, 0, len(fx.items))
	}
	for i := range fx.lines {
		l := &fx.lines[i]
		for j := range l.items {
			at := fx.placeItem(l, &l.items[j])
			fx.baselines(f, i, j, at.y)
			if !fx.c.measure {
				at.relative(fx.inW, fx.basisH, fx.box.Style.Direction)
				f.add(at)
			}
		}
	}
	f.standing = f.first
	if fx.c.measure {
		return f
	}
	fx.addOutOfFlowChildren(f)
	f.resolve(&fx.geometry)
	return f
}

// placeItem returns an item in its place.
func (fx *flex) placeItem(l *flexLine, it *flexItem) child {
	main, cross := it.mainPos, l.crossPos+it.crossPos
	if fx.mainReverse {
		main = fx.inMain - main - it.outerMain()
	}
	if fx.crossReverse {
		cross = fx.inCross - cross - it.outerCross()
	}
	x, y := main, cross
	if !fx.row {
		x, y = cross, main
	}
	m := fx.physicalMargins(it)
	return child{f: it.f, x: fx.left() + x + m.Left, y: fx.top() + y + m.Top, margin: m}
}

// baselines takes the container's baselines from the item j of line i, which
// stands at y (§8.5): the first is that of the startmost line's first
// baseline-aligned item, else of its startmost item; likewise the last.
func (fx *flex) baselines(f *fragment, i, j int, y float64) {
	l := &fx.lines[i]
	it := &l.items[j]
	start, end := 0, len(fx.lines)-1
	if fx.wrapReverse() {
		start, end = end, start
	}
	shares := fx.row && fx.sharesBaseline(it)
	older := l.shared
	l.shared = older || shares
	if older && !shares {
		return
	}
	if it.f == nil { // a column that is only measured
		it.f = fx.contentFragment(it)
	}
	reverse := fx.reversed()
	if i == start && (j == 0 || shares && !older || reverse && !shares) {
		f.first = y + it.firstBaseline()
	}
	if i == end && (j == 0 || shares || !reverse) {
		f.last = y + it.lastBaseline()
	}
}
