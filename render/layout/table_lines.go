package layout

import (
	"cmp"
	"slices"

	"sharecard/render/style"
)

// addLines makes the lines that collapsed borders are painted from. Neighbouring edges
// with the same border are one line, so that dashes run through.
func (t *table) addLines(out *Table) {
	b := t.grid.collapsed
	if b.rows == 0 || b.columns == 0 {
		return
	}
	rtl := t.box.Style.Direction == style.RTL
	// The places of the edges between columns and between rows.
	xs, ys := make([]float64, b.columns+1), make([]float64, b.rows+1)
	for k := range xs {
		if k < b.columns {
			xs[k] = t.columns[k].at
		} else {
			xs[k] = t.columns[k-1].at + t.columns[k-1].size
		}
		if rtl {
			xs[k] = t.inW - xs[k]
		}
		xs[k] += t.left()
	}
	for i := range ys {
		if i < b.rows {
			ys[i] = t.rows[i].at
		} else {
			ys[i] = t.rows[i-1].at + t.rows[i-1].size
		}
		ys[i] += t.top() + t.above
	}
	for k := range xs {
		for i := 0; i < b.rows; {
			e := b.vertical[i*(b.columns+1)+k]
			end := i + 1
			for end < b.rows && b.vertical[end*(b.columns+1)+k] == e && !b.crosses(end, k, e, true) {
				end++
			}
			if e.Width > 0 {
				top, bottom := ys[i]-b.reach(i, k, e, true), ys[end]+b.reach(end, k, e, true)
				out.Lines = append(out.Lines, TableLine{Rect{xs[k] - e.Width/2, top, e.Width, bottom - top}, e.BorderSide, true})
			}
			i = end
		}
	}
	for i := range ys {
		for k := 0; k < b.columns; {
			e := b.horizontal[i*b.columns+k]
			end := k + 1
			for end < b.columns && b.horizontal[i*b.columns+end] == e && !b.crosses(i, end, e, false) {
				end++
			}
			if e.Width > 0 {
				left, right := xs[k], xs[end]
				before, after := b.reach(i, k, e, false), b.reach(i, end, e, false)
				if rtl {
					left, right, before, after = right, left, after, before
				}
				left, right = left-before, right+after
				out.Lines = append(out.Lines, TableLine{Rect{left, ys[i] - e.Width/2, right - left, e.Width}, e.BorderSide, false})
			}
			k = end
		}
	}
	slices.SortStableFunc(out.Lines, func(a, b TableLine) int {
		if c := cmp.Compare(a.Border.Width, b.Border.Width); c != 0 {
			return c
		}
		return cmp.Compare(weight(a.Border.Style), weight(b.Border.Style))
	})
}

// crossing are the edges that meet a line at a corner of slots from its sides: left and
// right of a vertical one, above and below another.
func (b *collapsedBorders) crossing(row, column int, vertical bool) (e [2]tableEdge) {
	switch {
	case vertical:
		if column > 0 {
			e[0] = b.horizontal[row*b.columns+column-1]
		}
		if column < b.columns {
			e[1] = b.horizontal[row*b.columns+column]
		}
	default:
		if row > 0 {
			e[0] = b.vertical[(row-1)*(b.columns+1)+column]
		}
		if row < b.rows {
			e[1] = b.vertical[row*(b.columns+1)+column]
		}
	}
	return e
}

// beats reports whether a border is painted above another where they cross.
func (e tableEdge) beats(o tableEdge) bool {
	if e.Width != o.Width {
		return e.Width > o.Width
	}
	return e.Width > 0 && weight(e.Style) > weight(o.Style)
}

// reach is how far a line goes beyond the corner at its end: over the lines that cross it
// there, or less where they are stronger.
func (b *collapsedBorders) reach(row, column int, e tableEdge, vertical bool) float64 {
	widest, below := 0.0, false
	for _, o := range b.crossing(row, column, vertical) {
		widest = max(widest, o.Width)
		below = below || o.beats(e)
	}
	if below {
		return -widest / 2
	}
	return widest / 2
}

// crosses reports whether a stronger line crosses a line at a corner.
func (b *collapsedBorders) crosses(row, column int, e tableEdge, vertical bool) bool {
	c := b.crossing(row, column, vertical)
	return c[0].beats(e) || c[1].beats(e)
}
