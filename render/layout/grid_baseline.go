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
	for i := range gr.items {
		it := &gr.items[i]
		it.shim = 0
		if gr.sharesBaseline(it) {
			shares = true
			it.f, it.margin = gr.measureHeight(it)
		}
	}
	if shares {
		gr.alignBaselines()
	}
}

// alignBaselines finds how far each item is moved so that the baselines of its
// row meet (CSS Align 3 §9.3): from the top for first baselines, from the bottom
// for last ones. An item that spans rows shares the baseline of its first row, or
// of its last one.
func (gr *grid) alignBaselines() {
	type group struct {
		row  int
		last bool
	}
	of := func(it *gridItem) group {
		if it.align[rows] == style.AlignLastBaseline {
			return group{it.place[rows].end - 1, true}
		}
		return group{it.place[rows].start, false}
	}
	var most map[group]float64
	for i := range gr.items {
		it := &gr.items[i]
		if !gr.sharesBaseline(it) {
			continue
		}
		if most == nil {
			most = map[group]float64{}
		}
		g := of(it)
		most[g] = math.Max(most[g], it.baseline())
	}
	for i := range gr.items {
		if it := &gr.items[i]; gr.sharesBaseline(it) {
			it.shim = most[of(it)] - it.baseline()
		}
	}
}

// baseline returns the distance of the baseline that an item shares from the edge
// of its margin box: the top for a first baseline, the bottom for a last one.
func (it *gridItem) baseline() float64 {
	if it.align[rows] == style.AlignLastBaseline {
		return it.margin.Bottom + it.f.h - it.f.lastOrEdge()
	}
	return it.margin.Top + it.f.firstOrEdge()
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
