package layout

import (
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
