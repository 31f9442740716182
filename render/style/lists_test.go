package style

import (
	"strings"
	"testing"

	"sharecard/render/css"
)

func TestCounterStyles(t *testing.T) {
	for _, tt := range []struct {
		style css.Keyword
		n     int
		want  string
	}{
		{"decimal", -3, "-3"}, {"decimal-leading-zero", 7, "07"}, {"decimal-leading-zero", -7, "-7"},
		{"upper-roman", 1994, "MCMXCIV"}, {"lower-roman", 4000, "4000"}, {"lower-alpha", 27, "aa"}, {"upper-latin", 0, "0"},
		{"lower-greek", 24, "ω"}, {"cjk-decimal", 2026, "二〇二六"}, {"cjk-heavenly-stem", 10, "癸"}, {"cjk-earthly-branch", 13, "一三"},
		{"simp-chinese-informal", 0, "零"}, {"simp-chinese-informal", 10, "十"}, {"simp-chinese-informal", 19, "十九"},
		{"simp-chinese-informal", 110, "一百一十"}, {"simp-chinese-informal", 1005, "一千零五"}, {"simp-chinese-informal", -20, "负二十"},
		{"trad-chinese-informal", -20, "負二十"}, {"cjk-ideographic", 10000, "一萬"},
		{"simp-chinese-informal", 100_203, "十万零二百零三"}, {"simp-chinese-informal", 210_000_001, "二亿一千万零一"}, {"hebrew", 16, "טז"},
		{"georgian", 1996, "ჩშჟვ"},
		{"armenian", 1999, "ՌՋՂԹ"}, {"arabic-indic", 1024, "١٠٢٤"}, {"hiragana-iroha", 48, "いい"}, {"nothing-like-it", 4, "4"},
	} {
		if got := predefinedStyles.represent(tt.n, tt.style); got != tt.want {
			t.Errorf("%d in %s: %q, want %q", tt.n, tt.style, got, tt.want)
		}
	}
}

// Counters nest with the elements, and siblings go on counting.
func TestCountersNest(t *testing.T) {
	root, _ := computed(t, `ol { counter-reset: n } li::before { counter-increment: n; content: counters(n, ".") }`,
		`<ol><li></li><li><ol><li></li><li></li></ol></li><li></li></ol><p id=p></p>`)
	var got []string
	var walk func(n *Node)
	walk = func(n *Node) {
		if n.Pseudo == "before" {
			got = append(got, *n.Style.Content)
		}
		for _, child := range n.Children {
			walk(child)
		}
	}
	walk(root)
	if want := "1 2 2.1 2.2 3"; strings.Join(got, " ") != want {
		t.Errorf("%q, want %s", got, want)
	}
}

// What counts without end is bounded: counters in scope, their numbers and the text of
// content.
func TestCountersAreBounded(t *testing.T) {
	var c counters
	for i := range 5000 {
		c.depth = i
		c.reset("n", 1)
		c.add("n", 1<<31)
		c.add("m"+strings.Repeat("m", i), 1)
	}
	if len(c.list) != maxCounters || c.find("n").n > 1<<31 {
		t.Errorf("%d counters, %d", len(c.list), c.find("n").n)
	}
	root, _ := computed(t, `p::before { content: `+strings.Repeat(`counters(n, "----------") `, 200)+`} div { counter-reset: n }`,
		strings.Repeat("<div>", 90)+"<p id=p></p>"+strings.Repeat("</div>", 90))
	if text := find(root, "p").Children[0].Style.Content; len(*text) > 2*maxContent {
		t.Errorf("content of %d bytes", len(*text))
	}
}

// Quotations nest, with the marks of their language.
func TestQuotes(t *testing.T) {
	for lang, want := range map[string]string{"zh-CN": "“ ‘ ’ ”", "zh-Hant": "「 『 』 」", "de": "„ ‚ ‘ “"} {
		root, _ := computed(t, ``, `<p id=p lang=`+lang+`><q>一<q>二</q></q></p>`)
		var got []string
		var walk func(n *Node)
		walk = func(n *Node) {
			if n.Pseudo != "" {
				got = append(got, *n.Style.Content)
			}
			for _, child := range n.Children {
				walk(child)
			}
		}
		walk(root)
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %q", lang, got)
		}
	}
}
