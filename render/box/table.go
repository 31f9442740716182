package box

import (
	"sharecard/render/layout"
	"sharecard/render/style"
	"sharecard/render/text"
)

// tablePart collects the children of a table, of a group of rows or of a row. What may
// not stand there goes into anonymous boxes: a row into a group, a cell into a row, all
// else into a cell (CSS Tables 3 §3.2). A table has groups alone, a group rows alone, a
// row cells alone; beside them stand what is out of flow and, in a table, columns and
// captions.
type tablePart struct {
	bd    *builder
	box   *layout.Box
	inner *tablePart // open anonymous group or row
	cell  *gather    // open anonymous cell
	// space is white space that counts only where what follows is in the same cell.
	space []spaceText
}

type spaceText struct {
	n *style.Node
	s string
}

// table fills the box of a table with what is in its element.
func (bd *builder) table(b *layout.Box) { bd.fill(b, b.Node) }

// fill makes the children of b from those of n.
func (bd *builder) fill(b *layout.Box, n *style.Node) {
	t := tablePart{bd: bd, box: b}
	t.children(n)
	t.close()
}

func (t *tablePart) children(n *style.Node) {
	for _, c := range n.Children {
		if c.IsText {
			t.text(n, c.Text)
		} else {
			t.element(c)
		}
	}
}

// text adds a run of text.
func (t *tablePart) text(n *style.Node, s string) {
	switch {
	case s == "":
	case collapsible(s, n.Style):
		if t.inner != nil || t.cell != nil {
			t.space = append(t.space, spaceText{n, s})
		}
	case t.box.Style.Display == style.TableRow:
		t.openCell().text(n, s)
	default:
		t.open().text(n, s)
	}
}

// element adds a child element or pseudo-element.
func (t *tablePart) element(n *style.Node) {
	switch {
	case makesNothing(n):
	case n.Style.Display == style.Contents:
		if t.bd.replaced(n) == nil {
			t.children(n)
		}
	case t.holds(n):
		t.close()
		t.box.Children = append(t.box.Children, t.bd.part(n))
	case t.box.Style.Display == style.TableRow:
		t.openCell().element(n)
	default:
		t.open().element(n)
	}
}

// holds reports whether the box of n may stand in t as it is.
func (t *tablePart) holds(n *style.Node) bool {
	if !isTablePart(n) {
		return outOfFlow(n.Style) && t.inner == nil && t.cell == nil
	}
	switch t.box.Style.Display {
	case style.TableRow:
		return n.Style.Display == style.TableCell
	case style.Table, style.InlineTable:
		return n.Style.Display != style.TableRow && n.Style.Display != style.TableCell
	}
	return n.Style.Display == style.TableRow
}

// part makes the box of a part of a table.
func (bd *builder) part(n *style.Node) *layout.Box {
	b := bd.principal(n)
	switch {
	case n.Style.Display == style.TableRow || n.Style.IsRowGroup():
		bd.fill(b, n)
	case n.Style.Display == style.TableColumn:
	case n.Style.Display == style.TableColumnGroup:
		for _, c := range n.Children {
			if !c.IsText && c.Style.Display == style.TableColumn {
				b.Children = append(b.Children, bd.part(c))
			}
		}
	default:
		return bd.box(n)
	}
	return b
}

// open returns the anonymous group of a table or row of a group that takes what follows,
// with the space in front of that.
func (t *tablePart) open() *tablePart {
	if t.inner == nil {
		display := style.TableRowGroup
		if t.box.Style.IsRowGroup() {
			display = style.TableRow
		}
		t.inner = &tablePart{bd: t.bd, box: t.anonymous(display)}
	}
	for _, s := range t.space {
		t.inner.text(s.n, s.s)
	}
	t.space = nil
	return t.inner
}

// openCell is open for the anonymous cell of a row.
func (t *tablePart) openCell() *gather {
	if t.cell == nil {
		t.cell = &gather{bd: t.bd, parent: t.anonymous(style.TableCell)}
	}
	for _, s := range t.space {
		t.cell.text(s.n, s.s)
	}
	t.space = nil
	return t.cell
}

// anonymous appends an anonymous box to t.
func (t *tablePart) anonymous(display style.Display) *layout.Box {
	b := anonymousPart(t.box.Node, t.box.Style, display)
	t.box.Children = append(t.box.Children, b)
	return b
}

func anonymousPart(n *style.Node, parent *style.Style, display style.Display) *layout.Box {
	s := anonymous(parent)
	s.Display = display
	return &layout.Box{Node: n, Style: s, Anonymous: true}
}

// close ends the open anonymous box and those in it.
func (t *tablePart) close() {
	if t.inner != nil {
		t.inner.close()
	}
	if t.cell != nil {
		t.cell.finish()
	}
	t.inner, t.cell, t.space = nil, nil, nil
}

// tableAround adds a part of a table to the anonymous table around it and its neighbours:
// an inline one in an inline box, else one that is a block.
func (g *gather) tableAround(n *style.Node) {
	if g.table == nil {
		display := style.Table
		if len(g.spans) > 0 || g.ruby > 0 {
			display = style.InlineTable
		}
		g.table = &tablePart{bd: g.bd, box: anonymousPart(g.parent.Node, g.parent.Style, display)}
	}
	g.table.space = nil
	g.table.element(n)
}

// spaceInTable reports whether s is white space behind a part of a table; it counts only
// where no part follows.
func (g *gather) spaceInTable(n *style.Node, s string) bool {
	if g.table == nil {
		return false
	}
	if collapsible(s, n.Style) {
		g.table.space = append(g.table.space, spaceText{n, s})
		return true
	}
	g.endTable()
	return false
}

// endTable adds the open anonymous table, and the white space behind it.
func (g *gather) endTable() {
	t := g.table
	if t == nil {
		return
	}
	g.table = nil
	space := t.space
	t.close()
	if t.box.Style.Display == style.Table {
		g.block(t.box)
	} else {
		g.add(text.Item{Kind: text.AtomItem, Style: t.box.Style, Node: t.box.Node, Atom: atom{t.box}, Index: len(g.run.atoms)}, true)
		g.run.atoms = append(g.run.atoms, t.box)
	}
	for _, s := range space {
		g.text(s.n, s.s)
	}
}
