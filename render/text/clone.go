package text

import "sharecard/render/style"

// Boxes with box-decoration-break: clone have both of their edges on each line that
// they stand on (CSS Fragmentation 3 §5.4).

func (sp span) clones() bool { return sp.style.CloneEdges }

// seen returns the first and the last place in the visual order of a line that holds
// no white space that hangs; -1 for none.
func (b *builder) seen(l *line) (first, last int) {
	first, last = -1, -1
	if b.m.cloned == nil {
		return first, last
	}
	for at, i := range b.order {
		if b.p.units[i].isSpace() && i > b.m.prevTxt[l.b] {
			continue
		}
		if first < 0 {
			first = at
		}
		last = at
	}
	return first, last
}

// cloneEdges places the edges that a line repeats, of the boxes that go on from the line
// before (atStart), or into the next, from x to the right, and returns where they end.
func (b *builder) cloneEdges(l *line, x float64, atStart bool) float64 {
	at := l.a
	if !atStart {
		at = l.b
	}
	open := b.clonedAt(at)
	leftward := atStart == (b.p.block.Direction == style.LTR) // the outermost edge stands first
	for k := range open {
		s := open[k]
		if !leftward {
			s = open[len(open)-1-k]
		}
		start, end := b.p.spans[s].edges(b.m.width)
		e := end
		box := &b.box.boxes[s]
		if atStart {
			e, box.first = start, true
		} else {
			box.last = true
		}
		if leftward {
			b.cover(s, x+e.margin, x+e.sum())
		} else {
			b.cover(s, x, x+e.sum()-e.margin)
		}
		if outer := b.p.spans[s].parent; outer > 0 {
			b.cover(outer, x, x+e.sum())
		}
		x += e.sum()
	}
	return x
}

// clonedAt lists the boxes that clone their edges and are open before a unit, outer
// ones first.
func (b *builder) clonedAt(at int) []int32 {
	var open []int32
	for i := range b.p.units[:at] {
		u := &b.p.units[i]
		switch {
		case u.kind == openUnit && b.p.spans[u.span].clones():
			open = append(open, u.span)
		case u.kind == closeUnit && len(open) > 0 && open[len(open)-1] == u.span:
			open = open[:len(open)-1]
		}
	}
	return open
}
