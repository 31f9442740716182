package style

import "strings"

// numerals are the digits of a longhand counter style, the units of ten, hundred and thousand, and
// what stands for minus (CSS Counter Styles 3 §7.1).
type numerals struct {
	digits, units string
	minus         string
}

var (
	simpInformal = numerals{"零一二三四五六七八九", "十百千", "负"}
	simpFormal   = numerals{"零壹贰叁肆伍陆柒捌玖", "拾佰仟", "负"}
	tradInformal = numerals{"零一二三四五六七八九", "十百千", "負"}
	tradFormal   = numerals{"零壹貳參肆伍陸柒捌玖", "拾佰仟", "負"}

	japaneseInformal = numerals{"〇一二三四五六七八九", "十百千", "マイナス"}
	japaneseFormal   = numerals{"零壱弐参四伍六七八九", "拾百阡", "マイナス"}
	koreanHangul     = numerals{"영일이삼사오육칠팔구", "십백천", "마이너스 "}
	koreanHanja      = numerals{"零一二三四五六七八九", "十百千", "마이너스 "}
	koreanFormal     = numerals{"零壹貳參四五六七八九", "拾百仟", "마이너스 "}
)

// longhandStyles are the predefined styles that no system describes.
var longhandStyles = map[string]func(int) string{
	"simp-chinese-informal": func(n int) string { return simpInformal.chinese(n, "万", "亿", true) },
	"simp-chinese-formal":   func(n int) string { return simpFormal.chinese(n, "万", "亿", false) },
	"trad-chinese-informal": func(n int) string { return tradInformal.chinese(n, "萬", "億", true) },
	"trad-chinese-formal":   func(n int) string { return tradFormal.chinese(n, "萬", "億", false) },
	"cjk-ideographic":       func(n int) string { return tradInformal.chinese(n, "萬", "億", true) },
	"japanese-informal":     func(n int) string { return japaneseInformal.additive(n, true) },
	"japanese-formal":       func(n int) string { return japaneseFormal.additive(n, false) },
	"korean-hangul-formal":  func(n int) string { return koreanHangul.additive(n, false) },
	"korean-hanja-informal": func(n int) string { return koreanHanja.additive(n, true) },
	"korean-hanja-formal":   func(n int) string { return koreanFormal.additive(n, false) },
}

// additive is the Japanese and Korean form (§7.1.1, §7.1.3), of numbers of up to four digits.
// Without one, the digit 1 is left out before a unit.
func (s *numerals) additive(n int, withoutOne bool) string {
	digits, units := []rune(s.digits), []rune(s.units)
	if n == 0 {
		return string(digits[0])
	}
	count := max(n, -n)
	if count > 9999 {
		return ""
	}
	text := ""
	for i := 0; count > 0; i, count = i+1, count/10 {
		d := count % 10
		if d == 0 {
			continue
		}
		unit := ""
		if i > 0 {
			unit = string(units[i-1])
		}
		if d > 1 || i == 0 || !withoutOne {
			unit = string(digits[d]) + unit
		}
		text = unit + text
	}
	if n < 0 {
		return s.minus + text
	}
	return text
}

// chinese is the longhand form of Chinese numbers (§7.1.2): groups of four digits, each with its
// unit.
func (s *numerals) chinese(n int, myriad, myriads string, informal bool) string {
	zero := string([]rune(s.digits)[0])
	if n == 0 {
		return zero
	}
	units := []string{"", myriad, myriads}
	text := ""
	for i, rest := 0, max(n, -n); rest > 0 && i < len(units); i, rest = i+1, rest/10_000 {
		group := rest % 10_000
		if group == 0 {
			if text != "" && !strings.HasPrefix(text, zero) {
				text = zero + text
			}
			continue
		}
		text = s.group(group, informal) + units[i] + text
		if group < 1000 && rest >= 10_000 {
			text = zero + text
		}
	}
	if n < 0 {
		return s.minus + text
	}
	return text
}

// group is a number of up to four digits. The informal form begins the numbers from 10 to 19
// without a one.
func (s *numerals) group(n int, informal bool) string {
	digits, units := []rune(s.digits), []rune(s.units)
	zero, text := string(digits[0]), ""
	for i, rest := 0, n; rest > 0; i, rest = i+1, rest/10 {
		switch d := rest % 10; {
		case d != 0 && i > 0:
			text = string(digits[d]) + string(units[i-1]) + text
		case d != 0:
			text = string(digits[d])
		case text != "" && !strings.HasPrefix(text, zero):
			text = zero + text
		}
	}
	if informal && n >= 10 && n < 20 {
		text = strings.TrimPrefix(text, string(digits[1]))
	}
	return text
}
