package layout

import (
	"math"
	"slices"

	"sharecard/render/style"
)

// placeFlex lays out a flex container by the steps of CSS Flexbox 1 §9. Item
// generation (step 1) is the work of package box, visibility: collapse (step
// 10) is not supported.
func placeFlex(b *Box, c constraints) *fragment {
	fx := newFlex(b, c)
	for i := range fx.items {
		fx.flexBaseSize(&fx.items[i])
	}
	fx.collectLines()
	fx.mainSize()
	for i := range fx.lines {
		fx.resolveFlexibleLengths(&fx.lines[i])
	}
	for i := range fx.items {
		fx.hypotheticalCrossSize(&fx.items[i])
	}
	fx.lineCrossSizes()
	fx.containerCrossSize()
	fx.stretchLines()
	for i := range fx.lines {
		fx.usedCrossSizes(&fx.lines[i])
	}
	for i := range fx.lines {
		fx.distributeMain(&fx.lines[i])
		fx.crossAutoMargins(&fx.lines[i])
		fx.alignItems(&fx.lines[i])
	}
	fx.alignLines()
	return fx.finish()
}

// flex is a flex container being laid out. Main and cross stand for width and
// height in a row, for height and width in a column.
type flex struct {
	geometry
	row bool
	// mainReverse and crossReverse are set where main-start and cross-start are the
	// right or bottom edge.
	mainReverse, crossReverse bool
	wrap                      bool // multi-line
	mainGap, crossGap         float64

	inMain, inCross float64 // of the content box; indefinite until known
	definiteCross   bool    // the cross size did not come from the items
	floor           float64 // height by aspect-ratio that content may exceed, else indefinite
	naturalCross    float64 // of the content, before stretching
	items           []flexItem
	lines           []flexLine
}

// flexItem is one item; sizes are of the border box, positions relative to the
// container's content box from main-start and cross-start.
type flexItem struct {
	box   *Box
	m     metrics
	f     *fragment
	align style.Align

	margin             axisEdges
	auto               autoEdges
	base               float64 // flex base size
	hypothetical       float64 // clamped by the limits
	minMain, maxMain   float64
	minCross, maxCross float64
	definite           bool    // the flex basis is
	main, cross        float64 // used
	mainPos, crossPos  float64 // of the margin box
	frozen             bool    // §9.7
	violation          float64 // §9.7 step 4d
}

// axisEdges are margins from main-start to cross-end.
type axisEdges struct{ mainStart, mainEnd, crossStart, crossEnd float64 }

// autoEdges tells which margins are auto.
type autoEdges struct{ mainStart, mainEnd, crossStart, crossEnd bool }

func (e axisEdges) main() float64  { return e.mainStart + e.mainEnd }
func (e axisEdges) cross() float64 { return e.crossStart + e.crossEnd }

// flexLine is one line: a run of items.
type flexLine struct {
	items    []flexItem
	cross    float64
	crossPos float64
	ascent   float64 // highest baseline of its baseline-aligned items, NaN for none
	descent  float64 // the same from the bottom for last-baseline items
	group    float64 // extent of its baseline-aligned items
	shared   bool    // a baseline-aligned item was seen
}

func newFlex(b *Box, c constraints) *flex {
	s := b.Style
	fx := &flex{geometry: newGeometry(b, c)}
	fx.row = s.FlexDirection == style.Row || s.FlexDirection == style.RowReverse
	fx.wrap = s.FlexWrap != style.NoWrap
	rtl := s.Direction == style.RTL
	fx.mainReverse = fx.reversed() != (fx.row && rtl)
	fx.crossReverse = fx.wrapReverse() != (!fx.row && rtl)

	// Step 2: the available main and cross space.
	fx.inMain, fx.inCross = fx.inW, fx.inH
	if !fx.row {
		fx.inMain, fx.inCross = fx.inH, fx.inW
	}
	fx.floor = indefinite
	if fx.ratioGrows() {
		fx.floor = fx.inH
		if fx.row {
			fx.inCross = indefinite
		} else {
			fx.inMain = indefinite
		}
	}
	fx.definiteCross = definite(fx.inCross)
	columnGap := math.Max(0, orZero(resolve(s.ColumnGap, fx.inW)))
	rowGap := math.Max(0, orZero(resolve(s.RowGap, fx.basisH)))
	fx.mainGap, fx.crossGap = rowGap, columnGap
	if fx.row {
		fx.mainGap, fx.crossGap = columnGap, rowGap
	}
	fx.collectItems()
	return fx
}

// ratioGrows reports whether the container's height comes from its aspect
// ratio and has the content's height as automatic minimum.
func (fx *flex) ratioGrows() bool {
	return !definite(fx.c.h) && !definite(fx.h) && fx.ratio.ok() &&
		fx.box.Style.MinHeight.IsAuto() && !scrolls(fx.box.Style)
}

// collectItems makes the items in order-modified document order (§5.4).
func (fx *flex) collectItems() {
	n := 0
	for _, b := range fx.box.Children {
		if !outOfFlow(b.Style) {
			n++
		}
	}
	fx.items = make([]flexItem, 0, n)
	sorted := true
	for _, b := range fx.box.Children {
		if outOfFlow(b.Style) {
			continue
		}
		if k := len(fx.items); k > 0 && order(fx.items[k-1].box) > order(b) {
			sorted = false
		}
		fx.items = append(fx.items, fx.newItem(b))
	}
	if !sorted {
		slices.SortStableFunc(fx.items, func(a, b flexItem) int { return order(a.box) - order(b.box) })
	}
}

// order is the order property, bounded so that differences do not overflow.
func order(b *Box) int { return max(-1<<30, min(b.Style.Order, 1<<30)) }

func (fx *flex) newItem(b *Box) flexItem {
	it := flexItem{box: b, m: measureStyle(b, fx.inW, fx.basisH)}
	m, auto := margins(b.Style, fx.inW)
	fx.setMargins(&it, m)
	a := autoEdges{auto[style.Left], auto[style.Right], auto[style.Top], auto[style.Bottom]}
	if !fx.row {
		a = autoEdges{a.crossStart, a.crossEnd, a.mainStart, a.mainEnd}
	}
	if fx.mainReverse {
		a.mainStart, a.mainEnd = a.mainEnd, a.mainStart
	}
	if fx.crossReverse {
		a.crossStart, a.crossEnd = a.crossEnd, a.crossStart
	}
	it.auto = a
	it.align = fx.itemAlign(b)
	minW, maxW := it.m.minMaxW(math.Max(it.m.frameW, fx.inW-m.Width()))
	minH, maxH := math.Max(it.m.minH, it.m.frameH), math.Max(it.m.maxH, it.m.frameH)
	it.minMain, it.maxMain, it.minCross, it.maxCross = minW, maxW, minH, maxH
	if !fx.row {
		it.minMain, it.maxMain, it.minCross, it.maxCross = minH, maxH, minW, maxW
	}
	return it
}

// setMargins stores physical margins by axis.
func (fx *flex) setMargins(it *flexItem, m Edges) {
	e := axisEdges{m.Left, m.Right, m.Top, m.Bottom}
	if !fx.row {
		e = axisEdges{e.crossStart, e.crossEnd, e.mainStart, e.mainEnd}
	}
	if fx.mainReverse {
		e.mainStart, e.mainEnd = e.mainEnd, e.mainStart
	}
	if fx.crossReverse {
		e.crossStart, e.crossEnd = e.crossEnd, e.crossStart
	}
	it.margin = e
}

// physicalMargins is the inverse of setMargins.
func (fx *flex) physicalMargins(it *flexItem) Edges {
	e := it.margin
	if fx.mainReverse {
		e.mainStart, e.mainEnd = e.mainEnd, e.mainStart
	}
	if fx.crossReverse {
		e.crossStart, e.crossEnd = e.crossEnd, e.crossStart
	}
	if !fx.row {
		return Edges{Top: e.mainStart, Right: e.crossEnd, Bottom: e.mainEnd, Left: e.crossStart}
	}
	return Edges{Top: e.crossStart, Right: e.mainEnd, Bottom: e.crossEnd, Left: e.mainStart}
}

func (it *flexItem) outerMain() float64  { return it.main + it.margin.main() }
func (it *flexItem) outerCross() float64 { return it.cross + it.margin.cross() }

// frameMain is the item's border and padding along the main axis.
func (fx *flex) frameMain(it *flexItem) float64 {
	if fx.row {
		return it.m.frameW
	}
	return it.m.frameH
}

// layout lays out an item, or measures it, with the given border-box main and
// cross size; an indefinite one is for the item to decide, in a column only
// the main size may be.
func (fx *flex) layout(it *flexItem, main, cross float64, measure bool) *fragment {
	c := constraints{w: main, h: cross, cbW: fx.inW, cbH: fx.basisH, isolated: true, measure: measure}
	if !fx.row {
		c.w, c.h = cross, main
		// §9.8: a flexed main size is definite where the container's is, and in
		// browsers where the flex basis is.
		c.soft = !definite(fx.basisH) && !it.definite
	}
	return layout(it.box, c)
}
