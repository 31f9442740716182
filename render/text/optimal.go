package text

import (
	"math"
	"unicode"

	"sharecard/render/style"
)

// The optimal breaks of a paragraph are chosen together, as Knuth and Plass did
// (Breaking Paragraphs into Lines, 1981): the fewest lines first, then the least
// sum of demerits. Demerits are in square em; what they are stands in
// penalty.go.

// maxShrinks bounds what one line takes from its marks, em.
const maxShrinks = 2

// maxBalanced is the number of lines up to which text-wrap: balance evens them
// out (CSS Text 4 §6.4 leaves the limit to us).
const maxBalanced = 10

// maxSlack is how much shorter than its measure, in em, a line of text-wrap:
// pretty may be where there is a choice.
const maxSlack = 8

// breakLines chooses the lines of the paragraph by text-wrap.
func (p *Paragraph) breakLines(m *measures, width float64) []lineRange {
	limit := p.limit
	if limit == 0 {
		limit = -1
	}
	first := p.greedy(m, width, limit+1)
	wrap := p.block.TextWrap
	if wrap != style.TextWrapBalance && wrap != style.TextWrapPretty {
		return first
	}
	if limit > 0 && len(first) > limit {
		return p.clampedFit(m, width, first, limit)
	}
	var out []lineRange
	for i := 0; i < len(first); {
		k := i
		for p.breaks[first[k].b] != mustBreak {
			k++
		}
		part := first[i : k+1]
		i = k + 1
		if len(part) > 1 {
			balance := wrap == style.TextWrapBalance && len(part) <= maxBalanced
			part = p.optimalFit(m, width, part, balance)
		}
		out = append(out, part...)
	}
	if more := p.withoutParting(m, width, out); more != nil {
		return more
	}
	return out
}

// withoutParting sets a balanced text in one line more where that has fewer bad breaks
// (CSS Text 4 §5.2, auto-phrase), nil where it does not, or where line-clamp or the
// height of the block leave no room for the line. What --card-fit sets has its own
// count of lines (headline.go).
func (p *Paragraph) withoutParting(m *measures, width float64, lines []lineRange) []lineRange {
	n := len(lines)
	if !p.roomy || n < 2 || n >= maxBalanced || p.block.TextWrap != style.TextWrapBalance || p.parted(lines) == 0 ||
		p.limit > 0 && n >= p.limit {
		return nil
	}
	if line := p.primary(0).lineHeight(p.block); float64(n+1)*line > p.height+widthSlack {
		return nil
	}
	more := p.inLines(m, width, lines, n+1)
	if more == nil || p.parted(more) >= p.parted(lines) {
		return nil
	}
	return more
}

// parted counts the lines that end inside a word, or at a place as bad.
func (p *Paragraph) parted(lines []lineRange) (n int) { return p.endsAs(lines, penaltyParted) }

// endsAs counts the lines with a penalty of that much or more at their end.
func (p *Paragraph) endsAs(lines []lineRange, penalty float64) (n int) {
	for _, l := range lines[:len(lines)-1] {
		if p.penalty(l.b) >= penalty {
			n++
		}
	}
	return n
}

// node is a feasible breakpoint: a place where a line may end.
type node struct {
	at         int // unit
	lastResort bool
	demerits   float64 // the least of all lines up to here
	from       int     // node where the line that ends here starts
}

// optimalFit sets the lines between two forced breaks with the least demerits;
// first is how the greedy breaker set them.
func (p *Paragraph) optimalFit(m *measures, width float64, first []lineRange, balance bool) []lineRange {
	from, to := first[0].a, first[len(first)-1].b
	nodes := p.nodes(first, from, to)
	em := p.block.FontSize
	near := 0 // the first node from which a line is no shorter than maxSlack allows
	for j := 1; j < len(nodes); j++ {
		nodes[j].demerits = math.Inf(1)
		last := j == len(nodes)-1
		start := j - 1
		if !balance && !last {
			for near < j-1 && m.cum[nodes[j].at]-m.hang[nodes[j].at]-m.cum[nodes[near+1].at] >= width-maxSlack*em {
				near++
			}
			start = min(near+1, j-1)
		}
		for i := start; i >= 0; i-- {
			c, fit := p.demerits(m, width, nodes, i, j, last, balance)
			if fit == farTooLong {
				break
			}
			if c += nodes[i].demerits; fit == fitting && c < nodes[j].demerits {
				nodes[j].demerits, nodes[j].from = c, i
			}
		}
	}
	var lines []lineRange
	for j := len(nodes) - 1; j > 0; j = nodes[j].from {
		lines = append(lines, lineRange{nodes[nodes[j].from].at, nodes[j].at})
	}
	for i, k := 0, len(lines)-1; i < k; i, k = i+1, k-1 {
		lines[i], lines[k] = lines[k], lines[i]
	}
	return lines
}

// fit tells how a line fits its measure.
type fit uint8

const (
	fitting fit = iota
	tooLong
	farTooLong // and so is every line that starts before it
)

// demerits returns the demerits of the line from node i to node j, 0 where it
// does not fit.
func (p *Paragraph) demerits(m *measures, width float64, nodes []node, i, j int, last, balance bool) (float64, fit) {
	em := p.block.FontSize
	a, b := nodes[i].at, nodes[j].at
	w := p.lineWidth(m, a, b)
	over, shrink := w > width+widthSlack, 0.0
	if over && !last {
		if room := p.shrinkRoom(m, a, b); w-room <= width+widthSlack {
			over, shrink = false, (w-width)/room
		}
	}
	if over && i < j-1 {
		if w > width+(1+maxShrinks)*em {
			return 0, farTooLong
		}
		return 0, tooLong
	}
	c := demeritsShrink*shrink*shrink + p.lineDemerits(&nodes[j], max(0, width-w)/em, last, balance, over)
	if last {
		measure := width / em
		if balance {
			measure = 0
		}
		c += p.lastLineDemerits(a, b, w/em, measure)
	}
	return c, fitting
}

// nodes lists the places where lines of [from, to) may end: all opportunities,
// and the emergency breaks that the greedy breaker needed.
func (p *Paragraph) nodes(first []lineRange, from, to int) []node {
	nodes := make([]node, 1, (to-from)/2+2)
	nodes[0].at = from
	k := 0
	for at := from + 1; at <= to; at++ {
		for first[k].b < at {
			k++
		}
		switch {
		case p.breaks[at] >= mayBreak:
			nodes = append(nodes, node{at: at})
		case first[k].b == at:
			nodes = append(nodes, node{at: at, lastResort: true})
		}
	}
	return nodes
}

// lineDemerits returns the demerits of a line that ends at a node with slack em
// to spare.
func (p *Paragraph) lineDemerits(n *node, slack float64, last, balance, over bool) float64 {
	c := demeritsLine
	if over {
		return c + demeritsLastResort
	}
	if n.lastResort {
		c += demeritsLastResort
	}
	if last {
		if balance {
			c += slack * slack
		}
		return c
	}
	penalty := p.penalty(n.at)
	switch {
	case balance:
	case penalty >= penaltyInWord:
		penalty = prettyInWord
	case penalty > 0 && p.block.WordBreak == style.WordBreakAutoPhrase:
		penalty /= phraseDivisor
	default:
		penalty /= prettyDivisor
	}
	return c + slack*slack + penalty
}

// lastLineDemerits is for the end of a paragraph: never one Han character alone,
// and better not a line, w em long, that is short beside a measure in em; 0 is the
// measure of a headline, whose lines are short all.
func (p *Paragraph) lastLineDemerits(a, b int, w, measure float64) float64 {
	if p.orphan(a, b) {
		return demeritsOrphan
	}
	if measure == 0 {
		return shortDemerits(w)
	}
	part := float64(shortPart)
	if p.block.WordBreak == style.WordBreakAutoPhrase {
		part = shortPhrased
	}
	if lacks := max(shortLast, min(shortLongest, measure/part)) - w; lacks > 0 {
		return demeritsShortLast * lacks * lacks
	}
	return 0
}

// shortDemerits are those of a headline's line of w em for being short.
func shortDemerits(w float64) float64 {
	lacks := max(0, shortHeadline-w)
	return demeritsShortHeadline * lacks * lacks
}

// orphan reports a line with fewer than two Han characters, letters and digits, and no
// box beside them.
func (p *Paragraph) orphan(a, b int) bool {
	n := 0
	for i := a; i < b; i++ {
		switch u := &p.units[i]; {
		case u.kind == atomUnit:
			return false
		case u.kind != clusterUnit:
		case u.class == classIdeograph, u.class == classAlnum:
			if n++; n == 2 {
				return false
			}
		case u.class == classOther && unicode.IsLetter(p.text[u.start]):
			return false
		}
	}
	return true
}
