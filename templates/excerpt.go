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
	// From is the article's title, "" where Text says the same.
	From string
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
	e := Excerpt{Text: d.Title}
	switch {
	case d.Quote != "":
		e = Excerpt{Text: unquote(d.Quote), By: d.QuoteBy, Said: true}
	case d.Summary != "":
		e.Text = d.Summary
	}
	if marks := "。！？…．.!?"; strings.TrimRight(unquote(e.Text), marks) != strings.TrimRight(unquote(d.Title), marks) {
		e.From = d.Title
	}
	return e
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

func isHan(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}
