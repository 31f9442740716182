package layout

import (
	"sharecard/render/style"
)

// collapsedBorders are the borders of a table whose borders collapse (CSS 2.2 §17.6.2): a
// side for each edge between slots of the grid.
type collapsedBorders struct {
	columns, rows int
	vertical      []tableEdge // rows × (columns+1): left of each column, then right of the last
	horizontal    []tableEdge // (rows+1) × columns
}

// tableEdge is the border that won at an edge. The zero value has none.
type tableEdge struct {
	style.BorderSide
	rank   int8 // of the box that it belongs to; a higher one wins over equal borders
	inside bool // within a cell that spans the edge
}

// Ranks of the boxes whose borders meet, weakest first (§17.6.2.1, rule 4).
const (
	rankTable int8 = iota
	rankColumnGroup
	rankColumn
	rankGroup
	rankRow
	rankCell
)

// maxTableEdges bounds the edges of a table whose borders collapse. A larger one has
// separate borders.
const maxTableEdges = 1 << 18

// collapseBorders finds the border of each edge. The boxes that come first win where
// borders are equal, so cells are entered from the top left.
func (g *tableGrid) collapseBorders(table *Box) {
	rows, columns := len(g.rows), len(g.columns)
	if (rows+1)*(columns+1) > maxTableEdges {
		return
	}
	b := &collapsedBorders{columns: columns, rows: rows}
	b.vertical = make([]tableEdge, rows*(columns+1))
	b.horizontal = make([]tableEdge, (rows+1)*columns)
	g.collapsed = b
	rtl := table.Style.Direction == style.RTL
	for _, c := range g.cells {
		b.enter(c.box, rankCell, c.row, c.row+c.rowspan, c.column, c.column+c.colspan, rtl)
	}
	for _, c := range g.cells {
		b.clearInside(c)
	}
	for i, r := range g.rows {
		b.enter(r.box, rankRow, i, i+1, 0, columns, rtl)
	}
	for _, s := range g.sections {
		b.enter(s.box, rankGroup, s.first, s.end, 0, columns, rtl)
	}
	for i, c := range g.columns {
		if c.box != nil {
			b.enter(c.box, rankColumn, 0, rows, i, i+1, rtl)
		}
	}
	for i := 0; i < columns; {
		end := i + 1
		for end < columns && g.columns[end].group == g.columns[i].group {
			end++
		}
		if group := g.columns[i].group; group != nil {
			b.enter(group, rankColumnGroup, 0, rows, i, end, rtl)
		}
		i = end
	}
	b.enter(table, rankTable, 0, rows, 0, columns, rtl)
	for _, c := range g.cells {
		e := b.cellBorders(c, rtl)
		c.box.memo.edges = &e
	}
	e := b.tableBorders(table)
	table.memo.edges = &e
}

// enter lets the borders of a box that covers some slots compete for their outer edges.
func (b *collapsedBorders) enter(box *Box, rank int8, row, rowEnd, column, columnEnd int, rtl bool) {
	if row == rowEnd || column == columnEnd {
		return
	}
	sides := box.Style.Border
	start, end := sides[style.Left], sides[style.Right]
	if rtl {
		start, end = end, start
	}
	for i := row; i < rowEnd; i++ {
		b.vertical[i*(b.columns+1)+column].compete(start, rank)
		b.vertical[i*(b.columns+1)+columnEnd].compete(end, rank)
	}
	for k := column; k < columnEnd; k++ {
		b.horizontal[row*b.columns+k].compete(sides[style.Top], rank)
		b.horizontal[rowEnd*b.columns+k].compete(sides[style.Bottom], rank)
	}
}

// clearInside marks the edges that a cell spans: they have no border.
func (b *collapsedBorders) clearInside(c *tableCell) {
	for i := c.row; i < c.row+c.rowspan; i++ {
		for k := c.column + 1; k < c.column+c.colspan; k++ {
			b.vertical[i*(b.columns+1)+k] = tableEdge{inside: true}
		}
	}
	for i := c.row + 1; i < c.row+c.rowspan; i++ {
		for k := c.column; k < c.column+c.colspan; k++ {
			b.horizontal[i*b.columns+k] = tableEdge{inside: true}
		}
	}
}

// compete resolves the conflict between the edge's border and another (§17.6.2.1).
func (e *tableEdge) compete(s style.BorderSide, rank int8) {
	switch {
	case e.inside || e.Style == style.BorderHidden || s.Style == style.BorderNone:
		return
	case s.Style == style.BorderHidden || e.Style == style.BorderNone:
	case s.Width != e.Width:
		if s.Width < e.Width {
			return
		}
	case weight(s.Style) != weight(e.Style):
		if weight(s.Style) < weight(e.Style) {
			return
		}
	case rank <= e.rank:
		return
	}
	e.BorderSide, e.rank = s, rank
}

// weight orders the styles of borders of equal width.
func weight(s style.BorderStyle) int {
	switch s {
	case style.BorderDouble:
		return 8
	case style.BorderSolid:
		return 7
	case style.BorderDashed:
		return 6
	case style.BorderDotted:
		return 5
	case style.BorderRidge:
		return 4
	case style.BorderOutset:
		return 3
	case style.BorderGroove:
		return 2
	case style.BorderInset:
		return 1
	}
	return 0
}

// cellBorders are the halves of the collapsed borders around a cell, the widest along
// each of its sides.
func (b *collapsedBorders) cellBorders(c *tableCell, rtl bool) Edges {
	var start, end, top, bottom float64
	for i := c.row; i < c.row+c.rowspan; i++ {
		start = max(start, b.vertical[i*(b.columns+1)+c.column].Width/2)
		end = max(end, b.vertical[i*(b.columns+1)+c.column+c.colspan].Width/2)
	}
	for k := c.column; k < c.column+c.colspan; k++ {
		top = max(top, b.horizontal[c.row*b.columns+k].Width/2)
		bottom = max(bottom, b.horizontal[(c.row+c.rowspan)*b.columns+k].Width/2)
	}
	if rtl {
		start, end = end, start
	}
	return Edges{Top: top, Right: end, Bottom: bottom, Left: start}
}

// tableBorders are the halves of the borders around the grid that belong to the table's
// own box.
func (b *collapsedBorders) tableBorders(table *Box) Edges {
	if b.rows == 0 || b.columns == 0 {
		e := borders(table.Style)
		return Edges{e.Top / 2, e.Right / 2, e.Bottom / 2, e.Left / 2}
	}
	var e Edges
	for i := range b.rows {
		e.Left = max(e.Left, b.vertical[i*(b.columns+1)].Width/2)
		e.Right = max(e.Right, b.vertical[i*(b.columns+1)+b.columns].Width/2)
	}
	for k := range b.columns {
		e.Top = max(e.Top, b.horizontal[k].Width/2)
		e.Bottom = max(e.Bottom, b.horizontal[b.rows*b.columns+k].Width/2)
	}
	if table.Style.Direction == style.RTL {
		e.Left, e.Right = e.Right, e.Left
	}
	return e
}
