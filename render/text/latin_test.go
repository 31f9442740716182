package text

import (
	"testing"

	"sharecard/fonts"
	"sharecard/render/layout"
	"sharecard/render/style"
)

// TestLatinMarksAreProportional: the Chinese faces have quotation marks and the
// apostrophe in full width, which is right in Chinese and a hole in Latin text,
// whatever the language of the page.
func TestLatinMarksAreProportional(t *testing.T) {
	s := NewShaper(fonts.Builtin())
	width := func(lang, text string) float64 {
		st := with(chinese(100), func(c *style.Style) { c.Lang = lang })
		return s.NewParagraph(st, items(st, text)).Layout(10_000, layout.Bounds{}).Lines[0].W
	}
	for _, test := range []struct {
		lang, with, without string
		least, most         float64 // of what the marks take, % of an em
	}{
		{"en", "it’s", "its", 15, 35},
		{"zh-CN", "it’s", "its", 15, 35},
		{"", "it’s", "its", 15, 35},
		{"ja", "it’s", "its", 15, 35},
		{"en", "a “word” b", "a word b", 60, 110},
		{"zh-CN", "a “word” b", "a word b", 60, 110},
		{"", "say ‘no’ b", "say no b", 30, 70},
		{"en", "the students’ a", "the students a", 15, 35},
		{"", "the students’ a", "the students a", 15, 35},
		{"zh-CN", "‘你好 world’ a", "‘你好 world a", 70, 130},
		{"zh-CN", "新“北上广”新", "新北上广新", 195, 205}, // Chinese stays as it is
		{"zh-CN", "新“5G时代”新", "新5G时代新", 180, 230},
	} {
		if got := width(test.lang, test.with) - width(test.lang, test.without); got < test.least || got > test.most {
			t.Errorf("%q, %s: the marks take %.0f %% of an em, want %.0f to %.0f", test.lang, test.with, got, test.least, test.most)
		}
	}
}

func TestEnglishEllipsisCutsNoWord(t *testing.T) {
	s := NewShaper(fonts.Builtin())
	st := with(chinese(20), func(c *style.Style) { c.Lang, c.LineClamp = "en", 1 })
	in := s.NewParagraph(st, items(st, "Harbour library stays open until nine")).Layout(200, layout.Bounds{})
	if got := lineTexts(in); got != "Harbour library…" {
		t.Errorf("got %q", got)
	}
}
