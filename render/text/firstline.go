package text

import (
	"slices"

	"sharecard/render/style"
)

// lineStyle is the style of text on the line at hand. What stands on the first line takes
// the colours, decorations and shadows of ::first-line, unless an inline box has its own
// (CSS Pseudo-Elements 4 §2.1).
func (b *builder) lineStyle(st *style.Style) *style.Style {
	block := b.p.block
	first := block.FirstLine
	if first == nil || len(b.out.Lines) > 0 {
		return st
	}
	if out, ok := b.first[st]; ok {
		return out
	}
	out := new(style.Style)
	*out = *st
	if st.Color == block.Color {
		out.Color = first.Color
	}
	if st.TextFill == block.TextFill {
		out.TextFill = first.TextFill
	}
	if n := len(block.Decoration); len(st.Decoration) >= n {
		out.Decoration = append(slices.Clone(first.Decoration), st.Decoration[n:]...)
	}
	if slices.Equal(st.TextShadow, block.TextShadow) {
		out.TextShadow = first.TextShadow
	}
	if b.first == nil {
		b.first = map[*style.Style]*style.Style{}
	}
	b.first[st] = out
	return out
}
