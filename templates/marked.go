package templates

import (
	"strings"
	"unicode/utf8"

	"sharecard/render/text/words"
)

// Marked is a headline of which one phrase is marked.
type Marked struct{ Before, Phrase, After string }

const (
	// minPhrase and maxPhrase are how many characters a marked phrase has, its figures
	// apart.
	minPhrase = 2
	maxPhrase = 9
)

// MarkedHeadline is the headline with the phrase that a marker goes over, and
// MarkedSlogan the slogan.
func (d *Data) MarkedHeadline() Marked { return mark(d.Headline()) }

// MarkedSlogan is [Data.MarkedHeadline] of the slogan.
func (d *Data) MarkedSlogan() Marked { return mark(d.Slogan()) }

// mark finds the phrase of a headline that says most: its largest figure with the word
// after the unit, or else what it quotes, or else what stands after its last mark, or
// else its last word or two.
func mark(text string) Marked {
	if figure := largestFigure(text); figure != nil {
		before, after, _ := strings.Cut(text, strings.Join(figure, ""))
		word := firstWords([]rune(after))
		return Marked{before, strings.Join(figure, "") + word, after[len(word):]}
	}
	for _, phrase := range quoted(text) {
		if fitsMarker(phrase) {
			before, after, _ := strings.Cut(text, phrase)
			return Marked{before, phrase, after}
		}
	}
	end := strings.TrimRightFunc(text, isMark)
	after := text[len(end):]
	if i := strings.LastIndexFunc(end, isMark); i >= 0 {
		_, size := utf8.DecodeRuneInString(end[i:])
		if phrase := end[i+size:]; fitsMarker(phrase) {
			return Marked{end[:i+size], phrase, after}
		}
	}
	runes := []rune(end)
	starts := words.Starts(runes)
	from := len(runes)
	for i := len(runes) - minPhrase; i >= minPhrase && len(runes)-i <= maxPhrase; i-- {
		within := isNumeral(runes[i]) && isNumeral(runes[i-1]) // a number
		if within || !starts[i] || strings.ContainsRune(enclitics, runes[i]) {
			continue
		}
		n := len(runes) - i
		if from < len(runes) && n > twoWords || n > maxCatch && !isNumeral(runes[i]) {
			break
		}
		from = i
	}
	if from == len(runes) { // one word, or an alphabet's
		return Marked{Phrase: end, After: after}
	}
	return Marked{string(runes[:from]), string(runes[from:]), after}
}

// isNumeral reports whether r is of a number in words, as 一百八十六万 is.
func isNumeral(r rune) bool {
	return strings.ContainsRune("〇零一二两兩三四五六七八九十百千万萬亿億", r)
}

func fitsMarker(phrase string) bool {
	n := utf8.RuneCountInString(phrase)
	return n >= minPhrase && n <= maxPhrase
}
