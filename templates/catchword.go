package templates

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"sharecard/render/text/words"
)

const (
	// minCatch and maxCatch are how many ideographs a catchword has.
	minCatch = 2
	maxCatch = 6
	// twoWords is how many the first two words of a headline may have together.
	twoWords = 4
	// maxCatchLetters is the longest word of letters that a thumbnail can hold.
	maxCatchLetters = 16
)

// Catchword returns what stands for the headline where there is room for one or
// two lines of a few characters: its largest figure with the unit; or else what it
// starts with or quotes up to a mark, where that is short; or else its first word
// or two. An alphabetic headline gives its first word. What is longer than fits
// gives way to the first character of the source. Articles of one column have
// their kicker in common, so that is none of these.
func (d *Data) Catchword() []string {
	title := d.Slogan()
	if figure := largestFigure(title); figure != nil {
		return figure
	}
	word := d.catchword(title)
	runes := []rune(word)
	if n := len(runes); n >= 4 && n <= maxCatch && isHan(runes[0]) {
		return []string{string(runes[:n/2]), string(runes[n/2:])}
	}
	return []string{word}
}

// Figure is the largest figure of the title, or else of the summary, and its unit:
// "120", "万"; none where neither has one.
func (d *Data) Figure() []string {
	if figure := largestFigure(unspaced(d.Title)); figure != nil {
		return figure
	}
	return largestFigure(unspaced(d.Summary))
}

// Badge is the largest figure of the title or else of the summary, and its unit, for a
// badge beside the headline: none that the headline has itself. A short unit takes the
// word after it along: 家实测.
func (d *Data) Badge() []string {
	for _, text := range []string{d.Title, d.Summary} {
		text = unspaced(text)
		figure := largestFigure(text)
		if figure == nil || strings.Contains(d.Headline(), figure[0]) || strings.Contains(d.Slogan(), figure[0]) {
			continue
		}
		_, after, _ := strings.Cut(text, figure[0]+figure[1])
		if unit := figure[1] + firstWords([]rune(after)); utf8.RuneCountInString(unit) <= maxBadgeUnit {
			figure[1] = unit
		}
		return figure
	}
	return nil
}

// maxBadgeUnit is how many characters stand under the figure of a badge.
const maxBadgeUnit = 3

// spaceInFigure stands between digits and their unit where both are set apart: "68 元".
var spaceInFigure = regexp.MustCompile(`([0-9]) +(\p{Han})`)

func unspaced(text string) string { return spaceInFigure.ReplaceAllString(text, "$1$2") }

func (d *Data) catchword(title string) string {
	parts := strings.FieldsFunc(title, isMark)
	if len(parts) == 0 {
		return d.Initial()
	}
	if isAlphabetic(parts[0]) && strings.IndexFunc(title, isHan) < 0 {
		if utf8.RuneCountInString(parts[0]) > maxCatchLetters {
			return d.Initial()
		}
		return parts[0]
	}
	for _, p := range append(parts[:1:1], quoted(title)...) {
		if n := utf8.RuneCountInString(p); n >= minCatch && n <= maxCatch && strings.IndexFunc(p, notHan) < 0 {
			return p
		}
	}
	for _, p := range parts {
		if word := firstWords([]rune(p)); word != "" {
			return word
		}
	}
	return d.Initial()
}

// firstWords returns the first two words of a text where they have four
// ideographs at most, or the first alone; "" where that is a single character,
// or the text does not start with ideographs.
func firstWords(text []rune) string {
	han := 0
	for han < len(text) && isHan(text[han]) {
		han++
	}
	starts := words.Starts(text[:han])
	end := 0
	for i := 1; i <= han; i++ {
		if i < han && !starts[i] {
			continue
		}
		if i > twoWords && end >= minCatch || i > maxCatch {
			break
		}
		end = i
	}
	if end < minCatch {
		return ""
	}
	return string(text[:end])
}

// Characters that may follow the digits of a figure: powers of ten, and what it
// counts. Years, months and hours are no figures.
const (
	scales   = "十百千万萬亿億"
	measures = "元人次家条條辆輛名个個所座吨噸亩畝米倍天岁歲户戶份件种種项項套台艘里杯层"
)

// longMeasures are those of several characters, of which some begin like a power of ten.
var longMeasures = [...]string{
	"平方公里", "平方米", "立方米", "千瓦时", "千瓦時", "人次", "公里", "公斤", "公顷", "公頃", "千瓦", "兆瓦", "千克", "千米", "毫米", "厘米", "分钟", "分鐘",
}

// longMeasure is how many characters of text the measure has that it begins with, 0 for
// none of longMeasures.
func longMeasure(text []rune) int {
	for _, m := range longMeasures {
		if want := []rune(m); len(text) >= len(want) && string(text[:len(want)]) == m {
			return len(want)
		}
	}
	return 0
}

// largestFigure returns the largest figure of a text and its unit, nil where it
// has none.
func largestFigure(text string) []string {
	var best []string
	most := 0.0
	runes := []rune(text)
	for i := 0; i < len(runes); {
		if runes[i] < '0' || runes[i] > '9' {
			i++
			continue
		}
		end := i
		for end < len(runes) && (runes[end] >= '0' && runes[end] <= '9' || runes[end] == '.' || runes[end] == ',') {
			end++
		}
		digits := strings.TrimRight(string(runes[i:end]), ".,")
		value, err := strconv.ParseFloat(strings.ReplaceAll(digits, ",", ""), 64)
		unit := end
		for unit < len(runes) && strings.ContainsRune(scales, runes[unit]) && longMeasure(runes[unit:]) == 0 {
			switch runes[unit] {
			case '万', '萬':
				value *= 1e4
			case '亿', '億':
				value *= 1e8
			}
			unit++
		}
		long := longMeasure(runes[unit:])
		switch {
		case unit < len(runes) && (runes[unit] == '%' || runes[unit] == '％'):
			unit++
		case long > 0:
			unit += long
		case unit < len(runes) && strings.ContainsRune(measures, runes[unit]):
			unit++
		}
		ordinal := i > 0 && (runes[i-1] == '第' || unicode.IsLetter(runes[i-1]) && !isHan(runes[i-1]))
		// "10个月" is a span of time, and 第 an ordinal.
		month := unit < len(runes) && runes[unit] == '月'
		if err == nil && unit > end && !ordinal && !month && value > most {
			most, best = value, []string{digits, string(runes[end:unit])}
		}
		i = max(unit, i+1)
	}
	return best
}

// isMark reports whether r ends a word: a mark, a symbol or a space.
func isMark(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// quoted returns what stands between “ and ” in s without a mark inside.
func quoted(s string) []string {
	var parts []string
	for {
		_, rest, opens := strings.Cut(s, "“")
		inner, after, ends := strings.Cut(rest, "”")
		if !opens || !ends {
			return parts
		}
		if strings.IndexFunc(inner, isMark) < 0 {
			parts = append(parts, inner)
		}
		s = after
	}
}

func notHan(r rune) bool { return !isHan(r) }

func isAlphabetic(s string) bool {
	return strings.IndexFunc(s, isHan) < 0 && strings.IndexFunc(s, unicode.IsLetter) >= 0
}
