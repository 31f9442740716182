package text

import (
	"testing"

	"sharecard/fonts"
	"sharecard/render/layout"
	"sharecard/render/style"
)

// TestEnglishMarksAreProportional: the Chinese faces have “ and ” in full width,
// which is right in Chinese and a hole in English.
func TestEnglishMarksAreProportional(t *testing.T) {
	s := NewShaper(fonts.Builtin())
	width := func(lang, text string) float64 {
		st := with(chinese(100), func(c *style.Style) { c.Lang = lang })
		return s.NewParagraph(st, items(st, text)).Layout(10_000, layout.Bounds{}).Lines[0].W
	}
	wide := width("zh-CN", "a“b”c") - width("zh-CN", "abc")
	narrow := width("en", "a“b”c") - width("en", "abc")
	if wide < 150 || narrow > 120 {
		t.Errorf("a pair of quotation marks takes %.0f %% of an em in Chinese, %.0f %% in English", wide, narrow)
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
