package layout

import (
	"math"
	"slices"

	"sharecard/render/style"
)

// Subgrids (CSS Grid 2 §9): a grid item that is a grid may take the tracks it spans as its
// own. While the parent sizes these tracks the items in them count as its own items;
// when the subgrid is laid out, their places are given.

// inheritance is what a subgrid takes from its parent, by axis; nil for nothing.
type inheritance [2]*inheritedTracks

// inheritedTracks are the tracks that a subgrid spans in its parent.
type inheritedTracks struct {
	parent  *gridLines
	place   gridPlace // in the parent, from the first explicit line
	reverse bool      // the axis runs the other way in the subgrid
	gap     float64   // of the parent
	tracks  []trackPlace
}

// trackPlace is a track from the content edge of the subgrid.
type trackPlace struct {
	start, size float64
	// first and last are, of a row, how far its edges are from the baselines that its items share.
	first, last float64
}

// subgridded reports whether a box takes over the tracks of a parent that is a grid.
func subgridded(b *Box, axis int) bool {
	s := b.Style
	return s.IsGrid() && !b.Orthogonal && b.Replaced == nil && templateOf(s, axis).Subgrid() && s.Contain&style.ContainLayout == 0
}

// templateOf returns grid-template-columns or -rows.
func templateOf(s *style.Style, axis int) style.Tracks {
	if axis == columns {
		return s.GridTemplateColumns
	}
	return s.GridTemplateRows
}

// same reports whether two subgrids with these tracks are laid out alike. The names of
// the parent's lines follow from its style and the number of its tracks.
func (h *inheritance) same(o *inheritance) bool {
	if h == o {
		return true
	}
	if h == nil || o == nil {
		return false
	}
	for axis := range h {
		a, b := h[axis], o[axis]
		if a == nil || b == nil {
			if a != b {
				return false
			}
			continue
		}
		if a.place != b.place || a.gap != b.gap || !a.parent.same(b.parent) || !slices.Equal(a.tracks, b.tracks) {
			return false
		}
	}
	return true
}

// inherit takes over the tracks of the parent in one axis.
func (gr *grid) inherit(axis int) {
	if gr.c.inherits == nil || gr.c.inherits[axis] == nil {
		return
	}
	a, h := &gr.axes[axis], gr.c.inherits[axis]
	a.subgrid, a.parent = h, h
	a.explicit = len(h.tracks)
	a.tracks = make([]gridTrack, len(h.tracks))
	for i, t := range h.tracks {
		a.tracks[i] = gridTrack{start: t.start, base: t.size}
	}
}

// nameInherited gives the lines of a subgrid the names behind the word subgrid. As many
// auto-fill repetitions are made as there are lines left.
func (a *gridAxis) nameInherited(parts style.Tracks) {
	fixed := 0
	for _, p := range parts[1:] {
		if p.Repeat == nil {
			fixed++
		} else {
			fixed += min(p.Repeat.Count, mostTracks) * len(p.Repeat.Parts)
		}
	}
	line := 0
	next := func(names []string) {
		for _, n := range names {
			a.name(n, line)
		}
		line++
	}
	for _, p := range parts[1:] {
		if p.Repeat == nil {
			if line <= a.explicit {
				next(p.Names)
			}
			continue
		}
		n := p.Repeat.Count
		if n == 0 {
			n = max(0, a.explicit+1-fixed) / len(p.Repeat.Parts)
		}
		for ; n > 0 && line <= a.explicit; n-- {
			for _, inner := range p.Repeat.Parts {
				if line <= a.explicit {
					next(inner.Names)
				}
			}
		}
	}
}

// inheritance returns what an item takes over, with the places that the tracks have now.
func (gr *grid) inheritance(it *gridItem) *inheritance {
	if it.inherits == [2]bool{} {
		return nil
	}
	h := &inheritance{}
	for axis, inherits := range it.inherits {
		if !inherits {
			continue
		}
		a, p := &gr.axes[axis], it.place[axis]
		reverse := axis == columns && it.box.Style.Direction != gr.box.Style.Direction
		first, last, half := gr.subgridEdges(it, axis)
		t := &inheritedTracks{parent: a.gridLines, reverse: reverse, gap: a.gutter(), tracks: make([]trackPlace, p.span())}
		t.place = gridPlace{start: p.start - a.before, end: p.end - a.before}
		start, end := gr.areaEdges(p, axis)
		start, end = start+first, end-last
		for i, tr := range a.spanned(it, axis) {
			from, to := tr.start+half, tr.start+tr.base-half
			if i == 0 {
				from = start
			}
			if i == p.span()-1 {
				to = end
			}
			size := math.Max(0, to-from)
			at := trackPlace{start: from - start, size: size}
			if axis == rows {
				at.first = gr.shared[baselineGroup{p.start + i, false}] - (from - tr.start)
				at.last = gr.shared[baselineGroup{p.start + i, true}] - (tr.start + tr.base - to)
			}
			if reverse {
				at.start = end - from - size
				t.tracks[p.span()-1-i] = at
			} else {
				t.tracks[i] = at
			}
		}
		h[axis] = t
	}
	return h
}

// subgridEdges returns what margins, border and padding of a subgrid take of its first and
// last track, and what its gutters take of the tracks on either side beyond those of the
// parent: "half the size of the difference between the subgrid's gutters and its parent
// grid's gutters", negative where they are smaller.
func (gr *grid) subgridEdges(it *gridItem, axis int) (first, last, half float64) {
	width := gr.areaSize(it, columns)
	m := measureStyle(it.box, width, indefinite)
	mg, _ := margins(it.box.Style, width)
	f := Edges{
		mg.Top + m.border.Top + m.padding.Top, mg.Right + m.border.Right + m.padding.Right,
		mg.Bottom + m.border.Bottom + m.padding.Bottom, mg.Left + m.border.Left + m.padding.Left,
	}
	first, last = f.Left, f.Right
	switch {
	case axis == rows:
		first, last = f.Top, f.Bottom
	case gr.box.Style.Direction == style.RTL:
		first, last = f.Right, f.Left
	}
	gap := gr.axes[axis].gutter()
	if l := gapOf(it.box.Style, axis); l.Kind != style.Normal {
		half = (math.Max(0, orZero(resolve(l, gr.areaSize(it, axis)-first-last))) - gap) / 2
	}
	return first, last, half
}

// gutter is the space between two tracks, that of justify-content or align-content included.
func (a *gridAxis) gutter() float64 { return a.gap + a.between }

// nestItems collects the items of subgrids in the tracks of an axis that is being sized.
func (gr *grid) nestItems(axis int) {
	a := &gr.axes[axis]
	a.nested = nil
	for i := range gr.items {
		if gr.items[i].inherits[axis] {
			gr.nest(&gr.items[i], axis)
		}
	}
}

// nest collects the items of one subgrid: "items placed in the subgrid … contribute to the
// sizing of the parent's tracks", where margins, border, padding and wider gutters of the
// subgrid count as margins of the items at them.
func (gr *grid) nest(it *gridItem, axis int) {
	a, p := &gr.axes[axis], it.place[axis]
	w := indefinite
	if axis == rows {
		w, _, _ = gr.itemSize(it, gr.areaSize(it, columns), indefinite)
	}
	sub := newGrid(it.box, constraints{w: w, h: indefinite, cbW: indefinite, cbH: indefinite, isolated: true, inherits: gr.inheritance(it)})
	it.sub = sub
	sub.rowsSized = gr.rowsSized && it.inherits[rows]
	inner := &sub.axes[axis]
	reverse := inner.subgrid.reverse
	n := p.span()
	for i, t := range a.spanned(it, axis) {
		at := &inner.tracks[i]
		if reverse {
			at = &inner.tracks[n-1-i]
		}
		start, base := at.start, at.base
		*at = t
		at.start, at.base = start, base
	}
	if axis == rows && !it.inherits[columns] {
		sub.sizeColumns()
	}
	sub.nestItems(axis)
	first, last, half := gr.subgridEdges(it, axis)
	add := func(x gridItem) {
		q := x.place[axis]
		if reverse {
			q.start, q.end = n-q.end, n-q.start
		}
		start, end := half, half
		if q.start == 0 {
			start = first
		}
		if q.end == n {
			end = last
		}
		x.extra[0], x.extra[1] = x.extra[0]+start, x.extra[1]+end
		x.place[axis] = gridPlace{start: p.start + q.start, end: p.start + q.end}
		a.nested = append(a.nested, x)
	}
	for i := range sub.items {
		x := &sub.items[i]
		add(gridItem{box: x.box, place: x.place, align: x.align, auto: x.auto, inner: x, owner: sub})
	}
	for _, x := range inner.nested {
		add(x)
	}
}

// sizedItems are the items that the tracks of an axis are sized for: those of the grid and
// of subgrids in it.
func (gr *grid) sizedItems(axis int) []*gridItem {
	nested := gr.axes[axis].nested
	list := make([]*gridItem, 0, len(gr.items)+len(nested))
	for i := range gr.items {
		list = append(list, &gr.items[i])
	}
	for i := range nested {
		list = append(list, &nested[i])
	}
	return list
}

// contributeSubgrid computes the contributions of a subgrid, which counts as empty, or of
// an item of one.
func (gr *grid) contributeSubgrid(it *gridItem, axis int) {
	if it.inner == nil {
		first, last, _ := gr.subgridEdges(it, axis)
		v := math.Max(0, first+last)
		it.want = contributions{v, v, v, v}
		return
	}
	it.owner.contribute(it.inner, axis)
	w := it.inner.want
	if axis == rows {
		w.add(it.shim)
	}
	more := func(v float64) float64 { return math.Max(0, v+it.extra[0]+it.extra[1]) }
	it.want = contributions{more(w.minimum), more(w.minContent), more(w.maxContent), more(w.limitedMin)}
}
