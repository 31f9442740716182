package layout

import (
	"cmp"
	"math"
	"slices"
)

// tableRowSize is a row being sized; lengths in px.
type tableRowSize struct {
	track
	baseline float64 // of the cells aligned by it, from the top; indefinite for none
	percent  float64 // of the table's height; negative for none
	fixed    bool    // the row or a cell in it has a height in px
}

// rowHeights makes each row as high as its style and the cells that stand in it alone
// ask for (CSS 2.2 §17.5.3). Cells aligned by their baselines need room above and below.
func (t *table) rowHeights() {
	t.rows = make([]tableRowSize, len(t.grid.rows))
	below := make([]float64, len(t.rows))
	for i, r := range t.grid.rows {
		size := &t.rows[i]
		*size = tableRowSize{baseline: indefinite, percent: percentOf(r.box.Style.Height)}
		if h := resolve(r.box.Style.Height, indefinite); definite(h) {
			size.size, size.fixed = h, true
		}
		size.size = math.Max(size.size, orZero(resolve(r.box.Style.MinHeight, indefinite)))
	}
	for i := range t.cells {
		c := &t.cells[i]
		r := &t.rows[c.row]
		if definite(c.baseline) {
			r.baseline = maxDefinite(r.baseline, c.baseline)
		}
		if c.rowspan > 1 {
			continue
		}
		r.percent = math.Max(r.percent, c.percent)
		r.fixed = r.fixed || c.percent < 0 && definite(resolve(c.box.Style.Height, indefinite))
		r.size = math.Max(r.size, c.height)
		if definite(c.baseline) {
			below[c.row] = math.Max(below[c.row], c.f.natural-c.baseline)
		}
	}
	for i := range t.rows {
		if r := &t.rows[i]; definite(r.baseline) {
			r.size = math.Max(r.size, r.baseline+below[i])
		}
	}
}

// spanHeights makes rows high enough for the cells that span them, those of few rows
// first.
func (t *table) spanHeights() {
	var spanning []*cellPlace
	for i := range t.cells {
		if t.cells[i].rowspan > 1 {
			spanning = append(spanning, &t.cells[i])
		}
	}
	slices.SortStableFunc(spanning, func(a, b *cellPlace) int {
		return cmp.Or(cmp.Compare(a.rowspan, b.rowspan), cmp.Compare(b.row, a.row))
	})
	for _, c := range spanning {
		rows := t.rows[c.row : c.row+c.rowspan]
		excess := c.height
		if definite(c.baseline) {
			excess = math.Max(excess, rows[0].baseline+c.f.natural-c.baseline)
		}
		excess -= t.gapY * float64(c.rowspan-1)
		for i := range rows {
			excess -= rows[i].size
		}
		if excess > 0 {
			growRows(rows, excess, true)
		}
	}
}

// growRows shares height among rows (CSS Tables 3 §3.10.4), in proportion to what they
// have: among those of no set height, else among those that have one. Where none has any
// height, the last of the rows that a cell spans gets all.
func growRows(rows []tableRowSize, excess float64, spanning bool) {
	for _, part := range [...]func(r *tableRowSize) float64{
		func(r *tableRowSize) float64 {
			if !r.fixed && r.percent < 0 {
				return r.size
			}
			return 0
		},
		func(r *tableRowSize) float64 {
			if !r.fixed && r.percent < 0 && !spanning {
				return 1
			}
			return 0
		},
		func(r *tableRowSize) float64 { return r.size },
		func(r *tableRowSize) float64 {
			if spanning && r != &rows[len(rows)-1] {
				return 0
			}
			return 1
		},
	} {
		sum := 0.0
		for i := range rows {
			sum += part(&rows[i])
		}
		if sum <= 0 {
			continue
		}
		for i := range rows {
			rows[i].size += excess * part(&rows[i]) / sum
		}
		return
	}
}

// tableHeight decides on the height of the table; rows share what it is higher than they
// are: first those with a percentage of it.
func (t *table) tableHeight() {
	sum := 0.0
	for i := range t.rows {
		sum += t.rows[i].size
	}
	gaps := 0.0
	if len(t.rows) > 0 {
		gaps = t.gapY * float64(len(t.rows)+1)
	}
	t.natural = sum + gaps + t.frameH
	t.height = math.Max(t.natural, t.ownHeight(t.natural))
	excess := t.height - t.natural
	if excess <= 0 || len(t.rows) == 0 {
		return
	}
	for _, part := range t.shares(excess) {
		rows := t.rows[part.first:part.end]
		growSection(rows, part.excess, t.extent(rows)+part.excess)
	}
}

// sectionShare is what a group of rows gets of the height of the table.
type sectionShare struct {
	tableSection
	excess float64
}

// extent is the height of some rows with the gaps between them.
func (t *table) extent(rows []tableRowSize) float64 {
	h := t.gapY * float64(len(rows)-1)
	for i := range rows {
		h += rows[i].size
	}
	return h
}

// shares gives height to the groups of rows, in proportion to what they have: to those
// between header and footer where there are any.
func (t *table) shares(excess float64) []sectionShare {
	var list, bodies []sectionShare
	for _, s := range t.grid.sections {
		if s.first == s.end {
			continue
		}
		list = append(list, sectionShare{tableSection: s})
		if s.box != t.grid.header && s.box != t.grid.footer {
			bodies = append(bodies, sectionShare{tableSection: s})
		}
	}
	if len(bodies) > 0 {
		list = bodies
	}
	sum := 0.0
	for i := range list {
		list[i].excess = t.extent(t.rows[list[i].first:list[i].end])
		sum += list[i].excess
	}
	for i := range list {
		if sum > 0 {
			list[i].excess *= excess / sum
		} else {
			list[i].excess = excess / float64(len(list))
		}
	}
	return list
}

// growSection shares height among the rows of a group: first among those with a
// percentage of target, the height of the group.
func growSection(rows []tableRowSize, excess, target float64) {
	for i := range rows {
		if r := &rows[i]; r.percent >= 0 {
			more := math.Min(excess, math.Max(0, r.percent*target-r.size))
			r.size += more
			excess -= more
		}
	}
	if excess > 0 {
		growRows(rows, excess, false)
	}
}

// ownHeight is the height that the style or the parent gives to the border box of the
// grid.
func (t *table) ownHeight(natural float64) float64 {
	if definite(t.c.h) {
		return t.c.h - t.above - t.below
	}
	return t.geometry.height(natural)
}
