package text

// Costs of parting what reads as one piece, in square em as those of
// penalty.go: what a short pair of marks encloses, and the first or last few
// characters of a clause, which a line of their neighbour's would carry off.
const (
	costEnclosed = 32 // inside “…”, 《…》 or （…） of up to shortPair
	costPhrase   = 12 // inside one of up to longPair
	shortPair    = 8  // em
	longPair     = 12 // em
)

// costStub is for a break that parts so many em from the pause before or
// behind them: 最后一|班岗，灯还是我来点.
var costStub = [...]float64{0, 24, 16, 8}

// maxPairs bounds how deep pairs of marks are followed.
const maxPairs = 8

// closers are the marks that close a pair, by the one that opens it.
var closers = map[rune]rune{
	'“': '”', '‘': '’', '「': '」', '『': '』', '《': '》', '〈': '〉', '（': '）', '【': '】', '(': ')', '"': '"',
}

// senseCosts returns for every rune the cost of a break before it that the
// marks around it tell.
func (p *Paragraph) senseCosts() []float64 {
	costs := make([]float64, len(p.text)+1)
	halves := make([]int, len(p.text)+1) // half em before each rune
	for i, r := range p.text {
		halves[i+1] = halves[i] + 1
		if r >= 0x2E80 {
			halves[i+1]++
		}
	}
	p.costPairs(costs, halves)
	p.costStubs(costs, halves)
	return costs
}

// costPairs weighs the breaks inside short pairs of marks.
func (p *Paragraph) costPairs(costs []float64, halves []int) {
	var open []int
	for i, r := range p.text {
		if n := len(open) - 1; n >= 0 && closers[p.text[open[n]]] == r {
			from := open[n]
			open = open[:n]
			c := 0.0
			switch long := halves[i] - halves[from+1]; {
			case long <= 2*shortPair:
				c = costEnclosed
			case long <= 2*longPair:
				c = costPhrase
			default:
				continue
			}
			for k := from + 2; k < i; k++ {
				costs[k] = max(costs[k], c)
			}
			continue
		}
		if closers[r] != 0 {
			if len(open) == maxPairs {
				open = append(open[:0], open[1:]...)
			}
			open = append(open, i)
		}
	}
}

// costStubs weighs the breaks close to a pause of the sentence, but for its
// two ends: short first and last lines are weighed as lines.
func (p *Paragraph) costStubs(costs []float64, halves []int) {
	const reach = 2*len(costStub) - 1 // half em
	from := -1                        // where the clause starts, behind a pause
	for i := range p.text {
		if !p.pauses(i) {
			continue
		}
		for k := i - 1; k > max(from, 0) && halves[i]-halves[k] < reach; k-- {
			costs[k] += costStub[(halves[i]-halves[k]+1)/2]
		}
		for from = i + 1; from < len(p.text) && p.pauses(from); from++ {
		}
		for k := from + 1; k < len(p.text) && halves[k]-halves[from] < reach && !p.pauses(k); k++ {
			costs[k] += costStub[(halves[k]-halves[from]+1)/2]
		}
	}
}

// pauses reports a mark, or a space between Chinese words, at which the
// sentence pauses for so long that a line ends well behind it.
func (p *Paragraph) pauses(i int) bool {
	switch r := p.text[i]; classOf(r) {
	case classColon, classExcl:
		return true
	case classStop:
		return r != '、'
	case classSpace, classIdeoSpace:
		return i > 0 && i+1 < len(p.text) && chineseEdge(classOf(p.text[i-1])) && chineseEdge(classOf(p.text[i+1]))
	case classDash:
		return i > 0 && p.text[i-1] == r || i+1 < len(p.text) && p.text[i+1] == r
	default:
		return r == '丨' || r == '｜'
	}
}
