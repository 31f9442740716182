package layout

import "sharecard/render/style"

// addOutOfFlowChildren notes the static positions of absolutely positioned
// children: as if each were the sole item of the container (§4.1).
func (fx *flex) addOutOfFlowChildren(f *fragment) {
	var area Rect
	for _, b := range fx.box.Children {
		if !outOfFlow(b.Style) {
			continue
		}
		if area == (Rect{}) {
			area = Rect{fx.left(), fx.top(), fx.inW, fx.inMain}
			if fx.row {
				area.H = fx.inCross
			}
			if h := f.h - fx.frameH; h > 0 {
				area.H = h
			}
		}
		f.addOutOfFlow(pending{b, area, fx.staticAlign(b)})
	}
}

// staticAlign returns where justify-content and align-self put a sole item.
// As in browsers, "safe" counts in align-self only.
func (fx *flex) staticAlign(b *Box) staticAlign {
	main := alignFraction(fx.justify(), fx.mainReverse)
	a := fx.itemAlign(b)
	switch a &^ style.AlignSafe { // the fallbacks of baselines (CSS Align 3 §9.3)
	case style.AlignBaseline:
		a = flexRelative(style.AlignStart, fx.wrapReverse())
	case style.AlignLastBaseline:
		a = flexRelative(style.AlignEnd, fx.wrapReverse())
	}
	cross := alignFraction(a, fx.crossReverse)
	safe := b.Style.AlignSelf&style.AlignSafe != 0
	if fx.row {
		return staticAlign{x: main, y: cross, safeY: safe, dir: fx.box.Style.Direction}
	}
	return staticAlign{x: cross, y: main, safeX: safe, dir: fx.box.Style.Direction}
}

// alignFraction turns a flex-relative alignment of one subject into a fraction
// of the free space from the left or top.
func alignFraction(a style.Align, reverse bool) float64 {
	v := 0.0
	switch a &^ style.AlignSafe {
	case style.AlignCenter, style.AlignSpaceAround, style.AlignSpaceEvenly:
		return 0.5
	case style.AlignFlexEnd:
		v = 1
	}
	if reverse {
		v = 1 - v
	}
	return v
}
