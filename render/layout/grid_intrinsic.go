package layout

import (
	"math"
	"slices"
)

// spanned returns the tracks of an item.
func (a *gridAxis) spanned(it *gridItem, axis int) []gridTrack {
	return a.tracks[it.place[axis].start:it.place[axis].end]
}

func anyTrack(tracks []gridTrack, is func(*gridTrack) bool) bool {
	for i := range tracks {
		if is(&tracks[i]) {
			return true
		}
	}
	return false
}

func flexible(t *gridTrack) bool { return t.max == flexSizing }

// resolveIntrinsic is §11.5, "Resolve Intrinsic Track Sizes".
func (gr *grid) resolveIntrinsic(axis int) {
	a := &gr.axes[axis]
	// "1. Shim baseline-aligned items so their intrinsic size contributions reflect
	// their baseline alignment."
	if axis == rows {
		gr.shimBaselines()
	}
	var single, spanning, flexing []*gridItem
	for _, it := range gr.sizedItems(axis) {
		tracks := a.spanned(it, axis)
		flex := anyTrack(tracks, flexible)
		if !flex && !anyTrack(tracks, func(t *gridTrack) bool { return t.min.intrinsic() || t.max.intrinsic() }) {
			continue
		}
		gr.contribute(it, axis)
		switch {
		case flex:
			flexing = append(flexing, it)
		case len(tracks) == 1:
			single = append(single, it)
		default:
			spanning = append(spanning, it)
		}
	}
	for _, it := range single {
		a.fitTrack(&a.spanned(it, axis)[0], &it.want)
	}
	// "3. Increase sizes to accommodate spanning items crossing content-sized
	// tracks: Next, consider the items with a span of 2 that do not span a track with
	// a flexible sizing function. … Repeat incrementally for items with greater spans
	// until all items have been considered."
	span := func(it *gridItem) int { return it.place[axis].span() }
	slices.SortStableFunc(spanning, func(x, y *gridItem) int { return span(x) - span(y) })
	for len(spanning) > 0 {
		n := 1
		for n < len(spanning) && span(spanning[n]) == span(spanning[0]) {
			n++
		}
		a.fitSpanning(axis, spanning[:n], false)
		spanning = spanning[n:]
	}
	// "4. Increase sizes to accommodate spanning items crossing flexible tracks:
	// Next, repeat the previous step instead considering (together, rather than
	// grouped by span size) all items that do span a track with a flexible sizing
	// function while distributing space only to flexible tracks."
	if len(flexing) > 0 {
		a.fitSpanning(axis, flexing, true)
	}
	// "5. If any track still has an infinite growth limit …, set its growth limit
	// to its base size."
	for i := range a.tracks {
		if t := &a.tracks[i]; math.IsInf(t.limit, 1) {
			t.limit = t.base
		}
	}
}

// fitTrack is step 2, "Size tracks to fit non-spanning items".
func (a *gridAxis) fitTrack(t *gridTrack, want *contributions) {
	switch t.min {
	case minContentSizing:
		t.base = math.Max(t.base, want.minContent)
	case maxContentSizing:
		t.base = math.Max(t.base, want.maxContent)
	case autoSizing:
		if a.mode == gridLayout {
			t.base = math.Max(t.base, want.minimum)
		} else {
			t.base = math.Max(t.base, want.limitedMin)
		}
	}
	grow := func(v float64) {
		if math.IsInf(t.limit, 1) {
			t.limit = 0
		}
		t.limit = math.Max(t.limit, v)
	}
	switch t.max {
	case minContentSizing:
		grow(want.minContent)
	case autoSizing, maxContentSizing:
		grow(math.Min(want.maxContent, t.fitLimit))
	}
	t.limit = math.Max(t.limit, t.base)
}

// fitSpanning is step 3 for items of one span, or step 4 where flex is set. As in
// browsers it takes the minimum contribution for auto minimums under every
// constraint; the limited ones of steps 3.1 and 3.3 are for single tracks alone.
func (a *gridAxis) fitSpanning(axis int, items []*gridItem, flex bool) {
	among := func(is func(*gridTrack) bool) func(*gridTrack) bool {
		return func(t *gridTrack) bool { return is(t) && !t.collapsed && (!flex || t.max == flexSizing) }
	}
	intrinsicMax := func(t *gridTrack) bool { return t.max.intrinsic() }
	maxContentMax := func(t *gridTrack) bool { return t.max == maxContentSizing || t.max == autoSizing }
	d := distribution{a: a, axis: axis, items: items, byFlex: flex}

	// "3.1 For intrinsic minimums."
	d.toBase(among(func(t *gridTrack) bool { return t.min.intrinsic() }), intrinsicMax, func(c *contributions) float64 {
		return c.minimum
	})
	// "3.2 For content-based minimums."
	d.toBase(among(func(t *gridTrack) bool { return t.min == minContentSizing || t.min == maxContentSizing }), intrinsicMax,
		func(c *contributions) float64 { return c.minContent })
	// "3.3 For max-content minimums."
	d.toBase(among(func(t *gridTrack) bool { return t.min == maxContentSizing }), maxContentMax,
		func(c *contributions) float64 { return c.maxContent })
	// "3.4 If at this point any track's growth limit is now less than its base size,
	// increase its growth limit to match its base size."
	for _, it := range items {
		tracks := a.spanned(it, axis)
		for i := range tracks {
			tracks[i].limit = math.Max(tracks[i].limit, tracks[i].base)
		}
	}
	if flex {
		return // flexible tracks have no intrinsic maximum
	}
	// "3.5 For intrinsic maximums." "Mark any tracks whose growth limit changed from
	// infinite to finite in this step as infinitely growable for the next step."
	d.toLimit(among(intrinsicMax), true, func(c *contributions) float64 { return c.minContent })
	// "3.6 For max-content maximums."
	d.toLimit(among(maxContentMax), false, func(c *contributions) float64 { return c.maxContent })
	for _, it := range items {
		tracks := a.spanned(it, axis)
		for i := range tracks {
			tracks[i].growable = false
		}
	}
}

// distribution is "Distributing Extra Space Across Spanned Tracks" (§11.5.1) for
// a group of items.
type distribution struct {
	a      *gridAxis
	axis   int
	items  []*gridItem
	byFlex bool // by the ratios of the flex factors
	limits bool // to growth limits, not to base sizes
}

// toBase grows the base sizes of the affected tracks to hold what the items want.
// Beyond the growth limits grow those that beyond names, if there are any.
func (d *distribution) toBase(affected, beyond func(*gridTrack) bool, want func(*contributions) float64) {
	d.plan(affected, want, func(t *gridTrack) float64 { return t.base }, func(t *gridTrack) float64 {
		return t.limit - t.base
	}, beyond)
	for _, it := range d.items {
		tracks := d.a.spanned(it, d.axis)
		for i := range tracks {
			if t := &tracks[i]; t.planned > 0 {
				t.base, t.planned = bounded(t.base+t.planned), -1
			}
		}
	}
}

// toLimit grows the growth limits of the affected tracks. mark makes those that
// were infinite infinitely growable.
func (d *distribution) toLimit(affected func(*gridTrack) bool, mark bool, want func(*contributions) float64) {
	size := func(t *gridTrack) float64 {
		if math.IsInf(t.limit, 1) {
			return t.base
		}
		return t.limit
	}
	d.limits = true
	d.plan(affected, want, size, func(t *gridTrack) float64 {
		if math.IsInf(t.limit, 1) || t.growable {
			return t.fitLimit - size(t)
		}
		return 0
	}, affected)
	for _, it := range d.items {
		tracks := d.a.spanned(it, d.axis)
		for i := range tracks {
			if t := &tracks[i]; t.planned >= 0 {
				t.growable = mark && math.IsInf(t.limit, 1)
				t.limit, t.planned = bounded(size(t)+t.planned), -1
			}
		}
	}
}

// plan finds the planned increase of each affected track: the largest that an
// item asks for. size is the affected size, rooms what a track may grow up to its
// limit.
func (d *distribution) plan(affected func(*gridTrack) bool, want func(*contributions) float64,
	size, rooms func(*gridTrack) float64, beyond func(*gridTrack) bool,
) {
	for _, it := range d.items {
		tracks := d.a.spanned(it, d.axis)
		for i := range tracks {
			tracks[i].planned = -1
		}
	}
	for _, it := range d.items {
		tracks := d.a.spanned(it, d.axis)
		// "1. Find the space to distribute."
		space := want(&it.want) - d.a.gaps(tracks)
		var grow []*gridTrack
		for i := range tracks {
			t := &tracks[i]
			space -= size(t)
			if affected(t) {
				t.incurred = 0
				grow = append(grow, t)
			}
		}
		if space > 0 {
			d.distribute(grow, space, size, rooms, beyond)
		}
		for _, t := range grow {
			t.planned = math.Max(t.planned, t.incurred)
		}
	}
}

// distribute gives space to the tracks of one item.
func (d *distribution) distribute(grow []*gridTrack, space float64, size, rooms func(*gridTrack) float64, beyond func(*gridTrack) bool) {
	if d.byFlex {
		// "If the sum of the flexible sizing functions of all flexible tracks spanned
		// by the item is greater than zero, distribute space to such tracks according to
		// the ratios of their flexible sizing functions rather than distributing space
		// equally."
		factors := 0.0
		for _, t := range grow {
			factors += t.fr
		}
		for _, t := range grow {
			if factors > 0 {
				t.incurred = space * (t.fr / factors)
			} else {
				t.incurred = space / float64(len(grow))
			}
		}
		return
	}
	// "2. Distribute space up to limits."
	space = share(grow, space, rooms)
	if space <= 0 {
		return
	}
	// "4. Distribute space beyond limits." A fit-content() track counts as one of a
	// max-content maximum up to its argument.
	further := slices.DeleteFunc(slices.Clone(grow), func(t *gridTrack) bool { return !beyond(t) })
	if len(further) == 0 {
		further = grow
	}
	share(further, space, func(t *gridTrack) float64 {
		if d.limits {
			return t.fitLimit - size(t) - t.incurred
		}
		return limit
	})
}

// share adds space to the item-incurred increases of tracks in equal parts, none
// more than its room. It returns what is left.
func share(tracks []*gridTrack, space float64, rooms func(*gridTrack) float64) float64 {
	type part struct {
		t    *gridTrack
		room float64
	}
	parts := make([]part, len(tracks))
	for i, t := range tracks {
		parts[i] = part{t, math.Max(0, math.Min(rooms(t), limit))}
	}
	slices.SortStableFunc(parts, func(x, y part) int {
		switch {
		case x.room < y.room:
			return -1
		case x.room > y.room:
			return 1
		}
		return 0
	})
	for i, p := range parts {
		v := math.Min(p.room, space/float64(len(parts)-i))
		p.t.incurred += v
		space -= v
	}
	return space
}
