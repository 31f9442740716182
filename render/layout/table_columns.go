package layout

import (
	"cmp"
	"math"
	"slices"

	"sharecard/render/style"
)

// columnSize is what a column asks for, in px of its cells' border boxes (CSS Tables 3
// §3.8): its min-content and max-content widths, and the percentage of the table that it
// is to have, negative for none. fixed is set where the width is given in px.
type columnSize struct {
	min, max, percent float64
	fixed             bool
	// frame is what a fixed layout adds to the percentage: padding and border of the cell
	// that has it.
	frame float64
}

// columnSizes returns what the columns of a table ask for. The answer is kept.
func (g *tableGrid) columnSizes(table *Box) []columnSize {
	if g.sizes != nil || len(g.columns) == 0 {
		return g.sizes
	}
	g.sizes = make([]columnSize, len(g.columns))
	fixed := fixedColumns(table)
	for i, c := range g.columns {
		g.sizes[i] = c.size()
	}
	if fixed {
		g.firstRowSizes(table.Style.BorderSpacing[0])
	} else {
		g.cellSizes(table.Style.BorderSpacing[0])
	}
	left := 1.0
	for i := range g.sizes {
		if s := &g.sizes[i]; s.percent >= 0 { // beyond 100 % nothing is left
			s.percent = min(s.percent, left)
			left -= s.percent
		}
	}
	return g.sizes
}

// fixedColumns reports whether the widths of columns do not depend on what is in cells.
func fixedColumns(table *Box) bool { return table.Style.FixedColumns && !table.Style.Width.IsAuto() }

// size is what the boxes of a column ask for.
func (c tableColumn) size() columnSize {
	s := columnSize{percent: -1}
	for _, b := range [2]*Box{c.box, c.group} {
		if b == nil {
			continue
		}
		s.min = max(s.min, orZero(resolve(b.Style.MinWidth, indefinite)))
		if s.fixed || s.percent >= 0 {
			continue
		}
		if p := percentOf(b.Style.Width); p >= 0 {
			s.percent = p
		} else if w := resolve(b.Style.Width, indefinite); definite(w) {
			s.max, s.fixed = w, true
		}
	}
	s.max = max(s.min, s.max)
	return s
}

// percentOf is the fraction that a width of nothing but a percentage asks for, else -1.
func percentOf(l style.Length) float64 {
	if l.Kind == style.Fixed && l.Math == nil && l.Px == 0 && l.Percent > 0 {
		return l.Percent / 100
	}
	return -1
}

// cellSizes adds what the cells ask for: first those of one column, then those that span
// few columns, at last those that span many.
func (g *tableGrid) cellSizes(spacing float64) {
	var spanning []*tableCell
	for _, c := range g.cells {
		if c.spans > 1 {
			spanning = append(spanning, c)
			continue
		}
		g.sizes[c.column].join(cellSize(c.box))
	}
	slices.SortStableFunc(spanning, func(a, b *tableCell) int {
		return cmp.Or(cmp.Compare(a.spans, b.spans), cmp.Compare(a.column, b.column))
	})
	for _, c := range spanning {
		s := cellSize(c.box)
		gaps := spacing * float64(c.colspan-1)
		s.min, s.max = math.Max(0, s.min-gaps), math.Max(0, s.max-gaps)
		spread(g.sizes[c.column:c.column+c.colspan], s)
	}
}

// cellSize is what a cell asks for.
func cellSize(b *Box) columnSize {
	m := measureStyle(b, indefinite, indefinite)
	s := columnSize{percent: percentOf(b.Style.Width)}
	s.min, s.max = m.contentMinMax()
	lo, hi := m.minMaxW(indefinite)
	s.min = math.Max(math.Min(s.min, hi), lo)
	if w := m.keywordW(b.Style.Width, indefinite); definite(w) {
		s.max, s.fixed = w, true
	}
	s.max = math.Max(s.min, math.Min(s.max, hi))
	return s
}

// join makes the column large enough for a cell. The width of a cell in px counts more
// than the content of others.
func (s *columnSize) join(c columnSize) {
	switch {
	case s.fixed == c.fixed:
		s.max = math.Max(s.max, c.max)
	case c.fixed:
		s.max = math.Max(s.min, c.max)
	}
	s.fixed = s.fixed || c.fixed
	s.min = math.Max(s.min, c.min)
	s.max = math.Max(s.max, s.min)
	s.percent = math.Max(s.percent, c.percent)
}

// spread makes columns large enough for a cell that spans them (CSS Tables 3 §3.8.3).
func spread(columns []columnSize, c columnSize) {
	if c.percent >= 0 {
		spreadPercent(columns, c.percent)
	}
	least := shareWidths(columns, c.min, true)
	for i := range columns {
		columns[i].min = math.Max(columns[i].min, least[i])
		columns[i].max = math.Max(columns[i].max, columns[i].min)
	}
	most := shareWidths(columns, c.max, c.fixed)
	for i := range columns {
		columns[i].max = math.Max(columns[i].max, most[i])
	}
}

// spreadPercent gives what a percentage leaves to the columns that have none, in
// proportion to their max-content widths.
func spreadPercent(columns []columnSize, percent float64) {
	sum, n := 0.0, 0
	for _, s := range columns {
		if s.percent >= 0 {
			percent -= s.percent
		} else {
			sum += s.max
			n++
		}
	}
	if percent <= 0 {
		return
	}
	for i := range columns {
		switch s := &columns[i]; {
		case s.percent >= 0:
		case sum > 0:
			s.percent = percent * s.max / sum
		default:
			s.percent = percent / float64(n)
		}
	}
}

// firstRowSizes adds what the cells of the first row ask for where table-layout is fixed
// (CSS 2.2 §17.5.2.1): columns whose boxes have a width keep it.
func (g *tableGrid) firstRowSizes(spacing float64) {
	if len(g.rows) == 0 {
		return
	}
	for _, c := range g.rows[0].cells {
		m := measureStyle(c.box, indefinite, indefinite)
		n := float64(c.colspan)
		percent, w := percentOf(c.box.Style.Width), m.keywordW(c.box.Style.Width, indefinite)
		for i := c.column; i < c.column+c.colspan; i++ {
			s := &g.sizes[i]
			switch {
			case s.fixed || s.percent >= 0:
			case percent >= 0:
				s.percent = percent / n
				if c.colspan == 1 && c.box.Style.BoxSizing == style.ContentBox {
					s.frame = m.frameW
				}
			case definite(w):
				s.max, s.fixed = math.Max(0, (w-spacing*(n-1))/n), true
			}
			s.min = s.max
		}
	}
}

// tableIntrinsic returns the min-content and max-content widths of a table's content box
// (CSS Tables 3 §3.8.1). A table is at least as wide as its captions need. scaled is set
// where percentages of columns count in the latter.
func tableIntrinsic(b *Box, scaled bool) (lo, hi float64) {
	g := tableGridOf(b)
	lo, hi = widthsOfColumns(g.columnSizes(b), scaled)
	gaps := g.spacing(b.Style.BorderSpacing[0])
	lo, hi = lo+gaps, hi+gaps
	m := measureStyle(b, indefinite, indefinite)
	for _, c := range g.captions {
		needs, _ := contribution(c, indefinite)
		lo = math.Max(lo, needs-m.frameW)
	}
	if fixedColumns(b) && b.Style.Width.HasPercent() {
		hi = widest // as browsers do
	}
	return lo, math.Max(lo, hi)
}

// widest is the max-content width in px of a table whose columns do not tell it.
const widest = 1e6

// spacing is the width of the gaps beside all columns.
func (g *tableGrid) spacing(gap float64) float64 {
	if len(g.columns) == 0 || g.collapsed != nil {
		return 0
	}
	return gap * float64(len(g.columns)+1)
}

// widthsOfColumns sums up columns. With percentages the table is so wide that each of them
// gives its column the max-content width, and that what they leave is enough for the
// others. A table in a cell or a flex item, where that would widen what is around, asks
// for less, as in browsers; where there is room it takes it.
func widthsOfColumns(columns []columnSize, percentages bool) (lo, hi float64) {
	var percents, others float64
	for _, s := range columns {
		lo += s.min
		if s.percent < 0 || !percentages {
			others += s.max
			continue
		}
		percents += s.percent
		if s.max > 0 {
			hi = math.Max(hi, s.max/math.Max(s.percent, 1e-9))
		}
	}
	if others > 0 && percents > 0 {
		hi = math.Max(hi, others/math.Max(1-percents, 1e-9))
	} else {
		hi = math.Max(hi, others)
	}
	return bounded(lo), bounded(math.Max(lo, hi))
}
