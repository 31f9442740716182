package text

import (
	"fmt"
	"math"

	"sharecard/render/layout"
	"sharecard/render/style"
)

// maxBytes is the text a paragraph accepts at all: beyond it nothing is shaped.
const maxBytes = 1 << 20

// Paragraph is the inline content of one block, shaped and ready to be broken
// into lines of any width. It implements [layout.Content]. It belongs to the
// render that made it and to one goroutine.
type Paragraph struct {
	content
	sh    *Shaper
	block *style.Style

	chains    []*chain // of each span
	emphases  map[*style.Style]*emphasisMark
	levels    []uint8
	hasRTL    bool
	isolates  map[int32]uint8 // levels at the edges of boxes that isolate their text, see noteEdge
	graphemes []bool          // of the boundary before each rune
	// latinQuotes are the quotation marks and apostrophes of Latin text, by rune.
	latinQuotes map[int32]bool
	runs        []run
	units       []unit
	breaks      []opportunity // of the boundary before each unit
	penalties   []float64     // of the same boundaries, for optimal breaks
	pairs       []pair        // of ruby, the inner ones first
	noteBlocks  map[*style.Style]*style.Style

	missing   []string
	seen      map[string]bool
	refused   bool // longer than maxBytes
	intrinsic *[2]float64
	laid      map[lineBounds]*layout.Inline
	limit     int     // of lines, in the layout under way; 0 for none
	more      bool    // lines of other paragraphs follow
	height    float64 // px, of the block, for percentages; NaN where the content decides
	roomy     bool    // the lines may be one more than needed
	trim      style.TextBoxTrim
	rubies    bool    // there are annotations on the page, which lines make room for
	above     float64 // px: room over the first line for its annotations
	measured  map[float64]*measures
	endings   map[endingKey]*ending
	fit       *fitted        // of --card-fit; the paragraph is then empty itself
	last      *layout.Inline // what Layout returned last
}

// NewParagraph shapes the inline content of a block. block is the style of the
// block container; items must be nested properly. The items and their styles
// are kept and must not change.
func (s *Shaper) NewParagraph(block *style.Style, items []Item) *Paragraph {
	p := &Paragraph{sh: s, block: block, limit: block.LineClamp}
	size := 0
	for i := range items {
		size += items[i].size()
	}
	if size > maxBytes {
		p.refused = true
		kept := make([]Item, 0, len(items))
		for _, it := range items {
			if it.Kind != Run {
				kept = append(kept, it)
			}
		}
		items = kept
	}
	if block.CardFit.Lines > 0 && block.FontSize > 0 && !p.refused {
		p.fit = &fitted{sh: s, block: block, items: items, sizes: map[float64]*Paragraph{}}
		return p
	}
	p.content = collapse(block, s.smallCaps(items))
	p.chains = make([]*chain, len(p.spans))
	for i := range p.spans {
		p.chains[i] = s.chain(p.spans[i].style)
	}
	p.itemise()
	p.buildUnits()
	p.spaceNeighbours()
	p.pairUp()
	p.placeBreaks()
	return p
}

// note adds the code points of a cluster without a face to the report.
func (p *Paragraph) note(cluster []rune) {
	for _, r := range cluster {
		if ignorable(r) {
			continue
		}
		p.noteMissing(fmt.Sprintf("U+%04X", r))
	}
}

// noteMissing adds the name of a code point to the report.
func (p *Paragraph) noteMissing(name string) {
	if p.seen[name] {
		return
	}
	if p.seen == nil {
		p.seen = map[string]bool{}
	}
	p.seen[name] = true
	p.missing = append(p.missing, name)
}

// Layout implements [layout.Content].
func (p *Paragraph) Layout(width float64, b layout.Bounds) *layout.Inline {
	if width < 0 || math.IsNaN(width) {
		width = 0
	}
	p.trim = b.Trim
	if b.Floats != nil {
		p.bound(b)
		p.last = p.amidFloats(width, b.Floats)
		return p.last
	}
	key := lineBounds{width, p.heightFor(b), b.Lines, b.More, b.Trim, b.Rubies, 0}
	if len(p.pairs) > 0 {
		key.above = b.Above
	}
	if in, ok := p.laid[key]; ok {
		p.last = in
		return in
	}
	var in *layout.Inline
	if p.fit != nil {
		p.fit.bounds = b
		in = p.fit.layout(width)
	} else {
		p.bound(b)
		in = p.layout(width)
	}
	if p.laid == nil || len(p.laid) >= maxMeasures {
		p.laid = map[lineBounds]*layout.Inline{}
	}
	p.laid[key], p.last = in, in
	return in
}

// lineBounds are what the lines of a paragraph depend on.
type lineBounds struct {
	width  float64
	height float64 // 0 where nothing depends on it
	lines  int
	more   bool
	trim   style.TextBoxTrim
	rubies bool
	above  float64 // 0 where nothing depends on it
}

// bound notes the lines that line-clamp leaves: that of the paragraph's own block, or
// of one around it.
func (p *Paragraph) bound(b layout.Bounds) {
	p.height, p.roomy = b.Height, true
	p.rubies, p.above = b.Rubies, b.Above
	p.limit, p.more = p.block.LineClamp, false
	if b.Lines > 0 && (p.limit == 0 || b.Lines <= p.limit) {
		p.limit, p.more = b.Lines, b.More
	}
}

// heightFor is the height that places in the paragraph depend on, 0 where none does:
// those of inline boxes with an inset in percent, and the lines of balanced text.
func (p *Paragraph) heightFor(b layout.Bounds) float64 {
	if math.IsNaN(b.Height) {
		return 0
	}
	if p.block.TextWrap == style.TextWrapBalance && p.block.WordBreak == style.WordBreakAutoPhrase {
		return b.Height
	}
	for i := range p.spans {
		st := p.spans[i].style
		if i > 0 && st.Position == style.Relative && (st.Inset[style.Top].HasPercent() || st.Inset[style.Bottom].HasPercent()) {
			return b.Height
		}
	}
	return 0
}
