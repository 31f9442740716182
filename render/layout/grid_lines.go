package layout

import (
	"slices"
	"strings"

	"sharecard/render/style"
)

// findPlace resolves the placement properties of an item along one axis (§8.3);
// lines count from the first explicit one.
func (a *gridAxis) findPlace(lines [2]style.GridLine) gridPlace {
	start, end := lines[0], lines[1]
	fixedStart, fixedEnd := definiteLine(start), definiteLine(end)
	var p gridPlace
	switch {
	case !fixedStart && !fixedEnd:
		// §8.3.1: "If the placement contains two spans, remove the one contributed
		// by the end grid-placement property." "If the placement contains only a span
		// for a named line, replace it with a span of 1."
		s := start
		if !s.Span {
			s = end
		}
		n := 1
		if s.Span && s.Name == "" {
			n = max(1, s.N)
		}
		return gridPlace{end: min(n, a.mostSpan()), auto: true}
	case fixedStart && fixedEnd:
		p.start, p.end = a.line(start, "-start"), a.line(end, "-end")
		// "If the start line is further end-ward than the end line, swap the two
		// lines. If the start line is equal to the end line, remove the end line."
		if p.start > p.end {
			p.start, p.end = p.end, p.start
		} else if p.start == p.end {
			p.end++
		}
	case fixedStart:
		p.start = a.line(start, "-start")
		p.end = a.reach(end, p.start, 1)
	default:
		p.end = a.line(end, "-end")
		p.start = a.reach(start, p.end, -1)
	}
	return a.clamped(p)
}

// definiteLine reports whether a line is neither auto nor a span.
func definiteLine(l style.GridLine) bool { return !l.Span && (l.N != 0 || l.Name != "") }

// line returns the number of a definite line. A name alone is first that of an
// area, by its edge.
func (a *gridLines) line(l style.GridLine, edge string) int {
	if l.Name == "" {
		if l.N > 0 {
			return min(l.N, 2*a.maxTracks) - 1
		}
		return a.explicit + 1 + max(l.N, -2*a.maxTracks-a.explicit)
	}
	if l.N == 0 {
		if at := a.lines(l.Name + edge); len(at) > 0 {
			return at[0]
		}
	}
	// "If a name is given as a <custom-ident>, only lines with that name are
	// counted. If not enough lines with that name exist, all implicit grid lines on
	// the side of the explicit grid corresponding to the search direction are assumed
	// to have that name."
	named, n := a.lines(l.Name), max(-2*a.maxTracks, min(l.N, 2*a.maxTracks))
	if n == 0 {
		n = 1
	}
	switch {
	case n > len(named):
		return a.explicit + n - len(named)
	case n > 0:
		return named[n-1]
	case -n > len(named):
		return n + len(named)
	}
	return named[len(named)+n]
}

// reach returns the line that a span reaches from another line in a direction;
// auto spans one track.
func (a *gridLines) reach(l style.GridLine, from, step int) int {
	n := 1
	if l.Span && l.N > 0 {
		n = min(l.N, 2*a.maxTracks)
	}
	if !l.Span || l.Name == "" {
		return from + step*n
	}
	named := a.lines(l.Name)
	if step > 0 {
		for _, at := range named {
			if at > from {
				if n--; n == 0 {
					return at
				}
			}
		}
		return max(from, a.explicit) + n
	}
	for i := len(named) - 1; i >= 0; i-- {
		if named[i] < from {
			if n--; n == 0 {
				return named[i]
			}
		}
	}
	return min(from, 0) - n
}

// placementOf returns the placement properties of a style by axis.
func placementOf(s *style.Style, axis int) [2]style.GridLine {
	if axis == columns {
		return s.GridColumn
	}
	return s.GridRow
}

// gridLines are the explicit lines of an axis, counted from 0, and their names.
type gridLines struct {
	explicit  int // tracks of the explicit grid
	names     map[string][]int
	areas     map[string]gridPlace
	maxTracks int              // as of the box
	parent    *inheritedTracks // of a subgrid
}

// same reports whether the lines are the same where the style of the grid is.
func (a *gridLines) same(o *gridLines) bool {
	for a != o {
		if a.explicit != o.explicit || (a.parent == nil) != (o.parent == nil) {
			return false
		}
		if a.parent == nil {
			return true
		}
		if a.parent.place != o.parent.place {
			return false
		}
		a, o = a.parent.parent, o.parent.parent
	}
	return true
}

// lines returns the lines of a name in order: those that the grid names, and those that a
// subgrid inherits.
func (a *gridLines) lines(name string) []int {
	own := a.names[name]
	if a.parent == nil {
		return own
	}
	all := slices.Clone(own)
	for _, at := range a.parent.parent.lines(name) {
		if p := a.parent.place; p.start <= at && at <= p.end {
			all = append(all, a.inheritedLine(at))
		}
	}
	// §9: where an area of the parent stands partly in the subgrid its lines are those
	// of the part.
	if area, isStart := strings.CutSuffix(name, "-start"); isStart {
		if p, ok := a.parent.parent.area(area); ok && a.overlaps(p) && p.start < a.parent.place.start {
			all = append(all, a.inheritedLine(a.parent.place.start))
		}
	} else if area, isEnd := strings.CutSuffix(name, "-end"); isEnd {
		if p, ok := a.parent.parent.area(area); ok && a.overlaps(p) && p.end > a.parent.place.end {
			all = append(all, a.inheritedLine(a.parent.place.end))
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// inheritedLine is the number of a line of the parent in the subgrid.
func (a *gridLines) inheritedLine(at int) int {
	if a.parent.reverse {
		return a.parent.place.end - at
	}
	return at - a.parent.place.start
}

// area returns a named area, of a subgrid also the part in it of one of the parent.
func (a *gridLines) area(name string) (gridPlace, bool) {
	if p, ok := a.areas[name]; ok || a.parent == nil {
		return p, ok
	}
	p, ok := a.parent.parent.area(name)
	if !ok || !a.overlaps(p) {
		return p, false
	}
	start, end := a.inheritedLine(max(p.start, a.parent.place.start)), a.inheritedLine(min(p.end, a.parent.place.end))
	return gridPlace{start: min(start, end), end: max(start, end)}, true
}

// overlaps reports whether an area of the parent has tracks of the subgrid in it.
func (a *gridLines) overlaps(p gridPlace) bool {
	return p.start < a.parent.place.end && a.parent.place.start < p.end
}

// clamped keeps a place within the largest grid (§7.1), or within a subgrid: an area that
// lies outside stands in the last track.
func (a *gridLines) clamped(p gridPlace) gridPlace {
	first, end := -a.maxTracks, a.maxTracks
	if a.parent != nil {
		first, end = 0, a.explicit
	}
	return p.clamped(first, end)
}

// clamped keeps a place between two lines.
func (p gridPlace) clamped(first, end int) gridPlace {
	p.start = max(first, min(p.start, end-1))
	p.end = max(p.start+1, min(p.end, end))
	return p
}

// mostSpan is the largest span of an item.
func (a *gridLines) mostSpan() int {
	if a.parent != nil {
		return a.explicit
	}
	return a.maxTracks
}
