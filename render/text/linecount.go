package text

import (
	"math"

	"sharecard/render/style"
)

// maxClampedFit is the line-clamp up to which the lines of a text that is cut are
// chosen together.
const maxClampedFit = 12

// clampedFit sets the lines of a text that line-clamp will cut. What a line
// lacks of its measure is lost behind the cut, so lines are full: under balance as
// browsers set them, under pretty and word-break: auto-phrase up to maxCutSlack em
// shorter for a better break. The last line is as full as it goes. first holds the lines of the greedy
// breaker, one more than limit; so does the result.
func (p *Paragraph) clampedFit(m *measures, width float64, first []lineRange, limit int) []lineRange {
	balance := p.block.TextWrap == style.TextWrapBalance
	if limit < 2 || limit > maxClampedFit || balance && p.block.WordBreak != style.WordBreakAutoPhrase {
		return first
	}
	for _, l := range first[:limit] {
		if p.breaks[l.b] == mustBreak {
			return first
		}
	}
	nodes := p.nodes(first, first[0].a, first[limit-2].b)
	best := p.optimalByCount(m, width, nodes, limit-1, balance, false)
	end := 0
	for j := range nodes {
		if best[limit-1][j].demerits < best[limit-1][end].demerits {
			end = j
		}
	}
	if end == 0 {
		return first
	}
	lines := traceBack(best, end)
	for len(lines) <= limit {
		a := lines[len(lines)-1].b
		if a == len(p.units) {
			return first
		}
		lines = append(lines, lineRange{a, p.nextBreak(m, a, width)})
	}
	return lines
}

// optimalByCount finds the optimal lines up to every node in every number of
// lines up to count: best[k][j] for k lines up to node j. ends is
// set where the last node ends the paragraph; else the text is cut behind it.
func (p *Paragraph) optimalByCount(m *measures, width float64, nodes []node, count int, balance, ends bool) (best [][]node) {
	best = make([][]node, count+1)
	for k := range best {
		best[k] = append([]node(nil), nodes...)
		for j := range best[k] {
			best[k][j].demerits = math.Inf(1)
		}
	}
	best[0][0].demerits = 0
	for j := 1; j < len(nodes); j++ {
		for i := j - 1; i >= 0; i-- {
			d, fit := p.demerits(m, width, nodes, i, j, ends && j == len(nodes)-1, balance)
			if fit == farTooLong {
				break
			}
			if fit != fitting {
				continue
			}
			if !ends {
				lacks := max(0, (width-p.lineWidth(m, nodes[i].at, nodes[j].at))/p.block.FontSize-maxCutSlack)
				d += demeritsCutSlack * lacks * lacks
			}
			for k := 1; k <= count; k++ {
				if d := d + best[k-1][i].demerits; d < best[k][j].demerits {
					best[k][j].demerits, best[k][j].from = d, i
				}
			}
		}
	}
	return best
}

// traceBack returns the optimal lines up to node j in the largest number of lines.
func traceBack(best [][]node, j int) []lineRange {
	count := len(best) - 1
	lines := make([]lineRange, count, count+2)
	for k := count; k > 0; k-- {
		i := best[k][j].from
		lines[k-1] = lineRange{best[0][i].at, best[0][j].at}
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
	nodes := p.nodes(first, 0, first[len(first)-1].b)
	best := p.optimalByCount(m, width, nodes, count, p.block.TextWrap == style.TextWrapBalance, true)
	if best[count][len(nodes)-1].demerits >= demeritsOrphan+float64(count)*demeritsLine {
		return nil
	}
	return traceBack(best, len(nodes)-1)
}
