package text

import (
	"math"
	"strings"
	"testing"

	"sharecard/fonts"
	"sharecard/render/layout"
	"sharecard/render/style"
)

// A balanced headline in a narrow box takes one line more rather than part a word,
// where line-clamp and the height of its box leave room for it.
func TestHeadlinesTakeALineMoreForAWord(t *testing.T) {
	s := NewShaper(fonts.Builtin())
	st := with(chinese(20), func(c *style.Style) {
		c.TextWrap, c.WordBreak = style.TextWrapBalance, style.WordBreakAutoPhrase
		c.LineHeight = style.LineHeight{Factor: 1.5, Set: true}
	})
	const text = "土壤固化剂固化机理研究进展及应用"
	lines := func(st *style.Style, b layout.Bounds) string {
		return lineTexts(s.NewParagraph(st, []Item{{Kind: Run, Text: text}}).Layout(175, b))
	}
	const parted = "土壤固化剂固化机|理研究进展及应用"
	free := layout.Bounds{Height: math.NaN()}
	if got := lines(st, free); strings.Count(got, "|") != 2 || strings.Contains(got, "机|理") {
		t.Errorf("free: %s", got)
	}
	if got := lines(st, layout.Bounds{Height: 60}); got != parted {
		t.Errorf("in a box of two lines: %s", got)
	}
	if got := lines(with(st, func(c *style.Style) { c.LineClamp = 2 }), free); got != parted {
		t.Errorf("clamped to two lines: %s", got)
	}
	if got := lines(with(st, func(c *style.Style) { c.WordBreak = style.WordBreakNormal }), free); strings.Count(got, "|") != 1 {
		t.Errorf("without auto-phrase: %s", got)
	}
}

// And so it does rather than end a line between what belongs together as closely.
func TestHeadlinesTakeALineMoreForATie(t *testing.T) {
	s := NewShaper(fonts.Builtin())
	st := with(chinese(20), func(c *style.Style) { c.TextWrap, c.WordBreak = style.TextWrapBalance, style.WordBreakAutoPhrase })
	for text, want := range map[string]string{
		"把电线网从树冠上挪开之后":     "把电线网|从树冠上|挪开之后",
		"台风过后全村人一起修好了那座木桥": "台风过后|全村人一起|修好了|那座木桥",
	} {
		got := lineTexts(s.NewParagraph(st, []Item{{Kind: Run, Text: text}}).Layout(6*20, layout.Bounds{Height: math.NaN()}))
		if got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// Under pretty and auto-phrase a word is parted only where the lines would be more.
func TestPrettyKeepsWords(t *testing.T) {
	s := NewShaper(fonts.Builtin())
	st := with(chinese(20), func(c *style.Style) { c.TextWrap, c.WordBreak = style.TextWrapPretty, style.WordBreakAutoPhrase })
	for _, tt := range []struct {
		text string
		em   float64
		want string
	}{
		{"新学期今天开始，城里人和乡下的孩子一样，每逢周三下午都能上一节没有信号的自然课。", 10,
			"新学期今天开始，|城里人和乡下的孩子|一样，每逢周三下午|都能上一节没有信号的|自然课。"},
		{"在没有信号的山里，他守了三十年的林子，每逢台风来临都睡在堤上。", 16,
			"在没有信号的山里，他守了三十年的|林子，每逢台风来临都睡在堤上。"},
	} {
		if got := lineTexts(s.NewParagraph(st, []Item{{Kind: Run, Text: tt.text}}).Layout(tt.em*20, layout.Bounds{})); got != tt.want {
			t.Errorf("got  %s\nwant %s", got, tt.want)
		}
	}
	// One digit alone is no line either.
	got := lineTexts(s.NewParagraph(st, []Item{{Kind: Run, Text: "本月起所有摩托价格便宜1……"}}).Layout(13*20, layout.Bounds{}))
	if strings.HasSuffix(got, "|1……") {
		t.Error(got)
	}
}
