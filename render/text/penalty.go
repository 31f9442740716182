package text

// Preferences among breaks that are all allowed, in square em: a line would be
// set unevenly by the root of it for a break that much better.
const (
	bonusSpace = -48 // a space typed between Chinese words: the writer's own break
	bonusStop  = -28 // after 。！？
	bonusColon = -24 // after ： ； and a stroke that parts two headings
	bonusComma = -20 // after ，
	bonusEmoji = -24 // after an emoji and a space: it closes what stands before it
	bonusDash  = -12 // after a dash of two em, which leads to the second clause
	bonusList  = -6  // after 、, before a dash
	bonusQuote = -2  // after a closing mark, before an opening one
	costPoint  = 6   // after the point between the parts of a name
	costEmoji  = 16  // before an emoji
	costName   = 24  // between a Latin name and its number: Python 3, iOS 18
)

// emojiPlane is where most emoji stand.
const emojiPlane = 0x1F000

// penalty is the cost of ending a line before unit b: negative where the sense
// pauses.
func (p *Paragraph) penalty(b int) float64 {
	if p.penalties != nil {
		return p.penalties[b]
	}
	p.penalties = make([]float64, len(p.units)+1)
	phrases, sense := p.phraseCosts(), p.senseCosts()
	prev := -1 // the last unit with text
	for i := range p.units {
		if !p.units[i].inText() {
			continue
		}
		// The opportunity stands before the start edges of what follows.
		for k := i; prev >= 0 && k > prev; k-- {
			if p.breaks[k] != noBreak {
				p.penalties[k] = p.preference(prev, i)
				at := p.units[i].start
				if p.penalties[k] += sense[at]; phrases != nil && p.units[prev].end == at {
					p.penalties[k] += phrases[at]
				}
			}
		}
		prev = i
	}
	return p.penalties[b]
}

// preference weighs a break between two neighbouring units.
func (p *Paragraph) preference(a, b int) float64 {
	x, y := &p.units[a], &p.units[b]
	if x.kind != clusterUnit || y.kind != clusterUnit {
		return 0
	}
	if p.text[y.start] >= emojiPlane && p.text[y.start] < 0x20000 {
		return costEmoji
	}
	switch x.class {
	case classSpace, classIdeoSpace:
		if x.start > 0 && asciiLetter(p.text[x.start-1]) && isDigit(p.text[y.start]) {
			return costName
		}
		if x.start == 0 || !chineseEdge(y.class) {
			return 0
		}
		before := p.text[x.start-1]
		switch {
		case chineseEdge(classOf(before)):
			return bonusSpace
		case before >= emojiPlane && before < 0x20000:
			return bonusEmoji
		}
		return 0
	case classExcl:
		return bonusStop
	case classColon:
		return bonusColon
	case classStop:
		if p.text[x.start] == '。' {
			return bonusStop
		}
		if p.text[x.start] == '、' {
			return bonusList
		}
		return bonusComma
	case classClose:
		return bonusQuote
	case classMiddle:
		return costPoint
	}
	switch p.text[x.start] {
	case '丨', '｜', '|':
		return bonusColon
	case ':', ';':
		if y.class == classIdeograph {
			return bonusColon
		}
	case ',':
		if y.class == classIdeograph {
			return bonusComma
		}
	}
	switch {
	case x.class == classDash && y.class != classDash:
		return bonusDash
	case y.class == classDash && x.class != classDash:
		return bonusList
	case y.class == classOpen:
		return bonusQuote
	}
	return 0
}

func chineseEdge(c charClass) bool {
	return c == classIdeograph || c == classOpen || c.closing()
}
