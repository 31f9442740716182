package text

import (
	"math"
	"unicode"

	"sharecard/render/style"
)

// Total fit chooses all breaks of a paragraph together, as Knuth and Plass did
// (Breaking Paragraphs into Lines, 1981): the fewest lines first, then the
// least sum of what is ugly about them. Costs are in square em: a line that
// lacks n em of its measure costs n².
const (
	costLine   = 1e7  // one line more than needed
	costResort = 1e10 // a break that a rule keeps closed while there is another
	costOrphan = 1e5  // a last line of one Han character
	// costShort is for a last line of less than shortLast em, per missing em².
	costShort = 4
	shortLast = 3
	// costSqueeze is for a justified line whose marks give all they have.
	costSqueeze = 0.5
)

// maxShrinks bounds what one line takes from its marks, em.
const maxShrinks = 2

// maxBalanced is the number of lines up to which text-wrap: balance evens them
// out (CSS Text 4 §6.4 leaves the limit to us).
const maxBalanced = 10

// window is how short, in em, a line of text-wrap: pretty may be where there is
// a choice.
const window = 8

// breakLines chooses the lines of the paragraph by text-wrap.
func (p *Paragraph) breakLines(m *measures, width float64) []lineRange {
	limit := p.block.LineClamp
	if limit == 0 {
		limit = -1
	}
	first := p.greedy(m, width, limit+1)
	wrap := p.block.TextWrap
	if wrap != style.TextWrapBalance && wrap != style.TextWrapPretty {
		return first
	}
	if limit > 0 && len(first) > limit {
		return p.cutFit(m, width, first, limit)
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
			part = p.totalFit(m, width, part, balance)
		}
		out = append(out, part...)
	}
	return out
}

// node is a place where a line may end.
type node struct {
	at     int // unit
	resort bool
	cost   float64 // of the best way to get here
	from   int     // node where the line that ends here starts
}

// totalFit sets one stretch between forced breaks anew; first is how the
// greedy breaker set it.
func (p *Paragraph) totalFit(m *measures, width float64, first []lineRange, balance bool) []lineRange {
	from, to := first[0].a, first[len(first)-1].b
	nodes := p.nodes(first, from, to)
	em := p.block.FontSize
	near := 0 // the first node from which a line is no shorter than window allows
	for j := 1; j < len(nodes); j++ {
		nodes[j].cost = math.Inf(1)
		last := j == len(nodes)-1
		start := j - 1
		if !balance && !last {
			for near < j-1 && m.cum[nodes[j].at]-m.hang[nodes[j].at]-m.cum[nodes[near+1].at] >= width-window*em {
				near++
			}
			start = min(near+1, j-1)
		}
		for i := start; i >= 0; i-- {
			c, fit := p.edgeCost(m, width, nodes, i, j, last, balance)
			if fit == farTooLong {
				break
			}
			if c += nodes[i].cost; fit == fitting && c < nodes[j].cost {
				nodes[j].cost, nodes[j].from = c, i
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

// edgeCost is the cost of the line from node i to node j.
func (p *Paragraph) edgeCost(m *measures, width float64, nodes []node, i, j int, last, balance bool) (float64, fit) {
	em := p.block.FontSize
	a, b := nodes[i].at, nodes[j].at
	w := p.lineWidth(m, a, b)
	over, squeeze := w > width+widthSlack, 0.0
	if over && !last {
		if room := p.shrinkRoom(m, a, b); w-room <= width+widthSlack {
			over, squeeze = false, (w-width)/room
		}
	}
	if over && i < j-1 {
		if w > width+(1+maxShrinks)*em {
			return 0, farTooLong
		}
		return 0, tooLong
	}
	c := costSqueeze*squeeze*squeeze + p.lineCost(&nodes[j], max(0, width-w)/em, last, balance, over)
	if last {
		c += p.lastLineCost(a, b, w/em)
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
			nodes = append(nodes, node{at: at, resort: true})
		}
	}
	return nodes
}

// lineCost is the cost of a line that ends at a node with slack em to spare.
func (p *Paragraph) lineCost(n *node, slack float64, last, balance, over bool) float64 {
	c := costLine
	if over {
		return c + costResort
	}
	if n.resort {
		c += costResort
	}
	if last {
		if balance {
			c += slack * slack
		}
		return c
	}
	soft := p.penalty(n.at)
	if !balance {
		// Text of many lines is read on; its breaks weigh less than its edge.
		soft /= 24
	}
	return c + slack*slack + soft
}

// lastLineCost is for the end of a paragraph: never one Han character alone,
// and better not a stump.
func (p *Paragraph) lastLineCost(a, b int, w float64) float64 {
	if p.orphan(a, b) {
		return costOrphan
	}
	if w < shortLast {
		return costShort * (shortLast - w) * (shortLast - w)
	}
	return 0
}

// orphan reports a line with fewer than two Han characters and no Latin word,
// number or box beside them.
func (p *Paragraph) orphan(a, b int) bool {
	han := 0
	for i := a; i < b; i++ {
		switch u := &p.units[i]; {
		case u.kind == atomUnit:
			return false
		case u.kind != clusterUnit:
		case u.class == classIdeograph:
			if han++; han == 2 {
				return false
			}
		case u.class == classAlnum, u.class == classOther && unicode.IsLetter(p.text[u.start]):
			return false
		}
	}
	return true
}
