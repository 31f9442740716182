package layout

import (
	"math"

	"sharecard/render/style"
)

// placeRows finds the places of the rows.
func (t *table) placeRows() {
	y := t.gapY
	for i := range t.rows {
		t.rows[i].at = y
		y += t.rows[i].size + t.gapY
	}
}

// collapse takes away the rows and columns with visibility: collapse, and makes the table
// smaller by their sizes and gaps (CSS 2.2 §17.5.5). The others keep their sizes.
func (t *table) collapse() {
	gone := 0.0
	for i := range t.rows {
		t.rows[i].remove(t.grid.rows[i].box.Style.Collapsed, t.gapY, &gone)
	}
	t.height -= gone
	gone = 0
	for i, c := range t.grid.columns {
		t.columns[i].remove(c.collapsed(), t.gapX, &gone)
	}
	t.inW -= gone
	t.gone = gone
}

// remove moves a track by what is gone in front of it, and where it goes itself adds it to
// that.
func (k *track) remove(goes bool, gap float64, gone *float64) {
	k.at -= *gone
	if goes {
		*gone += k.size + gap
		k.at, k.size = max(gap, k.at-gap), 0
	}
}

// collapsed reports whether the column takes no room; a group hands its visibility down.
func (c tableColumn) collapsed() bool {
	if c.box == nil {
		return c.group != nil && c.group.Style.Collapsed
	}
	return c.box.Style.Collapsed
}

// hidden reports whether all columns of a cell are collapsed.
func (t *table) hidden(c *tableCell) bool {
	for _, k := range t.grid.columns[c.column : c.column+c.colspan] {
		if !k.collapsed() {
			return false
		}
	}
	return true
}

// finish makes the fragment of the table.
func (t *table) finish() *fragment {
	f := t.geometry.fragment(t.natural)
	f.w -= t.gone
	f.h, f.natural = t.height+t.above+t.below, t.natural+t.above+t.below
	mg, _ := margins(t.box.Style, t.c.cbW)
	f.top.add(mg.Top)
	f.bottom.add(mg.Bottom)
	t.baselines(f)
	if t.c.measure {
		return f
	}
	f.table = &Table{Above: t.above, Below: t.below}
	for _, at := range t.captions {
		if at.f.box.Style.CaptionBelow {
			at.y += t.above + t.height
		}
		at.relative(t.c.w, indefinite, t.box.Style.Direction)
		f.add(at)
	}
	t.addColumns(f)
	for i := range t.grid.sections {
		if s := &t.grid.sections[i]; s.first < s.end {
			f.add(t.section(s))
		} else {
			f.add(child{f: plainFragment(s.box, t.rowWidth(), 0), x: t.left() + t.rowLeft(), y: t.top() + t.above})
		}
	}
	if t.grid.collapsed != nil {
		t.addLines(f.table)
	}
	for _, b := range t.grid.pending {
		f.addOutOfFlow(pending{b, Rect{t.left(), t.top() + t.above, t.inW, 0}, staticInline(t.box.Style.Direction)})
	}
	f.resolve(&t.geometry)
	return f
}

// rowLeft and rowWidth are the place of the rows in the content box of the table.
func (t *table) rowLeft() float64 {
	if len(t.columns) == 0 {
		return 0
	}
	x, _ := t.across(0, len(t.columns))
	return x
}

func (t *table) rowWidth() float64 {
	if len(t.columns) == 0 {
		return t.inW
	}
	_, w := t.across(0, len(t.columns))
	return w
}

// plainFragment is the fragment of a box that the table lays out itself.
func plainFragment(b *Box, w, h float64) *fragment {
	return &fragment{box: b, w: w, h: h, natural: h, first: indefinite, last: indefinite, standing: indefinite}
}

// section places the rows of a group.
func (t *table) section(s *tableSection) child {
	y, h := t.down(s.first, s.end)
	f := plainFragment(s.box, t.rowWidth(), h)
	for i := s.first; i < s.end; i++ {
		f.add(t.row(i, y))
	}
	t.addPending(f)
	at := child{f: f, x: t.left() + t.rowLeft(), y: t.top() + t.above + y}
	at.relative(t.inW, indefinite, t.box.Style.Direction)
	return at
}

// addPending notes the out-of-flow children of a group or a row, and places those that
// wait for it.
func (t *table) addPending(f *fragment) {
	for _, b := range f.box.Children {
		if outOfFlow(b.Style) {
			f.addOutOfFlow(pending{b, Rect{0, 0, f.w, 0}, staticInline(t.box.Style.Direction)})
		}
	}
	f.resolve(&geometry{metrics: metrics{box: f.box}})
}

// row places the cells of a row; top is where its group begins.
func (t *table) row(i int, top float64) child {
	r := &t.rows[i]
	f := plainFragment(t.grid.rows[i].box, t.rowWidth(), r.size)
	for _, c := range t.grid.rows[i].cells {
		f.add(t.cell(t.cellPlace(c), r))
	}
	t.addPending(f)
	at := child{f: f, y: r.at - top, hidden: f.box.Style.Collapsed}
	at.relative(t.inW, indefinite, t.box.Style.Direction)
	return at
}

func (t *table) cellPlace(c *tableCell) *cellPlace { return &t.cells[c.index] }

// cell lays out a cell in its final height, its content lowered as vertical-align asks.
func (t *table) cell(c *cellPlace, r *tableRowSize) child {
	x, w := t.across(c.column, c.column+c.colspan)
	_, h := t.down(c.row, c.row+c.rowspan)
	in := constraints{
		w: w, h: h, cbW: t.inW, cbH: indefinite, isolated: true, soft: c.box.Style.Height.IsAuto() && !definite(t.inH),
	}
	natural := c.f.natural
	if !in.soft { // percentages of the height count now
		measured := in
		measured.measure = true
		natural = layout(c.box, measured).natural
	}
	switch {
	case c.box.Orthogonal && !definite(c.baseline): // placeOrthogonal aligns it
	case c.box.Style.VerticalAlign.Keyword == style.VMiddle:
		in.lower = (h - natural) / 2
	case c.box.Style.VerticalAlign.Keyword == style.VBottom:
		in.lower = h - natural
	case definite(c.baseline):
		in.lower = r.baseline - c.baseline
	}
	in.lower = math.Max(0, in.lower)
	at := child{f: layout(c.box, in), x: x - t.rowLeft(), hidden: t.hidden(c.tableCell)}
	at.relative(t.inW, indefinite, t.box.Style.Direction)
	return at
}

// addColumns places the boxes of columns and their groups, which show as backgrounds
// alone.
func (t *table) addColumns(f *fragment) {
	if len(t.columns) == 0 {
		return
	}
	y, h := 0.0, 0.0
	if len(t.rows) > 0 {
		y, h = t.down(0, len(t.rows))
	}
	y += t.top() + t.above
	columns := t.grid.columns
	for i := 0; i < len(columns); {
		end := i + 1
		for end < len(columns) && columns[end].group == columns[i].group && (columns[i].group != nil || columns[end].box == columns[i].box) {
			end++
		}
		x, w := t.across(i, end)
		at := child{x: t.left() + x, y: y}
		switch c := columns[i]; {
		case c.group != nil:
			at.f = plainFragment(c.group, w, h)
			for k := i; k < end; {
				last := k + 1
				for last < end && columns[last].box == columns[k].box {
					last++
				}
				if columns[k].box != nil {
					cx, cw := t.across(k, last)
					at.f.add(child{f: plainFragment(columns[k].box, cw, h), x: cx - x})
				}
				k = last
			}
		case c.box != nil:
			at.f = plainFragment(c.box, w, h)
		}
		if at.f != nil {
			f.add(at)
		}
		i = end
	}
}

// baselines gives the table the baseline of its first row, and for last-baseline
// alignment that of its last (CSS Align 3 §9.1).
func (t *table) baselines(f *fragment) {
	if len(t.rows) == 0 {
		return
	}
	top := t.top() + t.above
	f.first = top + t.rowBaseline(0)
	f.last = top + t.rowBaseline(len(t.rows)-1)
	f.standing = f.first
}

// rowBaseline is the baseline of a row in the content box of the table: where none of its
// cells is aligned by one, the lowest bottom of the content of a cell (CSS 2.2 §17.5.3).
func (t *table) rowBaseline(i int) float64 {
	r := &t.rows[i]
	if definite(r.baseline) {
		return r.at + r.baseline
	}
	bottom := 0.0
	for _, c := range t.grid.rows[i].cells {
		p := t.cellPlace(c)
		_, h := t.down(c.row, c.row+c.rowspan)
		bottom = math.Max(bottom, h-p.f.border.Bottom-p.f.padding.Bottom)
	}
	if len(t.grid.rows[i].cells) == 0 {
		bottom = r.size
	}
	return r.at + bottom
}
