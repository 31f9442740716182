package layout

import (
	"math"
	"slices"

	"sharecard/render/style"
)

// placeGrid lays out a grid container by the steps of CSS Grid 1: the explicit
// grid (§7), placement (§8), track sizing (§11) and alignment (§10).
func placeGrid(b *Box, c constraints) *fragment {
	gr := newGrid(b, c)
	gr.sizeGrid()
	return gr.finish()
}

// grid is a grid container being laid out.
type grid struct {
	geometry
	axes    [2]gridAxis
	items   []gridItem
	natural float64 // height of the rows before the height of the container is known
	// rowsSized is set once the rows have sizes that columns may look at.
	rowsSized bool
	shared    map[baselineGroup]float64 // the largest distances of baselines from the edges of rows
}

// The axes of a grid: columns stand along the inline axis, rows along the block
// axis.
const (
	columns = 0
	rows    = 1
)

// axisSides are the sides at the start and the end of an axis.
var axisSides = [2][2]int{columns: {style.Left, style.Right}, rows: {style.Top, style.Bottom}}

// gridAxis is the columns or the rows.
type gridAxis struct {
	*gridLines
	template []templateTrack // explicit tracks that have a size there
	before   int             // implicit tracks in front of the explicit grid
	tracks   []gridTrack
	auto     []style.TrackSize // of implicit tracks
	subgrid  *inheritedTracks  // nil where the tracks are the grid's own
	nested   []gridItem        // items of subgrids in tracks of this grid, while these are being sized

	gap     float64
	between float64 // what alignment adds to the gutters
	space   float64 // inner size of the container, indefinite where the tracks decide
	mode    gridMode
}

// gridMode is the constraint that tracks are sized under (§11.1).
type gridMode uint8

const (
	gridLayout gridMode = iota
	gridMinContent
	gridMaxContent
)

// gridItem is one item. What there is for each axis stands by axis.
type gridItem struct {
	box    *Box
	place  [2]gridPlace
	align  [2]style.Align // stretch, start, center, end or a baseline
	wants  [2]style.Align // the same as the style asks for it, normal included
	auto   [4]bool        // margins, by side
	shim   float64        // moves it to the baseline of its row (§11.5 step 1)
	want   contributions  // of the axis being sized
	f      *fragment
	margin Edges
	ratio  bool // its width may follow from its height

	inherits [2]bool // the axes that the item is a subgrid in
	sub      *grid   // the item, while the tracks it inherits are being sized
	// An item of a subgrid that counts as one of the grid being sized: the item there,
	// its grid, and how much more it needs (CSS Grid 2 §9).
	inner *gridItem
	owner *grid
	extra [2]float64 // at its start and its end
}

// gridPlace is the place of an item along one axis: lines counted from the first
// of the implicit grid once all items are placed, from that of the explicit one
// before. Until an item has a definite position, start is 0 and end its span.
type gridPlace struct {
	start, end int
	auto       bool
}

func (p gridPlace) span() int { return p.end - p.start }

func newGrid(b *Box, c constraints) *grid {
	gr := &grid{geometry: newGeometry(b, c)}
	s := b.Style
	gr.axes[columns].space, gr.axes[rows].space = gr.inW, gr.inH
	gr.axes[columns].auto, gr.axes[rows].auto = s.GridAutoColumns, s.GridAutoRows
	for axis := range gr.axes {
		gr.axes[axis].gridLines = &gridLines{maxTracks: b.memo.maxTracks}
		gr.inherit(axis)
		gr.resolveGap(axis)
	}
	gr.explicitGrid()
	gr.collectItems()
	gr.placeItems()
	gr.implicitGrid()
	return gr
}

// resolveGap computes the gutters of an axis (§10.1); percentages of an unknown
// size are 0.
func (gr *grid) resolveGap(axis int) {
	a, l := &gr.axes[axis], gapOf(gr.box.Style, axis)
	if a.gap = math.Max(0, orZero(resolve(l, a.space))); a.subgrid != nil && l.Kind == style.Normal {
		a.gap = a.subgrid.gap
	}
}

// gapOf returns column-gap or row-gap.
func gapOf(s *style.Style, axis int) style.Length {
	if axis == columns {
		return s.ColumnGap
	}
	return s.RowGap
}

// collectItems makes the items in order-modified document order (§6.3).
func (gr *grid) collectItems() {
	for _, b := range gr.box.Children {
		if !outOfFlow(b.Style) {
			gr.items = append(gr.items, gr.newItem(b))
		}
	}
	slices.SortStableFunc(gr.items, func(a, b gridItem) int { return order(a.box) - order(b.box) })
}

func (gr *grid) newItem(b *Box) gridItem {
	it := gridItem{box: b}
	s := b.Style
	_, it.auto = margins(s, indefinite)
	it.wants = [2]style.Align{gr.selfAlign(s.JustifySelf, gr.box.Style.JustifyItems), gr.selfAlign(s.AlignSelf, gr.box.Style.AlignItems)}
	it.align = [2]style.Align{gr.alignment(b, columns, it.wants[columns]), gr.alignment(b, rows, it.wants[rows])}
	for axis := range it.inherits {
		if it.inherits[axis] = subgridded(b, axis); it.inherits[axis] { // §9: it is always stretched
			it.align[axis] = style.AlignStretch
			it.auto[axisSides[axis][0]], it.auto[axisSides[axis][1]] = false, false
		}
	}
	it.ratio = keepsRatio(b)
	return it
}

// sizeGrid is the grid sizing algorithm (§11.1).
func (gr *grid) sizeGrid() {
	// "1. First, the track sizing algorithm is used to resolve the sizes of the
	// grid columns. 2. Next, the track sizing algorithm resolves the sizes of the
	// grid rows."
	gr.sizeColumns()
	gr.sizeRows()
	if !gr.heightMatters() {
		return
	}
	// "3. Then, if the min-content contribution of any grid item has changed based
	// on the row sizes and alignment calculated in step 2, re-resolve the sizes of
	// the grid columns with the new min-content and max-content contributions (once
	// only). 4. Next, if the min-content contribution of any grid item has changed
	// based on the column sizes and alignment calculated in step 3, re-resolve the
	// sizes of the grid rows (once only)."
	gr.rowsSized = true
	gr.sizeColumns()
	gr.sizeRows()
}

func (gr *grid) sizeColumns() {
	gr.sizeTracks(columns)
	gr.positionTracks(columns)
}

// sizeRows sizes the rows, and where they decide on the container's height once
// more in the height that came out: percentages and fractions then resolve
// against it.
func (gr *grid) sizeRows() {
	a := &gr.axes[rows]
	if a.subgrid != nil {
		gr.natural = a.size()
		return
	}
	if a.space = gr.inH; gr.ratioGrows() {
		a.space = indefinite
	}
	gr.resolveGap(rows)
	gr.sizeTracks(rows)
	gr.natural = a.size()
	if !definite(a.space) {
		a.space = math.Max(0, gr.height(gr.natural+gr.frameH)-gr.frameH)
		gr.resolveGap(rows)
		if a.space != gr.natural || a.dependsOnSpace() {
			gr.sizeTracks(rows)
		}
	}
	gr.positionTracks(rows)
}

// ratioGrows reports whether the container's height comes from its aspect ratio
// and has the content's height as automatic minimum.
func (gr *grid) ratioGrows() bool {
	return !definite(gr.c.h) && !definite(gr.h) && gr.ratio.ok() &&
		gr.box.Style.MinHeight.IsAuto() && !scrolls(gr.box.Style)
}

// gridIntrinsic returns the min-content and max-content widths of a grid
// container's content box: the sums of its columns sized under these constraints
// (§11.1).
func gridIntrinsic(b *Box, height float64) (lo, hi float64) {
	frame := measureStyle(b, indefinite, indefinite)
	gr := newGrid(b, constraints{w: indefinite, h: height + frame.frameH, cbW: indefinite, cbH: indefinite, isolated: true})
	lo = gr.intrinsicWidth(gridMinContent)
	return lo, gr.intrinsicWidth(gridMaxContent)
}

// intrinsicWidth returns the sum of the columns under a constraint. Where widths
// of items follow from their heights it takes the passes of sizeGrid.
func (gr *grid) intrinsicWidth(mode gridMode) float64 {
	a := &gr.axes[columns]
	a.mode, gr.rowsSized = mode, false
	gr.axes[rows].space = gr.inH
	gr.sizeTracks(columns)
	if gr.heightMatters() {
		a.space = a.size()
		gr.positionTracks(columns)
		gr.sizeRows()
		a.space, gr.rowsSized = indefinite, true
		gr.sizeTracks(columns)
	}
	return a.size()
}

// maxRepeated bounds how many grids in one another size their tracks twice. Each
// lays its items out in several sizes, which multiply; those further out are sized
// once.
const maxRepeated = 3

// heightMatters reports whether the width of an item may follow from its height,
// so that the columns are sized again once the rows are known.
func (gr *grid) heightMatters() bool {
	return slices.ContainsFunc(gr.items, func(it gridItem) bool { return it.ratio }) && gr.box.gridNesting() <= maxRepeated
}

// gridNesting returns how many grids with items of an aspect ratio stand in one
// another from b down.
func (b *Box) gridNesting() int {
	if b.memo.nesting > 0 {
		return b.memo.nesting - 1
	}
	deepest, ratio := 0, false
	for _, c := range b.Children {
		deepest = max(deepest, c.gridNesting())
		ratio = ratio || keepsRatio(c)
	}
	for _, c := range b.Atoms {
		deepest = max(deepest, c.gridNesting())
	}
	if ratio && b.Style.IsGrid() {
		deepest++
	}
	b.memo.nesting = deepest + 1
	return deepest
}

// keepsRatio reports whether the width of a box may follow from its height.
func keepsRatio(b *Box) bool { return b.Replaced != nil || preferredRatio(b, 0, 0).ok() }

// finish aligns the items in their areas and returns the fragment.
func (gr *grid) finish() *fragment {
	f := gr.geometry.fragment(gr.natural + gr.frameH)
	mg, _ := margins(gr.box.Style, gr.c.cbW)
	f.top.add(mg.Top)
	f.bottom.add(mg.Bottom)
	for i := range gr.items {
		gr.layoutItem(&gr.items[i])
	}
	gr.shared = nil
	gr.alignBaselines()
	if !gr.c.measure {
		f.children = make([]child, 0, len(gr.items))
	}
	places := make([]child, len(gr.items))
	for i := range gr.items {
		places[i] = gr.placeItem(&gr.items[i])
		if !gr.c.measure {
			at := places[i]
			area := gr.area(&gr.items[i])
			at.relative(area.W, area.H, gr.box.Style.Direction)
			f.add(at)
		}
	}
	gr.baselines(f, places)
	f.standing = f.first
	if gr.c.measure {
		return f
	}
	gr.addOutOfFlowChildren(f)
	f.resolve(&gr.geometry)
	return f
}
