package layout

import "sharecard/render/style"

// lineBudget is what the line-clamp of a block container leaves to a box in it (CSS
// Overflow 4 §5). The zero value is no clamp.
type lineBudget struct {
	lines int  // line boxes that may still come
	more  bool // there are lines behind the box
}

// budget is the lines that the children of a block container may have together.
func (g *geometry) budget() lineBudget {
	switch n := g.box.Style.LineClamp; {
	case n > 0:
		return lineBudget{lines: n}
	case g.isolated():
		return lineBudget{} // its lines do not count
	}
	return g.c.clamp
}

// counts reports whether the lines of a child are counted by the clamp of a box
// around its parent.
func (g *geometry) counts() bool { return g.c.clamp.lines > 0 && !g.isolated() }

// share is what is left for the i-th child of a container whose earlier children
// have had some lines.
func (l lineBudget) share(children []*Box, i, had int) lineBudget {
	if l.lines == 0 {
		return l
	}
	l.lines -= had
	for _, b := range children[i+1:] {
		l.more = l.more || hasLines(b)
	}
	return l
}

// hasLines reports whether b has line boxes that a clamp around it counts.
func hasLines(b *Box) bool {
	s := b.Style
	if outOfFlow(s) || floats(s) || b.Replaced != nil || b.Orthogonal || b.Multicol || s.LaysOutItems() || s.IsTable() ||
		s.Display == style.FlowRoot || scrolls(s) || s.Isolates() {
		return false
	}
	if b.Content != nil {
		return true
	}
	for _, c := range b.Children {
		if hasLines(c) {
			return true
		}
	}
	return false
}
