package layout

import "sharecard/render/style"

// justifySelf returns the used justify-self of a block-level or absolutely
// positioned box (CSS Align 3 §6.1), where items is the justify-items of its
// parent and dir the direction of its containing block: normal, stretch, start,
// center or end, perhaps safe.
func justifySelf(s *style.Style, items style.Align, dir style.Direction) style.Align {
	if s.JustifySelf == style.AlignAuto {
		return inlineAlign(items, s.Direction, dir)
	}
	return inlineAlign(s.JustifySelf, s.Direction, dir)
}

// alignOld is or-ed to an alignment that leaves a box as wide as there is room.
const alignOld style.Align = 0x40

// oldAlign is where the block boxes in a container with one of the old align attributes stand that are narrower than it
// (HTML Standard, Rendering 15.3.5).
func oldAlign(container *style.Style) style.Align {
	if !container.AlignBlocks {
		return style.AlignNormal
	}
	a := style.AlignCenter
	switch container.TextAlign {
	case style.TextLeft:
		a = edge(container.Direction == style.RTL)
	case style.TextRight:
		a = edge(container.Direction != style.RTL)
	}
	return a | style.AlignSafe | alignOld
}

// inlineAlign turns an alignment along the inline axis into one that is relative
// to the direction dir of the container; own is the direction of the box. There
// are no baselines along this axis: start takes their place.
func inlineAlign(a style.Align, own, dir style.Direction) style.Align {
	safe := a & style.AlignSafe
	a &^= style.AlignSafe
	switch a {
	case style.AlignAuto:
		a = style.AlignNormal
	case style.AlignFlexStart, style.AlignBaseline, style.AlignLastBaseline:
		a = style.AlignStart
	case style.AlignFlexEnd:
		a = style.AlignEnd
	case style.AlignSelfStart, style.AlignSelfEnd:
		a = edge((a == style.AlignSelfEnd) != (own != dir))
	case style.AlignLeft, style.AlignRight:
		a = edge((a == style.AlignRight) != (dir == style.RTL))
	}
	return a | safe
}

// edge returns end or start.
func edge(end bool) style.Align {
	if end {
		return style.AlignEnd
	}
	return style.AlignStart
}

// stretchy reports whether an alignment leaves an automatic size to fill the
// room there is.
func stretchy(a style.Align) bool {
	return a == style.AlignNormal || a == style.AlignStretch || a&alignOld != 0
}

// unstretched is an alignment with start for normal.
func unstretched(a style.Align) style.Align {
	if a == style.AlignNormal {
		return style.AlignStart
	}
	return a
}

// alignedStart returns where a subject starts that has free space around it.
func alignedStart(a style.Align, free float64) float64 {
	if a&style.AlignSafe != 0 && free < 0 {
		return 0
	}
	return free * alignedFraction(a)
}

// alignedFraction is the part of the free space in front of a subject.
func alignedFraction(a style.Align) float64 {
	switch a &^ (style.AlignSafe | alignOld) {
	case style.AlignCenter:
		return 0.5
	case style.AlignEnd, style.AlignLastBaseline:
		return 1
	}
	return 0
}
