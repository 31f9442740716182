package layout

import (
	"math"
	"slices"

	"sharecard/render/style"
)

// templateTrack is a track of grid-template-columns or -rows.
type templateTrack struct {
	size style.TrackSize
	fit  bool // of repeat(auto-fit): it collapses where it is empty
}

// explicitGrid makes the tracks and lines of the explicit grid (§7.1).
func (gr *grid) explicitGrid() {
	s := gr.box.Style
	for axis := range gr.axes {
		a, parts := &gr.axes[axis], templateOf(s, axis)
		switch {
		case a.subgrid != nil:
			a.nameInherited(parts)
		case !parts.Subgrid(): // CSS Grid 2 §9: without a parent grid "the used value is the initial value, none"
			a.expand(parts, gr.autoRepeat(axis, parts))
		}
	}
	if areas := s.GridTemplateAreas; areas != nil {
		gr.axes[columns].addAreas(areas.Columns, areas.Named, func(a style.Area) (int, int) { return a.Column, a.ColumnEnd })
		gr.axes[rows].addAreas(len(areas.Rows), areas.Named, func(a style.Area) (int, int) { return a.Row, a.RowEnd })
	}
}

// expand lists the tracks of a template; auto is the number of repetitions of an
// automatic repeat().
func (a *gridAxis) expand(parts style.Tracks, auto int) {
	for _, p := range parts {
		if p.Repeat == nil {
			a.addPart(p, false)
			continue
		}
		n := p.Repeat.Count
		if n == 0 {
			n = auto
		}
		for ; n > 0 && len(a.template) < a.maxTracks; n-- {
			for _, inner := range p.Repeat.Parts {
				a.addPart(inner, p.Repeat.Fit)
			}
		}
	}
	a.explicit = len(a.template)
}

// addPart adds a track, or names to the line behind the last one.
func (a *gridAxis) addPart(p style.TrackPart, fit bool) {
	if p.Names == nil {
		if len(a.template) < a.maxTracks {
			a.template = append(a.template, templateTrack{p.Size, fit})
		}
		return
	}
	for _, n := range p.Names {
		a.name(n, len(a.template))
	}
}

// name gives a line a name.
func (a *gridLines) name(n string, line int) {
	if a.names == nil {
		a.names = map[string][]int{}
	}
	if i, known := slices.BinarySearch(a.names[n], line); !known {
		a.names[n] = slices.Insert(a.names[n], i, line)
	}
}

// addAreas names the lines around the areas (§7.3.2) and grows the explicit grid
// to hold them.
func (a *gridAxis) addAreas(tracks int, named []style.Area, lines func(style.Area) (int, int)) {
	if a.subgrid == nil {
		a.explicit = min(max(a.explicit, tracks), a.maxTracks)
	}
	for _, area := range named {
		start, end := lines(area)
		if a.subgrid != nil {
			if start >= a.explicit {
				continue
			}
			end = min(end, a.explicit)
		}
		if a.areas == nil {
			a.areas = map[string]gridPlace{}
		}
		a.areas[area.Name] = gridPlace{start: start, end: end}
		a.name(area.Name+"-start", start)
		a.name(area.Name+"-end", end)
	}
}

// autoRepeat returns the number of repetitions of auto-fill and auto-fit
// (§7.2.3.2): "the largest possible positive integer that does not cause the grid
// to overflow the content box of its grid container", or of its maximum size;
// else the smallest that fills its minimum size; else one.
func (gr *grid) autoRepeat(axis int, parts style.Tracks) int {
	i := slices.IndexFunc(parts, func(p style.TrackPart) bool { return p.Repeat != nil && p.Repeat.Count == 0 })
	if i < 0 {
		return 0
	}
	a := &gr.axes[axis]
	space, fills := a.space, false
	if !definite(space) {
		lo, hi := gr.limits(axis)
		space = hi
		if math.IsInf(hi, 1) {
			space, fills = lo, true
		}
	}
	var fixed, repeated float64 // sizes with a gap for each track
	for j, p := range parts {
		switch {
		case j == i:
			repeated = a.templateSize(p.Repeat.Parts)
		case p.Repeat != nil:
			fixed += float64(p.Repeat.Count) * a.templateSize(p.Repeat.Parts)
		default:
			fixed += a.templateSize(style.Tracks{p})
		}
	}
	n := (space + a.gap - fixed) / math.Max(1, repeated) // §7.2.3.2: floored to 1 px
	if fills {
		n = math.Ceil(n - 1e-6)
	} else {
		n = math.Floor(n + 1e-6)
	}
	return int(clamp(n, 1, float64(a.maxTracks)))
}

// templateSize is the sum of the sizes of tracks that have one, each with a gap:
// "each track is treated as its max track sizing function if that is definite or
// as its minimum track sizing function otherwise".
func (a *gridAxis) templateSize(parts style.Tracks) float64 {
	sum := 0.0
	for _, p := range parts {
		if p.Names != nil {
			continue
		}
		lo, hi := resolve(p.Size.Min, a.space), indefinite
		if p.Size.Kind == style.TrackMinMax {
			hi = resolve(p.Size.Max, a.space)
		}
		sum += math.Max(0, math.Max(orZero(lo), orZero(hi))) + a.gap
	}
	return sum
}

// limits returns the minimum and maximum inner size of the container that are
// lengths; 0 and infinity for none.
func (gr *grid) limits(axis int) (lo, hi float64) {
	if axis == rows {
		return math.Max(0, gr.minH-gr.frameH), math.Max(0, gr.maxH-gr.frameH)
	}
	lo, hi = orZero(gr.lengthW(gr.box.Style.MinWidth)), gr.lengthW(gr.box.Style.MaxWidth)
	if !definite(hi) {
		hi = math.Inf(1)
	}
	return math.Max(0, lo-gr.frameW), math.Max(0, hi-gr.frameW)
}

// implicitGrid makes the tracks that the explicit grid and the items need
// (§7.5), and collapses the empty ones of auto-fit (§7.2.3.2).
func (gr *grid) implicitGrid() {
	for axis := range gr.axes {
		a := &gr.axes[axis]
		if a.subgrid != nil {
			continue // it has no implicit tracks
		}
		first, end := 0, a.explicit
		if a.explicit == 0 {
			end = -a.maxTracks // browsers make no tracks up to an explicit grid that is empty
		}
		for i := range gr.items {
			p := &gr.items[i].place[axis]
			first, end = min(first, p.start), max(end, p.end)
		}
		end = max(end, first)
		a.before = -first
		a.tracks = make([]gridTrack, end-first)
		for i := range a.tracks {
			a.tracks[i].size, a.tracks[i].collapsed = a.sizing(i + first)
		}
		for i := range gr.items {
			p := &gr.items[i].place[axis]
			p.start, p.end = p.start-first, p.end-first
			for t := p.start; t < p.end && t < a.before+len(a.template); t++ {
				a.tracks[t].collapsed = false
			}
		}
	}
}

// sizing returns the sizing function of a track, counted from the first explicit
// one; grid-auto-rows and grid-auto-columns repeat in both directions (§7.6).
func (a *gridAxis) sizing(i int) (s style.TrackSize, fit bool) {
	if 0 <= i && i < len(a.template) {
		return a.template[i].size, a.template[i].fit
	}
	n := len(a.auto)
	if n == 0 {
		return style.TrackSize{}, false // auto
	}
	if i >= 0 {
		i -= len(a.template)
	}
	return a.auto[(i%n+n)%n], false
}
