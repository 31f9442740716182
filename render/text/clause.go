package text

// maxPairs bounds how deep pairs of marks are followed.
const maxPairs = 8

// closers are the marks that close a pair, by the one that opens it.
var closers = map[rune]rune{
	'“': '”', '‘': '’', '「': '」', '『': '』', '《': '》', '〈': '〉', '（': '）', '【': '】', '(': ')', '"': '"',
}

// clausePenalties returns for every rune the penalty of a break before it for
// parting a pair of marks or the edge of a clause.
func (p *Paragraph) clausePenalties() []float64 {
	penalties := make([]float64, len(p.text)+1)
	halves := make([]int, len(p.text)+1) // half em before each rune
	for i, r := range p.text {
		halves[i+1] = halves[i] + 1
		if r >= 0x2E80 {
			halves[i+1]++
		}
	}
	p.weighPairs(penalties, halves)
	p.weighClauseEdges(penalties, halves)
	return penalties
}

// weighPairs weighs the breaks inside short pairs of marks.
func (p *Paragraph) weighPairs(penalties []float64, halves []int) {
	var open []int
	for i, r := range p.text {
		if n := len(open) - 1; n >= 0 && closers[p.text[open[n]]] == r {
			from := open[n]
			open = open[:n]
			c := 0.0
			switch long := halves[i] - halves[from+1]; {
			case long <= 2*shortPair:
				c = penaltyShortPair
			case long <= 2*longPair:
				c = penaltyLongPair
			default:
				continue
			}
			for k := from + 2; k < i; k++ {
				penalties[k] = max(penalties[k], c)
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

// weighClauseEdges weighs the breaks close to a pause of the sentence, but for its
// two ends: short first and last lines are weighed as lines.
func (p *Paragraph) weighClauseEdges(penalties []float64, halves []int) {
	const reach = 2*len(penaltyClauseEdge) - 1 // half em
	from := -1                                 // where the clause starts, behind a pause
	for i := range p.text {
		if !p.pauses(i) {
			continue
		}
		for k := i - 1; k > max(from, 0) && halves[i]-halves[k] < reach; k-- {
			penalties[k] += penaltyClauseEdge[(halves[i]-halves[k]+1)/2]
		}
		for from = i + 1; from < len(p.text) && p.pauses(from); from++ {
		}
		for k := from + 1; k < len(p.text) && halves[k]-halves[from] < reach && !p.pauses(k); k++ {
			penalties[k] += penaltyClauseEdge[(halves[k]-halves[from]+1)/2]
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
		return p.ownSpace(i)
	case classDash:
		return i > 0 && p.text[i-1] == r || i+1 < len(p.text) && p.text[i+1] == r
	default:
		return r == '丨' || r == '｜' || i > 0 && isHan(p.text[i-1]) && (r == ':' || r == ',' || r == ';' || r == '!' || r == '?')
	}
}

// neighbourPenalty weighs a break by the two units beside it.
func (p *Paragraph) neighbourPenalty(a, b int) float64 {
	x, y := &p.units[a], &p.units[b]
	if x.kind != clusterUnit || y.kind != clusterUnit {
		return 0
	}
	if p.text[y.start] >= emojiPlane && p.text[y.start] < 0x20000 {
		return penaltyToEmoji
	}
	switch x.class {
	case classSpace, classIdeoSpace:
		if x.start > 0 && asciiLetter(p.text[x.start-1]) && isDigit(p.text[y.start]) {
			return penaltyVersion
		}
		switch {
		case x.start == 0:
			return 0
		case p.ownSpace(int(x.start)):
			return penaltySpace
		case chineseEdge(y.class) && p.text[x.start-1] >= emojiPlane && p.text[x.start-1] < 0x20000:
			return penaltyEmoji
		}
		return 0
	case classExcl:
		return penaltyStop
	case classColon:
		return p.colonPenalty(int(x.start))
	case classStop:
		if p.text[x.start] == '。' {
			return penaltyStop
		}
		if p.text[x.start] == '、' {
			return penaltyListItem
		}
		return penaltyComma
	case classClose:
		return penaltyQuote
	case classMiddle:
		return penaltyPoint
	}
	switch p.text[x.start] {
	case '丨', '｜', '|':
		return penaltyColon
	case ':', ';':
		if y.class == classIdeograph {
			return p.colonPenalty(int(x.start))
		}
	case ',':
		if y.class == classIdeograph {
			return penaltyComma
		}
	}
	switch {
	case x.class == classDash && y.class != classDash:
		return penaltyDash
	case y.class == classDash && x.class != classDash:
		return penaltyListItem
	case y.class == classOpen:
		return penaltyQuote
	}
	return 0
}

// maxSpeaker is how many characters name who speaks, as in 专家： and 当事人回应：.
const maxSpeaker = 5

// colonPenalty weighs a break after the colon or semicolon at i. Where a pause stands
// shortly before a colon, the words between them say who speaks: they go with what is
// said. At the start of the text they are a heading.
func (p *Paragraph) colonPenalty(i int) float64 {
	if p.text[i] == '：' || p.text[i] == ':' {
		for k := i - 1; k > 0 && k >= i-maxSpeaker; k-- {
			if p.pauses(k - 1) {
				return penaltySpeaker
			}
		}
	}
	return penaltyColon
}

// ownSpace reports a space that the writer typed to part two headings. It stands
// between Chinese words, or beside a Latin word or a number that has no space at
// its other end: 增长37.2% 十月. Where both ends have one it is but distance:
// 使用 Python 开发; and one letter names what follows it: 图中A 截面.
func (p *Paragraph) ownSpace(i int) bool {
	if i == 0 || i+1 >= len(p.text) {
		return false
	}
	before, after := i-1, i+1
	for before > 0 && latinWord(p.text[before]) {
		before--
	}
	for after < len(p.text)-1 && latinWord(p.text[after]) {
		after++
	}
	if before < i-1 && after > i+1 || before == i-2 && asciiLetter(p.text[i-1]) {
		return false
	}
	return chineseEdge(classOf(p.text[before])) && chineseEdge(classOf(p.text[after]))
}

// latinWord reports what words and numbers of Latin text consist of.
func latinWord(r rune) bool {
	return classOf(r) == classAlnum || numberSuffix(r) || r == '.' || r == ',' || r == '-'
}

func chineseEdge(c charClass) bool {
	return c == classIdeograph || c == classOpen || c.closing()
}
