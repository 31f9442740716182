package text

import "sharecard/render/style"

// edgeOver is how far the text of the block reaches above its baseline as text-box-edge
// counts it (CSS Inline 3 §5.3), px: by the measures of its first face.
func (p *Paragraph) edgeOver() float64 {
	m, size := p.primary(0), p.block.FontSize
	switch p.block.TextBox.Edges[0] {
	case style.EdgeCap:
		return m.CapHeight * size
	case style.EdgeEx:
		return m.XHeight * size
	}
	return m.content(size).up
}

// edgeUnder is how far it reaches below, px.
func (p *Paragraph) edgeUnder() float64 {
	if p.block.TextBox.Edges[1] == style.EdgeAlphabetic {
		return 0
	}
	return p.primary(0).content(p.block.FontSize).down
}
