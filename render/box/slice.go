package box

import (
	"sharecard/render/style"
	"sharecard/render/text"
)

// closeSpans ends the parts of the open inline boxes in front of a block. A
// part has no edge where the box is broken (CSS Fragmentation 3 §5.4).
func (g *gather) closeSpans() {
	items := g.run.items
	open := len(items)
	for i := len(g.spans) - 1; i >= 0; i-- {
		n := g.spans[i]
		for open--; open >= 0 && (items[open].Kind != text.Open || items[open].Node != n); open-- {
		}
		if open < 0 {
			return
		}
		items[open].Style = withoutEdge(items[open].Style, endSide(n.Style))
		g.add(text.Item{Kind: text.Close, Style: items[open].Style, Node: n}, false)
	}
}

// startSide and endSide index the four sides of a style.
func startSide(s *style.Style) int {
	if s.Direction == style.RTL {
		return style.Right
	}
	return style.Left
}

func endSide(s *style.Style) int { return style.Left + style.Right - startSide(s) }

// withoutEdge returns s without margin, border, padding and round corners at
// its left or right side.
func withoutEdge(s *style.Style, side int) *style.Style {
	zero := style.Px(0)
	cut := *s
	cut.Margin[side], cut.Padding[side] = zero, zero
	cut.Border[side].Width = 0
	corners := [...]int{1, 2} // clockwise from the top left
	if side == style.Left {
		corners = [...]int{0, 3}
	}
	for _, i := range corners {
		cut.Radius[i] = style.Corner{X: zero, Y: zero}
	}
	return &cut
}
