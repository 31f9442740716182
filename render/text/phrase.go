package text

import (
	"slices"
	"strings"

	"sharecard/render/style"
	"sharecard/render/text/words"
)

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
	// A number after a Latin name is a part of it, as in "iPhone 17".
	for i := 2; i < len(penalties)-1; i++ {
		if isDigit(p.text[i]) && p.text[i-1] == ' ' && asciiLetter(p.text[i-2]) {
			penalties[i] = max(penalties[i], penaltyMeasureWord)
		}
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
	end := func(i int) int { // of the word that starts at i
		for i++; i < len(text) && !starts[i]; i++ {
			penalties[from+i] = penaltyInWord
		}
		return i
	}
	var before []rune // the word before the two at a boundary
	for a, i := 0, end(0); i < len(text); {
		b := end(i)
		next := rune(0)
		if b < len(text) {
			next = text[b]
		}
		penalties[from+i] = phrasePenalty(before, text[a:i], text[i:b], next)
		if b == len(text) && b == i+1 {
			penalties[from+i] = max(penalties[from+i], penaltyNameEnd)
		}
		before, a, i = text[a:i], i, b
	}
	p.phraseNumbers(penalties, from, to, starts)
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
			noun := end + 1
			for noun < len(text) && !starts[noun] {
				noun++
			}
			penalties[from+end] = max(penalties[from+end], counted(text[end:min(noun, len(text))]))
		}
		if end < len(text) && strings.ContainsRune(dateUnits, text[end-1]) && strings.ContainsRune(afterDates, text[end]) {
			penalties[from+end] = max(penalties[from+end], penaltyPostposition)
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
