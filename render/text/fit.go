package text

import (
	"math"

	"sharecard/render/layout"
	"sharecard/render/style"
)

// fitted serves --card-fit: the same content at other sizes, each shaped when
// it is first asked for. Shapes are cached in font units, so a further size
// costs little more than its breaks.
type fitted struct {
	sh    *Shaper
	block *style.Style
	items []Item
	sizes map[float64]*Paragraph
	last  *Paragraph // what the last layout used
}

// fitStep is the grid of sizes that are tried, px.
const fitStep = 1.0

// at returns the content with the block's font size set to size, all else that
// text measures in em in proportion.
func (f *fitted) at(size float64) *Paragraph {
	if p, ok := f.sizes[size]; ok {
		return p
	}
	ratio := size / f.block.FontSize
	scaled := map[*style.Style]*style.Style{}
	scale := func(st *style.Style) *style.Style {
		if st == nil {
			return nil
		}
		if c, ok := scaled[st]; ok {
			return c
		}
		c := *st
		c.CardFit = style.Fit{}
		c.FontSize = c.FontSize * size / f.block.FontSize
		c.LetterSpacing *= ratio
		c.WordSpacing *= ratio
		c.LineHeight.Px *= ratio
		c.TextIndent.Px *= ratio
		c.Decoration = append([]style.Decoration(nil), st.Decoration...)
		for i := range c.Decoration {
			c.Decoration[i].FontSize *= ratio
		}
		scaled[st] = &c
		return &c
	}
	items := append([]Item(nil), f.items...)
	for i := range items {
		if k := items[i].Kind; k != AtomItem && k != OutOfFlow {
			items[i].Style = scale(items[i].Style)
		}
	}
	p := f.sh.NewParagraph(scale(f.block), items)
	f.sizes[size] = p
	return p
}

// layout sets the text as large as --card-fit lets it in this width.
func (f *fitted) layout(width float64, b layout.Bounds) *layout.Inline {
	fit := f.block.CardFit
	lo, hi := 0, max(0, int(math.Floor((fit.Max-fit.Min)/fitStep)))
	for lo < hi { // the largest step that fits, steps counted from the smallest size
		mid := (lo + hi + 1) / 2
		if f.at(fit.Min+float64(mid)*fitStep).fits(width, fit.Lines) {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	f.last = f.at(fit.Min + float64(lo)*fitStep)
	return f.last.Layout(width, b)
}

// fits reports whether the paragraph takes no more than so many lines, none of
// them wider than the measure or broken where that is a last resort.
func (p *Paragraph) fits(width float64, lines int) bool {
	m := p.measure(width)
	got := p.greedy(m, width, lines+1)
	if len(got) > lines {
		return false
	}
	for _, l := range got {
		if p.breaks[l.b] < mayBreak || p.lineWidth(m, l.a, l.b) > width+widthSlack {
			return false
		}
	}
	return true
}
