package layout

import (
	"math"

	"sharecard/render/style"
)

// sharesBaseline reports whether an item takes part in the baseline alignment of
// its row.
func (gr *grid) sharesBaseline(it *gridItem) bool {
	a := it.align[rows]
	return (a == style.AlignBaseline || a == style.AlignLastBaseline) && !it.auto[style.Top] && !it.auto[style.Bottom]
}

// shimBaselines measures the items that share a baseline before the rows have
// sizes.
func (gr *grid) shimBaselines() {
	shares := false
	for _, it := range gr.sizedItems(rows) {
		it.shim = 0
		if gr.sharesBaseline(it) {
			shares = true
			it.f, it.margin = gr.measureHeight(it)
		}
	}
	gr.shared = nil
	if shares {
		gr.alignBaselines()
	}
}

// alignBaselines finds how far each item is moved so that the baselines of its
// row meet (CSS Align 3 §9.3): from the top for first baselines, from the bottom
// for last ones. Items of subgrids take part in the rows of the parent, those of a subgrid
// in what its parent found.
func (gr *grid) alignBaselines() {
	items := gr.sizedItems(rows)
	for _, it := range items {
		if !gr.sharesBaseline(it) {
			continue
		}
		if gr.shared == nil {
			gr.shared = gr.axes[rows].inheritedBaselines()
		}
		g := it.baselineGroup()
		gr.shared[g] = math.Max(gr.shared[g], it.baseline())
	}
	for _, it := range items {
		if gr.sharesBaseline(it) {
			it.shim = gr.shared[it.baselineGroup()] - it.baseline()
		}
	}
}

// baselineGroup is a row whose items share their first baselines, or their last ones.
type baselineGroup struct {
	row  int
	last bool
}

// baselineGroup returns the group of an item. One that spans rows shares the baseline of
// its first row, or of its last one.
func (it *gridItem) baselineGroup() baselineGroup {
	if it.align[rows] == style.AlignLastBaseline {
		return baselineGroup{it.place[rows].end - 1, true}
	}
	return baselineGroup{it.place[rows].start, false}
}

// inheritedBaselines are those that a subgrid's rows have in its parent.
func (a *gridAxis) inheritedBaselines() map[baselineGroup]float64 {
	shared := map[baselineGroup]float64{}
	if a.subgrid != nil {
		for i, t := range a.subgrid.tracks {
			shared[baselineGroup{i, false}], shared[baselineGroup{i, true}] = t.first, t.last
		}
	}
	return shared
}

// baseline returns the distance of the baseline that an item shares from the edge
// of its margin box: the top for a first baseline, the bottom for a last one.
func (it *gridItem) baseline() float64 {
	if it.align[rows] == style.AlignLastBaseline {
		return it.extra[1] + it.margin.Bottom + it.f.h - it.f.lastOrEdge()
	}
	return it.extra[0] + it.margin.Top + it.f.firstOrEdge()
}

// firstOrEdge returns the first baseline from the top of the border box, its
// bottom where there is none (CSS Align 3 §9.3).
func (f *fragment) firstOrEdge() float64 {
	if definite(f.first) {
		return f.first
	}
	return f.h
}

// lastOrEdge is firstOrEdge for the last baseline.
func (f *fragment) lastOrEdge() float64 {
	if definite(f.last) {
		return f.last
	}
	return f.h
}

// baselines takes the container's baselines (§10.6): of its first row with items
// the shared baseline, else that of the first item in grid order; likewise the
// last row.
func (gr *grid) baselines(f *fragment, places []child) {
	first, last := -1, -1
	// before tells whether item i stands before item j for the baseline of a row.
	better := func(i, j int, row func(*gridItem) int, up bool) bool {
		if j < 0 {
			return true
		}
		x, y := &gr.items[i], &gr.items[j]
		if rx, ry := row(x), row(y); rx != ry {
			return rx < ry == up
		}
		if sx, sy := gr.sharesBaseline(x), gr.sharesBaseline(y); sx != sy {
			return sx
		}
		cx, cy := x.place[columns].start, y.place[columns].start
		return cx != cy && cx < cy == up
	}
	for i := range gr.items {
		if better(i, first, func(it *gridItem) int { return it.place[rows].start }, true) {
			first = i
		}
		if better(i, last, func(it *gridItem) int { return it.place[rows].end }, false) {
			last = i
		}
	}
	if first < 0 {
		return
	}
	f.first = places[first].y + places[first].f.firstOrEdge()
	f.last = places[last].y + places[last].f.lastOrEdge()
}
