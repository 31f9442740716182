package layout

// placeItems is the grid item placement algorithm (§8.5). Major and minor stand
// for rows and columns, or with grid-auto-flow: column for columns and rows.
func (gr *grid) placeItems() {
	p := placer{major: rows, minor: columns, dense: gr.box.Style.GridAutoFlow.Dense, maxTracks: gr.box.memo.maxTracks}
	if gr.box.Style.GridAutoFlow.Column {
		p.major, p.minor = columns, rows
	}
	for i := range gr.items {
		it := &gr.items[i]
		for axis := range it.place {
			it.place[axis] = gr.axes[axis].findPlace(placementOf(it.box.Style, axis))
		}
	}
	p.placeFixed(gr.items)
	p.placeLocked(gr.items)
	p.findExtent(gr)
	p.placeOthers(gr.items)
	for i := range gr.items {
		it := &gr.items[i]
		for axis := range gr.axes {
			place := &it.place[axis]
			*place = gr.axes[axis].clamped(*place)
			if it.inherits[axis] {
				place.end = min(place.end, place.start+it.box.memo.maxInherited)
			}
		}
	}
}

// placer is the state of automatic placement. The time it takes depends on the
// number of items and not on that of cells: it looks through the places taken.
type placer struct {
	major, minor int
	dense        bool
	maxTracks    int
	taken        [][2]gridPlace
	// first and end bound the implicit grid: both sides along the minor axis, the
	// start alone along the major one.
	firstMajor, firstMinor, endMinor int
}

// at returns a place moved to a start line, no longer automatic.
func (p *placer) at(place gridPlace, start int) gridPlace {
	return gridPlace{start: start, end: start + place.span()}.clamped(-p.maxTracks, p.maxTracks)
}

// take gives an item its place.
func (p *placer) take(it *gridItem, major, minor int) {
	it.place[p.major] = p.at(it.place[p.major], major)
	it.place[p.minor] = p.at(it.place[p.minor], minor)
	p.taken = append(p.taken, it.place)
}

// clash returns a place taken that an item would overlap where it starts at the
// given lines; ok is false for none.
func (p *placer) clash(it *gridItem, major, minor int) (at [2]gridPlace, ok bool) {
	majorEnd, minorEnd := major+it.place[p.major].span(), minor+it.place[p.minor].span()
	for _, t := range p.taken {
		if t[p.major].start < majorEnd && major < t[p.major].end && t[p.minor].start < minorEnd && minor < t[p.minor].end {
			return t, true
		}
	}
	return at, false
}

// placeFixed is step 1: "Position anything that's not auto-positioned."
func (p *placer) placeFixed(items []gridItem) {
	for i := range items {
		if it := &items[i]; !it.place[p.major].auto && !it.place[p.minor].auto {
			p.taken = append(p.taken, it.place)
		}
	}
}

// placeLocked is step 2: "Process the items locked to a given row." Each goes
// behind those placed before it in its row, with dense packing as far to the
// start as it fits.
func (p *placer) placeLocked(items []gridItem) {
	// Free places are looked for from where the last item of the row went; with
	// dense packing the last one of the same spans, in front of which there is none.
	type key struct{ row, rows, columns int }
	from := map[key]int{}
	first := 0
	for i := range items {
		if pl := items[i].place[p.minor]; !pl.auto {
			first = min(first, pl.start)
		}
	}
	for i := range items {
		it := &items[i]
		if it.place[p.major].auto || !it.place[p.minor].auto {
			continue
		}
		k := key{row: it.place[p.major].start}
		if p.dense {
			k.rows, k.columns = it.place[p.major].span(), it.place[p.minor].span()
		}
		minor, seen := from[k]
		if !seen {
			minor = first
		}
		for {
			t, clash := p.clash(it, k.row, minor)
			if !clash {
				break
			}
			minor = t[p.minor].end
		}
		p.take(it, k.row, minor)
		from[k] = it.place[p.minor].end
	}
}

// findExtent is step 3: "Determine the columns in the implicit grid."
func (p *placer) findExtent(gr *grid) {
	p.endMinor = gr.axes[p.minor].explicit
	span := 0
	for i := range gr.items {
		major, minor := gr.items[i].place[p.major], gr.items[i].place[p.minor]
		if !major.auto {
			p.firstMajor = min(p.firstMajor, major.start)
		}
		if minor.auto {
			span = max(span, minor.span())
			continue
		}
		p.firstMinor, p.endMinor = min(p.firstMinor, minor.start), max(p.endMinor, minor.end)
	}
	p.endMinor = max(p.endMinor, p.firstMinor+span)
}

// placeOthers is step 4: "Position the remaining grid items."
func (p *placer) placeOthers(items []gridItem) {
	type cursor struct{ major, minor int }
	at := cursor{p.firstMajor, p.firstMinor}
	// With dense packing each item starts from where the last of the same spans
	// went: in front of it there is no free place for it.
	type shape struct {
		major, minor, column int
		fixed                bool
	}
	from := map[shape]cursor{}
	for i := range items {
		it := &items[i]
		major, minor := it.place[p.major], it.place[p.minor]
		if !major.auto {
			continue
		}
		k := shape{major: major.span(), minor: minor.span()}
		if !minor.auto {
			k.column, k.fixed = minor.start, true
		}
		if p.dense {
			var seen bool
			if at, seen = from[k]; !seen {
				at = cursor{p.firstMajor, p.firstMinor}
			}
		}
		if k.fixed {
			if minor.start < at.minor {
				at.major++
			}
			at.minor = minor.start
		}
		for {
			if !k.fixed && at.minor+k.minor > p.endMinor {
				at = cursor{at.major + 1, p.firstMinor}
			}
			t, clash := p.clash(it, at.major, at.minor)
			if !clash {
				break
			}
			if k.fixed {
				at.major = t[p.major].end
			} else {
				at.minor = t[p.minor].end
			}
		}
		p.take(it, at.major, at.minor)
		from[k] = at
	}
}
