package text

import (
	"math"

	"sharecard/render/style"
)

// maxCutFit is the line-clamp up to which the lines of a text that is cut are
// chosen together.
const maxCutFit = 12

// cutFit sets the lines of a text that line-clamp will cut: all but the last
// of limit lines so that they are well filled and break well, the last as full
// as it goes. first is how the greedy breaker set them and what it found
// beyond; the result goes as far.
func (p *Paragraph) cutFit(m *measures, width float64, first []lineRange, limit int) []lineRange {
	if limit < 2 || limit > maxCutFit {
		return first
	}
	for _, l := range first[:limit] {
		if p.breaks[l.b] == mustBreak {
			return first
		}
	}
	nodes := p.nodes(first, first[0].a, first[limit-2].b)
	titles := p.block.TextWrap == style.TextWrapBalance
	ways := make([][]node, limit) // ways[k][j]: the best way to node j in k lines
	for k := range ways {
		ways[k] = append([]node(nil), nodes...)
		for j := range ways[k] {
			ways[k][j].cost = math.Inf(1)
		}
	}
	ways[0][0].cost = 0
	for k := 1; k < limit; k++ {
		for j := 1; j < len(nodes); j++ {
			for i := j - 1; i >= 0; i-- {
				c, fit := p.edgeCost(m, width, nodes, i, j, false, titles)
				if fit == farTooLong {
					break
				}
				if c += ways[k-1][i].cost; fit == fitting && c < ways[k][j].cost {
					ways[k][j].cost, ways[k][j].from = c, i
				}
			}
		}
	}
	best := 0
	for j := range nodes {
		if ways[limit-1][j].cost < ways[limit-1][best].cost {
			best = j
		}
	}
	if best == 0 {
		return first
	}
	lines := make([]lineRange, limit-1, limit+1)
	for k, j := limit-1, best; k > 0; k-- {
		i := ways[k][j].from
		lines[k-1] = lineRange{nodes[i].at, nodes[j].at}
		j = i
	}
	for len(lines) <= limit {
		a := lines[len(lines)-1].b
		if a == len(p.units) {
			return first
		}
		lines = append(lines, lineRange{a, p.nextBreak(m, a, width)})
	}
	return lines
}
