package box

import "sharecard/render/layout"

// atom shows a box to the inline content it stands in; it implements
// [text.Atom].
type atom struct{ box *layout.Box }

func (a atom) Intrinsic() (min, max float64) { return layout.AtomIntrinsic(a.box) }

func (a atom) Measure(width float64) (w, h, baseline float64) {
	return layout.MeasureAtom(a.box, width)
}
