package layout

import (
	"sharecard/render/style"
)

// addOutOfFlowChildren places the absolutely positioned children (§9), or notes
// their static positions where the containing block is further up.
func (gr *grid) addOutOfFlowChildren(f *fragment) {
	s := gr.box.Style
	for _, b := range gr.box.Children {
		if !outOfFlow(b.Style) {
			continue
		}
		contains := containsFixed(s) || b.Style.Position == style.Absolute && containsAbsolute(s)
		if gr.box.Anonymous || !contains {
			// §9.2: "The static position of an absolutely-positioned child of a grid
			// container is determined as if it were the sole grid item in a grid area whose
			// edges coincide with the content edges of the grid container."
			f.addOutOfFlow(pending{b, inset(f.paddingBox(), gr.padding), gr.staticAlign(b)})
			continue
		}
		area := gr.absoluteArea(f, b)
		p := pending{b, area, gr.staticAlign(b)}
		f.add(p.place(area, s.Direction))
	}
}

// absoluteArea returns the containing block of an absolutely positioned child
// (§9.1): from line to line, where auto is the padding edge of the container.
func (gr *grid) absoluteArea(f *fragment, b *Box) Rect {
	box := f.paddingBox()
	x0, x1 := gr.absoluteEdges(columns, b, gr.padding.Left, box.W, gr.box.Style.Direction == style.RTL)
	y0, y1 := gr.absoluteEdges(rows, b, gr.padding.Top, box.H, false)
	return Rect{box.X + x0, box.Y + y0, max(0, x1-x0), max(0, y1-y0)}
}

// absoluteEdges returns the edges of such a containing block along one axis from
// the left or top padding edge; pad is the padding there and size the size of the
// padding box.
func (gr *grid) absoluteEdges(axis int, b *Box, pad, size float64, reverse bool) (start, end float64) {
	a := &gr.axes[axis]
	first, last := a.absolutePlace(placementOf(b.Style, axis))
	n := len(a.tracks)
	start, end = 0, size
	edge := func(v float64) float64 {
		if reverse {
			return pad + gr.inW - v
		}
		return pad + v
	}
	if reverse {
		start, end = end, start
	}
	if n > 0 {
		if 0 <= first && first < n {
			start = edge(a.tracks[first].start)
		} else if first == n {
			start = edge(a.tracks[n-1].start + a.tracks[n-1].base)
		}
		if 0 < last && last <= n {
			end = edge(a.tracks[last-1].start + a.tracks[last-1].base)
		} else if last == 0 {
			end = edge(a.tracks[0].start)
		}
	}
	if reverse {
		return end, start
	}
	return start, end
}

// absolutePlace returns the lines of an absolutely positioned child, counted from
// the first of the implicit grid; -1 for auto, which is also a line that is not
// there and a span that starts or ends at nothing.
func (a *gridAxis) absolutePlace(lines [2]style.GridLine) (first, last int) {
	first, last = -1, -1
	fixedStart, fixedEnd := definiteLine(lines[0]), definiteLine(lines[1])
	if !fixedStart && !fixedEnd {
		return first, last
	}
	n := len(a.tracks)
	within := func(line int) int {
		if line += a.before; line < 0 || line > n {
			return -1
		}
		return line
	}
	if fixedStart {
		first = a.line(lines[0], "-start")
	}
	if fixedEnd {
		last = a.line(lines[1], "-end")
	}
	switch {
	case fixedStart && fixedEnd:
		if first > last {
			first, last = last, first
		} else if first == last {
			return within(first), -1
		}
		return within(first), within(last)
	case fixedStart && lines[1].Span:
		return within(first), within(a.reach(lines[1], first, 1))
	case fixedStart:
		return within(first), -1
	case lines[0].Span:
		return within(a.reach(lines[0], last, -1)), within(last)
	}
	return -1, within(last)
}

// staticAlign returns where justify-self and align-self put a child in its
// static-position rectangle.
func (gr *grid) staticAlign(b *Box) staticAlign {
	s := gr.box.Style
	justify := gr.alignment(b, columns, gr.selfAlign(b.Style.JustifySelf, s.JustifyItems))
	align := gr.alignment(b, rows, gr.selfAlign(b.Style.AlignSelf, s.AlignItems))
	rtl := s.Direction == style.RTL
	x := alignedFraction(justify)
	if rtl {
		x = 1 - x
	}
	return staticAlign{
		x: x, y: alignedFraction(align), dir: s.Direction,
		safeX: justify&style.AlignSafe != 0, safeY: align&style.AlignSafe != 0,
	}
}
