package text

import (
	"slices"
	"strings"

	"sharecard/render/style"
	"sharecard/render/text/words"
)

// Costs of word-break: auto-phrase (CSS Text 4 §5.2), in square em as those of
// penalty.go. They are preferences: no rule and no count of lines yields to
// them.
const (
	costInWord   = 36 // inside a word
	costUnknown  = 6  // between two characters that are no word: often a name
	costParticle = 16 // before a particle that leans on what precedes it
	costLeader   = 6  // after a word that leads to what follows
	costSingle   = 4  // after another word of one character
	costNumber   = 4  // before a number, which often completes what precedes it
	bonusParted  = -2 // before a conjunction, after 的
)

const (
	particles    = "的地得了着过们吗呢吧啊等之"
	conjunctions = "和与及或而并但"
	leaders      = "和与及或在对从把被为将向让给由以于是不最更再又也都一第"
)

// phraseCosts returns for every rune the cost of a break before it; nil where
// no text asks for auto-phrase.
func (p *Paragraph) phraseCosts() []float64 {
	var costs []float64
	for i := 0; i < len(p.text); i++ {
		if !p.phrased(i) {
			continue
		}
		from := i
		for i < len(p.text) && p.phrased(i) {
			i++
		}
		if costs == nil {
			costs = make([]float64, len(p.text)+1)
		}
		p.phrase(costs, from, i)
	}
	return costs
}

// phrased reports a Chinese character under auto-phrase.
func (p *Paragraph) phrased(i int) bool {
	st := p.spans[p.spanOf[i]].style
	return isHan(p.text[i]) && st.WordBreak == style.WordBreakAutoPhrase && isChinese(st.Lang)
}

// phrase weighs the boundaries inside one stretch of Chinese characters.
func (p *Paragraph) phrase(costs []float64, from, to int) {
	text := p.text[from:to]
	starts := words.Starts(text)
	if to < len(p.text) && isDigit(p.text[to]) {
		costs[to] = costNumber
	}
	single := func(i int) bool { return starts[i] && (i+1 == len(text) || starts[i+1]) }
	for i := 1; i < len(text); i++ {
		c := 0.0
		before, after := text[i-1], text[i]
		switch {
		case !starts[i]:
			c = costInWord
		case single(i) && strings.ContainsRune(particles, after):
			c = costParticle
		case single(i) && strings.ContainsRune(conjunctions, after):
			c = bonusParted
		case single(i-1) && before == '的':
			c = bonusParted
		case single(i-1) && strings.ContainsRune(leaders, before):
			c = costLeader
		case single(i-1) && single(i):
			c = costUnknown
		case single(i-1) && !strings.ContainsRune(particles, before):
			c = costSingle
		}
		costs[from+i] = c
	}
}

// Keep names words that no line break parts, in the paragraphs made from now
// on: names and new words of an article. It replaces those of the call before.
func (s *Shaper) Keep(list []string) {
	s.keep = make(map[rune][][]rune, len(list))
	for _, w := range list {
		if r := []rune(w); len(r) > 1 && len(r) <= maxKept {
			s.keep[r[0]] = append(s.keep[r[0]], r[1:])
		}
	}
}

// maxKept is the longest word that Keep takes, runes.
const maxKept = 32

// keepNamed makes breaks inside the words of [Shaper.Keep] a last resort.
func (p *Paragraph) keepNamed(opp []opportunity) {
	if len(p.sh.keep) == 0 {
		return
	}
	for i, r := range p.text {
		for _, rest := range p.sh.keep[r] {
			end := i + 1 + len(rest)
			if end > len(p.text) || !slices.Equal(p.text[i+1:end], rest) {
				continue
			}
			for k := i + 1; k < end; k++ {
				if opp[k] == mayBreak {
					opp[k] = lastResort
				}
			}
		}
	}
}
