package text

import (
	"math"
	"slices"

	"sharecard/render/style"
)

// maxPlanned bounds the lines beside floats that are chosen together.
const maxPlanned = 60

// plan chooses the breaks of text-wrap: balance and pretty beside floats: as many lines as browsers set, each with the
// measure of its place. This takes lines of one height, so that a line stands at the same place whatever is on those before
// it; other paragraphs are left to the greedy breaker.
func (s *beside) plan() {
	p := s.p
	wrap := p.block.TextWrap
	if wrap != style.TextWrapBalance && wrap != style.TextWrapPretty {
		return
	}
	takeBack := s.room.Mark()
	greedy, measures := s.alike()
	takeBack()
	s.out.Atoms, s.floated, s.y = s.out.Atoms[:0], 0, 0
	if len(greedy) < 2 || p.limit > 0 && len(greedy) > p.limit {
		return
	}
	nodes := p.nodes(greedy, 0, len(p.units))
	for _, l := range p.optimalBeside(s.m, measures, nodes, wrap == style.TextWrapBalance && len(greedy) <= maxBalanced) {
		s.ends = append(s.ends, l.b)
	}
}

// alike sets the paragraph as browsers do and returns its lines and their measures; nil unless these are all alike but for
// the measure, one right below the other, and without boxes and forced breaks.
func (s *beside) alike() (lines []lineRange, measures []float64) {
	p := s.p
	high := p.primary(0).lineHeight(p.block)
	for a := 0; a < len(p.units); {
		y := s.y
		l, measure := s.find(a)
		for i := l.a; i < l.b; i++ {
			if k := p.units[i].kind; k == atomUnit || k == forcedUnit || k == floatUnit && i > int(s.m.nextTxt[0]) {
				return nil, nil
			}
		}
		if len(lines) == maxPlanned || s.y != y || math.Abs(s.heightOf(&l)-high) > widthSlack {
			return nil, nil
		}
		lines, measures = append(lines, l.lineRange), append(measures, measure)
		a, s.y = l.b, y+high
	}
	return lines, measures
}

// optimalBeside finds the lines with the least demerits, one for each measure; nil where there are none.
func (p *Paragraph) optimalBeside(m *measures, widths []float64, nodes []node, balance bool) []lineRange {
	best := make([][]node, len(widths)+1)
	for k := range best {
		best[k] = slices.Clone(nodes)
		for j := range best[k] {
			best[k][j].demerits = math.Inf(1)
		}
	}
	best[0][0].demerits = 0
	end := len(nodes) - 1
	for k, width := range widths {
		for j := k + 1; j <= end; j++ {
			for i := j - 1; i >= k; i-- {
				d, fit := p.demerits(m, width, nodes, i, j, j == end, balance)
				if fit == farTooLong {
					break
				}
				if d += best[k][i].demerits; fit == fitting && d < best[k+1][j].demerits {
					best[k+1][j].demerits, best[k+1][j].from = d, i
				}
			}
		}
	}
	if math.IsInf(best[len(widths)][end].demerits, 1) {
		return nil
	}
	return traceBack(best, end)
}
