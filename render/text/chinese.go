package text

import (
	"strings"

	"sharecard/render/style"
)

// The rules of GB/T 15834 and of newspaper practice for where a Chinese line
// may break. They hold with line-break: strict in text of lang zh, on top of
// UAX #14.
//
//	A, B  marks that no line starts or ends with: never overridden
//	C     —— and …… stay whole: never overridden
//	D, E  numbers, Chinese ones too, with what belongs to them, and names: overridden only where
//	      nothing else fits

// chineseRules reports whether the rules hold at a place.
func chineseRules(st *style.Style) bool {
	return st.LineBreak == style.LineBreakStrict && isChinese(st.Lang)
}

// applyChinese applies the rules to all boundaries.
func (p *Paragraph) applyChinese(opp []opportunity) {
	if !p.anyChinese() {
		return
	}
	text := p.text
	for i := 1; i < len(text); i++ {
		if opp[i] == mustBreak || !p.graphemes[i] {
			continue
		}
		st := p.spans[p.commonSpan(p.spanOf[i-1], p.spanOf[i])].style
		if !chineseRules(st) || !wraps(st) {
			continue
		}
		switch {
		case startsNoLine(text, i), endsNoLine(text, i):
			opp[i] = noBreak
		case opp[i] == noBreak && opensAfterQuote(text, i):
			opp[i] = mayBreak
		case opp[i] == mayBreak && text[i-1] == '/':
			opp[i] = lastResort // and/or, NiO/TiO2
		}
	}
	p.keepWhole(opp)
}

func (p *Paragraph) anyChinese() bool {
	for i := range p.spans {
		if chineseRules(p.spans[i].style) {
			return true
		}
	}
	return false
}

// startsNoLine is rule A for the character after boundary i, and rule C.
func startsNoLine(text []rune, i int) bool {
	b := text[i]
	switch b {
	case '—', '―', '⸺':
		// A dash of two em may start a line but not be split; a single one
		// joins two words and may not.
		return text[i-1] == b || i+1 >= len(text) || text[i+1] != b
	case '…', '⋯':
		return true
	}
	switch classOf(b) {
	case classClose, classStop, classColon, classExcl, classMiddle:
		return b != '’' && b != '”' || !opensQuote(text, i)
	}
	switch b {
	case '-', '–', '‐', '‑', '~', '～', '〜', '/', '／', '丨', '｜', '|', '•',
		',', '.', '!', '?', ':', ';', ')', ']', '}', '%', '％', '‰', '℃', '°', '′', '″',
		'々', '〻', '﹐', '﹑', '﹒', '﹔', '﹕', '﹖', '﹗', '､', '｡', '｣', '»', '›':
		return true
	}
	return false
}

// opensQuote reports a ’ or ” that stands where an opening quote does, before a
// number as in ’90s.
func opensQuote(text []rune, i int) bool {
	return text[i] == '’' && text[i-1] == ' ' && i+1 < len(text) && text[i+1] >= '0' && text[i+1] <= '9'
}

// endsNoLine is rule B for the character before boundary i.
func endsNoLine(text []rune, i int) bool {
	a := text[i-1]
	if classOf(a) == classOpen {
		return true
	}
	switch a {
	case '$', '¥', '￥', '€', '£', '￡', '＄', '₩', '₽', '₹', '(', '[', '{', '«', '‹', '｢', '№', '#', '＃', '@':
		return true
	case '/', '／':
		// A stroke between Chinese words stands at neither edge of a line; in an
		// address it may end one.
		return i < 2 || wideClass(classOf(text[i-2])) || wideClass(classOf(text[i])) || a == '／'
	}
	return false
}

// opensAfterQuote reports boundaries at Chinese quotation marks that UAX #14
// keeps closed because one side of the mark is not East Asian (LB19a): what
// may stand at the edge of a line may do so beside a quotation too.
func opensAfterQuote(text []rune, i int) bool {
	a, b := text[i-1], text[i]
	if classOf(a) == classSpace || classOf(b) == classSpace {
		return false
	}
	apostrophe := func(k int) bool {
		return k > 0 && k+1 < len(text) && latinLetter(text[k-1]) && latinLetter(text[k+1])
	}
	switch {
	case a == '”', a == '’' && !apostrophe(i-1):
		return true
	case b == '“', b == '‘' && !apostrophe(i):
		return true
	}
	return false
}

// keepWhole is rules D and E: it turns breaks inside numbers with their unit
// and inside names into last resorts.
func (p *Paragraph) keepWhole(opp []opportunity) {
	text := p.text
	keep := func(from, to int) { // the runes [from, to) stay together
		for i := from + 1; i < to; i++ {
			st := p.spans[p.commonSpan(p.spanOf[i-1], p.spanOf[i])].style
			if opp[i] == mayBreak && chineseRules(st) {
				opp[i] = lastResort
			}
		}
	}
	for i := 0; i < len(text); {
		switch {
		case isDigit(text[i]):
			from, to := numberAt(text, i)
			keep(from, to)
			i = max(to, i+1)
		case asciiLetter(text[i]):
			to := wordEnd(text, i)
			if to == i+1 && to < len(text) && isHan(text[to]) && (i == 0 || !isDigit(text[i-1])) {
				keep(i, to+1) // A股, B超, T恤
			} else if isModelName(text[i:to]) {
				if isDigit(text[to-1]) {
					to += measureAt(text, to)
				}
				keep(i, to)
			}
			i = to
		case text[i] == '第' && i+1 < len(text) && ordinal(text[i+1]):
			keep(i, i+2)
			i++
		case strings.ContainsRune(hanDigits, text[i]):
			to, number := hanNumberAt(text, i)
			if number {
				keep(i, to)
			}
			i = to
		default:
			i++
		}
	}
}

// hanDigits are what Chinese numbers consist of.
const hanDigits = "〇零一二两三四五六七八九十百千万亿"

// hanNumberAt returns the end of the Chinese number that starts at i, with the
// measure word behind it: 一百二十七条, 二十一点, 二〇二六年. Digits in a row that are
// no year are no number.
func hanNumberAt(text []rune, i int) (to int, number bool) {
	to, row := i, false
	for to < len(text) && strings.ContainsRune(hanDigits, text[to]) {
		row = row || to > i && !isHanUnit(text[to-1]) && !isHanUnit(text[to])
		to++
	}
	if row && (to == len(text) || text[to] != '年') {
		return to, false
	}
	return to + measureAt(text, to), true
}

// isHanUnit reports a power of ten.
func isHanUnit(r rune) bool { return strings.ContainsRune("十百千万亿", r) }

func isDigit(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }

func asciiLetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

func ordinal(r rune) bool {
	switch r {
	case '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '几':
		return true
	}
	return isDigit(r)
}

// numberAt returns the extent of the number whose first digit is at i: sign,
// currency and 第 before it, digits with their points, then percent sign or the
// scales and measure word that follow.
func numberAt(text []rune, i int) (from, to int) {
	from = i
	for from > 0 && numberPrefix(text[from-1]) {
		from--
	}
	if from > 1 && text[from-1] == ' ' && text[from-2] == '第' {
		from -= 2
	} else if from > 0 && text[from-1] == '第' {
		from--
	}
	to = i
	for to < len(text) {
		switch {
		case isDigit(text[to]), asciiLetter(text[to]): // 5G, 3D, 10km
			to++
			continue
		case to+1 < len(text) && numberInfix(text[to]) && isDigit(text[to+1]):
			to += 2
			continue
		case to+1 < len(text) && text[to] == ' ' && isDigit(text[to-1]) && isDigit(text[to+1]):
			to += 2 // 20 000, 0.217 6
			continue
		case text[to] == '：' && clockTime(text, to):
			to += 3
			continue
		case text[to] == '-' && to+1 < len(text) && asciiLetter(text[to+1]):
			to += 2
			continue
		}
		break
	}
	for to < len(text) && numberSuffix(text[to]) {
		to++
	}
	if last := text[to-1]; numberSuffix(last) && last != '+' {
		return from, to // 1.75%环比: what follows counts nothing
	}
	if n := measureAt(text, to); n > 0 {
		return from, to + n
	}
	if to < len(text) && text[to] == ' ' {
		if n := measureAt(text, to+1); n > 0 {
			return from, to + 1 + n
		}
	}
	return from, to
}

// clockTime reports a full-width colon between hours and minutes.
func clockTime(text []rune, colon int) bool {
	return colon+2 < len(text) && isDigit(text[colon+1]) && isDigit(text[colon+2]) &&
		(colon+3 == len(text) || !isDigit(text[colon+3])) && (colon < 3 || !isDigit(text[colon-3]))
}

func numberPrefix(r rune) bool {
	switch r {
	case '-', '+', '−', '±', '＋', '－', '$', '¥', '￥', '€', '£', '＄', '￡', '#', '№', '≈', '≥', '≤', '<', '>', '~', '～':
		return true
	}
	return false
}

func numberInfix(r rune) bool {
	switch r {
	case '.', ',', ':', '/', '-', '–', '~', '～', '．', '×', '*':
		return true
	}
	return false
}

func numberSuffix(r rune) bool {
	switch r {
	case '%', '％', '‰', '℃', '℉', '°', '′', '″', '+', '²', '³', '㎡', '㎞', '㎏', '℅':
		return true
	}
	return false
}

// wordEnd is the end of the Latin word or name that starts at i: letters,
// digits, and hyphens or points between them.
func wordEnd(text []rune, i int) int {
	for i < len(text) {
		if asciiLetter(text[i]) || isDigit(text[i]) {
			i++
			continue
		}
		if (text[i] == '-' || text[i] == '.' || text[i] == '‑') && i+1 < len(text) && (asciiLetter(text[i+1]) || isDigit(text[i+1])) {
			i += 2
			continue
		}
		break
	}
	return i
}

// maxModelName is the longest name that is kept whole, runes.
const maxModelName = 16

// isModelName reports names that break nowhere: with a digit in them, or a
// hyphen beside a part of one or two letters (GPT-5, COVID-19, Wi-Fi, F-16).
func isModelName(word []rune) bool {
	if len(word) > maxModelName {
		return false
	}
	part, short := 0, false
	for _, r := range word {
		switch {
		case isDigit(r):
			return true
		case r == '-':
			short = short || part <= 2
			part = 0
		default:
			part++
		}
	}
	return short || part <= 2
}
