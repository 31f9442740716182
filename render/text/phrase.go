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
	costInWord   = 44 // inside a word
	costUnknown  = 8  // between two characters that are no word: often a name
	costTail     = 12 // before a last character that is no word: the end of a name
	costParticle = 16 // before a particle that leans on what precedes it
	costPlace    = 12 // before 里, 上, 后 and such, which do too but may begin a word of their own
	costSuffix   = 16 // before a character that often ends a longer word than the list has
	costCounted  = 30 // inside a Chinese number or a date, before a measure word
	costCount    = 8  // between a measure word and what is counted
	costLeader   = 8  // after a word that leads to what follows
	costSingle   = 6  // after another word of one character
	costNumber   = 4  // before a number, which often completes what precedes it
	bonusParted  = -2 // before a conjunction, after 的
)

const (
	particles    = "的地得了着过们者吗呢吧啊等之"
	conjunctions = "和与及或而并但"
	leaders      = "和与及或在对从把被为将向让给由以于是不最更再又也都第超近约达至到致称"
	places       = "里上中下后前内外间时起"
	suffixes     = "铺店队站号奖法员家性化型式版路街桥河湖县区镇村州市省国族语业厂院校馆园塔率量值费税权制案"
	numerals     = "零一二两三四五六七八九十百千万亿几数半每"
	dateUnits    = "年月日时点"
	// counters are the measure words after which what they count is said.
	counters = "个名位条届项款章份只头匹辆架艘台部件套双副张本册封幅粒颗株棵根枝把块片口扇家户所支座栋种类场批群枚"
)

// leadingWords are leaders of two characters.
var leadingWords = []string{
	"正在", "已经", "即将", "将于", "可以", "能够", "应该", "关于", "对于", "由于", "因为", "为了", "通过", "根据", "按照",
	"超过", "接近", "达到", "突破", "怎么", "如何", "怎样", "为何", "最高", "最低", "首次", "再次", "如果", "不再", "没有",
}

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

// phrased reports a Chinese character under auto-phrase; the stroke that parts
// headings is none.
func (p *Paragraph) phrased(i int) bool {
	st := p.spans[p.spanOf[i]].style
	return isHan(p.text[i]) && p.text[i] != '丨' && st.WordBreak == style.WordBreakAutoPhrase && isChinese(st.Lang)
}

// phrase weighs the boundaries inside one stretch of Chinese characters.
func (p *Paragraph) phrase(costs []float64, from, to int) {
	text := p.text[from:to]
	starts := words.Starts(text)
	if to < len(p.text) && isDigit(p.text[to]) {
		costs[to] = costNumber
		if to == from+1 && from > 0 && isDigit(p.text[from-1]) && strings.ContainsRune(dateUnits, text[0]) {
			costs[to] = costCounted
		}
	}
	word := 0 // where the word before the boundary starts
	for i := 1; i < len(text); i++ {
		if !starts[i] {
			costs[from+i] = costInWord
			continue
		}
		single := i+1 == len(text) || starts[i+1]
		costs[from+i] = phraseCost(text[word:i], text[i:], single)
		word = i
	}
	p.phraseNumbers(costs, from, to, starts)
}

// phraseCost weighs the boundary between a word and what follows it; single
// tells that a word of one character does.
func phraseCost(word, rest []rune, single bool) float64 {
	after := rest[0]
	switch {
	case single && strings.ContainsRune(particles, after):
		return costParticle
	case single && strings.ContainsRune(conjunctions, after):
		return bonusParted
	case single && strings.ContainsRune(places, after):
		return costPlace
	case single && len(rest) == 1:
		return costTail
	case single && strings.ContainsRune(suffixes, after):
		return costSuffix
	case len(word) == 2 && slices.Contains(leadingWords, string(word)):
		return costLeader
	case len(word) > 1:
		return 0
	}
	switch before := word[0]; {
	case before == '的':
		return bonusParted
	case strings.ContainsRune(leaders, before):
		return costLeader
	case strings.ContainsRune(places, before):
		return 0
	case single:
		return costUnknown
	case !strings.ContainsRune(particles, before):
		return costSingle
	}
	return 0
}

// phraseNumbers keeps Chinese numbers and their measure words together, and
// better also with what they count.
func (p *Paragraph) phraseNumbers(costs []float64, from, to int, starts []bool) {
	text := p.text[from:to]
	for i := 0; i < len(text); i++ {
		end := i // of the number
		if i > 0 || from == 0 || !isDigit(p.text[from-1]) {
			if !starts[i] {
				continue
			}
			for end < len(text) && strings.ContainsRune(numerals, text[end]) {
				end++
			}
			if end == i || end == len(text) {
				continue
			}
			for k := i + 1; k <= end; k++ {
				costs[from+k] = max(costs[from+k], costCounted)
			}
		}
		n := measureAt(text, end)
		if end += n; n == 0 || end == len(text) && (to == len(p.text) || !asciiLetter(p.text[to])) {
			continue
		}
		if (end == len(text) || starts[end]) && strings.ContainsRune(counters, text[end-1]) {
			costs[from+end] = max(costs[from+end], costCount)
		}
		i = end - 1
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
