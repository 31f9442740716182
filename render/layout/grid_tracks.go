package layout

import (
	"math"

	"sharecard/render/style"
)

// gridTrack is a row or column being sized.
type gridTrack struct {
	size      style.TrackSize
	collapsed bool // an empty track of auto-fit: a fixed size of 0, no gutter

	min, max   sizing
	minPx, fr  float64 // of fixed and flexible sizing functions
	fitLimit   float64 // argument of fit-content(), else infinity
	base       float64 // base size
	limit      float64 // growth limit, perhaps infinity
	growable   bool    // infinitely growable (§11.5 step 3.5)
	incurred   float64 // item-incurred increase
	planned    float64 // planned increase; negative where no item asked
	start      float64 // place of its start edge in the content box
	frozenFlex bool    // §11.7.1: treated as inflexible
}

// sizing is a kind of track sizing function (§11.2).
type sizing uint8

const (
	fixedSizing sizing = iota
	autoSizing
	minContentSizing
	maxContentSizing
	flexSizing
)

func (s sizing) intrinsic() bool {
	return s == autoSizing || s == minContentSizing || s == maxContentSizing
}

// sizingOf returns the kind of a breadth and its px. Percentages of an unknown
// size are auto.
func sizingOf(l style.Length, space float64) (sizing, float64) {
	switch l.Kind {
	case style.MinContent:
		return minContentSizing, 0
	case style.MaxContent:
		return maxContentSizing, 0
	case style.Fixed:
		if v := resolve(l, space); definite(v) {
			return fixedSizing, math.Max(0, v)
		}
	}
	return autoSizing, 0
}

// sizeTracks is the track sizing algorithm (§11.3).
func (gr *grid) sizeTracks(axis int) {
	a := &gr.axes[axis]
	if a.subgrid != nil {
		return
	}
	a.initialise()
	a.between = 0
	gr.nestItems(axis)
	gr.resolveIntrinsic(axis)
	gr.maximise(axis)
	gr.expandFlexible(axis)
	gr.stretchAuto(axis)
}

// initialise is §11.4, "Initialize Track Sizes".
func (a *gridAxis) initialise() {
	for i := range a.tracks {
		t := &a.tracks[i]
		*t = gridTrack{size: t.size, collapsed: t.collapsed, fitLimit: math.Inf(1)}
		if t.collapsed {
			continue
		}
		t.min, t.minPx = sizingOf(t.size.Min, a.space)
		t.base = t.minPx
		t.limit = math.Inf(1)
		switch t.size.Kind {
		case style.TrackFlex:
			t.max, t.fr, t.limit = flexSizing, math.Min(t.size.Fr, maxFactor), t.base
		case style.TrackFit:
			t.max = maxContentSizing
			if v := resolve(t.size.Max, a.space); definite(v) {
				t.fitLimit = math.Max(0, v)
			}
		default:
			var px float64
			if t.max, px = sizingOf(t.size.Max, a.space); t.max == fixedSizing {
				t.limit = px
			}
		}
		t.limit = math.Max(t.limit, t.base)
	}
}

// dependsOnSpace reports whether tracks come out otherwise once the size of the
// container is known.
func (a *gridAxis) dependsOnSpace() bool {
	for i := range a.tracks {
		if s := &a.tracks[i].size; s.Kind == style.TrackFlex || s.Min.HasPercent() || s.Max.HasPercent() {
			return true
		}
	}
	return false
}

// gaps returns the sum of the gutters between tracks.
func (a *gridAxis) gaps(tracks []gridTrack) float64 {
	n := -1
	for i := range tracks {
		if !tracks[i].collapsed {
			n++
		}
	}
	return a.gap * float64(max(0, n))
}

// size returns the sum of the base sizes and gutters.
func (a *gridAxis) size() float64 {
	if n := len(a.tracks); a.subgrid != nil {
		return a.tracks[n-1].start + a.tracks[n-1].base
	}
	sum := a.gaps(a.tracks)
	for i := range a.tracks {
		sum += a.tracks[i].base
	}
	return bounded(sum)
}

// free is the free space: what the tracks leave of the container, zero under a
// min-content constraint and infinite under a max-content constraint or where the
// tracks decide on the size.
func (a *gridAxis) free() float64 {
	switch {
	case a.mode == gridMinContent:
		return 0
	case a.mode == gridMaxContent, !definite(a.space):
		return math.Inf(1)
	}
	return a.space - a.size()
}

// maximise is §11.6, "Maximize Tracks": "If the free space is positive, distribute
// it equally to the base sizes of all tracks, freezing tracks as they reach their
// growth limits (and continuing to grow the unfrozen tracks as needed)."
func (gr *grid) maximise(axis int) {
	a := &gr.axes[axis]
	free := a.free()
	if free <= 0 {
		return
	}
	var grow []*gridTrack
	for i := range a.tracks {
		t := &a.tracks[i]
		t.incurred = 0
		if t.limit > t.base {
			grow = append(grow, t)
		}
	}
	share(grow, free, func(t *gridTrack) float64 { return t.limit - t.base })
	for _, t := range grow {
		t.base += t.incurred
	}
}

// expandFlexible is §11.7, "Expand Flexible Tracks".
func (gr *grid) expandFlexible(axis int) {
	a := &gr.axes[axis]
	flexible := false
	for i := range a.tracks {
		flexible = flexible || a.tracks[i].max == flexSizing
	}
	if !flexible {
		return
	}
	fr := 0.0
	switch free := a.free(); {
	case free <= 0:
		// "If the free space is zero or if sizing the grid container under a
		// min-content constraint: The used flex fraction is zero."
	case !math.IsInf(free, 1):
		fr = a.findFr(a.tracks, a.space)
	default:
		fr = gr.indefiniteFr(axis)
	}
	for i := range a.tracks {
		if t := &a.tracks[i]; t.max == flexSizing {
			t.base = math.Max(t.base, bounded(fr*t.fr))
			t.limit = t.base
		}
	}
}

// indefiniteFr is the used flex fraction where the free space is indefinite: the
// maximum of what the flexible tracks and what the items in them ask for.
func (gr *grid) indefiniteFr(axis int) float64 {
	a := &gr.axes[axis]
	fr := 0.0
	for i := range a.tracks {
		if t := &a.tracks[i]; t.max == flexSizing {
			fr = math.Max(fr, t.base/math.Max(1, t.fr))
		}
	}
	for _, it := range gr.sizedItems(axis) {
		tracks := a.spanned(it, axis)
		// Items in tracks of 0fr alone ask for nothing, as in browsers.
		if anyTrack(tracks, func(t *gridTrack) bool { return t.max == flexSizing && t.fr > 0 }) {
			gr.contribute(it, axis)
			fr = math.Max(fr, a.findFr(tracks, it.want.maxContent))
		}
	}
	if axis == columns {
		// "If using this flex fraction would cause the grid to be smaller than the grid
		// container's min-width/height (or larger than the grid container's
		// max-width/height), then redo this step."
		lo, hi := gr.limits(axis)
		switch size := a.sizeWithFr(fr); {
		case size < lo:
			fr = a.findFr(a.tracks, lo)
		case size > hi:
			fr = a.findFr(a.tracks, hi)
		}
	}
	return fr
}

// sizeWithFr returns the sum of the tracks under a flex fraction.
func (a *gridAxis) sizeWithFr(fr float64) float64 {
	sum := a.gaps(a.tracks)
	for i := range a.tracks {
		t := &a.tracks[i]
		size := t.base
		if t.max == flexSizing {
			size = math.Max(size, fr*t.fr)
		}
		sum += size
	}
	return sum
}

// findFr is §11.7.1, "Find the Size of an fr": the largest at which the tracks
// fill the space, where one whose base size is more than its share counts as
// inflexible.
func (a *gridAxis) findFr(tracks []gridTrack, space float64) float64 {
	for i := range tracks {
		tracks[i].frozenFlex = false
	}
	for {
		left, factors := space-a.gaps(tracks), 0.0
		for i := range tracks {
			if t := &tracks[i]; t.max == flexSizing && !t.frozenFlex {
				factors += t.fr
			} else {
				left -= t.base
			}
		}
		fr := math.Max(0, left) / math.Max(1, factors)
		again := false
		for i := range tracks {
			if t := &tracks[i]; t.max == flexSizing && !t.frozenFlex && fr*t.fr < t.base {
				t.frozenFlex, again = true, true
			}
		}
		if !again {
			return fr
		}
	}
}

// stretchAuto is §11.8, "Stretch auto Tracks": with align-content or
// justify-content normal or stretch, tracks of an auto maximum take equal parts of
// the free space.
func (gr *grid) stretchAuto(axis int) {
	a := &gr.axes[axis]
	free := a.free()
	switch gr.contentAlign(axis) &^ style.AlignSafe {
	case style.AlignNormal, style.AlignAuto, style.AlignStretch:
	default:
		return
	}
	if !(free > 0) || math.IsInf(free, 1) {
		return
	}
	n := 0.0
	for i := range a.tracks {
		n += count(a.tracks[i].stretches())
	}
	for i := range a.tracks {
		if t := &a.tracks[i]; t.stretches() {
			t.base += free / n
		}
	}
}

// stretches reports whether the track has an auto maximum.
func (t *gridTrack) stretches() bool {
	return t.max == autoSizing
}
