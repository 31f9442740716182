package layout

import (
	"strconv"
	"strings"

	"sharecard/render/style"
)

// The HTML Standard (§4.9.12) bounds the columns and rows that a cell may span. The
// columns of a table are bounded too; cells beyond the last stand in it.
const (
	maxColspan      = 1000
	maxRowspan      = 65534
	maxTableColumns = 10_000
)

// tableGrid is the structure of a table: which cell stands in which rows and columns (CSS
// Tables 3 §3.3). It depends on the box tree alone.
type tableGrid struct {
	captions []*Box
	header   *Box // the first groups of their kind, nil for none
	footer   *Box
	sections []tableSection // in the order they are seen: header, bodies, footer
	rows     []tableRow
	cells    []*tableCell // in document order
	columns  []tableColumn
	pending  []*Box // out-of-flow children

	collapsed *collapsedBorders // nil where borders are separate
	sizes     []columnSize      // of columnSizes
}

// tableSection is a group of rows: those from first up to end.
type tableSection struct {
	box        *Box
	first, end int
}

type tableRow struct {
	box   *Box
	cells []*tableCell // that begin in the row
}

// tableCell is a cell in the rows from row and the columns from column on.
type tableCell struct {
	box              *Box
	index            int // in tableGrid.cells
	row, column      int
	rowspan, colspan int
	spans            int // colspan before columns were merged
}

// tableColumn is a column with the boxes that it belongs to, nil for none.
type tableColumn struct {
	box, group *Box
	// begins is set where a cell begins in the column, or its box has a width. Another
	// column takes no room of its own (CSS Tables 3 §3.5, track merging).
	begins bool
}

// tableGridOf returns the structure of a table, found once.
func tableGridOf(b *Box) *tableGrid {
	if b.memo.table == nil {
		b.memo.table = newTableGrid(b)
	}
	return b.memo.table
}

func newTableGrid(b *Box) *tableGrid {
	g := &tableGrid{}
	var bodies []*Box
	for _, c := range b.Children {
		switch d := c.Style.Display; {
		case outOfFlow(c.Style):
			g.pending = append(g.pending, c)
		case d == style.TableCaption:
			g.captions = append(g.captions, c)
		case d == style.TableColumn:
			g.addColumn(c, nil, span(c))
		case d == style.TableColumnGroup:
			g.addColumnGroup(c)
		case d == style.TableHeaderGroup && g.header == nil:
			g.header = c
		case d == style.TableFooterGroup && g.footer == nil:
			g.footer = c
		default:
			bodies = append(bodies, c)
		}
	}
	if g.header != nil {
		g.addSection(g.header)
	}
	for _, body := range bodies {
		g.addSection(body)
	}
	if g.footer != nil {
		g.addSection(g.footer)
	}
	if !fixedColumns(b) {
		g.mergeColumns()
	}
	if b.Style.CollapseBorders {
		g.collapseBorders(b)
	}
	g.backgrounds()
	return g
}

func (g *tableGrid) addColumnGroup(b *Box) {
	if len(b.Children) == 0 {
		g.addColumn(nil, b, span(b))
	}
	for _, c := range b.Children {
		g.addColumn(c, b, span(c))
	}
}

func (g *tableGrid) addColumn(b, group *Box, n int) {
	for range min(n, maxTableColumns-len(g.columns)) {
		c := tableColumn{box: b, group: group}
		c.begins = b != nil && !b.Style.Width.IsAuto() || group != nil && !group.Style.Width.IsAuto()
		g.columns = append(g.columns, c)
	}
}

// span is the number of columns that a column or a group stands for.
func span(b *Box) int { return spanOf(b, "span", 1, maxColspan) }

// spanOf reads an attribute that is a number of at least 1, or 0 where least is that.
func spanOf(b *Box, name string, least, most int) int {
	if b.Anonymous || b.Node == nil || b.Node.Pseudo != "" || b.Node.Elem == nil {
		return 1
	}
	switch b.Node.Elem.Tag() {
	case "td", "th", "col", "colgroup":
	default:
		return 1
	}
	v := strings.TrimSpace(b.Node.Elem.Attr(name))
	if i := strings.IndexFunc(v, func(r rune) bool { return r < '0' || r > '9' }); i >= 0 {
		v = v[:i]
	}
	if len(v) > 9 {
		return most
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < least {
		return 1
	}
	return min(n, most)
}

// addSection adds a group of rows with its cells. Cells do not span beyond the group; a
// rowspan of 0 reaches to its end.
func (g *tableGrid) addSection(b *Box) {
	s := tableSection{box: b, first: len(g.rows)}
	for _, r := range b.Children {
		if !outOfFlow(r.Style) {
			g.rows = append(g.rows, tableRow{box: r})
		}
	}
	s.end = len(g.rows)
	var busy []int // by column: the first row in which it is free again
	for i := s.first; i < s.end; i++ {
		column := 0
		for _, c := range g.rows[i].box.Children {
			if outOfFlow(c.Style) {
				continue
			}
			for column < len(busy) && busy[column] > i {
				column++
			}
			at := min(column, maxTableColumns-1)
			cell := &tableCell{box: c, row: i, column: at}
			cell.colspan = min(spanOf(c, "colspan", 1, maxColspan), maxTableColumns-at)
			cell.rowspan = min(spanOf(c, "rowspan", 0, maxRowspan), s.end-i)
			cell.spans = cell.colspan
			if cell.rowspan == 0 {
				cell.rowspan = s.end - i
			}
			for len(busy) < at+cell.colspan {
				busy = append(busy, 0)
			}
			for k := at; k < at+cell.colspan; k++ {
				busy[k] = max(busy[k], i+cell.rowspan)
			}
			column = at + cell.colspan
			cell.index = len(g.cells)
			g.rows[i].cells = append(g.rows[i].cells, cell)
			g.cells = append(g.cells, cell)
		}
	}
	for len(g.columns) < len(busy) {
		g.columns = append(g.columns, tableColumn{})
	}
	for _, r := range g.rows[s.first:s.end] {
		for _, c := range r.cells {
			g.columns[c.column].begins = true
		}
	}
	g.sections = append(g.sections, s)
}

// mergeColumns leaves out the columns in which nothing begins: the cells that span them
// span the column before alone.
func (g *tableGrid) mergeColumns() {
	place := make([]int, len(g.columns)+1) // of each column among those that are left
	kept := 0
	for i, c := range g.columns {
		if c.begins {
			g.columns[kept] = c
			kept++
		}
		place[i+1] = kept
	}
	if kept == len(g.columns) {
		return
	}
	g.columns = g.columns[:kept]
	for _, c := range g.cells {
		end := place[c.column+c.colspan]
		c.column = place[c.column]
		c.colspan = max(1, end-c.column)
	}
}

// backgrounds notes in each cell the boxes whose backgrounds show behind it (CSS 2.2
// §17.5.1).
func (g *tableGrid) backgrounds() {
	shows := func(b *Box) bool { return b != nil && (b.Style.BackgroundColor.A > 0 || len(b.Style.Background) > 0) }
	group := 0
	for _, c := range g.cells {
		for c.row >= g.sections[group].end {
			group++
		}
		column := g.columns[c.column]
		c.box.Behind = nil
		for _, b := range [...]*Box{column.group, column.box, g.sections[group].box, g.rows[c.row].box} {
			if shows(b) {
				c.box.Behind = append(c.box.Behind, b)
			}
		}
	}
}
