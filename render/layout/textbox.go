package layout

import (
	"slices"

	"sharecard/render/style"
)

// trim is the sides on which the lines of a block container lose the room around their
// text: those of its own text-box-trim, and those of a block around it whose first or last
// formatted line is its own (CSS Inline 3 §5.2).
func (g *geometry) trim() style.TextBoxTrim {
	own := g.box.Style.TextBox.Trim
	if g.isolated() {
		return own
	}
	return own | g.c.trim
}

// trimOf is the sides that the i-th child trims for its parent: those of the first and of
// the last child in flow.
func (g *geometry) trimOf(i int) style.TextBoxTrim {
	trim := g.trim()
	if trim == 0 {
		return 0
	}
	inFlow := func(b *Box) bool { return !outOfFlow(b.Style) }
	if slices.ContainsFunc(g.box.Children[:i], inFlow) {
		trim &^= style.TrimTextStart
	}
	if slices.ContainsFunc(g.box.Children[i+1:], inFlow) {
		trim &^= style.TrimTextEnd
	}
	return trim
}
