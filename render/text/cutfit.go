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
	ways := p.ways(m, width, nodes, limit-1, p.block.TextWrap == style.TextWrapBalance, false)
	best := 0
	for j := range nodes {
		if ways[limit-1][j].cost < ways[limit-1][best].cost {
			best = j
		}
	}
	if best == 0 {
		return first
	}
	lines := unwind(ways, best)
	for len(lines) <= limit {
		a := lines[len(lines)-1].b
		if a == len(p.units) {
			return first
		}
		lines = append(lines, lineRange{a, p.nextBreak(m, a, width)})
	}
	return lines
}

// ways finds the best way to every node in every number of lines up to count:
// ways[k][j] to node j in k lines. ends tells that the last node ends the
// paragraph.
func (p *Paragraph) ways(m *measures, width float64, nodes []node, count int, balance, ends bool) [][]node {
	ways := make([][]node, count+1)
	for k := range ways {
		ways[k] = append([]node(nil), nodes...)
		for j := range ways[k] {
			ways[k][j].cost = math.Inf(1)
		}
	}
	ways[0][0].cost = 0
	for j := 1; j < len(nodes); j++ {
		for i := j - 1; i >= 0; i-- {
			c, fit := p.edgeCost(m, width, nodes, i, j, ends && j == len(nodes)-1, balance)
			if fit == farTooLong {
				break
			}
			if fit != fitting {
				continue
			}
			for k := 1; k <= count; k++ {
				if c := c + ways[k-1][i].cost; c < ways[k][j].cost {
					ways[k][j].cost, ways[k][j].from = c, i
				}
			}
		}
	}
	return ways
}

// unwind returns the lines of the best way to node j in all the lines of ways.
func unwind(ways [][]node, j int) []lineRange {
	count := len(ways) - 1
	lines := make([]lineRange, count, count+2)
	for k := count; k > 0; k-- {
		i := ways[k][j].from
		lines[k-1] = lineRange{ways[0][i].at, ways[0][j].at}
		j = i
	}
	return lines
}

// inLines sets a text without forced breaks in exactly so many lines, nil
// where that cannot be done without a break of last resort. first is how it is
// set in fewer.
func (p *Paragraph) inLines(m *measures, width float64, first []lineRange, count int) []lineRange {
	for _, l := range first[:len(first)-1] {
		if p.breaks[l.b] == mustBreak {
			return nil
		}
	}
	end := first[len(first)-1].b
	if end < len(p.units) {
		return nil
	}
	nodes := p.nodes(first, 0, end)
	ways := p.ways(m, width, nodes, count, true, true)
	if ways[count][len(nodes)-1].cost >= costOrphan+float64(count)*costLine {
		return nil
	}
	return unwind(ways, len(nodes)-1)
}
