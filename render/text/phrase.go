package text

import (
	"slices"
	"strings"

	"sharecard/render/style"
	"sharecard/render/text/words"
)

// The characters that phrase penalties look for.
const (
	particles         = "的地得了着过们者吗呢吧啊等之"
	conjunctions      = "和与及或而并但"
	leadingCharacters = "和与及或在对从把被为将向让给由以于是不最更再又也都第超近约达至到致称"
	postpositions     = "里上中下后前内外间时起"
	suffixes          = "铺店队站号奖法员家性化型式版路街桥河湖县区镇村州市省国族语业厂院校馆园塔率量值费税权制案摊亭坊巷寺庙网"
	prefixes          = "可非未无無反"
	numerals          = "零一二两三四五六七八九十百千万亿几数半每"
	dateUnits         = "年月日时点"
	// counters are the measure words that a noun follows.
	counters = "个名位条届项款章份只头匹辆架艘台部件套双副张本册封幅粒颗株棵根枝把块片口扇家户所支座栋种类场批群枚"
)

// leadingWords lead to what follows as leadingCharacters do.
var leadingWords = []string{
	"正在", "已经", "即将", "将于", "可以", "能够", "应该", "关于", "对于", "由于", "因为", "为了", "通过", "根据", "按照",
	"超过", "接近", "达到", "突破", "怎么", "如何", "怎样", "为何", "最高", "最低", "首次", "再次", "如果", "不再", "没有", "每逢", "每当", "随着", "除了",
}

// phrasePenalties returns for every rune the penalty of a break before it; nil
// where no text asks for auto-phrase.
func (p *Paragraph) phrasePenalties() []float64 {
	var penalties []float64
	for i := 0; i < len(p.text); i++ {
		if !p.phrased(i) {
			continue
		}
		from := i
		for i < len(p.text) && p.phrased(i) {
			i++
		}
		if penalties == nil {
			penalties = make([]float64, len(p.text)+1)
		}
		p.phrase(penalties, from, i)
	}
	return penalties
}

// phrased reports a Chinese character under auto-phrase; the stroke that parts
// headings is none.
func (p *Paragraph) phrased(i int) bool {
	st := p.spans[p.spanOf[i]].style
	return isHan(p.text[i]) && p.text[i] != '丨' && st.WordBreak == style.WordBreakAutoPhrase && isChinese(st.Lang)
}

// phrase weighs the boundaries inside one stretch of Chinese characters.
func (p *Paragraph) phrase(penalties []float64, from, to int) {
	text := p.text[from:to]
	starts := words.Starts(text)
	if to < len(p.text) && isDigit(p.text[to]) {
		penalties[to] = penaltyBeforeNumber
		if to == from+1 && from > 0 && isDigit(p.text[from-1]) && strings.ContainsRune(dateUnits, text[0]) {
			penalties[to] = penaltyMeasureWord
		}
	}
	word := 0 // where the word before the boundary starts
	for i := 1; i < len(text); i++ {
		if !starts[i] {
			penalties[from+i] = penaltyInWord
			continue
		}
		single := i+1 == len(text) || starts[i+1]
		penalties[from+i] = phrasePenalty(text[word:i], text[i:], single)
		word = i
	}
	p.phraseNumbers(penalties, from, to, starts)
}

// phrasePenalty weighs the boundary between a word and what follows it; single
// is set where that is a word of one character.
func phrasePenalty(word, rest []rune, single bool) float64 {
	after := rest[0]
	switch {
	case single && strings.ContainsRune(particles, after):
		return penaltyParticle
	case single && strings.ContainsRune(conjunctions, after):
		return penaltyAroundPhrases
	case single && strings.ContainsRune(postpositions, after):
		return penaltyPostposition
	case single && len(rest) == 1:
		return penaltyNameEnd
	case single && strings.ContainsRune(suffixes, after):
		return penaltySuffix
	case len(word) == 2 && slices.Contains(leadingWords, string(word)):
		return penaltyLeadingWord
	case (string(word) == "最后" || string(word) == "最後") && strings.ContainsRune(numerals, after):
		return penaltyOrdinal
	case len(word) > 1:
		return 0
	}
	switch before := word[0]; {
	case strings.ContainsRune(prefixes, before):
		return penaltyPrefix
	case before == '的':
		return penaltyAroundPhrases
	case strings.ContainsRune(leadingCharacters, before):
		return penaltyLeadingWord
	case strings.ContainsRune(postpositions, before):
		return 0
	case single:
		return penaltyUnknown
	case !strings.ContainsRune(particles, before):
		return penaltySingle
	}
	return 0
}

// phraseNumbers keeps Chinese numbers and their measure words together, and
// better also with what they count.
func (p *Paragraph) phraseNumbers(penalties []float64, from, to int, starts []bool) {
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
				penalties[from+k] = max(penalties[from+k], penaltyMeasureWord)
			}
		}
		n := measureAt(text, end)
		if end += n; n == 0 || end == len(text) && (to == len(p.text) || !asciiLetter(p.text[to])) {
			continue
		}
		if (end == len(text) || starts[end]) && strings.ContainsRune(counters, text[end-1]) {
			penalties[from+end] = max(penalties[from+end], penaltyCounted)
		}
		if hasPrefix(text[end:], string(text[i:end])) { // 一盏一盏
			penalties[from+end] = penaltyInWord
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
