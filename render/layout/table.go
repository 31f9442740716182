package layout

import (
	"math"

	"sharecard/render/style"
)

// Table is what a table box is painted from besides its cells.
type Table struct {
	// Above and Below are the heights of the captions, px: the table's own background and
	// border lie between them.
	Above, Below float64
	// Lines are the borders that cells share where borders collapse, weakest first.
	Lines []TableLine
}

// TableLine is a piece of a collapsed border, in px relative to the table's border box.
type TableLine struct {
	Rect
	Border   style.BorderSide
	Vertical bool
}

// isTable reports whether b is laid out as a table. Where the writing mode of a table is
// across its container's, the box in it is one.
func isTable(b *Box) bool { return b.Style.IsTable() && b.Replaced == nil && !b.Orthogonal }

// placeTable lays out a table: its grid (table_grid.go), the widths of columns
// (table_columns.go, table_widths.go), the heights of rows (table_rows.go), and what
// stands where (table_place.go).
func placeTable(b *Box, c constraints) *fragment {
	t := newTable(b, c)
	t.placeColumns()
	t.layoutCaptions()
	t.measureCells()
	t.rowHeights()
	t.spanHeights()
	t.tableHeight()
	t.placeRows()
	t.collapse()
	return t.finish()
}

// table is a table being laid out.
type table struct {
	geometry
	grid    *tableGrid
	gapX    float64 // border-spacing, 0 where borders collapse
	gapY    float64
	columns []track
	rows    []tableRowSize
	cells   []cellPlace // of grid.cells

	captions     []child
	above, below float64 // heights of captions
	natural      float64 // height of the grid's border box as rows ask for it
	height       float64 // used
	gone         float64 // width of collapsed columns
}

// track is the place of a column or a row in the content box of the table: from the start
// edge, or from the top.
type track struct{ at, size float64 }

// cellPlace is a cell as it was measured in its width.
type cellPlace struct {
	*tableCell
	f        *fragment
	height   float64 // of the border box, at least
	baseline float64 // from the top; indefinite where the cell is not aligned by it
	percent  float64 // of the table's height; negative for none
}

func newTable(b *Box, c constraints) *table {
	t := &table{grid: tableGridOf(b)}
	t.geometry = newGeometry(b, c)
	if t.grid.collapsed == nil {
		t.gapX, t.gapY = bounded(b.Style.BorderSpacing[0]), bounded(b.Style.BorderSpacing[1])
	}
	return t
}

// placeColumns distributes the width among the columns.
func (t *table) placeColumns() {
	sizes := t.grid.columnSizes(t.box)
	t.columns = make([]track, len(sizes))
	if len(sizes) == 0 {
		return
	}
	target := math.Max(0, t.inW-t.gapX*float64(len(sizes)+1))
	var widths []float64
	if fixedColumns(t.box) {
		widths = shareFixedWidths(sizes, target)
	} else {
		widths = shareWidths(sizes, target, true)
	}
	x := t.gapX
	for i, w := range widths {
		t.columns[i] = track{x, w}
		x += w + t.gapX
	}
}

// across returns the left edge, in the content box of the table, and the width of some
// columns.
func (t *table) across(column, end int) (x, w float64) {
	last := t.columns[end-1]
	x = t.columns[column].at
	w = last.at + last.size - x
	if t.box.Style.Direction == style.RTL {
		x = t.inW - x - w
	}
	return x, w
}

// down returns the top edge, in the content box of the table, and the height of some
// rows.
func (t *table) down(row, end int) (y, h float64) {
	last := t.rows[end-1]
	y = t.rows[row].at
	return y, last.at + last.size - y
}

// layoutCaptions lays out the captions, each as wide as the table.
func (t *table) layoutCaptions() {
	for _, b := range t.grid.captions {
		w, m := blockWidth(b, t.c.w, t.basisH, t.box.Style.Direction, style.AlignNormal)
		f := layout(b, constraints{w: w, h: indefinite, cbW: t.c.w, cbH: indefinite, isolated: true, measure: t.c.measure})
		at := child{f: f, x: m.Left, margin: m}
		if b.Style.CaptionBelow {
			at.y = t.below + m.Top
			t.below += f.h + m.Height()
		} else {
			at.y = t.above + m.Top
			t.above += f.h + m.Height()
		}
		t.captions = append(t.captions, at)
	}
}

// measureCells lays out the cells in their widths to learn their heights.
func (t *table) measureCells() {
	t.cells = make([]cellPlace, len(t.grid.cells))
	for i, c := range t.grid.cells {
		_, w := t.across(c.column, c.column+c.colspan)
		f := layout(c.box, constraints{
			w: w, h: indefinite, cbW: t.inW, cbH: indefinite, isolated: true, content: true, measure: true,
		})
		m := measureStyle(c.box, t.inW, indefinite)
		p := cellPlace{tableCell: c, f: f, baseline: indefinite, percent: percentOf(c.box.Style.Height)}
		p.height = math.Max(math.Max(f.natural, orZero(m.h)), math.Max(m.minH, m.frameH))
		if alignsBaseline(c.box.Style) {
			if p.baseline = f.first; !definite(p.baseline) {
				p.baseline = f.natural - m.border.Bottom - m.padding.Bottom
			}
		}
		t.cells[i] = p
	}
}

// alignsBaseline reports whether a cell is aligned by its baseline (CSS 2.2 §17.5.3).
func alignsBaseline(s *style.Style) bool {
	switch s.VerticalAlign.Keyword {
	case style.VTop, style.VMiddle, style.VBottom:
		return false
	}
	return true
}
