package templates

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Excerpt is the text that a quotation card sets large.
type Excerpt struct {
	Text string
	// By tells who said it; "" where unknown or not said by anyone.
	By string
	// Said tells that Text is a quotation: it is set in quotation marks.
	Said bool
}

// Length is "short", "medium", "fuller" or "long", for a quotation of up to 28
// characters, up to 60, up to 96 and beyond.
func (e Excerpt) Length() string {
	switch n := utf8.RuneCountInString(e.Text); {
	case n <= 28:
		return "short"
	case n <= 60:
		return "medium"
	case n <= 96:
		return "fuller"
	}
	return "long"
}

// Excerpt returns the article's quotation, without marks around it, or else its
// summary, or else its title.
func (d *Data) Excerpt() Excerpt {
	switch {
	case d.Quote != "":
		return Excerpt{Text: unquote(d.Quote), By: d.QuoteBy, Said: true}
	case d.Summary != "":
		return Excerpt{Text: d.Summary}
	}
	return Excerpt{Text: d.Title}
}

// unquote takes off a pair of quotation marks that encloses all of s.
func unquote(s string) string {
	s = strings.TrimSpace(s)
	for _, pair := range []struct{ open, end string }{{"“", "”"}, {"「", "」"}, {"『", "』"}, {"\"", "\""}} {
		inner, opens := strings.CutPrefix(s, pair.open)
		inner, ends := strings.CutSuffix(inner, pair.end)
		if opens && ends && !strings.Contains(inner, pair.end) && inner != "" {
			return inner
		}
	}
	return s
}

// TitleLength is "short", "medium" or "long", for a headline of up to 8 em, up
// to 28 em and beyond, where all but ideographs and fullwidth forms count half
// an em: a layout gives each its own sizes and number of lines.
func (d *Data) TitleLength() string {
	const short, long = 8 * 2, 28 * 2 // in half em
	halves := 0
	for _, r := range d.Title {
		halves++
		if r >= 0x2E80 || unicode.In(r, unicode.Han) {
			halves++
		}
	}
	switch {
	case halves <= short:
		return "short"
	case halves > long:
		return "long"
	}
	return "medium"
}

// briefSummary is the length in characters up to which a summary is one or two
// lines only.
const briefSummary = 50

// Brief reports whether the summary is so short that it may be set larger.
func (d *Data) Brief() bool { return utf8.RuneCountInString(d.Summary) <= briefSummary }

// A catchword has this many characters.
const (
	minCatch = 2
	maxCatch = 6
	// maxCatchLetters is the longest word of letters that a thumbnail can hold.
	maxCatchLetters = 16
)

// Catchword returns what stands for the headline where there is room for two to
// six characters only, in one line or two: what it starts with, up to a mark or a
// space, or what it quotes, whichever is so short first; or else the four
// characters it starts with, a number aside. Articles of one column have its
// kicker in common, so that is none of them. An alphabetic headline gives its
// first word, or the initial of one that is too long.
func (d *Data) Catchword() []string {
	word := d.catchword()
	runes := []rune(word)
	if n := len(runes); n >= 4 && n <= maxCatch && isHan(runes[0]) {
		return []string{string(runes[:n/2]), string(runes[n/2:])}
	}
	return []string{word}
}

func (d *Data) catchword() string {
	parts := strings.FieldsFunc(d.Title, isMark)
	if len(parts) == 0 {
		return d.Initial()
	}
	if first, _ := utf8.DecodeRuneInString(parts[0]); !isHan(first) && isAlphabetic(parts[0]) {
		if utf8.RuneCountInString(parts[0]) > maxCatchLetters {
			return string(unicode.ToUpper(first))
		}
		return parts[0]
	}
	for _, p := range append(parts[:1:1], quoted(d.Title)...) {
		if n := utf8.RuneCountInString(p); n >= minCatch && n <= maxCatch && !isNumber(p) && !isAlphabetic(p) {
			return p
		}
	}
	if len(parts) > 1 && isNumber(parts[0]) {
		parts = parts[1:]
	}
	runes := []rune(parts[0])
	return string(runes[:min(len(runes), 4)])
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

func isHan(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

func isAlphabetic(s string) bool { return strings.IndexFunc(s, isHan) < 0 && !isNumber(s) }

func isNumber(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return !unicode.IsDigit(r) }) < 0
}
