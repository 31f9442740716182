package style

import (
	"strings"
	"testing"

	"sharecard/render/css"
)

// TestOwnCounterStyles writes numbers in counter styles of a page.
func TestOwnCounterStyles(t *testing.T) {
	sheet, diags := css.Parse("test.css", `
		@counter-style cyclic { system: cyclic; symbols: a b c }
		@counter-style fixed { system: fixed 3; symbols: x y; fallback: upper-roman }
		@counter-style symbolic { symbols: "*" "+" }
		@counter-style octal { system: numeric; symbols: "0" "1" "2" "3" "4" "5" "6" "7"; negative: "(" ")"; pad: 4 "0" }
		@counter-style dice { system: additive; additive-symbols: 6 F, 5 E, 0 "-" }
		@counter-style chapter { system: extends lower-roman; prefix: "["; suffix: "] " }
		@counter-style narrow { system: extends decimal; range: 2 4, 8 infinite; fallback: lower-alpha }
		@counter-style loop { system: extends pool; prefix: "<" }
		@counter-style pool { system: extends loop; suffix: "> " }
		@counter-style ping { system: fixed; symbols: a; fallback: pong }
		@counter-style pong { system: fixed; symbols: b; fallback: ping }
		@counter-style wide { system: extends decimal; pad: 1000 "0"; fallback: cyclic }
		@counter-style long { symbols: "`+strings.Repeat("x", 1000)+`" }
		@media (min-width: 9999px) { @counter-style cyclic { system: cyclic; symbols: z } }`, css.Options{})
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	styles := Compile(sheet).counterStylesOf(css.Environment{Width: 400, Height: 300})
	for _, tt := range []struct {
		style css.Keyword
		n     int
		want  string // of a marker
	}{
		{"cyclic", 4, "a. "}, {"cyclic", 0, "c. "}, {"cyclic", -1, "b. "},
		{"fixed", 4, "y. "}, {"fixed", 5, "V. "}, {"symbolic", 4, "++. "}, {"symbolic", 0, "0. "}, {"symbolic", 1 << 30, "1073741824. "},
		{"octal", 8, "0010. "}, {"octal", -9, "(11). "}, {"dice", 17, "FFE. "}, {"dice", 7, "7. "}, {"dice", 0, "-. "},
		{"chapter", 9, "[ix] "}, {"chapter", 0, "[0] "}, {"narrow", 3, "3. "}, {"narrow", 5, "e. "}, {"narrow", 1 << 30, "1073741824. "},
		{"loop", 1, "<1. "}, {"pool", 1, "1> "}, {"ping", 9, "9. "}, {"wide", 2, "b. "}, {"long", 100, "100. "},
		{"missing", 2, "2. "},
	} {
		if got := styles.marker(tt.n, tt.style); got != tt.want {
			t.Errorf("%d in %s: %q, want %q", tt.n, tt.style, got, tt.want)
		}
	}
}

// TestLonghandCounters: numbers in words, as CSS Counter Styles 3 §7.1 writes them.
func TestLonghandCounters(t *testing.T) {
	for _, tt := range []struct {
		style css.Keyword
		n     int
		want  string // of a marker
	}{
		{"simp-chinese-informal", 16, "十六、"}, {"simp-chinese-informal", 203, "二百零三、"}, {"simp-chinese-formal", 16, "壹拾陆、"},
		{"simp-chinese-formal", -1010, "负壹仟零壹拾、"}, {"trad-chinese-formal", 3456, "參仟肆佰伍拾陸、"}, {"cjk-ideographic", 12, "十二、"},
		{"japanese-informal", 1110, "千百十、"}, {"japanese-informal", 0, "〇、"}, {"japanese-formal", 111, "壱百壱拾壱、"},
		{"japanese-formal", -5, "マイナス伍、"}, {"korean-hangul-formal", 21, "이십일, "}, {"korean-hanja-informal", 110, "百十, "},
		{"korean-hanja-formal", 40, "四拾, "}, {"japanese-informal", 10000, "一〇〇〇〇、"},
	} {
		if got := predefinedStyles.marker(tt.n, tt.style); got != tt.want {
			t.Errorf("%d in %s: %q, want %q", tt.n, tt.style, got, tt.want)
		}
	}
}

// TestUnknownCounterStyle: a name that no rule defines is reported, and counts in decimal
// digits.
func TestUnknownCounterStyle(t *testing.T) {
	root, diags := computed(t, "li::before { content: counter(list-item, nosuch) }", "<ol><li></li></ol>")
	if len(diags) != 1 || !strings.Contains(diags[0], "there is no counter style nosuch") {
		t.Errorf("reported %v", diags)
	}
	found := ""
	var walk func(n *Node)
	walk = func(n *Node) {
		if n.Pseudo == "before" {
			found = *n.Style.Content
		}
		for _, child := range n.Children {
			walk(child)
		}
	}
	walk(root)
	if found != "1" {
		t.Errorf("shows %q", found)
	}
}
