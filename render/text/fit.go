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
	if f.block.TextWrap == style.TextWrapBalance {
		f.last = f.kinder(f.last, width)
	}
	return f.last.Layout(width, b)
}

// A title is set smaller than it could be, down to this part of the size, where
// that spares a break inside a word or lets a line end where the sense pauses.
const (
	kinderSize = 0.88
	kinderGain = 30 // square em, as in penalty.go
)

// kinder returns the paragraph at the largest size not much smaller than p's
// at which its breaks are much better, p itself where there is none.
func (f *fitted) kinder(p *Paragraph, width float64) *Paragraph {
	fit := f.block.CardFit
	most := p.breakCost(width) - kinderGain
	least := max(fit.Min, kinderSize*p.block.FontSize)
	for size := p.block.FontSize - fitStep; size >= least; size -= fitStep {
		if q := f.at(size); q.fits(width, fit.Lines) && q.breakCost(width) <= most {
			return q
		}
	}
	return p
}

// breakCost is the sum of the penalties of the breaks in a width.
func (p *Paragraph) breakCost(width float64) float64 {
	sum := 0.0
	lines := p.breakLines(p.measure(width), width)
	for i := 0; i < len(lines)-1; i++ {
		sum += p.penalty(lines[i].b)
	}
	return sum
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
