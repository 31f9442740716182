package text

import (
	"math"
	"slices"

	"sharecard/render/layout"
	"sharecard/render/style"
)

// fitted serves --card-fit: the same content at other sizes, each shaped when
// it is first asked for. Shapes are cached in font units, so a further size
// costs little more than its breaks.
type fitted struct {
	sh     *Shaper
	block  *style.Style
	items  []Item
	sizes  map[float64]*Paragraph
	last   *Paragraph // what the last layout used
	bounds layout.Bounds
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
	p := f.sh.NewParagraph(scale(f.block), restyled(f.items, scale))
	f.sizes[size] = p
	return p
}

// restyled returns items with other styles, but for those of boxes.
func restyled(items []Item, other func(*style.Style) *style.Style) []Item {
	out := slices.Clone(items)
	for i := range out {
		it := &out[i]
		if it.Kind != AtomItem && it.Kind != OutOfFlow && it.Kind != FloatItem {
			it.Style = other(it.Style)
		}
		if a := it.Annotation; a != nil {
			it.Annotation = &Annotation{other(a.Style), restyled(a.Items, other)}
		}
	}
	return out
}

// view is the text at a size that is being tried.
type view struct {
	p     *Paragraph
	m     *measures
	width float64 // of the line, in p's px
}

// view returns the text at a size in a width. Where all widths grow with the
// size it is that of the largest size in a line as much wider, so that nothing
// is shaped anew.
func (f *fitted) view(size, width float64) view {
	largest := max(f.block.CardFit.Min, f.block.CardFit.Max)
	p := f.at(largest)
	if size == largest {
		return view{p, p.measure(width), width}
	}
	if p.proportional() {
		return view{p, p.measure(width), width * largest / size}
	}
	p = f.at(size)
	return view{p, p.measure(width), width}
}

// proportional reports a text whose width in em is the same at all sizes: no
// boxes, edges or tabs, which have widths of their own.
func (p *Paragraph) proportional() bool {
	if p.block.TextIndent.Percent != 0 {
		return false
	}
	for i := range p.units {
		switch u := &p.units[i]; u.kind {
		case atomUnit:
			return false
		case clusterUnit:
			if u.run < 0 {
				return false
			}
		case openUnit, closeUnit:
			if s, e := p.spans[u.span].edges(1); s.sum() != 0 || e.sum() != 0 {
				return false
			}
		}
	}
	return true
}

// most is how many lines the text may take: those of --card-fit, or of line-clamp where
// they are fewer.
func (f *fitted) most() int {
	if clamp := f.block.LineClamp; clamp > 0 {
		return min(clamp, f.block.CardFit.Lines)
	}
	return f.block.CardFit.Lines
}

// layout sets the text as large as --card-fit lets it in this width, but for
// what headline.go gives up for better breaks.
func (f *fitted) layout(width float64) *layout.Inline {
	size, count := f.choose(width)
	p := f.at(size)
	p.trim, p.rubies, p.above = f.bounds.Trim, f.bounds.Rubies, f.bounds.Above
	f.last = p
	m := p.measure(width)
	lines := p.breakLines(m, width)
	if count > len(lines) {
		if more := p.inLines(m, width, lines, count); more != nil {
			lines = more
		}
	}
	p.last = p.setLines(m, lines, width)
	return p.last
}

// choose returns the size, and the number of lines, 0 for those that are needed.
func (f *fitted) choose(width float64) (size float64, count int) {
	fit := f.block.CardFit
	lo, hi := 0, max(0, int(math.Floor((fit.Max-fit.Min)/fitStep)))
	for lo < hi { // the largest step that fits, steps counted from the smallest size
		mid := (lo + hi + 1) / 2
		if f.view(fit.Min+float64(mid)*fitStep, width).fits(f.most()) {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	size = fit.Min + float64(lo)*fitStep
	switch wrap := f.block.TextWrap; {
	case wrap == style.TextWrapBalance && f.most() <= maxBalanced:
		return f.bestSize(size, width)
	case wrap == style.TextWrapPretty && f.block.WordBreak == style.WordBreakAutoPhrase && f.most() <= maxFitted:
		return f.bestTextSize(size, width), 0
	}
	return size, 0
}

// fits reports whether the text takes no more than so many lines, none of
// them wider than the measure or broken where that is a last resort.
func (v view) fits(lines int) bool {
	got := v.p.greedy(v.m, v.width, lines+1)
	if len(got) > lines {
		return false
	}
	for _, l := range got {
		if v.p.breaks[l.b] < mayBreak || v.p.lineWidth(v.m, l.a, l.b) > v.width+widthSlack {
			return false
		}
	}
	return true
}
